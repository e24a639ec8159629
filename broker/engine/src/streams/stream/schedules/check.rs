//! Whether a message may be a schedule, or end one.

use super::super::Stream;
use super::super::expect::{ROLLUP, Rollup, Stay};
use super::{LIFE, NEXT, OVER, PATTERN, ROLL, SCHEDULER, SOURCE, TARGET, timetable};
use crate::streams::error::{self, ApiError};
use crate::streams::headers::Headers;
use crate::streams::message::Nanos;
use crate::subject;

impl Stream {
    /// Whether a message may be kept if it is a schedule, in the order in which the refusals are documented; `reaches` tells whether
    /// its publisher may publish himself what is to be made.
    pub(in super::super) fn check_schedule(
        &self,
        subject: &str,
        reaches: bool,
        headers: Headers<'_>,
        now: Nanos,
    ) -> Result<(), ApiError> {
        let due = timetable(headers).and_then(|timetable| match timetable {
            Some(timetable) => timetable.next(now, now).ok_or(error::SCHEDULE_PATTERN).map(Some),
            None => Ok(None),
        });
        let asks = !matches!(due, Ok(None));
        if asks && !self.config.allow_msg_schedules {
            return Err(error::SCHEDULES_DISABLED);
        }
        match due? {
            Some(_) => self.check_what_is_made(subject, reaches, headers),
            None => Ok(()),
        }
    }

    fn check_what_is_made(&self, subject: &str, reaches: bool, headers: Headers<'_>) -> Result<(), ApiError> {
        let life = headers.get(LIFE);
        if life.as_deref().is_some_and(|life| Stay::parse(life).is_err()) {
            return Err(error::SCHEDULE_TTL);
        }
        if headers.get(ROLL).is_some_and(|rollup| rollup != "sub") {
            return Err(error::SCHEDULE_ROLLUP);
        }
        if life.is_some() && !self.config.allow_msg_ttl {
            return Err(error::TTL_DISABLED);
        }
        let is_bad = |other: &str| other == subject || !subject::is_valid_literal(other);
        let target = headers.get(TARGET).filter(|target| !is_bad(target));
        let target = target.filter(|_| reaches).ok_or(error::SCHEDULE_TARGET)?;
        let source = headers.get(SOURCE);
        if source
            .as_deref()
            .is_some_and(|source| is_bad(source) || source == target)
        {
            return Err(error::SCHEDULE_SOURCE);
        }
        if !self.config.keeps_any(&target) {
            return Err(error::SCHEDULE_TARGET);
        }
        if source.is_some_and(|source| !self.config.keeps_any(&source)) {
            return Err(error::SCHEDULE_SOURCE);
        }
        if headers.has(ROLLUP) && Rollup::of(headers) != Rollup::Subject {
            return Err(error::SCHEDULE_ROLLUP);
        }
        Ok(())
    }

    /// Whether a message may be kept if it says what schedules say: clients may tell that one is over, and nothing else. `last` tells
    /// the headers of the last message on a subject, if that is not one of the store.
    pub(in super::super) fn check_end<'a>(
        &self,
        subject: &str,
        reaches: bool,
        headers: Headers<'_>,
        last: impl Fn(&str) -> Option<Headers<'a>>,
    ) -> Result<(), ApiError> {
        let scheduler = headers.get(SCHEDULER);
        let Some(next) = headers.get(NEXT) else {
            return scheduler.map_or(Ok(()), |_| Err(error::SCHEDULER));
        };
        let is_fit = |other: &str| other != subject && subject::is_valid_literal(other);
        let scheduler = scheduler.filter(|scheduler| next == OVER && is_fit(scheduler));
        let scheduler = scheduler.filter(|_| reaches).ok_or(error::SCHEDULER)?;
        if !self.config.allow_msg_schedules {
            return Err(error::SCHEDULES_DISABLED);
        }
        let stored = self.last_of(&scheduler)?;
        let stored = stored.as_ref().map(|stored| Headers(&stored.headers));
        match last(&scheduler).or(stored) {
            Some(last) if !last.has(PATTERN) => Err(error::SCHEDULER),
            _ => Ok(()),
        }
    }
}
