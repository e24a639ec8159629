//! Durations as Go writes them (`1h30m`, `1.5s`), which is how some headers hold them.

use crate::streams::message::Nanos;

const SECOND: u64 = 1_000_000_000;

/// Longest names first, so that `ms` is not read as minutes.
const UNITS: [(&str, u64); 8] = [
    ("ns", 1),
    ("us", 1_000),
    ("µs", 1_000),
    ("μs", 1_000),
    ("ms", 1_000_000),
    ("s", SECOND),
    ("m", 60 * SECOND),
    ("h", 3600 * SECOND),
];

/// Reads a duration that is not negative; none for anything else, and for what no clock counts to.
pub(crate) fn parse(text: &str) -> Option<Nanos> {
    let mut rest = text.strip_prefix('+').unwrap_or(text);
    if rest == "0" {
        return Some(0);
    }
    let mut total: Nanos = 0;
    while !rest.is_empty() {
        let number = rest
            .find(|letter: char| !letter.is_ascii_digit() && letter != '.')
            .unwrap_or(rest.len());
        let (digits, tail) = rest.split_at(number);
        let (name, unit) = UNITS.iter().find(|(name, _)| tail.starts_with(name))?;
        total = total.checked_add(scaled(digits, *unit)?)?;
        rest = &tail[name.len()..];
    }
    (!text.is_empty()).then_some(total)
}

/// `1h0m30s`, `1m0s`, `2s`; whole seconds.
pub(crate) fn text(seconds: u64) -> String {
    let (hours, minutes, seconds) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    match (hours, minutes) {
        (0, 0) => format!("{seconds}s"),
        (0, _) => format!("{minutes}m{seconds}s"),
        _ => format!("{hours}h{minutes}m{seconds}s"),
    }
}

fn scaled(digits: &str, unit: u64) -> Option<Nanos> {
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    if whole.is_empty() && fraction.is_empty() || fraction.contains('.') {
        return None;
    }
    let whole: u64 = if whole.is_empty() { 0 } else { whole.parse().ok()? };
    let mut total = whole.checked_mul(unit)?;
    let mut place = unit;
    for digit in fraction.bytes() {
        // Digits below a nanosecond add nothing.
        place /= 10;
        total = total.checked_add(u64::from(digit - b'0') * place)?;
    }
    Nanos::try_from(total).ok()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn terms_add_up() {
        assert_eq!(parse("1h30m"), Some(5_400_000_000_000));
        assert_eq!(parse("1.5s"), Some(1_500_000_000));
        assert_eq!(parse("250ms"), Some(250_000_000));
        assert_eq!(parse(".5us"), Some(500));
        assert_eq!(parse("0"), Some(0));
        for bad in [
            "",
            "1",
            "s",
            "-1s",
            "1d",
            "1.2.3s",
            "1s1",
            "99999999999999999999h",
            "3000000h",
            ".",
        ] {
            assert_eq!(parse(bad), None, "{bad}");
        }
    }

    proptest! {
        #[test]
        fn whole_seconds_survive(seconds in 0_u64..10_000_000) {
            prop_assert_eq!(parse(&text(seconds)), Some((seconds * SECOND) as Nanos));
        }

        #[test]
        fn no_text_is_too_strange(text in ".{0,30}") {
            let _ = parse(&text);
        }
    }
}
