//! Sizes and spans as flags take them.

use std::time::Duration;

use crate::args::parse;

const UNITS: &[(&str, u64)] = &[("k", 1 << 10), ("m", 1 << 20), ("g", 1 << 30), ("t", 1 << 40)];

/// A number of bytes: `1024`, `512KB`, `10MiB`, `1G`; `-1` for no limit.
pub(super) fn bytes(text: &str) -> Result<i64, String> {
    let wrong = || format!("{text:?} is not a size such as 1024, 512KB or 10GiB");
    let lower = text.trim().to_ascii_lowercase();
    if lower == "-1" {
        return Ok(-1);
    }
    let digits = lower.find(|c: char| !c.is_ascii_digit()).unwrap_or(lower.len());
    let (number, unit) = lower.split_at(digits);
    let number: u64 = number.parse().map_err(|_| wrong())?;
    let letter = unit.trim().trim_end_matches('b').trim_end_matches('i');
    let factor = match letter {
        "" => Some(1),
        letter => UNITS
            .iter()
            .find(|(unit, _)| *unit == letter)
            .map(|(_, factor)| *factor),
    };
    let bytes = factor.and_then(|factor| number.checked_mul(factor));
    bytes
        .and_then(|bytes| i64::try_from(bytes).ok())
        .ok_or_else(wrong)
}

/// A span; `-1` and `0` for none.
pub(super) fn span(text: &str) -> Result<Duration, String> {
    match text {
        "-1" => Ok(Duration::ZERO),
        text => parse::duration(text),
    }
}

/// Nanoseconds, as the API takes spans.
pub(super) fn nanos(span: Duration) -> u64 {
    u64::try_from(span.as_nanos()).unwrap_or(u64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_carry_units_of_1024() {
        let read = |text| bytes(text).ok();
        assert_eq!(read("1024"), Some(1024));
        assert_eq!(read("512KB"), Some(512 * 1024));
        assert_eq!(read("10MiB"), Some(10 << 20));
        assert_eq!(read("1 G"), Some(1 << 30));
        assert_eq!(read("-1"), Some(-1));
        for bad in ["", "G", "1x", "-2", "9999999999T", "1.5G"] {
            assert_eq!(read(bad), None, "{bad}");
        }
    }
}
