//! Comparing a fact with text, by the rules every node of a mixed fleet shares.

use std::cmp::Ordering;

use pattern::Case;
use serde_json::{Number, Value};

use super::regex;

/// Whether `fact operator value` holds. What cannot be compared does not hold.
pub(super) fn holds(fact: &Value, operator: &str, value: &str) -> bool {
    match fact {
        Value::String(fact) => text(fact, operator, value),
        Value::Number(fact) => number(fact, operator, value).unwrap_or(false),
        Value::Bool(fact) => boolean(*fact, operator, value),
        Value::Null | Value::Array(_) | Value::Object(_) => false,
    }
}

fn text(fact: &str, operator: &str, value: &str) -> bool {
    if operator == "=~" {
        return finds(fact, value);
    }
    ordered(operator, Some(fact.to_lowercase().cmp(&value.to_lowercase())))
}

/// A value with a dot makes it a comparison of fractions, any other one of whole numbers.
fn number(fact: &Number, operator: &str, value: &str) -> Option<bool> {
    let fraction = fact.as_f64()?;
    let whole = fact.as_i64().unwrap_or(fraction as i64);
    let dotted = value.contains('.');
    Some(match operator {
        "=~" if dotted => finds(&format!("{fraction:.4}"), value),
        "=~" => finds(&whole.to_string(), value),
        // The reference lets equal fractions pass here; with another rule one request would mean different nodes in a mixed fleet.
        ">" if dotted => fraction >= value.parse().ok()?,
        _ if dotted => ordered(operator, fraction.partial_cmp(&value.parse().ok()?)),
        "==" => whole.to_string() == value,
        "!=" => whole.to_string() != value,
        _ => ordered(operator, Some(whole.cmp(&value.parse().ok()?))),
    })
}

/// The reference asks of a false fact the same for `!=` as for `==`, and its tests insist.
fn boolean(fact: bool, operator: &str, value: &str) -> bool {
    match operator {
        "==" => fact == is_true(value),
        "=~" => fact == is_true(&value.to_lowercase()),
        "!=" => !is_true(&value.to_lowercase()),
        _ => false,
    }
}

fn ordered(operator: &str, order: Option<Ordering>) -> bool {
    match (operator, order) {
        ("==", Some(order)) => order.is_eq(),
        ("!=", order) => order.is_none_or(Ordering::is_ne),
        ("<", Some(order)) => order.is_lt(),
        ("<=", Some(order)) => order.is_le(),
        (">", Some(order)) => order.is_gt(),
        (">=", Some(order)) => order.is_ge(),
        _ => false,
    }
}

fn is_true(word: &str) -> bool {
    matches!(word, "1" | "t" | "T" | "TRUE" | "true" | "True")
}

fn finds(text: &str, pattern: &str) -> bool {
    regex(pattern.trim_matches('/'), Case::Ignored).is_some_and(|it| it.is_match(text))
}
