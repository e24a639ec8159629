//! When scheduled messages are due: at a moment, again and again after some time, or when a clock shows what a pattern says.

mod cron;
mod zone;

use crate::streams::message::Nanos;
use crate::streams::{duration, moment};
use cron::Cron;
pub(crate) use zone::Zone;

const SECOND: Nanos = 1_000_000_000;

/// When something is due.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Timetable {
    /// Once.
    At(Nanos),
    /// After the last time, and again; whole seconds are what counts.
    Every(Nanos),
    /// When the clock of a place shows it.
    Cron(Cron, Zone),
}

impl Timetable {
    /// Reads `@at MOMENT`, `@every DURATION`, six fields of cron (seconds first), or a name for some (`@hourly`); only a clock can
    /// be that of another place than UTC.
    pub(crate) fn parse(pattern: &str, zone: Option<Zone>) -> Option<Self> {
        if let Some(text) = pattern.strip_prefix("@at ") {
            return zone.is_none().then(|| moment::parse(text).map(Self::At))?;
        }
        if let Some(text) = pattern.strip_prefix("@every ") {
            let step = duration::parse(text).filter(|step| *step >= SECOND);
            return zone.is_none().then(|| step.map(Self::Every))?;
        }
        let fields = match pattern {
            "@yearly" | "@annually" => "0 0 0 1 1 *",
            "@monthly" => "0 0 0 1 * *",
            "@weekly" => "0 0 0 * * 0",
            "@daily" | "@midnight" => "0 0 0 * * *",
            "@hourly" => "0 0 * * * *",
            fields => fields,
        };
        Some(Self::Cron(Cron::parse(fields)?, zone.unwrap_or_default()))
    }

    /// Whether that was all once it was due.
    pub(crate) fn is_once(&self) -> bool {
        matches!(self, Self::At(_))
    }

    /// When it is due next after `last`. What was due before `now` as well is left out, and not made up for.
    pub(crate) fn next(&self, last: Nanos, now: Nanos) -> Option<Nanos> {
        let after = |moment| match self {
            Self::At(at) => Some(*at),
            Self::Every(step) => Some(rounded(moment).saturating_add(*step)),
            Self::Cron(cron, zone) => cron.after(moment, zone),
        };
        match after(last)? {
            late if late < now => after(rounded(now)),
            next => Some(next),
        }
    }

    /// A moment as the place of its clock writes it.
    pub(crate) fn text(&self, moment: Nanos) -> String {
        match self {
            Self::At(_) | Self::Every(_) => moment::text(moment),
            Self::Cron(_, zone) => zone.text(moment),
        }
    }
}

