//! What the operators do with two values.

use std::cmp::Ordering;

use time::Duration;

use super::ast::{Order, Pattern};
use super::datum::Datum;
use super::fuel::Fuel;
use super::{EvalError, failed};

/// Steps that compiling a pattern costs.
const COMPILING: u64 = 2_000;

/// Whether two values are equal. Those of different kinds are not; whole numbers and fractions compare as numbers.
pub(super) fn equal(left: &Datum, right: &Datum, fuel: &mut Fuel) -> Result<bool, EvalError> {
    fuel.burn(1)?;
    Ok(match (left, right) {
        (Datum::Whole(left), Datum::Fraction(right)) => *left as f64 == *right,
        (Datum::Fraction(left), Datum::Whole(right)) => *left == *right as f64,
        (Datum::List(left), Datum::List(right)) => {
            left.items.len() == right.items.len() && each_equal(&left.items, &right.items, fuel, equal)?
        }
        _ => identical(left, right, fuel)?,
    })
}

/// Like [`equal`], but 1 is not 1.0: what maps hold is compared so.
fn identical(left: &Datum, right: &Datum, fuel: &mut Fuel) -> Result<bool, EvalError> {
    fuel.burn(1)?;
    Ok(match (left, right) {
        (Datum::Nil, Datum::Nil) => true,
        (Datum::Bool(left), Datum::Bool(right)) => left == right,
        (Datum::Whole(left), Datum::Whole(right)) | (Datum::Duration(left), Datum::Duration(right)) => {
            left == right
        }
        (Datum::Fraction(left), Datum::Fraction(right)) => left == right,
        (Datum::Text(left), Datum::Text(right)) => {
            fuel.text(left.len().min(right.len()))?;
            left == right
        }
        (Datum::Time(left), Datum::Time(right)) => left == right,
        (Datum::List(left), Datum::List(right)) => {
            left.items.len() == right.items.len() && each_equal(&left.items, &right.items, fuel, identical)?
        }
        (Datum::Map(left), Datum::Map(right)) => {
            left.members.len() == right.members.len()
                && left.members.keys().eq(right.members.keys())
                && each_equal(left.members.values(), right.members.values(), fuel, identical)?
        }
        _ => false,
    })
}

fn each_equal<'a>(
    left: impl IntoIterator<Item = &'a Datum>,
    right: impl IntoIterator<Item = &'a Datum>,
    fuel: &mut Fuel,
    same: fn(&Datum, &Datum, &mut Fuel) -> Result<bool, EvalError>,
) -> Result<bool, EvalError> {
    for (left, right) in left.into_iter().zip(right) {
        if !same(left, right, fuel)? {
            return Ok(false);
        }
    }
    Ok(true)
}

/// Whether `left` stands before, or not behind, `right` as the operator says. Only values of one kind have an order.
pub(super) fn holds(order: Order, left: &Datum, right: &Datum, fuel: &mut Fuel) -> Result<bool, EvalError> {
    let found = compare(left, right, fuel)?;
    Ok(found.is_some_and(|found| match order {
        Order::Less => found.is_lt(),
        Order::LessOrEqual => found.is_le(),
        Order::More => found.is_gt(),
        Order::MoreOrEqual => found.is_ge(),
    }))
}

/// The order of two values; none for what is no number.
pub(super) fn compare(left: &Datum, right: &Datum, fuel: &mut Fuel) -> Result<Option<Ordering>, EvalError> {
    Ok(match (left, right) {
        (Datum::Whole(left), Datum::Whole(right)) | (Datum::Duration(left), Datum::Duration(right)) => {
            Some(left.cmp(right))
        }
        (Datum::Text(left), Datum::Text(right)) => {
            fuel.text(left.len().min(right.len()))?;
            Some(left.cmp(right))
        }
        (Datum::Time(left), Datum::Time(right)) => Some(left.cmp(right)),
        _ => match (left.fraction(), right.fraction()) {
            (Some(left), Some(right)) => left.partial_cmp(&right),
            _ => return Err(mismatch("compared", left, right)),
        },
    })
}

/// Whether a list has a value, or a map a key. Nil has nothing.
pub(super) fn contains(needle: &Datum, haystack: &Datum, fuel: &mut Fuel) -> Result<bool, EvalError> {
    match haystack {
        Datum::Nil => Ok(false),
        Datum::List(list) => {
            for item in &list.items {
                if equal(item, needle, fuel)? {
                    return Ok(true);
                }
            }
            Ok(false)
        }
        Datum::Map(map) => Ok(map.get(needle, fuel)?.is_some()),
        other => Err(failed(format!(
            "`in` looks in lists and maps, not in a {}",
            other.kind()
        ))),
    }
}

/// Whether a pattern is found in a text. Nil matches nothing.
pub(super) fn matches(
    text: &Datum,
    pattern: &Datum,
    compiled: Option<&Pattern>,
    fuel: &mut Fuel,
) -> Result<bool, EvalError> {
    let (text, wanted) = match (text, pattern) {
        (Datum::Nil, _) | (_, Datum::Nil) => return Ok(false),
        (Datum::Text(text), Datum::Text(pattern)) => (text, pattern),
        _ => return Err(mismatch("matched", text, pattern)),
    };
    let fresh = match compiled {
        Some(_) => None,
        None => {
            fuel.burn(COMPILING)?;
            let invalid = |reason| failed(format!("{wanted:?} is not a regular expression: {reason}"));
            Some(Pattern::compile(wanted).map_err(invalid)?)
        }
    };
    match compiled.or(fresh.as_ref()) {
        Some(pattern) => {
            fuel.burn(pattern.weight.saturating_mul(text.len() as u64))?;
            Ok(pattern.regex.is_match(text))
        }
        None => Ok(false),
    }
}

