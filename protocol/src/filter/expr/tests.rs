mod hostile;
mod recorded;

use serde_json::{Value, json};

use super::*;

#[derive(Debug)]
struct Names;

impl Scope for Names {
    fn variable(&self, name: &str) -> Value {
        match name {
            "names" => json!(["ann", "bob", "cid"]),
            "n" => json!(4),
            "half" => json!(0.5),
            "word" => json!("hello world"),
            "m" => json!({"a": 1, "b": {"c": [1, 2, 3]}}),
            _ => Value::Null,
        }
    }

    fn call(&self, name: &str, arguments: &[Value]) -> Option<Result<Value, String>> {
        match name {
            "twice" => Some(Ok(json!([arguments[0], arguments[0]]))),
            "broken" => Some(Err("it is broken".to_owned())),
            _ => None,
        }
    }
}

fn value(text: &str) -> Value {
    let parsed = Expression::parse(text).unwrap_or_else(|error| panic!("{text}: {error}"));
    parsed
        .evaluate(&Names)
        .unwrap_or_else(|error| panic!("{text}: {error}"))
}

fn fails(text: &str) -> String {
    Expression::parse(text)
        .unwrap()
        .evaluate(&Names)
        .unwrap_err()
        .reason
}

fn refused(text: &str) -> String {
    Expression::parse(text).unwrap_err().to_string()
}

#[test]
fn operators_bind_as_the_reference_binds_them() {
    for (text, expected) in [
        ("1 + 2 * 3 ** 2", json!(19.0)),
        ("-2 ** 2", json!(-4.0)),
        ("true or false and false", json!(true)),
        ("not true or true", json!(true)),
        ("1 < 2 and 2 < 3 == true", json!(true)),
        ("1 < n <= 4", json!(true)),
        ("10 - 2 - 3", json!(5)),
        ("2 ** 3 ** 2", json!(512.0)),
        ("missing ?? 3", json!(3)),
        ("n > 3 ? 'big' : 'small'", json!("big")),
        ("false ?: true", json!(true)),
        ("\"ann\" in names and \"dan\" not in names", json!(true)),
        ("word matches '^hel+o' && word not contains 'x'", json!(true)),
        ("1..3 | map(# * 2) | sum()", json!(12)),
        ("let x = n + 1; x * x", json!(25)),
        ("if n > 3 { 'a' } else if n > 2 { 'b' } else { 'c' }", json!("a")),
    ] {
        assert_eq!(value(text), expected, "{text}");
    }
}

#[test]
fn parts_of_values_are_reached() {
    for (text, expected) in [
        ("m.b.c[-1]", json!(3)),
        ("m.b['c'][0:2]", json!([1, 2])),
        ("m.none?.deeper.still", json!(null)),
        ("word[:5]", json!("hello")),
        ("[1, 2, 3][1:]", json!([2, 3])),
        ("{a: 1, 'b c': 2}['b c']", json!(2)),
    ] {
        assert_eq!(value(text), expected, "{text}");
    }
    assert_eq!(fails("m.none.deeper"), "nil has no part deeper");
    assert_eq!(fails("names[3]"), "there is no item 3 in 3 items");
}

#[test]
fn predicates_look_at_each_element() {
    for (text, expected) in [
        ("all(names, len(#) == 3)", json!(true)),
        ("any(names, {# startsWith 'b'})", json!(true)),
        ("filter(names, # > 'ann')", json!(["bob", "cid"])),
        ("reduce(1..4, #acc * #)", json!(24)),
        ("reduce(names, #acc + #, '')", json!("annbobcid")),
        ("map([{a: 1}, {a: 2}], .a)", json!([1, 2])),
        ("groupBy(names, len(#))", json!({"3": ["ann", "bob", "cid"]})),
        ("sortBy(names, #, 'desc')[0]", json!("cid")),
        ("find(names, # == 'x')", json!(null)),
        ("all(names, any(names, # == 'ann'))", json!(true)),
    ] {
        assert_eq!(value(text), expected, "{text}");
    }
}

#[test]
fn what_is_no_expression_is_refused_with_its_place() {
    for (text, told) in [
        ("", "it ends too early at column 1"),
        ("a b", "b does not fit here at column 3"),
        ("1 +", "it ends too early at column 4"),
        ("(1", ") is missing at column 3"),
        ("'abc", "a text has no closing quote at column 1"),
        (
            "é == '\\q'",
            "a text has a backslash that stands for nothing; write \\\\ for one at column 6",
        ),
        ("a matches '('", "unclosed group at column 11"),
        ("len(1, 2)", "len takes 1 arguments, not 2 at column 1"),
        (
            "a ?? b + c",
            "?? and other operators need parentheses around one of them at column 8",
        ),
        ("let len = 1; 2", "len is taken, choose another name at column 5"),
    ] {
        assert_eq!(refused(text), told, "{text}");
    }
}
