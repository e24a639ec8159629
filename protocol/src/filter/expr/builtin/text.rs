//! Functions of texts. Places are bytes.

use std::sync::Arc;

use super::super::datum::Datum;
use super::super::fuel::Fuel;
use super::super::{EvalError, failed};

/// Most repetitions of a text.
const MAX_REPEAT: i64 = 1_000_000;

/// The text a function wants.
pub(super) fn of<'a>(value: &'a Datum, name: &str) -> Result<&'a Arc<str>, EvalError> {
    match value {
        Datum::Text(text) => Ok(text),
        other => Err(failed(format!("{name} takes a text, not a {}", other.kind()))),
    }
}

pub(super) fn call(name: &str, value: &Datum, rest: &[Datum], fuel: &mut Fuel) -> Result<Datum, EvalError> {
    if name == "join" {
        return join(value, rest, fuel);
    }
    let text = of(value, name)?;
    fuel.text(text.len().saturating_mul(2))?;
    match (name, rest) {
        ("upper", _) => Ok(Datum::Text(text.to_uppercase().into())),
        ("lower", _) => Ok(Datum::Text(text.to_lowercase().into())),
        ("trim", []) => Ok(Datum::text(text.trim())),
        ("trimPrefix", []) => Ok(Datum::text(text.strip_prefix(' ').unwrap_or(text))),
        ("trimSuffix", []) => Ok(Datum::text(text.strip_suffix(' ').unwrap_or(text))),
        ("repeat", [count]) => repeat(text, count, fuel),
        (_, [other, more @ ..]) => with_text(name, text, of(other, name)?, more, fuel),
        _ => Err(failed(format!("there is no function {name}"))),
    }
}

fn with_text(
    name: &str,
    text: &str,
    other: &str,
    more: &[Datum],
    fuel: &mut Fuel,
) -> Result<Datum, EvalError> {
    let place = |at: Option<usize>| Datum::Whole(at.map_or(-1, |at| at as i64));
    Ok(match name {
        "trim" => {
            fuel.text(text.len().saturating_mul(other.len()))?;
            Datum::text(text.trim_matches(|c| other.contains(c)))
        }
        "trimPrefix" => Datum::text(text.strip_prefix(other).unwrap_or(text)),
        "trimSuffix" => Datum::text(text.strip_suffix(other).unwrap_or(text)),
        "hasPrefix" => Datum::Bool(text.starts_with(other)),
        "hasSuffix" => Datum::Bool(text.ends_with(other)),
        "indexOf" => place(text.find(other)),
        "lastIndexOf" => place(text.rfind(other)),
        "split" => split(text, other, limit(name, more.first())?, false, fuel)?,
        "splitAfter" => split(text, other, limit(name, more.first())?, true, fuel)?,
        "replace" => {
            let [to, count @ ..] = more else {
                return Err(failed("replace needs a text to put in"));
            };
            replace(text, other, of(to, name)?, limit(name, count.first())?, fuel)?
        }
        _ => return Err(failed(format!("there is no function {name}"))),
    })
}

/// How often at most; none is without end.
fn limit(name: &str, count: Option<&Datum>) -> Result<Option<usize>, EvalError> {
    let Some(count) = count else { return Ok(None) };
    let number = count.whole();
    let number = number.ok_or_else(|| failed(format!("{name} takes a number, not a {}", count.kind())))?;
    Ok(usize::try_from(number).ok())
}

fn repeat(text: &str, count: &Datum, fuel: &mut Fuel) -> Result<Datum, EvalError> {
    let count = count.whole().filter(|count| (0..=MAX_REPEAT).contains(count));
    let Some(count) = count.and_then(|count| usize::try_from(count).ok()) else {
        return Err(failed(format!("repeat takes a number up to {MAX_REPEAT}")));
    };
    fuel.text(text.len().saturating_mul(count))?;
    Ok(Datum::Text(text.repeat(count).into()))
}

fn join(list: &Datum, rest: &[Datum], fuel: &mut Fuel) -> Result<Datum, EvalError> {
    let Datum::List(list) = list else {
        return Err(failed(format!(
            "join takes a list of texts, not a {}",
            list.kind()
        )));
    };
    let glue = rest
        .first()
        .map_or(Ok(""), |glue| of(glue, "join").map(|it| &**it))?;
    let mut joined = String::new();
    for (at, item) in list.items.iter().enumerate() {
        let item = of(item, "join")?;
        fuel.text(item.len() + glue.len())?;
        if at > 0 {
            joined.push_str(glue);
        }
        joined.push_str(item);
    }
    Ok(Datum::Text(joined.into()))
}

/// Cuts a text, into characters where nothing divides them; `keep` leaves each divider at the end of its part.
fn split(text: &str, by: &str, most: Option<usize>, keep: bool, fuel: &mut Fuel) -> Result<Datum, EvalError> {
    let mut parts = Vec::new();
    let mut rest = text;
    let most = most.unwrap_or(usize::MAX);
    while parts.len() + 1 < most {
        let end = if by.is_empty() {
            let first = rest.chars().next().map(char::len_utf8);
            first.filter(|length| *length < rest.len())
        } else {
            rest.find(by)
        };
        let Some(end) = end else { break };
        fuel.burn(1)?;
        parts.push(Datum::text(&rest[..end + if keep { by.len() } else { 0 }]));
        rest = &rest[end + by.len()..];
    }
    if most > 0 && !(by.is_empty() && rest.is_empty()) {
        parts.push(Datum::text(rest));
    }
    Datum::list(parts)
}

/// Puts one text in the place of another. Nothing is found before each character and at the end.
fn replace(
    text: &str,
    from: &str,
    to: &str,
    most: Option<usize>,
    fuel: &mut Fuel,
) -> Result<Datum, EvalError> {
    let found = if from.is_empty() {
        text.chars().count() + 1
    } else {
        text.matches(from).count()
    };
    let times = most.map_or(found, |most| most.min(found));
    fuel.text(text.len().saturating_add(times.saturating_mul(to.len())))?;
    Ok(Datum::Text(text.replacen(from, to, times).into()))
}
