//! Numbers and times in words.

use std::time::{Duration, SystemTime};

use time::OffsetDateTime;
use time::format_description::well_known::Rfc3339;

/// A duration to the millisecond: `912ms`, `1.402s`, `2m3.5s`, `1h0m2s`.
pub(crate) fn millis(duration: Duration) -> String {
    let total = (duration.as_micros() + 500) / 1000;
    if total == 0 {
        return "0s".to_owned();
    }
    if total < 1000 {
        return format!("{total}ms");
    }
    let fraction = format!("{:03}", total % 1000);
    let fraction = fraction.trim_end_matches('0');
    let point = if fraction.is_empty() { "" } else { "." };
    let seconds = total / 1000;
    let (hours, minutes, rest) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    match (hours, minutes) {
        (0, 0) => format!("{rest}{point}{fraction}s"),
        (0, _) => format!("{minutes}m{rest}{point}{fraction}s"),
        _ => format!("{hours}h{minutes}m{rest}{point}{fraction}s"),
    }
}

/// A time in UTC as RFC 3339, to the nanosecond.
pub(crate) fn rfc3339(time: SystemTime) -> String {
    OffsetDateTime::from(time)
        .format(&Rfc3339)
        .unwrap_or_else(|_| "0000-00-00T00:00:00Z".to_owned())
}

/// A time in UTC to the second, for people.
pub(crate) fn clock(time: SystemTime) -> String {
    let utc = OffsetDateTime::from(time);
    let whole = utc.replace_nanosecond(0).unwrap_or(utc);
    whole.format(&Rfc3339).unwrap_or_else(|_| "unknown".to_owned())
}

/// A count with its noun: `1 node`, `3 nodes`.
pub(crate) fn count(number: usize, noun: &str) -> String {
    if number == 1 {
        format!("1 {noun}")
    } else {
        format!("{number} {noun}s")
    }
}

/// A span in the two largest units that apply: `31d 4h`, `5m 2s`.
pub(crate) fn span(seconds: u64) -> String {
    let units = [(86_400, "d"), (3600, "h"), (60, "m"), (1, "s")];
    let mut rest = seconds;
    let mut parts = Vec::new();
    for (size, unit) in units {
        if rest >= size && parts.len() < 2 {
            parts.push(format!("{}{unit}", rest / size));
            rest %= size;
        } else if !parts.is_empty() {
            break;
        }
    }
    if parts.is_empty() {
        "0s".to_owned()
    } else {
        parts.join(" ")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_read_as_people_say_them() {
        let said = |ms| millis(Duration::from_millis(ms));
        assert_eq!(said(0), "0s");
        assert_eq!(said(912), "912ms");
        assert_eq!(said(1402), "1.402s");
        assert_eq!(said(2000), "2s");
        assert_eq!(said(123_500), "2m3.5s");
        assert_eq!(said(3_602_000), "1h0m2s");
        assert_eq!(millis(Duration::from_micros(1500)), "2ms");
    }

    #[test]
    fn times_are_utc() {
        let time = crate::fixture::start() + Duration::from_millis(250);
        assert_eq!(rfc3339(time), "2026-11-20T10:41:02.25Z");
        assert_eq!(clock(time), "2026-11-20T10:41:02Z");
    }

    #[test]
    fn spans_name_two_units() {
        assert_eq!(span(31 * 86_400 + 4 * 3600 + 7), "31d 4h");
        assert_eq!(span(302), "5m 2s");
        assert_eq!(span(86_405), "1d");
        assert_eq!(span(0), "0s");
    }
}
