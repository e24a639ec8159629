//! Functions of lists.

use super::super::datum::Datum;
use super::super::fuel::Fuel;
use super::super::sort::{descending, sorted};
use super::super::{EvalError, failed, operate, part};

pub(super) fn call(name: &str, of: &Datum, rest: &[Datum], fuel: &mut Fuel) -> Result<Datum, EvalError> {
    match (name, rest) {
        ("first", _) => Ok(part::fetch(of, &Datum::Whole(0), fuel).unwrap_or(Datum::Nil)),
        ("last", _) => Ok(part::fetch(of, &Datum::Whole(-1), fuel).unwrap_or(Datum::Nil)),
        ("get", [key]) => get(of, key, fuel),
        ("take", [count]) => take(items(name, of)?, count, fuel),
        ("reverse", _) => {
            let items = items(name, of)?;
            fuel.items(items.len())?;
            Datum::list(items.iter().rev().cloned().collect())
        }
        ("uniq", _) => unique(items(name, of)?, fuel),
        ("concat", _) => {
            let mut all = Vec::new();
            for list in std::iter::once(of).chain(rest) {
                let items = items(name, list)?;
                fuel.items(items.len())?;
                all.extend_from_slice(items);
            }
            Datum::list(all)
        }
        ("flatten", _) => {
            let mut flat = Vec::new();
            flatten(items(name, of)?, &mut flat, fuel)?;
            Datum::list(flat)
        }
        ("sort", _) => {
            // Of what is no list the reference makes an empty one.
            let items = if let Datum::List(list) = of {
                list.items.as_slice()
            } else {
                &[]
            };
            sorted(items, items, descending(rest.first())?, fuel)
        }
        _ => Err(failed(format!("there is no function {name}"))),
    }
}

fn items<'a>(name: &str, of: &'a Datum) -> Result<&'a [Datum], EvalError> {
    match of {
        Datum::List(list) => Ok(&list.items),
        other => Err(failed(format!("{name} takes a list, not a {}", other.kind()))),
    }
}

/// What a key leads to, or nil.
fn get(of: &Datum, key: &Datum, fuel: &mut Fuel) -> Result<Datum, EvalError> {
    let count = match of {
        Datum::Map(_) => return part::fetch(of, key, fuel),
        Datum::List(list) => list.items.len(),
        Datum::Text(text) => text.len(),
        _ => return Ok(Datum::Nil),
    };
    match part::place(key, count)? {
        Ok(_) => part::fetch(of, key, fuel),
        Err(_) => Ok(Datum::Nil),
    }
}

fn take(items: &[Datum], count: &Datum, fuel: &mut Fuel) -> Result<Datum, EvalError> {
    let Datum::Whole(count) = count else {
        return Err(failed(format!(
            "take needs a whole number, not a {}",
            count.kind()
        )));
    };
    let count = usize::try_from(*count).map_err(|_| failed("take of less than nothing"))?;
    let taken = &items[..count.min(items.len())];
    fuel.items(taken.len())?;
    Datum::list(taken.to_vec())
}

fn unique(items: &[Datum], fuel: &mut Fuel) -> Result<Datum, EvalError> {
    let mut kept: Vec<Datum> = Vec::new();
    'items: for item in items {
        for earlier in &kept {
            if operate::equal(item, earlier, fuel)? {
                continue 'items;
            }
        }
        kept.push(item.clone());
    }
    Datum::list(kept)
}

fn flatten(items: &[Datum], flat: &mut Vec<Datum>, fuel: &mut Fuel) -> Result<(), EvalError> {
    for item in items {
        fuel.burn(1)?;
        match item {
            Datum::List(inner) => flatten(&inner.items, flat, fuel)?,
            other => flat.push(other.clone()),
        }
    }
    Ok(())
}
