//! Parts of values: fields, items, slices.

use super::datum::Datum;
use super::fuel::Fuel;
use super::{EvalError, failed};

/// What a key leads to. A map without the key leads to nil; everything else without it fails.
pub(super) fn fetch(of: &Datum, key: &Datum, fuel: &mut Fuel) -> Result<Datum, EvalError> {
    match of {
        Datum::Map(map) => Ok(map.get(key, fuel)?.cloned().unwrap_or(Datum::Nil)),
        Datum::List(list) => match place(key, list.items.len())? {
            Ok(at) => Ok(list.items[at].clone()),
            Err(at) => Err(failed(format!(
                "there is no item {at} in {} items",
                list.items.len()
            ))),
        },
        // Texts are bytes to the reference when one place of them is asked for.
        Datum::Text(text) => match place(key, text.len())? {
            Ok(at) => Ok(Datum::Whole(text.as_bytes()[at].into())),
            Err(at) => Err(failed(format!("there is no byte {at} in {} bytes", text.len()))),
        },
        other => Err(failed(format!("a {} has no parts", other.kind()))),
    }
}

/// An index into so many items, where negative ones count from the end; the number itself when it leads nowhere.
pub(super) fn place(key: &Datum, count: usize) -> Result<Result<usize, i64>, EvalError> {
    let wanted = key
        .whole()
        .ok_or_else(|| failed(format!("a {} is no index", key.kind())))?;
    let from_start = if wanted < 0 {
        wanted.saturating_add_unsigned(count as u64)
    } else {
        wanted
    };
    Ok(usize::try_from(from_start)
        .ok()
        .filter(|at| *at < count)
        .ok_or(wanted))
}

/// The part of a list or text from one place to another, where places beyond an end mean the end.
pub(super) fn slice(
    of: &Datum,
    from: Option<&Datum>,
    to: Option<&Datum>,
    fuel: &mut Fuel,
) -> Result<Datum, EvalError> {
    let count = match of {
        Datum::List(list) => list.items.len(),
        Datum::Text(text) => text.len(),
        other => return Err(failed(format!("a {} cannot be sliced", other.kind()))),
    };
    let edge = |key: Option<&Datum>, otherwise: usize| {
        let Some(key) = key else { return Ok(otherwise) };
        let wanted = key
            .whole()
            .ok_or_else(|| failed(format!("a {} is no index", key.kind())))?;
        let from_start = if wanted < 0 {
            wanted.saturating_add_unsigned(count as u64)
        } else {
            wanted
        };
        Ok(usize::try_from(from_start.max(0)).map_or(count, |at| at.min(count)))
    };
    let to = edge(to, count)?;
    let from = edge(from, 0)?.min(to);
    match of {
        Datum::List(list) => {
            fuel.items(to - from)?;
            Datum::list(list.items[from..to].to_vec())
        }
        Datum::Text(text) => {
            fuel.text(to - from)?;
            if from == to {
                return Ok(Datum::text(""));
            }
            let part = text
                .get(from..to)
                .ok_or_else(|| failed("the slice cuts a character in two"))?;
            Ok(Datum::text(part))
        }
        _ => Ok(Datum::Nil),
    }
}
