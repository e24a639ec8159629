//! Schedules: messages that say when others are to be made of them, under which subject and of what.

mod check;
mod fire;

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use bytes::Bytes;

use super::expect::ROLLUP;
use crate::streams::config::StreamConfig;
use crate::streams::error::{self, ApiError};
use crate::streams::filter::Filter;
use crate::streams::headers::Headers;
use crate::streams::message::Nanos;
use crate::streams::moment;
use crate::streams::store::{Safe, Store, StoreError};
use crate::streams::timetable::{Timetable, Zone};

/// Start of the names of all these headers.
const PREFIX: &str = "Nats-Schedule";
/// When messages are to be made.
const PATTERN: &str = "Nats-Schedule";
const TIME_ZONE: &str = "Nats-Schedule-Time-Zone";
/// The subject that they get.
const TARGET: &str = "Nats-Schedule-Target";
/// The subject whose last message they are made of, if there is one; else the schedule itself.
const SOURCE: &str = "Nats-Schedule-Source";
/// Their `Nats-TTL` and `Nats-Rollup`.
const LIFE: &str = "Nats-Schedule-TTL";
const ROLL: &str = "Nats-Schedule-Rollup";
/// In what was made: the subject of the schedule.
const SCHEDULER: &str = "Nats-Scheduler";
/// In what was made: when the next one is due, or that the schedule is over.
const NEXT: &str = "Nats-Schedule-Next";
const OVER: &str = "purge";
/// Start of the names of the notes that tell when schedules are due again: what they made last may be gone.
const NOTE: &str = "schedule/";

/// What is due when. One schedule of each subject counts, the last one.
#[derive(Debug, Default)]
pub(super) struct Schedules {
    by_time: BTreeSet<(Nanos, u64)>,
    by_seq: HashMap<u64, Schedule>,
    by_subject: HashMap<Arc<str>, u64>,
    /// Those whose notes are not as they should be.
    changed: BTreeSet<u64>,
    /// Nothing is made before this.
    not_before: Nanos,
    /// Bytes of what was made since the last commit.
    made: usize,
}

#[derive(Debug)]
struct Schedule {
    subject: Arc<str>,
    due: Nanos,
    /// Whether it has made something.
    began: bool,
}

impl Schedules {
    /// Reads the schedules that there are.
    pub(super) fn open(config: &StreamConfig, store: &mut dyn Store) -> Result<Self, StoreError> {
        let mut schedules = Self::default();
        if !config.allow_msg_schedules {
            return Ok(schedules);
        }
        let mut from = 0;
        while let Some(message) = store.next(from, &Filter::default())? {
            let headers = Headers(&message.headers);
            schedules.stored(message.seq, message.time, &message.subject, headers);
            from = message.seq + 1;
        }
        for (name, value) in store.notes(NOTE) {
            let value = std::str::from_utf8(&value)
                .ok()
                .and_then(|text| text.parse().ok());
            let seq = name[NOTE.len()..].parse().ok();
            match (seq.filter(|seq| schedules.by_seq.contains_key(seq)), value) {
                (Some(seq), Some(due)) => schedules.was_noted(seq, due),
                _ => store.unnote(&name),
            }
        }
        Ok(schedules)
    }

    /// A message was stored.
    pub(super) fn stored(&mut self, seq: u64, time: Nanos, subject: &str, headers: Headers<'_>) {
        let due = timetable(headers)
            .ok()
            .flatten()
            .and_then(|timetable| timetable.next(time, time));
        if let Some(due) = due {
            self.cancel(subject);
            let subject: Arc<str> = subject.into();
            self.by_time.insert((due, seq));
            self.by_subject.insert(Arc::clone(&subject), seq);
            let began = false;
            self.by_seq.insert(seq, Schedule { subject, due, began });
        } else if !headers.has(SCHEDULER) {
            self.cancel(subject);
        }
        if let (Some(scheduler), Some(next)) = (headers.get(SCHEDULER), headers.get(NEXT))
            && let Some(seq) = self.by_subject.get(&*scheduler).copied()
            && let Some(next) = moment::parse(&next)
        {
            self.is_due(seq, next);
        }
    }

