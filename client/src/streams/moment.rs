//! Times as the API writes them: RFC 3339 and nanoseconds.

use std::time::{Duration, SystemTime};

use serde::{Deserialize, Deserializer, Serializer};
use time::OffsetDateTime;
use time::format_description::well_known::Rfc3339;

/// A time as RFC 3339; none when it is nonsense.
pub(super) fn parse(text: &str) -> Option<SystemTime> {
    OffsetDateTime::parse(text, &Rfc3339).ok().map(SystemTime::from)
}

/// A time as RFC 3339.
pub(super) fn text(time: SystemTime) -> String {
    OffsetDateTime::from(time).format(&Rfc3339).unwrap_or_default()
}

/// A time in nanoseconds since 1970.
pub(super) fn from_nanos(nanos: u64) -> Option<SystemTime> {
    SystemTime::UNIX_EPOCH.checked_add(Duration::from_nanos(nanos))
}

/// For serde: a time that may be absent, null, nonsense or the year 1, which all mean "none".
pub(super) fn optional<'de, D: Deserializer<'de>>(from: D) -> Result<Option<SystemTime>, D::Error> {
    let text = Option::<String>::deserialize(from)?;
    let time = text.as_deref().and_then(parse);
    Ok(time.filter(|time| *time >= SystemTime::UNIX_EPOCH))
}

/// For serde: whole nanoseconds; what is negative is 0.
pub(super) mod nanos {
    use super::*;

    pub(in crate::streams) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Duration, D::Error> {
        let nanos = Option::<i64>::deserialize(from)?.unwrap_or_default();
        Ok(Duration::from_nanos(nanos.try_into().unwrap_or_default()))
    }

    pub(in crate::streams) fn serialize<S: Serializer>(
        duration: &Duration,
        to: S,
    ) -> Result<S::Ok, S::Error> {
        to.serialize_i64(i64::try_from(duration.as_nanos()).unwrap_or(i64::MAX))
    }
}
