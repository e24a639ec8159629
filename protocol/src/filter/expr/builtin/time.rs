//! Functions of times and durations. All times are UTC unless they say otherwise.

use time::format_description::well_known::{Rfc2822, Rfc3339};
use time::macros::format_description;
use time::{Date, OffsetDateTime, PrimitiveDateTime, Time};

use super::super::datum::Datum;
use super::super::fuel::Fuel;
use super::super::{EvalError, failed, operate};
use super::text;

/// Units of a duration, in nanoseconds.
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

pub(super) fn call(name: &str, arguments: &[Datum]) -> Result<Datum, EvalError> {
    match (name, arguments) {
        ("duration", [of]) => {
            let text = text::of(of, name)?;
            parse_span(text)
                .map(Datum::Duration)
                .ok_or_else(|| failed(format!("{text:?} is no duration")))
        }
        ("date", [of]) => {
            let text = text::of(of, name)?;
            parse_time(text)
                .map(Datum::Time)
                .ok_or_else(|| failed(format!("{text:?} is no date")))
        }
        ("date", _) => Err(failed(
            "date takes one text here, such as 2026-01-31 or 2026-01-31T10:00:00Z",
        )),
        _ => Err(failed("time zones are not known here, times are UTC")),
    }
}

/// Functions of a time.
pub(super) fn of_time(
    time: OffsetDateTime,
    name: &str,
    arguments: &[Datum],
    fuel: &mut Fuel,
) -> Result<Datum, EvalError> {
    let time_only = Datum::Time(time);
    Ok(match (name, arguments) {
        ("Year", []) => Datum::Whole(time.year().into()),
        ("Month", []) => Datum::Whole(u8::from(time.month()).into()),
        ("Day", []) => Datum::Whole(time.day().into()),
        ("Hour", []) => Datum::Whole(time.hour().into()),
        ("Minute", []) => Datum::Whole(time.minute().into()),
        ("Second", []) => Datum::Whole(time.second().into()),
        ("Nanosecond", []) => Datum::Whole(time.nanosecond().into()),
        ("Weekday", []) => Datum::Whole(time.weekday().number_days_from_sunday().into()),
        ("YearDay", []) => Datum::Whole(time.ordinal().into()),
        ("Unix", []) => Datum::Whole(time.unix_timestamp()),
        ("UnixMilli", []) => Datum::Whole((time.unix_timestamp_nanos() / 1_000_000) as i64),
        ("String", []) => Datum::Text(shown(time).into()),
        ("Add", [other @ Datum::Duration(_)]) => operate::add(&time_only, other, fuel)?,
        ("Sub", [other @ Datum::Time(_)]) => operate::subtract(&time_only, other)?,
        ("Before", [Datum::Time(other)]) => Datum::Bool(time < *other),
        ("After", [Datum::Time(other)]) => Datum::Bool(time > *other),
        ("Equal", [Datum::Time(other)]) => Datum::Bool(time == *other),
        _ => return Err(failed(format!("a time has no function {name} of such arguments"))),
    })
}

/// Functions of a duration.
pub(super) fn of_duration(span: i64, name: &str, arguments: &[Datum]) -> Result<Datum, EvalError> {
    let nanoseconds = span as f64;
    Ok(match (name, arguments) {
        ("Hours", []) => Datum::Fraction(nanoseconds / 3600e9),
        ("Minutes", []) => Datum::Fraction(nanoseconds / 60e9),
        ("Seconds", []) => Datum::Fraction(nanoseconds / 1e9),
        ("Milliseconds", []) => Datum::Whole(span / 1_000_000),
        ("Microseconds", []) => Datum::Whole(span / 1_000),
        ("Nanoseconds", []) => Datum::Whole(span),
        ("Abs", []) => Datum::Duration(span.saturating_abs()),
        ("String", []) => Datum::Text(self::span(span).into()),
        _ => {
            return Err(failed(format!(
                "a duration has no function {name} of such arguments"
            )));
        }
    })
}

