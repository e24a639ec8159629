//! Functions of the bits of whole numbers.

use super::super::datum::Datum;
use super::super::{EvalError, failed};

pub(super) fn call(name: &str, arguments: &[Datum]) -> Result<Datum, EvalError> {
    let whole = |it: &Datum| match it {
        Datum::Whole(number) => Ok(*number),
        other => Err(failed(format!(
            "{name} takes whole numbers, not a {}",
            other.kind()
        ))),
    };
    let numbers: Vec<i64> = arguments.iter().map(whole).collect::<Result<_, _>>()?;
    let result = match (name, numbers.as_slice()) {
        ("bitnot", [left]) => !left,
        ("bitand", [left, right]) => left & right,
        ("bitor", [left, right]) => left | right,
        ("bitxor", [left, right]) => left ^ right,
        ("bitnand", [left, right]) => left & !right,
        (_, [_, right]) if *right < 0 => return Err(failed(format!("{name} by less than nothing"))),
        ("bitshl", [left, right]) => shift(*right).map_or(0, |by| left << by),
        ("bitshr", [left, right]) => left >> shift(*right).unwrap_or(63),
        ("bitushr", [left, right]) => shift(*right).map_or(0, |by| (*left as u64 >> by) as i64),
        _ => return Err(failed(format!("there is no function {name}"))),
    };
    Ok(Datum::Whole(result))
}

/// Places to move bits by; none when all of them fall off.
fn shift(by: i64) -> Option<u32> {
    u32::try_from(by).ok().filter(|by| *by < 64)
}
