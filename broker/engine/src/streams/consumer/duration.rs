//! Durations as texts like `1m30s`, which some clients send and all of them show.

use crate::streams::message::Nanos;

const SECOND: Nanos = 1_000_000_000;
const UNITS: [(&str, f64); 8] = [
    ("ns", 1.0),
    ("us", 1e3),
    ("µs", 1e3),
    ("μs", 1e3),
    ("ms", 1e6),
    ("s", 1e9),
    ("m", 60e9),
    ("h", 3600e9),
];

/// What a text like `1h2m3.5s` means; none for anything else.
pub(super) fn parse(text: &str) -> Option<Nanos> {
    let (negative, mut rest) = match text.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, text.strip_prefix('+').unwrap_or(text)),
    };
    if rest == "0" {
        return Some(0);
    }
    if rest.is_empty() {
        return None;
    }
    let mut total = 0.0;
    while !rest.is_empty() {
        let number = rest.find(|c: char| !c.is_ascii_digit() && c != '.')?;
        let value: f64 = rest[..number].parse().ok()?;
        let tail = &rest[number..];
        let length = tail
            .find(|c: char| c.is_ascii_digit() || c == '.')
            .unwrap_or(tail.len());
        let (_, unit) = UNITS.iter().find(|(name, _)| *name == &tail[..length])?;
        total += value * unit;
        rest = &tail[length..];
    }
    let nanos = total as Nanos;
    Some(if negative { -nanos } else { nanos })
}

/// The shortest text for a duration, as clients in Go show it.
pub(super) fn text(duration: Nanos) -> String {
    let (sign, nanos) = (if duration < 0 { "-" } else { "" }, duration.unsigned_abs());
    let second = SECOND.unsigned_abs();
    if nanos == 0 {
        return "0s".to_owned();
    }
    if nanos < second {
        let (size, unit) = match nanos {
            ..1_000 => (1.0, "ns"),
            1_000..1_000_000 => (1e3, "µs"),
            _ => (1e6, "ms"),
        };
        return format!("{sign}{}{unit}", nanos as f64 / size);
    }
    let (whole, part) = (nanos / second, nanos % second);
    let (hours, minutes, seconds) = (whole / 3600, whole / 60 % 60, whole % 60);
    let fraction = if part == 0 {
        String::new()
    } else {
        format!(".{part:09}").trim_end_matches('0').to_owned()
    };
    match (hours, minutes) {
        (0, 0) => format!("{sign}{seconds}{fraction}s"),
        (0, _) => format!("{sign}{minutes}m{seconds}{fraction}s"),
        _ => format!("{sign}{hours}h{minutes}m{seconds}{fraction}s"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_are_read_and_written_as_go_does() {
        for (written, nanos) in [
            ("5s", 5 * SECOND),
            ("1m0s", 60 * SECOND),
            ("1h0m1.5s", 3_601_500_000_000),
            ("250ms", 250_000_000),
            ("1.5µs", 1_500),
            ("-2s", -2 * SECOND),
            ("0s", 0),
        ] {
            assert_eq!(text(nanos), written);
            assert_eq!(parse(written), Some(nanos), "{written}");
        }
        for bad in ["", "s", "5", "5x", "-", "1.2.3s"] {
            assert_eq!(parse(bad), None, "{bad}");
        }
    }
}
