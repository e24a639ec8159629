//! Numbers and times in words.

use std::time::{Duration, SystemTime};

use time::OffsetDateTime;
use time::format_description::well_known::Rfc3339;
use time::macros::format_description;

/// A duration to the millisecond: `912ms`, `1.402s`, `2m3.5s`, `1h0m2s`; shorter ones to its tenth: `0.4ms`.
pub(crate) fn millis(duration: Duration) -> String {
    let tenths = (duration.as_micros() + 50) / 100;
    let total = (duration.as_micros() + 500) / 1000;
    if tenths == 0 {
        return "0s".to_owned();
    }
    if tenths < 10 {
        return format!("0.{tenths}ms");
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
        (0, 1..) if total.is_multiple_of(60_000) => format!("{minutes}m"),
        (0, 0) => format!("{rest}{point}{fraction}s"),
        (0, _) => format!("{minutes}m{rest}{point}{fraction}s"),
        _ => format!("{hours}h{minutes}m{rest}{point}{fraction}s"),
    }
}

/// A time in UTC as RFC 3339, to the nanosecond. Times no calendar has, which a peer may claim, are the year 0.
pub(crate) fn rfc3339(time: SystemTime) -> String {
    let text = utc(time).and_then(|utc| utc.format(&Rfc3339).ok());
    text.unwrap_or_else(|| "0000-01-01T00:00:00Z".to_owned())
}

/// The time that RFC 3339 says; none for any other text.
pub(crate) fn moment(text: &str) -> Option<SystemTime> {
    OffsetDateTime::parse(text, &Rfc3339).ok().map(SystemTime::from)
}

/// A time in UTC to the second, for people.
pub(crate) fn clock(time: SystemTime) -> String {
    let whole = utc(time).and_then(|utc| utc.replace_nanosecond(0).ok());
    let text = whole.and_then(|utc| utc.format(&Rfc3339).ok());
    text.unwrap_or_else(|| "unknown".to_owned())
}

fn utc(time: SystemTime) -> Option<OffsetDateTime> {
    let epoch = OffsetDateTime::UNIX_EPOCH;
    match time.duration_since(SystemTime::UNIX_EPOCH) {
        Ok(after) => epoch.checked_add(after.try_into().ok()?),
        Err(before) => epoch.checked_sub(before.duration().try_into().ok()?),
    }
}

/// A time in UTC to the minute: `20 Nov 26 10:41 UTC`.
pub(crate) fn rfc822(time: SystemTime) -> String {
    let shape = format_description!("[day] [month repr:short] [year repr:last_two] [hour]:[minute] UTC");
    let text = utc(time).and_then(|utc| utc.format(shape).ok());
    text.unwrap_or_else(|| "unknown".to_owned())
}

/// A time in UTC to the second: `2026-11-20 10:41:02`.
pub(crate) fn date_time(time: SystemTime) -> String {
    let shape = format_description!("[year]-[month]-[day] [hour]:[minute]:[second]");
    let text = utc(time).and_then(|utc| utc.format(shape).ok());
    text.unwrap_or_else(|| "unknown".to_owned())
}

/// A duration as the reference writes it: `0s`, `1.5s`, `20m0s`, `1h0m0s`, `300ms`.
pub(crate) fn go_duration(duration: Duration) -> String {
    let fraction = |nanos: u32, digits: usize| {
        let text = format!("{nanos:0digits$}");
        let text = text.trim_end_matches('0');
        if text.is_empty() {
            String::new()
        } else {
            format!(".{text}")
        }
    };
    let (seconds, nanos) = (duration.as_secs(), duration.subsec_nanos());
    if seconds == 0 {
        return match nanos {
            0 => "0s".to_owned(),
            nanos if nanos < 1_000 => format!("{nanos}ns"),
            nanos if nanos < 1_000_000 => format!("{}{}µs", nanos / 1_000, fraction(nanos % 1_000, 3)),
            nanos => format!("{}{}ms", nanos / 1_000_000, fraction(nanos % 1_000_000, 6)),
        };
    }
    let (hours, minutes) = (seconds / 3600, seconds / 60 % 60);
    let rest = format!("{}{}s", seconds % 60, fraction(nanos, 9));
    match (hours, minutes) {
        (0, 0) => rest,
        (0, minutes) => format!("{minutes}m{rest}"),
        (hours, minutes) => format!("{hours}h{minutes}m{rest}"),
    }
}

