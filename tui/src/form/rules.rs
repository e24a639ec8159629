//! What may be typed for the numbers and durations of a request. The command line takes all that is right here.

/// Seconds of ten years, the longest duration the command line takes.
const LONGEST: f64 = 10.0 * 365.0 * 86_400.0;

/// A count of nodes or a share of them: `5` or `10%`. The error says what was wanted.
pub fn limit(text: &str) -> Result<(), String> {
    let (number, share) = match text.strip_suffix('%') {
        Some(number) => (number, true),
        None => (text, false),
    };
    let digits = !number.is_empty() && number.bytes().all(|b| b.is_ascii_digit());
    match number.parse::<usize>().ok().filter(|_| digits) {
        None => Err("wanted a count such as 5 or a share such as 10%".to_owned()),
        Some(0) => Err("1 is the least".to_owned()),
        Some(101..) if share => Err("100% is the most".to_owned()),
        Some(_) => Ok(()),
    }
}

/// The seed of a random choice, which is not zero, as that would mean none. The error says what was wanted.
pub fn seed(text: &str) -> Result<(), String> {
    let digits = text.bytes().all(|b| b.is_ascii_digit());
    match text.parse::<u64>().ok().filter(|seed| digits && *seed > 0) {
        Some(_) => Ok(()),
        None => Err("wanted a whole number from 1".to_owned()),
    }
}

/// Seconds or a duration: `90`, `1.5s` or `1h30m`. The error says what was wanted.
pub fn duration(text: &str) -> Result<(), String> {
    let seconds = match text.bytes().all(|b| b.is_ascii_digit() || b == b'.') {
        true => text.parse().ok(),
        false => units(text),
    };
    match seconds {
        None => Err("wanted seconds, or a duration such as 300ms, 90s, 2m or 1h30m".to_owned()),
        Some(seconds) if seconds > LONGEST => Err("ten years is the most".to_owned()),
        Some(_) => Ok(()),
    }
}

fn units(text: &str) -> Option<f64> {
    let mut rest = text;
    let mut total = 0.0;
    while !rest.is_empty() {
        let digits = rest.find(|c: char| !c.is_ascii_digit() && c != '.')?;
        let (number, tail) = rest.split_at(digits);
        let letters = tail.find(|c: char| c.is_ascii_digit()).unwrap_or(tail.len());
        let (unit, tail) = tail.split_at(letters);
        let seconds = match unit {
            "ms" => 1e-3,
            "s" => 1.0,
            "m" => 60.0,
            "h" => 3600.0,
            "d" => 86_400.0,
            "w" => 604_800.0,
            _ => return None,
        };
        total += number.parse::<f64>().ok()? * seconds;
        rest = tail;
    }
    Some(total)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn limits_are_counts_or_shares() {
        assert!(["1", "500", "1%", "100%"].iter().all(|text| limit(text).is_ok()));
        assert!(
            ["", "0", "0%", "101%", "%", "-1", "x", "+5"]
                .iter()
                .all(|text| limit(text).is_err())
        );
    }

    #[test]
    fn durations_are_seconds_or_have_units() {
        assert!(
            ["5", "0.5", "300ms", "1h30m", "1.5s"]
                .iter()
                .all(|text| duration(text).is_ok())
        );
        assert!(
            ["", ".", "s", "5x", "5 s", "1..2", "-1", "20000w", "5s3"]
                .iter()
                .all(|text| duration(text).is_err())
        );
    }

    #[test]
    fn a_seed_is_a_number() {
        assert!(seed("42").is_ok());
        assert!(["", "0", "-1", "x", "+1"].iter().all(|text| seed(text).is_err()));
    }
}
