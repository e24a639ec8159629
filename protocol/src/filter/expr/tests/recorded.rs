//! What the reference's engine was recorded to answer.

use serde_json::Value;

use super::super::{Expression, Scope};

struct Environment(Value);

impl Scope for Environment {
    fn variable(&self, name: &str) -> Value {
        self.0[name].clone()
    }

    fn call(&self, _: &str, _: &[Value]) -> Option<Result<Value, String>> {
        None
    }
}

/// Numbers are compared as numbers: JSON does not say which were whole, and reading it may miss the last digit.
fn same(left: &Value, right: &Value) -> bool {
    match (left, right) {
        (Value::Number(left), Value::Number(right)) => {
            let (left, right) = (left.as_f64().unwrap(), right.as_f64().unwrap());
            (left - right).abs() <= left.abs() * 1e-15
        }
        (Value::Array(left), Value::Array(right)) => {
            left.len() == right.len() && left.iter().zip(right).all(|(left, right)| same(left, right))
        }
        (Value::Object(left), Value::Object(right)) => {
            left.len() == right.len()
                && left
                    .iter()
                    .zip(right)
                    .all(|(left, right)| left.0 == right.0 && same(left.1, right.1))
        }
        (left, right) => left == right,
    }
}

fn differences(recorded: &str) -> Vec<String> {
    let mut lines = recorded
        .lines()
        .map(|line| serde_json::from_str::<Value>(line).unwrap());
    let environment = Environment(lines.next().unwrap()["environment"].clone());
    let mut differences = Vec::new();
    for case in lines {
        let text = case["expr"].as_str().unwrap();
        let evaluate = |text: &str| {
            let parsed = Expression::parse(text).map_err(|error| error.to_string())?;
            parsed.evaluate(&environment).map_err(|error| error.to_string())
        };
        let found = evaluate(text);
        let agreed = match (&found, case.get("result")) {
            (Ok(found), Some(expected)) => same(found, expected),
            (Err(_), None) => true,
            _ => false,
        };
        if !agreed {
            differences.push(format!("{found:?} for {case}"));
        } else if let Some(kind) = case.get("type")
            && evaluate(&format!("type(({text}))")).as_ref() != Ok(kind)
        {
            differences.push(format!("another type for {case}"));
        }
    }
    differences
}

#[test]
fn expressions_come_to_what_the_reference_was_recorded_to_say() {
    let differences = differences(include_str!("../../../../golden/expressions.jsonl"));
    assert!(differences.is_empty(), "{}", differences.join("\n"));
}
