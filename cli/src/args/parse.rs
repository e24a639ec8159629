//! Values that flags take.

use std::time::Duration;

use crate::args::Limit;

/// Longest duration anybody may ask for: ten years.
const MAX_DURATION: Duration = Duration::from_secs(10 * 365 * 24 * 3600);

/// Longer than any subject brokers are asked to pass on.
const MAX_SUBJECT: usize = 255;

/// A duration: seconds, or numbers with units `ns us ms s m h d w M y` as in `1d12h`.
pub(crate) fn duration(text: &str) -> Result<Duration, String> {
    let wanted = || format!("{text:?} is not a duration such as 5, 300ms, 2m or 1d12h");
    let total = if text.bytes().all(|b| b.is_ascii_digit() || b == b'.') {
        text.parse()
            .ok()
            .and_then(|seconds| Duration::try_from_secs_f64(seconds).ok())
    } else {
        units(text)
    };
    let total = total.ok_or_else(wanted)?;
    if total > MAX_DURATION {
        return Err(format!("{text:?} is longer than ten years"));
    }
    Ok(total)
}

fn units(text: &str) -> Option<Duration> {
    let mut rest = text;
    let mut total = Duration::ZERO;
    while !rest.is_empty() {
        let digits = rest.find(|c: char| !c.is_ascii_digit() && c != '.')?;
        let (number, tail) = rest.split_at(digits);
        let letters = tail.find(|c: char| c.is_ascii_digit()).unwrap_or(tail.len());
        let (unit, tail) = tail.split_at(letters);
        let seconds = number.parse::<f64>().ok()? * seconds(unit)?;
        total = total.checked_add(Duration::try_from_secs_f64(seconds).ok()?)?;
        rest = tail;
    }
    Some(total)
}

fn seconds(unit: &str) -> Option<f64> {
    const DAY: f64 = 24.0 * 3600.0;
    Some(match unit {
        "ns" => 1e-9,
        "us" | "µs" => 1e-6,
        "ms" => 1e-3,
        "s" => 1.0,
        "m" => 60.0,
        "h" => 3600.0,
        "d" => DAY,
        "w" => 7.0 * DAY,
        "M" => 30.0 * DAY,
        "y" => 365.0 * DAY,
        _ => return None,
    })
}

/// A limit: a count, or a percentage of the nodes found.
pub(crate) fn limit(text: &str) -> Result<Limit, String> {
    let wanted = || format!("{text:?} is not a count such as 5 or a percentage such as 10%");
    let (number, percent) = match text.strip_suffix('%') {
        Some(number) => (number, true),
        None => (text, false),
    };
    if number.is_empty() || !number.bytes().all(|b| b.is_ascii_digit()) {
        return Err(wanted());
    }
    let number: usize = number.parse().map_err(|_| wanted())?;
    match (number, percent) {
        (0, _) => Err(format!("{text:?} is no node; 1 is the least")),
        (1..=100, true) => Ok(Limit::Percent(number)),
        (_, true) => Err(format!("{text:?} is over 100%")),
        (_, false) => Ok(Limit::Count(number)),
    }
}

/// `key=value` (or `key:value`), cut at the first of either.
pub(crate) fn pair(text: &str) -> Result<(String, String), String> {
    match text.split_once(['=', ':']) {
        Some((key, value)) if !key.is_empty() => Ok((key.to_owned(), value.to_owned())),
        _ => Err(format!("{text:?} is not an input such as package=zsh")),
    }
}

/// An option as `key=value`; the value may be empty.
pub(crate) fn option(text: &str) -> Result<(String, String), String> {
    match text.split_once('=') {
        Some((key, value)) if !key.is_empty() => Ok((key.to_owned(), value.to_owned())),
        _ => Err(format!("{text:?} is not an option such as file=nodes.txt")),
    }
}

/// A subject that can be published to: parts with dots between them, without spaces and wildcards.
pub(crate) fn subject(text: &str) -> Result<String, String> {
    let plain = |part: &str| {
        let odd = |c: char| c.is_whitespace() || c.is_control() || matches!(c, '*' | '>');
        !part.is_empty() && !part.contains(odd)
    };
    if text.len() <= MAX_SUBJECT && text.split('.').all(plain) {
        Ok(text.to_owned())
    } else {
        Err(format!("{text:?} is not a subject such as site.replies.today"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_are_seconds_or_carry_units() {
        let parsed = |text| duration(text).unwrap();
        assert_eq!(parsed("5"), Duration::from_secs(5));
        assert_eq!(parsed("0.5"), Duration::from_millis(500));
        assert_eq!(parsed("300ms"), Duration::from_millis(300));
        assert_eq!(parsed("1.5s"), Duration::from_millis(1500));
        assert_eq!(parsed("1d12h"), Duration::from_secs(36 * 3600));
        assert_eq!(parsed("1M"), Duration::from_secs(30 * 24 * 3600));
    }

    #[test]
    fn what_is_no_duration_is_refused() {
        for text in [
            "",
            "s",
            "5x",
            "-1",
            "1..2s",
            "1..2",
            ".",
            "s5",
            "5 s",
            "99999999999999999999",
            "inf",
            "20y",
        ] {
            assert!(duration(text).is_err(), "{text:?}");
        }
    }

    #[test]
    fn limits_are_counts_or_percentages() {
        assert_eq!(limit("5"), Ok(Limit::Count(5)));
        assert_eq!(limit("10%"), Ok(Limit::Percent(10)));
        for text in ["0", "0%", "101%", "%", "x", "-1", ""] {
            assert!(limit(text).is_err(), "{text:?}");
        }
    }

    #[test]
    fn inputs_are_cut_at_the_first_equals_sign_or_colon() {
        let cut = |text| pair(text).unwrap();
        assert_eq!(cut("package=zsh"), ("package".into(), "zsh".into()));
        assert_eq!(cut("package:zsh"), ("package".into(), "zsh".into()));
        assert_eq!(cut("a=b:c=d"), ("a".into(), "b:c=d".into()));
        assert_eq!(cut("a="), ("a".into(), String::new()));
        assert!(pair("zsh").is_err());
        assert!(pair("=zsh").is_err());
    }

    #[test]
    fn a_subject_to_publish_to_has_no_spaces_wildcards_and_empty_parts() {
        assert_eq!(subject("site.replies.today"), Ok("site.replies.today".to_owned()));
        for text in [
            "",
            "a b",
            "a\r\nPUB x",
            "a..b",
            ".a",
            "a.",
            "a.*",
            "a.>",
            &"a".repeat(256),
        ] {
            assert!(subject(text).is_err(), "{text:?}");
        }
    }
}
