//! Whatever it is, it ends soon.

use proptest::prelude::*;
use serde_json::{Value, json};

use super::super::{Expression, Scope};

#[derive(Debug)]
struct Facts;

impl Scope for Facts {
    fn variable(&self, name: &str) -> Value {
        match name {
            "long" => "a".repeat(100_000).into(),
            "many" => (0..1000).collect(),
            _ => json!({"a": [1, "b", {"c": null}], "d": 2.5}),
        }
    }

    fn call(&self, _: &str, arguments: &[Value]) -> Option<Result<Value, String>> {
        Some(
            arguments
                .first()
                .cloned()
                .ok_or_else(|| "nothing given".to_owned()),
        )
    }
}

fn outcome(text: &str) -> Result<Value, String> {
    let parsed = Expression::parse(text).map_err(|error| error.to_string())?;
    let _ = parsed.explain(&Facts);
    let _ = parsed.outline();
    parsed.evaluate(&Facts).map_err(|error| error.to_string())
}

#[test]
fn work_without_end_is_refused() {
    const TOO_MUCH: &str = "it takes too much work";
    let doubled = (0..40).fold("let v0 = [1, 2]; ".to_owned(), |text, n| {
        format!("{text}let v{} = [v{n}, v{n}]; ", n + 1)
    });
    for text in [
        "1..1000000000".to_owned(),
        "-9223372036854775807..9223372036854775807".to_owned(),
        "sum(map(1..1000, sum(map(1..1000, # * 2))))".to_owned(),
        "len(repeat(long, 1000))".to_owned(),
        "reduce(1..50, #acc + #acc, 'x')".to_owned(),
        "reduce(1..50, concat(#acc, #acc), [1])".to_owned(),
        "join(map(1..1000, long), long)".to_owned(),
        "all(1..100000, long == long)".to_owned(),
        "let x = repeat('a', 999999); all(1..100000, x <= x)".to_owned(),
        "let x = repeat('a', 999999); sort(map(1..100000, x))".to_owned(),
        "replace(long, '', long)".to_owned(),
        "any(1..100000, long matches '(a|aa)+b')".to_owned(),
        "any(1..1000, long matches '(a{1,30}){1,30}b')".to_owned(),
        "any(1..100000, 'a' matches ('b' + string(#)))".to_owned(),
        "all(1..100000, ask(true))".to_owned(),
        format!("{doubled}v40 == [v39, v39]"),
        format!("{doubled}len(flatten(v40))"),
        format!("{doubled}toJSON(v40)"),
        format!("{doubled}v40"),
    ] {
        let told = outcome(&text).unwrap_err();
        assert!(told.ends_with(TOO_MUCH), "{text}: {told}");
    }
}

#[test]
fn depth_without_end_is_refused() {
    let nested = |open: &str, inner: &str, close: &str| {
        let count = 8000 / (open.len() + close.len());
        outcome(&format!("{}{inner}{}", open.repeat(count), close.repeat(count))).unwrap_err()
    };
    for (open, inner, close) in [
        ("(", "1", ")"),
        ("[", "1", "]"),
        ("{a:", "1", "}"),
        ("not ", "true", ""),
        ("-", "1", ""),
        ("1 < (", "1", ") < 2"),
        ("len(", "1", ")"),
        ("1 ? 2 : ", "1", ""),
        ("x", "x", ".x"),
        ("", "x", "[0]"),
        ("", "x", "?.x"),
        ("", "1", " | len()"),
        ("2 ** ", "2", ""),
        ("map(x, ", "1", ")"),
        ("if true { ", "1", " } else { 1 }"),
    ] {
        let told = nested(open, inner, close);
        assert!(
            told.contains("is nested more than 64 deep"),
            "{open} {close}: {told}"
        );
    }
    let told = outcome("reduce(1..1000, [#acc], [])").unwrap_err();
    assert_eq!(told, "values are nested more than 128 deep");
}

#[test]
fn long_chains_are_no_depth() {
    let any = vec!["with('a')"; 600].join(" or ");
    assert_eq!(
        outcome(&format!("'z' == 'y' or {any}")),
        Err("a string is neither true nor false".to_owned())
    );
    assert_eq!(outcome(&vec!["1"; 2000].join("+")), Ok(json!(2000)));
}

#[test]
fn long_text_is_refused() {
    assert!(outcome(&format!("'{}' == ''", "a".repeat(8200))).is_err());
    let patterns = vec!["'a' matches 'b'"; 65].join(" or ");
    assert!(
        outcome(&patterns)
            .unwrap_err()
            .starts_with("it has more than 64 patterns")
    );
}

proptest! {
    #[test]
    fn no_text_panics(text in any::<String>()) {
        let _ = outcome(&text);
    }

    #[test]
    fn no_sequence_of_tokens_panics(tokens in proptest::collection::vec(prop_oneof![
        Just("("), Just(")"), Just("["), Just("]"), Just("{"), Just("}"), Just(","), Just(":"), Just(";"), Just("#"),
        Just("."), Just("?."), Just("?"), Just("??"), Just(".."), Just("|"), Just("+"), Just("-"), Just("*"), Just("/"),
        Just("%"), Just("**"), Just("=="), Just("<"), Just("not "), Just(" in "), Just(" matches "), Just(" and "),
        Just(" or "), Just("let x ="), Just("x"), Just("many"), Just("'a'"), Just("1"), Just("9223372036854775807"),
        Just("2.5"), Just("nil"), Just("true"), Just("len("), Just("map("), Just("reduce("), Just("sortBy("),
        Just("split("), Just("repeat("), Just("date("), Just("duration("), Just("int("), Just("#acc"), Just("é"),
    ], 0..24)) {
        let _ = outcome(&tokens.concat());
    }

    #[test]
    fn functions_take_any_values(
        name in prop::sample::select(vec![
            "split", "splitAfter", "replace", "repeat", "trim", "trimPrefix", "indexOf", "take", "get", "bitshl", "bitshr",
            "bitushr", "join", "concat", "max", "median", "round", "int", "float", "string", "toJSON", "fromJSON",
            "fromBase64", "duration", "date", "sort", "flatten", "fromPairs", "reverse", "first", "uniq", "abs",
        ]),
        arguments in proptest::collection::vec(prop::sample::select(vec![
            "''", "'a,b'", "','", "'é'", "-1", "0", "3", "64", "9223372036854775807", "-9223372036854775807 - 1", "1/0", "0/0",
            "2.5", "nil", "true", "[]", "[1, 2.5, 'a']", "['a', 'b']", "{}", "many", "'1h-5m'", "'2026-02-30'", "'99999999h'",
            "'{\"a\": [1]}'", "1e300 * 1e300", "date('9999-12-31') + duration('1h')",
        ]), 0..4),
    ) {
        let _ = outcome(&format!("{name}({})", arguments.join(", ")));
    }
}