/// A duration in seconds for programs: a whole number where it is one.
pub(crate) fn seconds(duration: Duration) -> serde_json::Value {
    match duration.subsec_nanos() {
        0 => duration.as_secs().into(),
        _ => duration.as_secs_f64().into(),
    }
}

/// A time span in its largest unit: `40 seconds`, `3 hours`, `12 days`.
pub(crate) fn age(age: Duration) -> String {
    let seconds = usize::try_from(age.as_secs()).unwrap_or(usize::MAX);
    match seconds {
        0..60 => count(seconds, "second"),
        60..3600 => count(seconds / 60, "minute"),
        3600..86_400 => count(seconds / 3600, "hour"),
        _ => count(seconds / 86_400, "day"),
    }
}

/// A count with its noun: `1 node`, `3 nodes`.
pub(crate) fn count(number: usize, noun: &str) -> String {
    if number == 1 {
        format!("1 {noun}")
    } else {
        format!("{number} {noun}s")
    }
}

/// A size: `512 B`, `1.5 MB` (units of 1024).
pub(crate) fn bytes(count: u64) -> String {
    const UNITS: [&str; 6] = ["kB", "MB", "GB", "TB", "PB", "EB"];
    if count < 1024 {
        return format!("{count} B");
    }
    let step = count.ilog2() / 10;
    // Tenths in whole numbers: a u128 holds ten times any u64.
    let tenths = (u128::from(count) * 10) >> (step * 10);
    let unit = UNITS[step as usize - 1];
    format!("{}.{} {unit}", tenths / 10, tenths % 10)
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
        assert_eq!(said(60_000), "1m");
        assert_eq!(said(3_602_000), "1h0m2s");
        assert_eq!(millis(Duration::from_micros(1500)), "2ms");
    }

    #[test]
    fn durations_can_read_as_the_reference_writes_them() {
        for (micros, written) in [
            (0, "0s"),
            (1, "1µs"),
            (1_500, "1.5ms"),
            (300_000, "300ms"),
            (1_500_000, "1.5s"),
            (62_345_000, "1m2.345s"),
            (1_200_000_000, "20m0s"),
            (3_600_000_000, "1h0m0s"),
            (90_061_000_000, "25h1m1s"),
        ] {
            assert_eq!(go_duration(Duration::from_micros(micros)), written);
        }
        assert_eq!(go_duration(Duration::from_nanos(7)), "7ns");
        assert_eq!(seconds(Duration::from_secs(60)), 60);
        assert_eq!(seconds(Duration::from_millis(1500)), 1.5);
    }

    #[test]
    fn times_are_utc() {
        let time = crate::fixture::start() + Duration::from_millis(250);
        assert_eq!(rfc3339(time), "2026-11-20T10:41:02.25Z");
        assert_eq!(clock(time), "2026-11-20T10:41:02Z");
        assert_eq!(rfc822(time), "20 Nov 26 10:41 UTC");
        assert_eq!(date_time(time), "2026-11-20 10:41:02");
        assert_eq!(
            clock(SystemTime::UNIX_EPOCH - Duration::from_secs(1)),
            "1969-12-31T23:59:59Z"
        );
    }

    #[test]
    fn a_time_no_calendar_has_is_survived() {
        let absurd = SystemTime::UNIX_EPOCH + Duration::from_secs(1 << 60);
        assert_eq!(rfc3339(absurd), "0000-01-01T00:00:00Z");
        assert_eq!(clock(absurd), "unknown");
    }

    #[test]
    fn sizes_have_one_decimal() {
        assert_eq!(bytes(512), "512 B");
        assert_eq!(bytes(1536), "1.5 kB");
        assert_eq!(bytes(10 << 20), "10.0 MB");
        assert_eq!(bytes(u64::MAX), "15.9 EB");
    }

    #[test]
    fn spans_name_two_units() {
        assert_eq!(span(31 * 86_400 + 4 * 3600 + 7), "31d 4h");
        assert_eq!(span(302), "5m 2s");
        assert_eq!(span(86_405), "1d");
        assert_eq!(span(0), "0s");
    }

    #[test]
    fn ages_are_told_in_their_largest_unit() {
        let told = |seconds| age(Duration::from_secs(seconds));
        assert_eq!(told(1), "1 second");
        assert_eq!(told(7300), "2 hours");
        assert_eq!(told(86_400 * 12), "12 days");
    }
}
