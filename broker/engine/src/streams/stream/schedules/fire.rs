//! Messages are made when they are due.

use bytes::Bytes;
use tracing::{error, warn};

use super::super::Stream;
use super::super::dedup::MESSAGE_ID;
use super::super::expect::{ROLLUP, Rollup, TTL};
use super::super::publish::Arrival;
use super::{LIFE, NEXT, OVER, PREFIX, ROLL, SCHEDULER, SOURCE, TARGET, timetable};
use crate::streams::error::{self, ApiError};
use crate::streams::filter::Filter;
use crate::streams::headers::Headers;
use crate::streams::message::{Message, Nanos};
use crate::streams::outbox::Outbox;
use crate::streams::store::Safe;

/// Bytes of messages that are made in one turn: what is not safe yet is in memory. The rest is due in the next one.
const TURN_BYTES: usize = 8 * 1024 * 1024;
/// What a message takes beside headers and payload, generously: small ones take time, too.
const MESSAGE: usize = 1024;
/// Headers that were for the schedule, or for what it is made of, and not for what is made.
const NOT_MADE: [&str; 3] = [MESSAGE_ID, TTL, ROLLUP];
const EXPECTATIONS: &str = "Nats-Expected-";

impl Stream {
    /// Makes the messages that are due.
    pub(in super::super) fn fire(&mut self, now: Nanos, out: &mut Outbox) {
        while !self.config.sealed
            && self.schedules.due().is_some_and(|due| due <= now)
            && self.schedules.made < TURN_BYTES
            && let Some((due, seq)) = self.schedules.by_time.first().copied()
        {
            if let Err(refusal) = self.fire_one(seq, due, now, out) {
                warn!(stream = %self.name, seq, refusal = %refusal.description, "a scheduled message cannot be made");
            }
        }
    }

    fn fire_one(&mut self, seq: u64, due: Nanos, now: Nanos, out: &mut Outbox) -> Result<(), ApiError> {
        let schedule = self.store.read(seq);
        // Whatever comes of it, this one had its turn.
        let Ok(Some(schedule)) = schedule else {
            self.schedules.forget(seq);
            return schedule.map(|_| ()).map_err(ApiError::from);
        };
        let headers = Headers(&schedule.headers);
        let timetable = timetable(headers)
            .ok()
            .flatten()
            .filter(|timetable| !timetable.is_once());
        let next = timetable.and_then(|timetable| {
            let next = timetable.next(due, now)?;
            self.schedules.is_due(seq, next);
            Some(timetable.text(next))
        });
        if next.is_none() {
            self.schedules.forget(seq);
        }
        let next = next.as_deref().unwrap_or(OVER);
        let target = headers.get(TARGET).ok_or(error::SCHEDULE_TARGET)?;
        let source = match headers.get(SOURCE) {
            Some(source) => self.last_of(&source)?,
            None => None,
        };
        let made_of = source.as_ref().unwrap_or(&schedule);
        let block = made(&schedule, made_of, next);
        self.schedules.made += MESSAGE + block.len() + made_of.payload.len();
        let renamed = self.renaming.stored(&target);
        let subject = renamed.as_deref().unwrap_or(&target);
        self.check_fits(subject, Headers(&block), &made_of.payload)?;
        let (stay, block) = self.stay(block)?;
        let arrival = Arrival {
            subject,
            rollup: Rollup::of(Headers(&block)),
            headers: block,
            payload: made_of.payload.clone(),
            id: None,
            stay,
            time: now,
        };
        self.keep(&arrival, out);
        Ok(())
    }

    /// A message was stored that may say that a schedule is over.
    pub(in super::super) fn end_schedule(&mut self, headers: Headers<'_>, seq: u64) {
        if !self.config.allow_msg_schedules || headers.get(NEXT).is_none_or(|next| next != OVER) {
            return;
        }
        let Some(scheduler) = headers.get(SCHEDULER) else {
            return;
        };
        if let Err(failure) = self.remove_below(seq, &Filter::new([&*scheduler]), Safe::Now) {
            error!(stream = %self.name, %failure, "a schedule that is over cannot be removed");
        }
    }
}

/// The headers of what a schedule makes of itself or of another message.
fn made(schedule: &Message, of: &Message, next: &str) -> Bytes {
    let kept = Headers(&of.headers).without(|name| {
        name.starts_with(PREFIX) || name.starts_with(EXPECTATIONS) || NOT_MADE.contains(&name)
    });
    let mut lines = format!("{SCHEDULER}: {}\r\n{NEXT}: {next}\r\n", schedule.subject);
    for (said, meant) in [(LIFE, TTL), (ROLL, ROLLUP)] {
        if let Some(value) = Headers(&schedule.headers).get(said) {
            lines.push_str(&format!("{meant}: {value}\r\n"));
        }
    }
    Headers(&kept).with_lines(&lines)
}
