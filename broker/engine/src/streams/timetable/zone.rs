//! Clocks of places on earth.

use std::str::FromStr;

use chrono::{DateTime, NaiveDateTime, Offset, TimeDelta, TimeZone};
use chrono_tz::Tz;
use time::format_description::well_known::Rfc3339;
use time::{OffsetDateTime, UtcOffset};

use crate::streams::message::Nanos;
use crate::streams::moment;

const SECOND: Nanos = 1_000_000_000;
/// Clocks go forward by so many minutes or some times that.
const LEAP: i64 = 15;
/// The longest leap, with which a place changes over to the other side of the date line.
const LONGEST_LEAP: i64 = 25 * 60;

/// The clock of a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Zone(Tz);

impl Default for Zone {
    fn default() -> Self {
        Self(Tz::UTC)
    }
}

impl Zone {
    /// The clock of a name such as `Europe/Berlin`.
    pub(crate) fn parse(name: &str) -> Option<Self> {
        Tz::from_str(name).ok().map(Self)
    }

    /// What the clock shows so many seconds after 1970.
    pub(super) fn local(self, seconds: i64) -> Option<NaiveDateTime> {
        let moment = DateTime::from_timestamp(seconds, 0)?;
        Some(moment.with_timezone(&self.0).naive_local())
    }

    /// When the clock shows it first; where it never does, when it shows more for the first time.
    pub(super) fn moment(self, local: NaiveDateTime) -> Option<i64> {
        let mut leaps = (0..=LONGEST_LEAP).step_by(LEAP as usize);
        leaps.find_map(|minutes| {
            let later = local.checked_add_signed(TimeDelta::minutes(minutes))?;
            let moment = self.0.from_local_datetime(&later).earliest()?;
            Some(moment.timestamp())
        })
    }

    /// A moment with the offset that the clock has then.
    pub(super) fn text(self, moment: Nanos) -> String {
        let offset = || {
            let utc = DateTime::from_timestamp(moment.div_euclid(SECOND), 0)?;
            let seconds = self
                .0
                .offset_from_utc_datetime(&utc.naive_utc())
                .fix()
                .local_minus_utc();
            let offset = UtcOffset::from_whole_seconds(seconds).ok()?;
            let moment = OffsetDateTime::from_unix_timestamp_nanos(i128::from(moment)).ok()?;
            moment.to_offset(offset).format(&Rfc3339).ok()
        };
        offset().unwrap_or_else(|| moment::text(moment))
    }
}
