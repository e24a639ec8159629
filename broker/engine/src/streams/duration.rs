//! Durations as Go writes them (`1h30m`, `1.5s`), which is how some headers and answers hold them.

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
    // Neither nothing nor a sign alone is a duration.
    if rest.is_empty() {
        return None;
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
    // Neither nothing nor a sign alone is a duration.
    text.ends_with(|letter: char| letter.is_alphabetic())
        .then_some(total)
}

/// The shortest text for a duration: `1h0m30s`, `1m0s`, `2.5s`, `250ms`.
pub(crate) fn text(duration: Nanos) -> String {
    let (sign, nanos) = (if duration < 0 { "-" } else { "" }, duration.unsigned_abs());
    if nanos == 0 {
        return "0s".to_owned();
    }
    if nanos < SECOND {
        let (unit, name) = match nanos {
            ..1_000 => (1, "ns"),
            1_000..1_000_000 => (1_000, "µs"),
            _ => (1_000_000, "ms"),
        };
        return format!("{sign}{}{name}", decimal(nanos, unit));
    }
    let (hours, minutes) = (nanos / (3600 * SECOND), nanos / (60 * SECOND) % 60);
    let seconds = decimal(nanos % (60 * SECOND), SECOND);
    match (hours, minutes) {
        (0, 0) => format!("{sign}{seconds}s"),
        (0, _) => format!("{sign}{minutes}m{seconds}s"),
        _ => format!("{sign}{hours}h{minutes}m{seconds}s"),
    }
}

/// So many units, without zeros at the end.
fn decimal(nanos: u64, unit: u64) -> String {
    let (whole, part) = (nanos / unit, nanos % unit);
    if part == 0 {
        return whole.to_string();
    }
    let digits = unit.ilog10() as usize;
    format!("{whole}.{}", format!("{part:0digits$}").trim_end_matches('0'))
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
            "+",
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

    #[test]
    fn durations_are_written_as_go_does() {
        for (written, nanos) in [
            ("5s", 5_000_000_000),
            ("1m0s", 60_000_000_000),
            ("1h0m1.5s", 3_601_500_000_000),
            ("250ms", 250_000_000),
            ("1.5µs", 1_500),
            ("7ns", 7),
            ("-2s", -2_000_000_000),
            ("0s", 0),
        ] {
            assert_eq!(text(nanos), written);
        }
    }

    proptest! {
        #[test]
        fn every_duration_survives(nanos in 0..Nanos::MAX) {
            prop_assert_eq!(parse(&text(nanos)), Some(nanos));
        }

        #[test]
        fn no_text_is_too_strange(text in "(\\+|-|\\.|[0-9]{1,25}|ns|us|µs|μs|ms|s|m|h|d|²|\\PC){0,8}") {
            if let Some(nanos) = parse(&text) {
                prop_assert!(nanos >= 0 && text.contains(|letter: char| letter.is_ascii_digit()), "{}", nanos);
            }
        }

        #[test]
        fn terms_add_up_whatever_they_are(terms in proptest::collection::vec((any::<u32>(), 0..10_000_000_000_u64, 0..UNITS.len()), 1..5)) {
            let mut text = String::new();
            let mut least = 0_i128;
            for (whole, fraction, unit) in &terms {
                let (name, nanos) = UNITS[*unit];
                text.push_str(&format!("{whole}.{fraction:010}{name}"));
                least += (i128::from(*whole) * 10_000_000_000 + i128::from(*fraction)) * i128::from(nanos) / 10_000_000_000;
            }
            match parse(&text) {
                // Each digit is rounded down by itself.
                Some(total) => prop_assert!((0..=10 * 5).contains(&(least - i128::from(total))), "{} {}", total, least),
                None => prop_assert!(least > i128::from(Nanos::MAX)),
            }
        }
    }
}
