//! Putting values in order.

use std::cmp::Ordering;

use super::datum::Datum;
use super::fuel::Fuel;
use super::{EvalError, failed, operate};

/// Whether an order says the greatest comes first.
pub(super) fn descending(order: Option<&Datum>) -> Result<bool, EvalError> {
    match order {
        None => Ok(false),
        Some(Datum::Text(text)) if &**text == "asc" => Ok(false),
        Some(Datum::Text(text)) if &**text == "desc" => Ok(true),
        Some(_) => Err(failed("an order is \"asc\" or \"desc\"")),
    }
}

/// Items in the order of their values; what stands in no order is refused.
pub(super) fn sorted(
    items: &[Datum],
    values: &[Datum],
    descending: bool,
    fuel: &mut Fuel,
) -> Result<Datum, EvalError> {
    for pair in values.windows(2) {
        operate::compare(&pair[0], &pair[1], fuel)?;
    }
    let rounds = values.len().checked_ilog2().unwrap_or(0) + 1;
    for value in values {
        let size = if let Datum::Text(text) = value {
            text.len()
        } else {
            0
        };
        fuel.text(size.saturating_mul(rounds as usize))?;
    }
    let fractional = values.iter().any(|it| matches!(it, Datum::Fraction(_)));
    let mut places: Vec<usize> = (0..values.len()).collect();
    places.sort_by(|left, right| {
        let (left, right) = (&values[*left], &values[*right]);
        let (left, right) = if descending { (right, left) } else { (left, right) };
        order(left, right, fractional)
    });
    Datum::list(places.into_iter().map(|at| items[at].clone()).collect())
}

/// An order without gaps, as sorting needs: between fractions even what is no number has a place.
fn order(left: &Datum, right: &Datum, fractional: bool) -> Ordering {
    match (left, right) {
        (Datum::Whole(left), Datum::Whole(right)) if !fractional => left.cmp(right),
        (Datum::Duration(left), Datum::Duration(right)) => left.cmp(right),
        (Datum::Text(left), Datum::Text(right)) => left.cmp(right),
        (Datum::Time(left), Datum::Time(right)) => left.cmp(right),
        _ => match (left.fraction(), right.fraction()) {
            (Some(left), Some(right)) => left.total_cmp(&right),
            _ => Ordering::Equal,
        },
    }
}
