//! The functions of the language.

mod bits;
mod list;
mod map;
mod number;
mod text;
pub(super) mod time;

use base64::Engine;
use base64::prelude::BASE64_STANDARD;

use super::datum::Datum;
use super::fuel::Fuel;
use super::{EvalError, Scope, failed, print};

/// How a function looks at the elements of a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Looping {
    /// One by one.
    Each,
    /// One by one, with their places.
    Numbered,
    /// Carrying a value along.
    Reduce,
}

/// Functions that look at each element, with the least and most arguments they take.
const LOOPS: [(&str, usize, usize); 15] = [
    ("all", 2, 2),
    ("none", 2, 2),
    ("any", 2, 2),
    ("one", 2, 2),
    ("filter", 2, 2),
    ("map", 2, 2),
    ("find", 2, 2),
    ("findIndex", 2, 2),
    ("findLast", 2, 2),
    ("findLastIndex", 2, 2),
    ("count", 1, 2),
    ("sum", 1, 2),
    ("groupBy", 2, 2),
    ("sortBy", 2, 3),
    ("reduce", 2, 3),
];

/// All other functions.
const FUNCTIONS: [(&str, usize, usize); 56] = [
    ("len", 1, 1),
    ("type", 1, 1),
    ("abs", 1, 1),
    ("ceil", 1, 1),
    ("floor", 1, 1),
    ("round", 1, 1),
    ("int", 1, 1),
    ("float", 1, 1),
    ("string", 1, 1),
    ("trim", 1, 2),
    ("trimPrefix", 1, 2),
    ("trimSuffix", 1, 2),
    ("upper", 1, 1),
    ("lower", 1, 1),
    ("split", 2, 3),
    ("splitAfter", 2, 3),
    ("replace", 3, 4),
    ("repeat", 2, 2),
    ("join", 1, 2),
    ("indexOf", 2, 2),
    ("lastIndexOf", 2, 2),
    ("hasPrefix", 2, 2),
    ("hasSuffix", 2, 2),
    ("max", 1, usize::MAX),
    ("min", 1, usize::MAX),
    ("mean", 1, usize::MAX),
    ("median", 1, usize::MAX),
    ("toJSON", 1, 1),
    ("fromJSON", 1, 1),
    ("toBase64", 1, 1),
    ("fromBase64", 1, 1),
    ("now", 0, 0),
    ("duration", 1, 1),
    ("date", 1, 3),
    ("timezone", 1, 1),
    ("first", 1, 1),
    ("last", 1, 1),
    ("get", 2, 2),
    ("take", 2, 2),
    ("keys", 1, 1),
    ("values", 1, 1),
    ("toPairs", 1, 1),
    ("fromPairs", 1, 1),
    ("reverse", 1, 1),
    ("uniq", 1, 1),
    ("concat", 1, usize::MAX),
    ("flatten", 1, 1),
    ("sort", 1, 2),
    ("bitand", 2, 2),
    ("bitor", 2, 2),
    ("bitxor", 2, 2),
    ("bitnand", 2, 2),
    ("bitshl", 2, 2),
    ("bitshr", 2, 2),
    ("bitushr", 2, 2),
    ("bitnot", 1, 1),
];

/// How a function looks at lists; none when it takes no predicate.
pub(super) fn looping(name: &str) -> Option<Looping> {
    let known = LOOPS.iter().any(|(it, ..)| *it == name);
    known.then_some(match name {
        "reduce" => Looping::Reduce,
        "map" => Looping::Numbered,
        _ => Looping::Each,
    })
}

/// Whether the language has a function of that name.
pub(super) fn is_known(name: &str) -> bool {
    LOOPS.iter().chain(&FUNCTIONS).any(|(it, ..)| *it == name)
}

/// Why a function does not take so many arguments; none when it does, or is not of the language.
pub(super) fn refused_count(name: &str, count: usize) -> Option<String> {
    let (_, least, most) = LOOPS.iter().chain(&FUNCTIONS).find(|(it, ..)| *it == name)?;
    let wanted = match (least, most) {
        (least, most) if (least..=most).contains(&&count) => return None,
        (least, &usize::MAX) => format!("at least {least}"),
        (least, most) if least == most => least.to_string(),
        (least, most) => format!("{least} to {most}"),
    };
    Some(format!("{name} takes {wanted} arguments, not {count}"))
}

