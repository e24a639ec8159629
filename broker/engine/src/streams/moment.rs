//! Moments as the API writes them: RFC 3339 in UTC, to the nanosecond.

use time::OffsetDateTime;
use time::format_description::well_known::Rfc3339;

use crate::streams::message::Nanos;

/// The moment that never was.
const NEVER: &str = "0001-01-01T00:00:00Z";

/// A moment as text; 0 is the moment that never was.
pub(crate) fn text(moment: Nanos) -> String {
    if moment == 0 {
        return NEVER.to_owned();
    }
    OffsetDateTime::from_unix_timestamp_nanos(i128::from(moment))
        .ok()
        .and_then(|moment| moment.format(&Rfc3339).ok())
        .unwrap_or_else(|| NEVER.to_owned())
}

/// The moment a text means, which may name any offset; 0 for the one that never was, none for no moment.
pub(crate) fn parse(text: &str) -> Option<Nanos> {
    if text == NEVER {
        return Some(0);
    }
    let moment = OffsetDateTime::parse(text, &Rfc3339).ok()?;
    let nanos = moment.unix_timestamp_nanos();
    Some(nanos.clamp(i128::from(Nanos::MIN), i128::from(Nanos::MAX)) as Nanos)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moments_survive_being_written_and_read() {
        for moment in [0, 1, 1_700_000_000_123_456_789, 1_700_000_000_000_000_000] {
            assert_eq!(parse(&text(moment)), Some(moment));
        }
        assert_eq!(text(1_700_000_000_120_000_000), "2023-11-14T22:13:20.12Z");
    }

    #[test]
    fn offsets_are_read_and_nonsense_is_not() {
        assert_eq!(parse("1970-01-01T01:00:01+01:00"), Some(1_000_000_000));
        assert_eq!(parse("9999-01-01T00:00:00Z"), Some(Nanos::MAX));
        assert_eq!(parse("yesterday"), None);
    }
}
