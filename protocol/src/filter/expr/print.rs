//! Values as text, in the forms the reference gives them.

use super::datum::{Datum, Key};
use super::fuel::Fuel;
use super::{EvalError, failed};

/// The value as `string()` shows it.
pub(super) fn plain(value: &Datum, fuel: &mut Fuel) -> Result<String, EvalError> {
    let mut text = String::new();
    write_plain(&mut text, value, fuel)?;
    Ok(text)
}

/// A key as text.
pub(super) fn key(key: &Key, fuel: &mut Fuel) -> Result<String, EvalError> {
    plain(&Datum::from(key.clone()), fuel)
}

fn write_plain(text: &mut String, value: &Datum, fuel: &mut Fuel) -> Result<(), EvalError> {
    let before = text.len();
    match value {
        Datum::Nil => text.push_str("<nil>"),
        Datum::Bool(it) => text.push_str(if *it { "true" } else { "false" }),
        Datum::Whole(it) => text.push_str(&it.to_string()),
        Datum::Fraction(it) => text.push_str(&fraction(*it)),
        Datum::Text(it) => {
            fuel.text(it.len())?;
            text.push_str(it);
            return Ok(());
        }
        Datum::List(list) => {
            text.push('[');
            for (at, item) in list.items.iter().enumerate() {
                text.push_str(if at == 0 { "" } else { " " });
                write_plain(text, item, fuel)?;
            }
            text.push(']');
            return fuel.burn(1);
        }
        Datum::Map(map) => {
            text.push_str("map[");
            for (at, (name, item)) in map.members.iter().enumerate() {
                text.push_str(if at == 0 { "" } else { " " });
                write_plain(text, &Datum::from(name.clone()), fuel)?;
                text.push(':');
                write_plain(text, item, fuel)?;
            }
            text.push(']');
            return fuel.burn(1);
        }
        Datum::Time(it) => text.push_str(&super::builtin::time::shown(*it)),
        Datum::Duration(it) => text.push_str(&super::builtin::time::span(*it)),
    }
    fuel.text(text.len() - before)
}

/// The shortest digits that give the number back, with an exponent where it is very small or large.
fn fraction(number: f64) -> String {
    if number.is_nan() {
        return "NaN".to_owned();
    }
    if number.is_infinite() {
        return if number > 0.0 { "+Inf" } else { "-Inf" }.to_owned();
    }
    let scientific = format!("{number:e}");
    let (digits, exponent) = scientific.split_once('e').unwrap_or((&scientific, "0"));
    match exponent.parse::<i32>() {
        Ok(exponent) if number != 0.0 && !(-4..6).contains(&exponent) => {
            let sign = if exponent < 0 { '-' } else { '+' };
            format!("{digits}e{sign}{:02}", exponent.abs())
        }
        _ => number.to_string(),
    }
}

/// The value as JSON over several lines.
pub(super) fn json(value: &Datum, fuel: &mut Fuel) -> Result<String, EvalError> {
    let mut text = String::new();
    write_json(&mut text, value, 0, fuel)?;
    Ok(text)
}

fn write_json(text: &mut String, value: &Datum, depth: usize, fuel: &mut Fuel) -> Result<(), EvalError> {
    match value {
        Datum::List(list) if !list.items.is_empty() => {
            let mut mark = '[';
            for item in &list.items {
                new_line(text, mark, depth + 1, fuel)?;
                write_json(text, item, depth + 1, fuel)?;
                mark = ',';
            }
            new_line(text, '\0', depth, fuel)?;
            text.push(']');
        }
        Datum::Map(map) if map.loose => return Err(failed("a map with keys of any kind is no JSON")),
        Datum::Map(map) if !map.members.is_empty() => {
            let mut mark = '{';
            for (name, item) in &map.members {
                new_line(text, mark, depth + 1, fuel)?;
                write_quoted(text, &key(name, fuel)?, fuel)?;
                text.push_str(": ");
                write_json(text, item, depth + 1, fuel)?;
                mark = ',';
            }
            new_line(text, '\0', depth, fuel)?;
            text.push('}');
        }
        Datum::List(_) => text.push_str("[]"),
        Datum::Map(_) => text.push_str("{}"),
        Datum::Nil => text.push_str("null"),
        Datum::Text(it) => write_quoted(text, it, fuel)?,
        Datum::Fraction(it) => text.push_str(&json_fraction(*it)?),
        Datum::Duration(nanoseconds) => text.push_str(&nanoseconds.to_string()),
        Datum::Time(it) => write_quoted(text, &super::builtin::time::rfc3339(*it), fuel)?,
        Datum::Bool(_) | Datum::Whole(_) => write_plain(text, value, fuel)?,
    }
    fuel.burn(1)
}

fn new_line(text: &mut String, mark: char, depth: usize, fuel: &mut Fuel) -> Result<(), EvalError> {
    if mark != '\0' {
        text.push(mark);
    }
    text.push('\n');
    text.push_str(&"  ".repeat(depth));
    fuel.text(2 * depth)
}

/// Characters that mean something to a browser are written as codes, too.
fn write_quoted(text: &mut String, value: &str, fuel: &mut Fuel) -> Result<(), EvalError> {
    fuel.text(value.len().saturating_mul(6))?;
    let quoted = serde_json::Value::from(value).to_string();
    for c in quoted.chars() {
        match c {
            '<' | '>' | '&' | '\u{2028}' | '\u{2029}' => text.push_str(&format!("\\u{:04x}", c as u32)),
            c => text.push(c),
        }
    }
    Ok(())
}

fn json_fraction(number: f64) -> Result<String, EvalError> {
    if !number.is_finite() {
        return Err(failed("JSON has no word for a number beyond all numbers"));
    }
    let size = number.abs();
    if number == 0.0 || (1e-6..1e21).contains(&size) {
        return Ok(number.to_string());
    }
    let scientific = format!("{number:e}");
    Ok(match scientific.split_once("e-") {
        Some(_) => scientific,
        None => scientific.replace('e', "e+"),
    })
}