/// Whether a relation holds between two texts. It does not with nil.
pub(super) fn texts(
    left: &Datum,
    right: &Datum,
    fuel: &mut Fuel,
    relation: fn(&str, &str) -> bool,
) -> Result<bool, EvalError> {
    match (left, right) {
        (Datum::Nil, _) | (_, Datum::Nil) => Ok(false),
        (Datum::Text(left), Datum::Text(right)) => {
            fuel.text(left.len())?;
            Ok(relation(left, right))
        }
        _ => Err(mismatch("searched", left, right)),
    }
}

pub(super) fn add(left: &Datum, right: &Datum, fuel: &mut Fuel) -> Result<Datum, EvalError> {
    match (left, right) {
        (Datum::Text(left), Datum::Text(right)) => {
            fuel.text(left.len() + right.len())?;
            Ok(Datum::Text(format!("{left}{right}").into()))
        }
        (Datum::Duration(left), Datum::Duration(right)) => Ok(Datum::Duration(left.wrapping_add(*right))),
        (Datum::Time(time), Datum::Duration(span)) | (Datum::Duration(span), Datum::Time(time)) => {
            let moved = time.checked_add(Duration::nanoseconds(*span));
            moved
                .map(Datum::Time)
                .ok_or_else(|| failed("the time is out of range"))
        }
        _ => number(left, right, i64::wrapping_add, |left, right| left + right)
            .ok_or_else(|| mismatch("added", left, right)),
    }
}

pub(super) fn subtract(left: &Datum, right: &Datum) -> Result<Datum, EvalError> {
    match (left, right) {
        (Datum::Duration(left), Datum::Duration(right)) => Ok(Datum::Duration(left.wrapping_sub(*right))),
        (Datum::Time(left), Datum::Time(right)) => {
            let nanoseconds = (*left - *right).whole_nanoseconds();
            let most = |_| if nanoseconds < 0 { i64::MIN } else { i64::MAX };
            Ok(Datum::Duration(i64::try_from(nanoseconds).unwrap_or_else(most)))
        }
        (Datum::Time(time), Datum::Duration(span)) => {
            let moved = time.checked_sub(Duration::nanoseconds(*span));
            moved
                .map(Datum::Time)
                .ok_or_else(|| failed("the time is out of range"))
        }
        _ => number(left, right, i64::wrapping_sub, |left, right| left - right)
            .ok_or_else(|| mismatch("subtracted", left, right)),
    }
}

pub(super) fn multiply(left: &Datum, right: &Datum) -> Result<Datum, EvalError> {
    match (left, right) {
        (Datum::Duration(span), Datum::Whole(times)) | (Datum::Whole(times), Datum::Duration(span)) => {
            Ok(Datum::Duration(span.wrapping_mul(*times)))
        }
        (Datum::Duration(span), Datum::Fraction(times)) | (Datum::Fraction(times), Datum::Duration(span)) => {
            Ok(Datum::Duration(super::datum::cut(*span as f64 * times)))
        }
        _ => number(left, right, i64::wrapping_mul, |left, right| left * right)
            .ok_or_else(|| mismatch("multiplied", left, right)),
    }
}

/// The quotient, always a fraction.
pub(super) fn divide(left: &Datum, right: &Datum) -> Result<Datum, EvalError> {
    fractions("divided", left, right).map(|(left, right)| Datum::Fraction(left / right))
}

/// The power, always a fraction.
pub(super) fn power(left: &Datum, right: &Datum) -> Result<Datum, EvalError> {
    fractions("raised", left, right).map(|(left, right)| Datum::Fraction(left.powf(right)))
}

/// The rest of a division of whole numbers.
pub(super) fn modulo(left: &Datum, right: &Datum) -> Result<Datum, EvalError> {
    match (left, right) {
        (Datum::Whole(_), Datum::Whole(0)) => Err(failed("division by zero")),
        (Datum::Whole(left), Datum::Whole(right)) => Ok(Datum::Whole(left.wrapping_rem(*right))),
        _ => Err(mismatch("divided with a rest", left, right)),
    }
}

/// The whole numbers from one to another.
pub(super) fn range(from: &Datum, to: &Datum, fuel: &mut Fuel) -> Result<Datum, EvalError> {
    let (Some(from), Some(to)) = (from.whole(), to.whole()) else {
        return Err(mismatch("counted", from, to));
    };
    let count = i128::from(to) - i128::from(from) + 1;
    fuel.items(usize::try_from(count.max(0)).unwrap_or(usize::MAX))?;
    Datum::list((from..=to).map(Datum::Whole).collect())
}

fn number(
    left: &Datum,
    right: &Datum,
    whole: fn(i64, i64) -> i64,
    fraction: fn(f64, f64) -> f64,
) -> Option<Datum> {
    if let (Datum::Whole(left), Datum::Whole(right)) = (left, right) {
        return Some(Datum::Whole(whole(*left, *right)));
    }
    Some(Datum::Fraction(fraction(left.fraction()?, right.fraction()?)))
}

fn fractions(verb: &str, left: &Datum, right: &Datum) -> Result<(f64, f64), EvalError> {
    let both = left.fraction().zip(right.fraction());
    both.ok_or_else(|| mismatch(verb, left, right))
}

fn mismatch(verb: &str, left: &Datum, right: &Datum) -> EvalError {
    failed(format!("{} and {} cannot be {verb}", left.kind(), right.kind()))
}