/// The nearest whole second.
fn rounded(moment: Nanos) -> Nanos {
    moment
        .saturating_add(SECOND / 2)
        .div_euclid(SECOND)
        .saturating_mul(SECOND)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn next(pattern: &str, zone: Option<&str>, last: &str, now: &str) -> Option<String> {
        let zone = zone.map(|name| Zone::parse(name).unwrap());
        let timetable = Timetable::parse(pattern, zone)?;
        let [last, now] = [last, now].map(|text| moment::parse(text).unwrap());
        timetable.next(last, now).map(|next| timetable.text(next))
    }

    fn after(pattern: &str, last: &str) -> String {
        next(pattern, None, last, last).unwrap_or_default()
    }

    #[test]
    fn a_moment_is_due_whenever_it_is() {
        let at = "2026-03-01T12:00:00Z";
        assert_eq!(after("@at 2026-03-01T13:00:00+01:00", "2026-01-01T00:00:00Z"), at);
        assert_eq!(after("@at 2026-03-01T12:00:00Z", "2027-01-01T00:00:00Z"), at);
    }

    #[test]
    fn a_step_goes_from_whole_second_to_whole_second_and_over_what_was_missed() {
        let start = "2026-01-01T00:00:00.4Z";
        assert_eq!(after("@every 90s", start), "2026-01-01T00:01:30Z");
        assert_eq!(
            after("@every 1.5s", "2026-01-01T00:00:00.5Z"),
            "2026-01-01T00:00:02.5Z"
        );
        let late = next("@every 10s", None, start, "2026-01-01T01:00:00.2Z");
        assert_eq!(late.unwrap(), "2026-01-01T01:00:10Z");
    }

    #[test]
    fn names_stand_for_patterns() {
        for (name, due) in [
            ("@yearly", "2027-01-01T00:00:00Z"),
            ("@annually", "2027-01-01T00:00:00Z"),
            ("@monthly", "2026-06-01T00:00:00Z"),
            ("@weekly", "2026-05-17T00:00:00Z"),
            ("@daily", "2026-05-16T00:00:00Z"),
            ("@midnight", "2026-05-16T00:00:00Z"),
            ("@hourly", "2026-05-15T14:00:00Z"),
        ] {
            assert_eq!(after(name, "2026-05-15T13:14:15.9Z"), due, "{name}");
        }
    }

    #[test]
    fn clocks_are_those_of_places_and_go_forward_and_back() {
        let berlin = |pattern, last| next(pattern, Some("Europe/Berlin"), last, last).unwrap();
        assert_eq!(
            berlin("0 0 9 * * *", "2026-01-10T12:00:00Z"),
            "2026-01-11T09:00:00+01:00"
        );
        assert_eq!(
            berlin("0 0 9 * * *", "2026-07-10T12:00:00Z"),
            "2026-07-11T09:00:00+02:00"
        );
        // There is no half past two in the night of March 29, and there are two of them in that of October 25.
        assert_eq!(
            berlin("0 30 2 * * *", "2026-03-28T12:00:00Z"),
            "2026-03-30T02:30:00+02:00"
        );
        assert_eq!(
            berlin("0 30 2 * * *", "2026-10-24T12:00:00Z"),
            "2026-10-25T02:30:00+02:00"
        );
        assert_eq!(
            berlin("0 30 2 * * *", "2026-10-25T00:30:00Z"),
            "2026-10-25T02:30:00+01:00"
        );
        // Midnight is left out in Cairo when summer begins.
        let cairo = next(
            "0 0 * 24 4 *",
            Some("Africa/Cairo"),
            "2026-04-23T12:00:00Z",
            "2026-04-23T12:00:00Z",
        );
        assert_eq!(cairo.unwrap(), "2026-04-24T01:00:00+03:00");
    }

    #[test]
    fn what_is_missed_is_left_out() {
        let late = next(
            "0 0 * * * *",
            None,
            "2026-01-01T00:00:00Z",
            "2026-02-01T00:00:01Z",
        );
        assert_eq!(late.unwrap(), "2026-02-01T01:00:00Z");
    }

    #[test]
    fn what_is_no_timetable_is_refused() {
        for bad in [
            "",
            "now",
            "@at",
            "@at ",
            "@at tomorrow",
            "@at 2026-03-01",
            "@every",
            "@every 1",
            "@every 999ms",
            "@every -5s",
            "@reboot",
            "@Hourly",
            "* * * * *",
            "* * * * * * *",
        ] {
            assert_eq!(Timetable::parse(bad, None), None, "{bad}");
        }
        for pattern in ["@at 2026-03-01T12:00:00Z", "@every 5s"] {
            assert_eq!(
                Timetable::parse(pattern, Some(Zone::default())),
                None,
                "{pattern}"
            );
        }
    }

    proptest! {
        #[test]
        fn nothing_is_too_strange(
            pattern in "(@(at|every|hourly) ?)?([0-9*?/,-]{0,6} ?){0,7}|@every [0-9]{1,12}(ms|s|m|h)|@(hourly|daily|weekly|monthly|yearly)\
                |([*0]|[0-5]?[0-9](/[0-9]{1,2})?) ([*?]|[0-5]?[0-9]|\\*/[1-9]) ([*?]|1?[0-9]|0-23/[1-9]) ([*?]|[12][0-9]|3[01]) ([*?]|[1-9]|2|feb) ([*?]|[0-6]|mon-fri)",
            zone in prop::sample::select(vec!["UTC", "Europe/Berlin", "Africa/Cairo", "Australia/Lord_Howe", "Pacific/Apia"]),
            last in prop_oneof![any::<Nanos>(), 0..2_000_000_000 * SECOND],
            now in prop_oneof![any::<Nanos>(), 0..2_000_000_000 * SECOND],
        ) {
            let clock = Zone::parse(zone).and_then(|zone| Timetable::parse(&pattern, Some(zone)));
            if let Some(timetable) = clock.or_else(|| Timetable::parse(&pattern, None))
                && let Some(next) = timetable.next(last, now)
            {
                prop_assert!(timetable.is_once() || next > last || next == Nanos::MAX);
                timetable.text(next);
            }
        }
    }
}
