//! Functions of numbers.

use std::cmp::Ordering;

use super::super::datum::Datum;
use super::super::fuel::Fuel;
use super::super::{EvalError, failed, operate};

/// Functions of one value.
pub(super) fn of_one(name: &str, of: &Datum) -> Result<Datum, EvalError> {
    let refused = || failed(format!("{name} takes numbers, not a {}", of.kind()));
    match (name, of) {
        ("int", Datum::Text(text)) => match text.parse() {
            Ok(number) => Ok(Datum::Whole(number)),
            Err(_) => Err(failed(format!("{text:?} is no whole number"))),
        },
        ("float", Datum::Text(text)) => match text.parse::<f64>() {
            Ok(number) if number.is_finite() || text.to_ascii_lowercase().contains(['i', 'n']) => {
                Ok(Datum::Fraction(number))
            }
            _ => Err(failed(format!("{text:?} is no number"))),
        },
        ("int", _) => of.whole().map(Datum::Whole).ok_or_else(refused),
        ("abs", Datum::Whole(number)) => Ok(Datum::Whole(number.wrapping_abs())),
        _ => {
            let number = of.fraction().ok_or_else(refused)?;
            Ok(Datum::Fraction(match name {
                "abs" => number.abs(),
                "ceil" => number.ceil(),
                "floor" => number.floor(),
                "round" => number.round(),
                _ => number,
            }))
        }
    }
}

/// Functions of any number of numbers and lists of them.
pub(super) fn of_many(name: &str, arguments: &[Datum], fuel: &mut Fuel) -> Result<Datum, EvalError> {
    if let ("max" | "min", [single]) = (name, arguments)
        && !matches!(single, Datum::List(_))
    {
        return Ok(single.clone());
    }
    let mut numbers = Vec::new();
    for argument in arguments {
        collect(name, argument, &mut numbers, fuel)?;
    }
    Ok(match name {
        "max" => furthest(&numbers, Ordering::Less, fuel)?,
        "min" => furthest(&numbers, Ordering::Greater, fuel)?,
        "mean" => Datum::Fraction(mean(&numbers)),
        _ => Datum::Fraction(median(&numbers, fuel)?),
    })
}

fn collect(name: &str, of: &Datum, numbers: &mut Vec<Datum>, fuel: &mut Fuel) -> Result<(), EvalError> {
    fuel.burn(1)?;
    match of {
        Datum::Whole(_) | Datum::Fraction(_) => numbers.push(of.clone()),
        Datum::List(list) => {
            for item in &list.items {
                collect(name, item, numbers, fuel)?;
            }
        }
        other => return Err(failed(format!("{name} takes numbers, not a {}", other.kind()))),
    }
    Ok(())
}

/// The number that others stand on the `beaten` side of; nil when there is none.
fn furthest(numbers: &[Datum], beaten: Ordering, fuel: &mut Fuel) -> Result<Datum, EvalError> {
    let mut best = &Datum::Nil;
    for number in numbers {
        if matches!(best, Datum::Nil) || operate::compare(best, number, fuel)? == Some(beaten) {
            best = number;
        }
    }
    Ok(best.clone())
}

fn mean(numbers: &[Datum]) -> f64 {
    if numbers.is_empty() {
        return 0.0;
    }
    let total: f64 = numbers.iter().filter_map(Datum::fraction).sum();
    total / numbers.len() as f64
}

fn median(numbers: &[Datum], fuel: &mut Fuel) -> Result<f64, EvalError> {
    fuel.items(numbers.len().saturating_mul(4))?;
    let mut numbers: Vec<f64> = numbers.iter().filter_map(Datum::fraction).collect();
    numbers.sort_by(f64::total_cmp);
    let middle = numbers.len() / 2;
    Ok(match numbers.len() {
        0 => 0.0,
        count if count % 2 == 1 => numbers[middle],
        _ => f64::midpoint(numbers[middle - 1], numbers[middle]),
    })
}