    /// What a note says of a schedule, which what it made may know better.
    fn was_noted(&mut self, seq: u64, due: Nanos) {
        self.is_due(seq, due);
        if self.by_seq.get(&seq).is_some_and(|schedule| schedule.due == due) {
            self.changed.remove(&seq);
        }
    }

    /// A schedule has made what was due, and is due again; it never goes back.
    fn is_due(&mut self, seq: u64, next: Nanos) {
        if let Some(schedule) = self.by_seq.get_mut(&seq) {
            self.by_time.remove(&(schedule.due, seq));
            schedule.due = schedule.due.max(next);
            schedule.began = true;
            self.by_time.insert((schedule.due, seq));
            self.changed.insert(seq);
        }
    }

    fn cancel(&mut self, subject: &str) {
        if let Some(seq) = self.by_subject.get(subject).copied() {
            self.forget(seq);
        }
    }

    /// A message is gone.
    pub(super) fn forget(&mut self, seq: u64) {
        if let Some(schedule) = self.by_seq.remove(&seq) {
            self.by_time.remove(&(schedule.due, seq));
            self.by_subject.remove(&schedule.subject);
            if schedule.began {
                self.changed.insert(seq);
            }
        }
    }

    /// Everything is gone.
    pub(super) fn clear(&mut self) {
        let seqs: Vec<u64> = self.by_seq.keys().copied().collect();
        for seq in seqs {
            self.forget(seq);
        }
    }

    /// When the next message is to be made.
    pub(super) fn due(&self) -> Option<Nanos> {
        self.by_time.first().map(|(due, _)| (*due).max(self.not_before))
    }

    /// Makes nothing before a moment.
    pub(super) fn wait(&mut self, until: Nanos) {
        self.not_before = until;
    }

    /// Keeps what a crash must not undo.
    pub(super) fn note(&mut self, store: &mut dyn Store) {
        self.made = 0;
        for seq in std::mem::take(&mut self.changed) {
            let name = format!("{NOTE}{seq}");
            match self.by_seq.get(&seq) {
                Some(schedule) => store.note(&name, schedule.due.to_string().as_bytes(), Safe::Now),
                None => store.unnote(&name),
            }
        }
    }
}

/// Whether somebody may publish where the headers of his message have something made or ended, and read of what.
pub(crate) fn is_within(
    headers: Headers<'_>,
    may_publish: impl Fn(&str) -> bool,
    may_read: impl Fn(&str) -> bool,
) -> bool {
    let mut changed = [TARGET, SCHEDULER].iter().filter_map(|name| headers.get(name));
    changed.all(|subject| may_publish(&subject))
        && headers.get(SOURCE).is_none_or(|subject| may_read(&subject))
}

/// The headers of a message as they are kept: a schedule takes the place of what was on its subject.
pub(super) fn as_kept(headers: &Bytes) -> Bytes {
    match Headers(headers) {
        block if block.has(PATTERN) && !block.has(ROLLUP) => block.with(ROLLUP, "sub"),
        _ => headers.clone(),
    }
}

/// When the headers of a message want others to be made; none if they do not.
fn timetable(headers: Headers<'_>) -> Result<Option<Timetable>, ApiError> {
    let zone = headers.mentions(TIME_ZONE).then(|| {
        let name = headers.get(TIME_ZONE).unwrap_or_default();
        Zone::parse(&name).ok_or(error::SCHEDULE_TIME_ZONE)
    });
    let zone = zone.transpose()?;
    let Some(pattern) = headers.get(PATTERN) else {
        return Ok(None);
    };
    Timetable::parse(&pattern, zone)
        .ok_or(error::SCHEDULE_PATTERN)
        .map(Some)
}
