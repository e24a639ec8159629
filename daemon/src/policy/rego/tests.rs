use proptest::prelude::*;
use protocol::Filter;
use regorus::Value;

use super::*;

const PACKAGE: &str = "site.policy";

/// What a policy of the test package says of an input.
fn ask(rules: &str, input: &str) -> Result<Option<bool>, RegoError> {
    let program = Program::compile(&format!("package site.policy\n{rules}"), PACKAGE)?;
    program.allow(Value::from_json_str(input).unwrap(), None)
}

fn refusal(rules: &str) -> String {
    ask(rules, "{}").unwrap_err().to_string()
}

#[test]
fn both_syntaxes_are_understood() {
    let new = "default allow = false\nallow if {\n  input.agent = \"lamp\"\n  input.action == \"on\"\n}";
    let old = "default allow = false\nallow {\n  input.agent = \"lamp\"\n  input.action == \"on\"\n}";
    for rules in [new, old] {
        assert_eq!(ask(rules, r#"{"agent":"lamp","action":"on"}"#), Ok(Some(true)));
        assert_eq!(ask(rules, r#"{"agent":"lamp","action":"off"}"#), Ok(Some(false)));
    }
    assert_eq!(ask("allow if input.x == 1", "{}"), Ok(None));
}

#[test]
fn only_true_and_false_are_answers() {
    assert_eq!(ask("allow := 7", "{}"), Err(RegoError::NotBoolean));
    assert_eq!(ask("allow contains 1 if true", "{}"), Err(RegoError::NotBoolean));
    assert_eq!(ask("alow := true", "{}"), Err(RegoError::NoRule));
    let other = Program::compile("package site.other\nallow := true", PACKAGE).unwrap_err();
    assert_eq!(other.to_string(), "it is of package site.other, not site.policy");
}

#[test]
fn a_mistake_is_told_with_its_line() {
    assert_eq!(
        refusal("allow if {\n  nonsense(1)\n}"),
        "could not find function nonsense in line 3"
    );
    assert_eq!(refusal("allow if {"), "expecting expression in line 2");
    assert_eq!(
        refusal("allow {\n nonsense(1)\n}"),
        "could not find function nonsense in line 3"
    );
}

#[test]
fn a_function_that_fails_leaves_the_other_rules_alone() {
    let rules = "allow if startswith(input.n, \"a\")\nallow if input.n == 5";
    assert_eq!(ask(rules, r#"{"n":5}"#), Ok(Some(true)));
}

#[test]
fn what_would_never_end_is_ended_or_refused() {
    let numbers = "some a in numbers.range(1, 9000)";
    let product = format!(
        "allow if {{\n {numbers}\n {0}\n {1}\n a + b + c < 0 }}",
        numbers.replace(" a ", " b "),
        numbers.replace(" a ", " c ")
    );
    assert_eq!(ask(&product, "{}"), Err(RegoError::Slow));
    assert_eq!(
        refusal("f(x) := f(x + 1)\nallow if f(1) == 2"),
        "function f calls itself"
    );
    assert_eq!(
        refusal("f(x) := data.site.policy[\"g\"](x)\ng(x) := f(x)\nallow if f(1) == 2"),
        "function f calls itself"
    );
    assert!(refusal("allow if a\na if b\nb if a").starts_with("recursion detected"));
    assert_eq!(
        refusal("g(x) := count(x)\nf(x) := g([x])\nallow if f(1) == 1 with count as f"),
        "`with` can only replace input, in line 4"
    );
    assert_eq!(
        refusal("import data.site.policy.f as g\nf(x) := g(x)\nallow if f(1)"),
        "it imports data, of which there is none"
    );
}

#[test]
fn bounded_functions_do_what_the_languages_own_do() {
    for rule in [
        r#"concat(",", ["a", "b"]) == "a,b""#,
        r#"concat(",", {"b", "a"}) == "a,b""#,
        r#"concat(",", []) == """#,
        r#"replace("a.b.c", ".", "") == "abc""#,
        r#"strings.replace_n({"a": "b", "b": "c"}, "ab") == "cc""#,
        "bits.lsh(3, 2) == 12",
        "bits.lsh(-3, 2) == -12",
        r#"to_number("7") + to_number(true) + to_number(null) + to_number(0.5) == 8.5"#,
        r#"json.unmarshal("{\"a\": [1, 2.5, null]}").a == [1, 2.5, null]"#,
        r#"json.is_valid("[1]"); not json.is_valid("[1")"#,
        r#"not to_number("seven")"#,
        "not concat(1, [])",
        r#"regex.replace("lamp-1", "[^a-z]", "") == "lamp""#,
    ] {
        assert_eq!(
            ask(&format!("allow if {{ {rule} }}"), "{}"),
            Ok(Some(true)),
            "{rule}"
        );
    }
}

#[test]
fn what_would_take_all_memory_is_refused() {
    assert_eq!(
        ask("allow if count(numbers.range(1, 1000000000)) > 5", "{}"),
        Ok(None)
    );
    assert_eq!(
        ask("allow if count(numbers.range(5, 1)) == 5", "{}"),
        Ok(Some(true))
    );
    assert_eq!(
        ask("allow if numbers.range_step(1, 9, 4) == [1, 5, 9]", "{}"),
        Ok(Some(true))
    );
    let long = "a".repeat(1 << 20);
    let input = format!(r#"{{"a":"{long}","b":["{long}","x","x","x","x","x"]}}"#);
    for rule in [
        "count(replace(input.a, \"a\", input.a)) > 0",
        "count(strings.replace_n({\"a\": input.a}, input.a)) > 0",
        "count(concat(input.a, input.b)) > 0",
        "bits.lsh(1, 4000000000) > 0",
        "to_number(\"1e2000000000\") > 0",
        r#"to_number("{\"$serde_json::private::Number\":\"1e2000000000\"}") > 0"#,
        r#"is_number(json.unmarshal("{\"$serde_json::private::Number\":\"1e2000000000\"}"))"#,
    ] {
        assert_ne!(ask(&format!("allow if {rule}"), &input), Ok(Some(true)), "{rule}");
    }
    for rule in ["1e2000000000 > 0", "1.5E+10000 > 0"] {
        assert_eq!(
            refusal(&format!("allow if {rule}")),
            "a number in it is too large"
        );
    }
    assert_eq!(
        ask("allow if 3e-2 < 1.5e+2 # 1e99999 \"7e12345\"", "{}"),
        Ok(Some(true))
    );
    let told = refusal("allow if units.parse(input.x) > 0");
    assert_eq!(told, "units cannot be parsed here, in line 2");
    let told = refusal("allow if regex.replace(input.x, \".\", input.y) == \"\"");
    assert!(
        told.starts_with("regex.replace needs its replacement as plain text"),
        "{told}"
    );
    for format in ["\"%2000000000d\"", "input.format"] {
        let told = refusal(&format!("allow if count(sprintf({format}, [1])) > 3"));
        assert!(
            told.starts_with("sprintf needs its format as plain text"),
            "{told}"
        );
    }
    assert_eq!(
        ask("allow if sprintf(\"%s-%d\", [\"a\", 1]) == \"a-1\"", "{}"),
        Ok(Some(true))
    );
    assert_eq!(
        refusal(&format!("allow if true\n{}", "#".repeat(MAX_SOURCE))),
        format!("it is longer than {MAX_SOURCE} bytes")
    );
}

#[test]
fn nesting_is_refused_before_it_costs_time_or_stack() {
    for (open, close) in [("[", "]"), ("{\"a\":", "}"), ("{", "}")] {
        let rules = format!("allow if {}1{} == 1", open.repeat(40), close.repeat(40));
        assert_eq!(refusal(&rules), "its brackets nest too deeply");
    }
    let many = format!("allow if {} == 1", "[[[[[[[[[[1]]]]]]]]]],".repeat(5000));
    assert_eq!(refusal(&many), "its brackets nest too deeply");
    let sum = format!("allow if 1 {} == 1", "+ 1\n".repeat(15_000));
    assert!(refusal(&sum).starts_with("it nests too deeply in line"));
    assert!(refusal(&format!("allow if {}1{}", "(".repeat(5000), ")".repeat(5000))).contains("too deep"));
    let chain: String = (0..5000).map(|n| format!("r{} if r{n}\n", n + 1)).collect();
    assert_eq!(
        refusal(&format!("allow if r5000\n{chain}")),
        "it has more than 200 rules of different names"
    );
}

#[test]
fn the_deepest_policy_that_passes_fits_the_stack() {
    let sum = "1 + ".repeat(MAX_SUM);
    let mut rules = String::from("f0(x) := x\n");
    for n in 1..190 {
        rules += &format!("f{n}(x) := [y | y := {sum}f{}(x)][0]\n", n - 1);
    }
    rules += "allow if f189(1) > 0";
    // A stack that is too small would end the process; a machine that has no time for us says nothing about it.
    let answer = ask(&rules, "{}");
    assert!(
        matches!(answer, Ok(Some(true)) | Err(RegoError::Slow)),
        "{answer:?}"
    );
}

/// Terms of a sum that the guard still lets pass.
const MAX_SUM: usize = 90;

#[test]
fn functions_look_at_the_filter() {
    let mut filter = Filter::default();
    let rules = |condition: &str| format!("package site.policy\nallow if {condition}");
    let holds = |filter: &Filter, condition: &str| {
        let program = Program::compile(&rules(condition), PACKAGE).unwrap();
        program.allow(Value::new_object(), Some(filter)).unwrap() == Some(true)
    };
    filter.agent.push("lamp".into());
    assert!(!holds(&filter, "requires_filter()"));
    filter.fact.push("country=mt".parse().unwrap());
    filter.cf_class.push("apache".into());
    filter.identity.push("web1".into());
    for condition in [
        "requires_filter()",
        "requires_fact_filter(\"country=mt\")",
        "requires_fact_filter(\"country==mt\")",
        "requires_class_filter(\"apache\")",
        "requires_identity_filter(\"web1\")",
    ] {
        assert!(holds(&filter, condition), "{condition}");
        assert!(!holds(&Filter::default(), condition), "{condition}");
    }
    for condition in [
        "requires_fact_filter(\"country=de\")",
        "requires_fact_filter(\"country\")",
        "requires_class_filter(7)",
        "requires_identity_filter(\"web\")",
    ] {
        assert!(!holds(&filter, condition), "{condition}");
    }
}

#[test]
fn a_trace_names_the_rule_that_holds_and_where_the_others_failed() {
    let source = "package site.policy\n\
                  default allow := false\n\
                  allow if {\n  print(\"first\")\n  input.a == 2\n  input.b == 2\n}\n\
                  allow if input.a == 1\n\
                  other if input.a == 1\n";
    let program = Program::compile(source, PACKAGE).unwrap();
    let trace = program.trace(&Value::from_json_str(r#"{"a":1}"#).unwrap(), None);
    assert_eq!(trace.allow, Ok(Some(true)));
    assert_eq!(trace.prints, ["policy:4: first"]);
    let rule = |line, last_line, says, reached| RuleTrace {
        line,
        last_line,
        says: Ok(says),
        reached: Some(reached),
    };
    assert_eq!(trace.rules, [rule(3, 7, None, 5), rule(8, 8, Some(true), 8)]);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn no_text_does_harm(text in "(package |site|\\.policy\n|allow|if|\\{|\\}|\\[|\\]|\\(|\\)|:=|==|not|some|in|every|x|f|1|\"a\"|input|data|\\.|,|\\||\n| |with|as|default|import|else|#|-|`){0,40}") {
        if let Ok(program) = Program::compile(&format!("package site.policy\n{text}"), PACKAGE) {
            let _ = program.allow(Value::new_object(), None);
        }
    }

    #[test]
    fn no_bytes_do_harm(text in "\\PC{0,200}") {
        let _ = Program::compile(&text, PACKAGE);
    }
}
