//! Durations as people write them in configuration.

use std::time::Duration;

/// Units and their nanoseconds; longer names first where one begins another.
const UNITS: &[(&str, u64)] = &[
    ("ns", 1),
    ("us", 1_000),
    ("µs", 1_000),
    ("μs", 1_000),
    ("ms", 1_000_000),
    ("s", SECOND),
    ("m", 60 * SECOND),
    ("h", 3_600 * SECOND),
    ("d", DAY),
    ("D", DAY),
    ("w", 7 * DAY),
    ("W", 7 * DAY),
    ("M", 30 * DAY),
    ("y", 365 * DAY),
    ("Y", 365 * DAY),
];
const SECOND: u64 = 1_000_000_000;
const DAY: u64 = 86_400 * SECOND;
/// Digits behind the point that matter: more are below a nanosecond of the longest unit anyone writes.
const FRACTION_DIGITS: usize = 9;

/// Why a text is no duration.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum DurationError {
    /// Not numbers with units.
    #[error("is not a duration")]
    Malformed,
    /// More than 584 years.
    #[error("is too long")]
    TooLong,
}

/// Parses a duration: bare digits are seconds; else numbers with a unit each, added up.
///
/// - **Shape:** `90`, `250ms`, `1h30m`, `1.5h`, `2w`.
/// - **Units:** `ns us ms s m h`, `d` (also `D`), `w` or `W`, `M` (30 days), `y` or `Y` (365 days).
/// - **Errors:** [`DurationError`], also for negative ones.
pub fn parse(text: &str) -> Result<Duration, DurationError> {
    if text.is_empty() {
        return Err(DurationError::Malformed);
    }
    if text.bytes().all(|byte| byte.is_ascii_digit()) {
        let seconds: u64 = text.parse().map_err(|_| DurationError::TooLong)?;
        return seconds
            .checked_mul(SECOND)
            .map(Duration::from_nanos)
            .ok_or(DurationError::TooLong);
    }
    let mut total: u64 = 0;
    let mut rest = text;
    while !rest.is_empty() {
        let (nanos, after) = term(rest)?;
        total = total.checked_add(nanos).ok_or(DurationError::TooLong)?;
        rest = after;
    }
    Ok(Duration::from_nanos(total))
}

/// Nanoseconds of the first term, and what follows it.
fn term(text: &str) -> Result<(u64, &str), DurationError> {
    let (whole, rest) = digits(text);
    let (fraction, rest) = rest.strip_prefix('.').map_or(("", rest), digits);
    if whole.is_empty() && fraction.is_empty() {
        return Err(DurationError::Malformed);
    }
    let (unit, nanos) = UNITS
        .iter()
        .find(|(unit, _)| rest.starts_with(unit))
        .ok_or(DurationError::Malformed)?;
    let whole: u64 = if whole.is_empty() {
        0
    } else {
        whole.parse().map_err(|_| DurationError::TooLong)?
    };
    let whole = whole.checked_mul(*nanos).ok_or(DurationError::TooLong)?;
    let total = whole
        .checked_add(part(fraction, *nanos))
        .ok_or(DurationError::TooLong)?;
    Ok((total, &rest[unit.len()..]))
}

fn digits(text: &str) -> (&str, &str) {
    text.split_at(text.bytes().take_while(u8::is_ascii_digit).count())
}

/// `0.fraction` of a unit, rounded down to nanoseconds.
fn part(fraction: &str, unit: u64) -> u64 {
    let kept = &fraction[..fraction.len().min(FRACTION_DIGITS)];
    let scale = 10_u128.pow(u32::try_from(kept.len()).unwrap_or(0));
    let value: u128 = kept.parse().unwrap_or(0);
    u64::try_from(value * u128::from(unit) / scale).unwrap_or(u64::MAX)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn durations_read_as_people_write_them() {
        let cases = [
            ("0", 0),
            ("90", 90_000),
            ("250ms", 250),
            ("1h30m", 5_400_000),
            ("1.5h", 5_400_000),
            (".5s", 500),
            ("2m3.25s", 123_250),
            ("1us", 0),
            ("2w", 1_209_600_000),
            ("1W", 604_800_000),
            ("3d", 259_200_000),
            ("1d12h", 129_600_000),
            ("1M", 2_592_000_000),
            ("1y", 31_536_000_000),
            ("1Y", 31_536_000_000),
        ];
        for (text, millis) in cases {
            assert_eq!(parse(text).map(|value| value.as_millis()), Ok(millis), "{text}");
        }
    }

    #[test]
    fn nonsense_is_refused() {
        for text in ["", "s", "5x", "-5s", "1h 2m", "1.5", "1..5s", ".s", "5s5", "²s"] {
            assert_eq!(parse(text), Err(DurationError::Malformed), "{text}");
        }
        for text in ["99999999999999999999", "18446744073709551615", "600y", "584y584y"] {
            assert_eq!(parse(text), Err(DurationError::TooLong), "{text}");
        }
    }

    proptest! {
        #[test]
        fn any_text_is_answered_without_panic(text in "(\\+|-|\\.|[0-9]{1,25}|ns|us|µs|μs|ms|s|m|h|d|D|w|W|M|y|Y|²| |\\PC){0,8}") {
            if parse(&text).is_ok() {
                prop_assert!(text.contains(|letter: char| letter.is_ascii_digit()));
            }
        }

        #[test]
        fn numbers_with_any_units_add_up(terms in proptest::collection::vec((any::<u16>(), 0..10_000_000_000_u64, 0..UNITS.len()), 1..5)) {
            let mut text = String::new();
            let mut exact = 0_u128;
            for (whole, fraction, unit) in &terms {
                let (name, nanos) = UNITS[*unit];
                text.push_str(&format!("{whole}.{fraction:010}{name}"));
                // The tenth digit does not count.
                exact += (u128::from(*whole) * 1_000_000_000 + u128::from(*fraction / 10)) * u128::from(nanos) / 1_000_000_000;
            }
            let expected = u64::try_from(exact).map(Duration::from_nanos).map_err(|_| DurationError::TooLong);
            prop_assert_eq!(parse(&text), expected);
        }

        #[test]
        fn terms_add_up(hours in 0_u64..1_000, seconds in 0_u64..100_000) {
            prop_assert_eq!(parse(&format!("{hours}h{seconds}s")), Ok(Duration::from_secs(hours * 3_600 + seconds)));
        }
    }
}