/// A time as `string()` shows it.
pub(in super::super) fn shown(time: OffsetDateTime) -> String {
    let format = format_description!(
        "[year]-[month]-[day] [hour]:[minute]:[second] [offset_hour sign:mandatory][offset_minute]"
    );
    let zone = if time.offset().is_utc() { " UTC" } else { "" };
    time.format(&format).unwrap_or_default() + zone
}

/// A time as JSON shows it.
pub(in super::super) fn rfc3339(time: OffsetDateTime) -> String {
    time.format(&Rfc3339).unwrap_or_default()
}

/// A duration as `string()` shows it: `1h2m3.5s`, smaller ones in one smaller unit.
pub(in super::super) fn span(nanoseconds: i64) -> String {
    let sign = if nanoseconds < 0 { "-" } else { "" };
    let size = nanoseconds.unsigned_abs();
    let (unit, name) = match size {
        0 => return "0s".to_owned(),
        1..1_000 => (1, "ns"),
        1_000..1_000_000 => (1_000, "µs"),
        1_000_000..1_000_000_000 => (1_000_000, "ms"),
        _ => (1_000_000_000, "s"),
    };
    if unit < 1_000_000_000 {
        return format!("{sign}{}{name}", decimal(size, unit));
    }
    let seconds = size / unit;
    let (hours, minutes) = (seconds / 3600, seconds / 60 % 60);
    let rest = decimal(size % (60 * unit), unit);
    match (hours, minutes) {
        (0, 0) => format!("{sign}{rest}s"),
        (0, minutes) => format!("{sign}{minutes}m{rest}s"),
        (hours, minutes) => format!("{sign}{hours}h{minutes}m{rest}s"),
    }
}

/// A count of units, with as many places behind the point as it needs.
fn decimal(size: u64, unit: u64) -> String {
    let places = unit.ilog10() as usize;
    let fraction = format!("{:0places$}", size % unit);
    let fraction = fraction.trim_end_matches('0');
    if fraction.is_empty() || unit == 1 {
        (size / unit).to_string()
    } else {
        format!("{}.{fraction}", size / unit)
    }
}

/// Nanoseconds of `1h30m`, `-1.5h` or `300ms`.
fn parse_span(text: &str) -> Option<i64> {
    let (sign, mut rest) = match text.as_bytes().first()? {
        b'-' => (-1.0, &text[1..]),
        b'+' => (1.0, &text[1..]),
        _ => (1.0, text),
    };
    if rest == "0" {
        return Some(0);
    }
    let mut total = 0.0;
    while total == 0.0 || !rest.is_empty() {
        let end = rest.find(|c: char| !c.is_ascii_digit() && c != '.')?;
        let (number, tail) = rest.split_at(end);
        let end = tail
            .find(|c: char| c.is_ascii_digit() || c == '.')
            .unwrap_or(tail.len());
        let (unit, tail) = tail.split_at(end);
        let (_, nanoseconds) = UNITS.iter().find(|(name, _)| *name == unit)?;
        total += number.parse::<f64>().ok()? * nanoseconds;
        rest = tail;
        if rest.is_empty() {
            break;
        }
    }
    (total < i64::MAX as f64).then_some((sign * total) as i64)
}

/// A time in one of the forms people write.
fn parse_time(text: &str) -> Option<OffsetDateTime> {
    let day = format_description!("[year]-[month]-[day]");
    let clock = format_description!("[hour]:[minute]:[second]");
    let both = format_description!("[year]-[month]-[day] [hour]:[minute]:[second]");
    if let Ok(date) = Date::parse(text, &day) {
        return Some(date.midnight().assume_utc());
    }
    if let Ok(time) = Time::parse(text, &clock) {
        return Some(Date::from_ordinal_date(0, 1).ok()?.with_time(time).assume_utc());
    }
    if let Ok(time) = PrimitiveDateTime::parse(text, &both) {
        return Some(time.assume_utc());
    }
    OffsetDateTime::parse(text, &Rfc3339)
        .or_else(|_| OffsetDateTime::parse(text, &Rfc2822))
        .ok()
}