/// Calls a function that takes no predicate, with as many arguments as it takes.
pub(super) fn call(
    name: &str,
    arguments: &[Datum],
    scope: &dyn Scope,
    fuel: &mut Fuel,
) -> Result<Datum, EvalError> {
    fuel.items(arguments.len())?;
    match (name, arguments) {
        ("len", [of]) => length(of, fuel),
        ("type", [of]) => Ok(Datum::text(of.kind())),
        ("string", [of]) => Ok(Datum::Text(print::plain(of, fuel)?.into())),
        ("toJSON", [of]) => Ok(Datum::Text(print::json(of, fuel)?.into())),
        ("fromJSON", [of]) => from_json(text::of(of, name)?, fuel),
        ("toBase64", [of]) => {
            let text = text::of(of, name)?;
            fuel.text(text.len().saturating_mul(2))?;
            Ok(Datum::Text(BASE64_STANDARD.encode(text.as_bytes()).into()))
        }
        ("fromBase64", [of]) => from_base64(text::of(of, name)?, fuel),
        ("now", _) => match scope.moment(name) {
            Some(now) => Ok(Datum::Time(now.into())),
            None => Err(failed("the time is not known here")),
        },
        ("abs" | "ceil" | "floor" | "round" | "int" | "float", [of]) => number::of_one(name, of),
        ("max" | "min" | "mean" | "median", _) => number::of_many(name, arguments, fuel),
        ("duration" | "date" | "timezone", _) => time::call(name, arguments),
        ("keys" | "values" | "toPairs" | "fromPairs", [of]) => map::call(name, of, fuel),
        ("bitnot", _) | ("bitand" | "bitor" | "bitxor" | "bitnand" | "bitshl" | "bitshr" | "bitushr", _) => {
            bits::call(name, arguments)
        }
        (
            "first" | "last" | "get" | "take" | "reverse" | "uniq" | "concat" | "flatten" | "sort",
            [of, rest @ ..],
        ) => list::call(name, of, rest, fuel),
        (_, [of, rest @ ..]) => text::call(name, of, rest, fuel),
        (_, []) => Err(failed(format!("{name} needs a value"))),
    }
}

/// Calls a function of a value.
pub(super) fn method(
    of: &Datum,
    name: &str,
    arguments: &[Datum],
    fuel: &mut Fuel,
) -> Result<Datum, EvalError> {
    match of {
        Datum::Time(time) => time::of_time(*time, name, arguments, fuel),
        Datum::Duration(span) => time::of_duration(*span, name, arguments),
        other => Err(failed(format!("a {} has no function {name}", other.kind()))),
    }
}

/// Items of a list or map, characters of a text.
fn length(of: &Datum, fuel: &mut Fuel) -> Result<Datum, EvalError> {
    let length = match of {
        Datum::List(list) => list.items.len(),
        Datum::Map(map) => map.members.len(),
        Datum::Text(text) => {
            fuel.text(text.len())?;
            text.chars().count()
        }
        other => return Err(failed(format!("a {} has no length", other.kind()))),
    };
    Ok(Datum::Whole(length as i64))
}

/// All numbers are fractions, as JSON knows no others.
fn from_json(text: &str, fuel: &mut Fuel) -> Result<Datum, EvalError> {
    fuel.text(text.len().saturating_mul(4))?;
    let value = serde_json::from_str(text).map_err(|error| failed(format!("fromJSON: {error}")))?;
    Datum::from_json(super::fractions(value), fuel)
}

fn from_base64(text: &str, fuel: &mut Fuel) -> Result<Datum, EvalError> {
    fuel.text(text.len())?;
    let bytes = BASE64_STANDARD
        .decode(text.as_bytes())
        .map_err(|error| failed(format!("fromBase64: {error}")))?;
    let text = String::from_utf8(bytes).map_err(|_| failed("fromBase64: it is no text"))?;
    Ok(Datum::Text(text.into()))
}
