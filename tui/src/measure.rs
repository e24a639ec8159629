//! Sizes and times as people type and read them.

use std::time::Duration;

/// Units of time with their seconds; a month is 30 days, as everywhere in configuration.
const TIMES: [(&str, u64); 7] = [
    ("s", 1),
    ("m", 60),
    ("h", 3600),
    ("d", 86_400),
    ("w", 604_800),
    ("M", 2_592_000),
    ("y", 31_536_000),
];

/// Units of size with their bytes.
const SIZES: [(&str, u64); 4] = [("", 1), ("k", 1 << 10), ("m", 1 << 20), ("g", 1 << 30)];

/// Reads `20m`, `1h30m` or `1d12h`; nothing and 0 are no time at all.
pub(crate) fn duration(text: &str) -> Result<Option<Duration>, String> {
    let wrong = || "a time such as 20m, 1h30m or 7d".to_owned();
    let mut rest = text.trim();
    if rest.is_empty() || rest == "0" {
        return Ok(None);
    }
    let mut seconds = 0u64;
    while !rest.is_empty() {
        let end = rest.find(|c: char| !c.is_ascii_digit()).ok_or_else(wrong)?;
        let number: u64 = rest[..end].parse().map_err(|_| wrong())?;
        let unit = rest[end..].chars().next().ok_or_else(wrong)?;
        let known = TIMES.iter().find(|(name, _)| name.starts_with(unit));
        let (_, times) = known.ok_or_else(wrong)?;
        seconds = number
            .checked_mul(*times)
            .and_then(|term| seconds.checked_add(term))
            .ok_or_else(wrong)?;
        rest = &rest[end + unit.len_utf8()..];
    }
    // What counts nanoseconds must be able to count these.
    match seconds {
        0 => Ok(None),
        seconds if seconds > 250 * TIMES[6].1 => Err("250y at most".to_owned()),
        seconds => Ok(Some(Duration::from_secs(seconds))),
    }
}

/// Reads `10240`, `10k` or `1MiB`; nothing and 0 are no limit.
pub(crate) fn size(text: &str) -> Result<Option<u64>, String> {
    let wrong = || "a size such as 10240, 10k or 1MiB".to_owned();
    let text = text.trim();
    let end = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    if text.is_empty() {
        return Ok(None);
    }
    let number: u64 = text[..end].parse().map_err(|_| wrong())?;
    let unit = text[end..].trim().to_ascii_lowercase();
    let unit = unit.trim_end_matches('b').trim_end_matches('i');
    let (_, times) = SIZES.iter().find(|(name, _)| *name == unit).ok_or_else(wrong)?;
    let bytes = number
        .checked_mul(*times)
        .filter(|bytes| *bytes <= i64::MAX.cast_unsigned())
        .ok_or_else(wrong)?;
    Ok((bytes > 0).then_some(bytes))
}

/// `182 B`, `48 KiB`, `1.5 MiB`.
pub(crate) fn bytes(bytes: u64) -> String {
    const UNITS: [&str; 5] = ["KiB", "MiB", "GiB", "TiB", "PiB"];
    if bytes < 1024 {
        return format!("{bytes} B");
    }
    let (mut tenths, mut unit) = (u128::from(bytes) * 10 / 1024, 0);
    while tenths >= 10_240 && unit + 1 < UNITS.len() {
        tenths /= 1024;
        unit += 1;
    }
    match tenths {
        0..100 if tenths % 10 > 0 => format!("{}.{} {}", tenths / 10, tenths % 10, UNITS[unit]),
        _ => format!("{} {}", tenths / 10, UNITS[unit]),
    }
}

/// As it would be typed: `20m`, `1h30m`, `7d`; `none` for no time.
pub(crate) fn time(time: Option<Duration>) -> String {
    let Some(time) = time else {
        return "none".to_owned();
    };
    if time.as_secs() == 0 {
        return format!("{}ms", time.as_millis());
    }
    let mut rest = time.as_secs();
    let mut text = String::new();
    for (name, seconds) in [TIMES[3], TIMES[2], TIMES[1], TIMES[0]] {
        if rest >= seconds {
            text.push_str(&format!("{}{name}", rest / seconds));
            rest %= seconds;
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn times_are_read_and_said() {
        let seconds = |text: &str| duration(text).unwrap().map(|time| time.as_secs());
        assert_eq!(seconds("1d12h"), Some(129_600));
        assert_eq!(seconds("20m"), Some(1200));
        assert_eq!((seconds(""), seconds("0"), seconds("0s")), (None, None, None));
        for text in [
            "20",
            "m",
            "1h-3m",
            "1.5h",
            "99999999999999999999s",
            "9999999y",
            "5ü",
        ] {
            assert!(duration(text).is_err(), "{text}");
        }
        assert_eq!(time(duration("1h30m").unwrap()), "1h30m");
        assert_eq!(time(None), "none");
    }

    #[test]
    fn sizes_are_read_and_said() {
        assert_eq!(size("10k"), Ok(Some(10_240)));
        assert_eq!(size("1 MiB"), Ok(Some(1 << 20)));
        assert_eq!((size(""), size("0")), (Ok(None), Ok(None)));
        for text in ["k", "1x", "-1", "99999999999g"] {
            assert!(size(text).is_err(), "{text}");
        }
        assert_eq!(
            [182, 49_152, 1_572_864, u64::MAX].map(bytes),
            ["182 B", "48 KiB", "1.5 MiB", "16383 PiB"]
        );
    }

    proptest! {
        #[test]
        fn what_is_said_can_be_read_again(seconds in 1..10_000_000_u64, text in "\\PC{0,8}") {
            let time = Some(Duration::from_secs(seconds));
            prop_assert_eq!(duration(&super::time(time)), Ok(time));
            let _ = (duration(&text), size(&text));
        }
    }
}
