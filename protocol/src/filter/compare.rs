//! Comparing a fact with text, by the rules every node of a mixed fleet shares.

use std::cmp::Ordering;

use pattern::{Case, Regex};
use serde_json::{Number, Value};

use super::regex;

/// Whether `fact operator value` holds. What cannot be compared does not hold.
pub(super) fn holds(fact: &Value, operator: &str, value: &str) -> bool {
    holds_with(fact, operator, value, |text| {
        finder(value).is_some_and(|pattern| pattern.is_match(text))
    })
}

/// The same with `finds` in place of compiling the value of `=~`.
pub(super) fn holds_with(fact: &Value, operator: &str, value: &str, finds: impl Fn(&str) -> bool) -> bool {
    match fact {
        Value::String(fact) if operator == "=~" => finds(fact),
        Value::String(fact) => ordered(operator, Some(fact.to_lowercase().cmp(&value.to_lowercase()))),
        Value::Number(fact) => number(fact, operator, value, finds).unwrap_or(false),
        Value::Bool(fact) => boolean(*fact, operator, value),
        Value::Null | Value::Array(_) | Value::Object(_) => false,
    }
}

/// The pattern of a `=~`.
pub(super) fn finder(value: &str) -> Option<Regex> {
    regex(value.trim_matches('/'), Case::Ignored)
}

/// A value with a dot makes it a comparison of fractions, any other one of whole numbers.
fn number(fact: &Number, operator: &str, value: &str, finds: impl Fn(&str) -> bool) -> Option<bool> {
    let fraction = fact.as_f64()?;
    let whole = fact.as_i64().unwrap_or(fraction as i64);
    let dotted = value.contains('.');
    Some(match operator {
        "=~" if dotted => finds(&format!("{fraction:.4}")),
        "=~" => finds(&whole.to_string()),
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
