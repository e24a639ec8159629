//! Messages go when their time is over: after the stream's `max_age`, or after the time they bring along.

use std::collections::{BTreeSet, HashMap, HashSet};

use bytes::Bytes;
use tracing::error;

use super::Stream;
use super::expect::{ROLLUP, Rollup, Stay, TTL};
use super::publish::Arrival;
use crate::streams::config::StreamConfig;
use crate::streams::duration;
use crate::streams::filter::Filter;
use crate::streams::headers::Headers;
use crate::streams::message::{Message, Nanos};
use crate::streams::outbox::Outbox;
use crate::streams::store::{Safe, Store, StoreError};

const SECOND: Nanos = 1_000_000_000;
/// Header of the message that says what became of a subject's last one.
const MARKER: &str = "Nats-Marker-Reason";

/// When messages go.
#[derive(Debug, Default)]
pub(super) struct Expiry {
    /// Those that bring a time along.
    by_time: BTreeSet<(Nanos, u64)>,
    of: HashMap<u64, Nanos>,
    /// Messages that may stay whatever `max_age` is.
    kept: HashSet<u64>,
    /// When the oldest of the others was stored, or earlier; none if there is none.
    oldest: Option<Nanos>,
    /// Below this, only the kept ones are left.
    floor: u64,
    /// Nothing goes before this.
    not_before: Nanos,
}

impl Expiry {
    /// Reads the times that messages bring along.
    pub(super) fn open(config: &StreamConfig, store: &dyn Store) -> Result<Self, StoreError> {
        let mut expiry = Self::default();
        let totals = store.totals();
        expiry.oldest = (totals.messages > 0).then_some(totals.first_time);
        if !config.allow_msg_ttl {
            return Ok(expiry);
        }
        let mut from = 0;
        while let Some(message) = store.next(from, &Filter::default())? {
            let stay = Stay::of(Headers(&message.headers)).unwrap_or_default();
            expiry.stored(message.seq, message.time, stay);
            from = message.seq + 1;
        }
        Ok(expiry)
    }

    /// A message was stored.
    pub(super) fn stored(&mut self, seq: u64, time: Nanos, stay: Stay) {
        if stay == Stay::Forever {
            self.kept.insert(seq);
            return;
        }
        self.oldest.get_or_insert(time);
        if let Stay::For(stay) = stay {
            let end = time.saturating_add(stay);
            self.by_time.insert((end, seq));
            self.of.insert(seq, end);
        }
    }

    /// A message is gone.
    pub(super) fn forget(&mut self, seq: u64) {
        if let Some(end) = self.of.remove(&seq) {
            self.by_time.remove(&(end, seq));
        }
        self.kept.remove(&seq);
    }

    /// Everything is gone.
    pub(super) fn clear(&mut self) {
        *self = Self::default();
    }

    /// When the next message goes, or earlier.
    pub(super) fn due(&self, max_age: Nanos) -> Option<Nanos> {
        let own = self.by_time.first().map(|(end, _)| *end);
        let oldest = self.oldest.filter(|_| max_age > 0);
        let oldest = oldest.map(|oldest| oldest.saturating_add(max_age));
        let due = own.into_iter().chain(oldest).min();
        due.map(|due| due.max(self.not_before))
    }

    /// Lets nothing go before a moment.
    pub(super) fn wait(&mut self, until: Nanos) {
        self.not_before = until;
    }
}

impl Stream {
    /// Removes what is over by now.
    pub(super) fn expire(&mut self, now: Nanos, out: &mut Outbox) {
        if self.expiry.due(self.config.max_age).is_none_or(|due| due > now) {
            return;
        }
        while let Some((end, seq)) = self.expiry.by_time.first().copied()
            && end <= now
        {
            self.end(seq, now, out);
            self.expiry.forget(seq);
        }
        if self.config.max_age > 0
            && let Err(failure) = self.expire_old(now, now.saturating_sub(self.config.max_age), out)
        {
            error!(stream = %self.name, %failure, "old messages cannot be looked at");
            self.expiry.oldest = Some(now);
        }
    }

    /// Removes what was stored at or before `last`, and what may not stay longer.
    fn expire_old(&mut self, now: Nanos, last: Nanos, out: &mut Outbox) -> Result<(), StoreError> {
        self.expiry.oldest = None;
        if self.expiry.kept.is_empty() && self.config.subject_delete_marker_ttl == 0 {
            let totals = self.totals();
            if totals.messages > 0 && totals.first_time <= last {
                let next = self.store.at_time(last.saturating_add(1))?;
                let next = next.max(totals.first_seq.saturating_add(1));
                self.remove_below(next, &Filter::default(), Safe::Later)?;
            }
            let totals = self.totals();
            self.expiry.oldest = (totals.messages > 0).then_some(totals.first_time);
            return Ok(());
        }
        loop {
            let next = self.store.seqs(self.expiry.floor, &Filter::default(), 1)?;
            let Some(&seq) = next.first() else { return Ok(()) };
            if !self.expiry.kept.contains(&seq)
                && let Some(message) = self.store.read(seq)?
            {
                if message.time > last {
                    self.expiry.oldest = Some(message.time);
                    return Ok(());
                }
                self.end(seq, now, out);
            }
            self.expiry.floor = seq.saturating_add(1);
        }
    }

    /// A message's time is over.
    fn end(&mut self, seq: u64, now: Nanos, out: &mut Outbox) {
        if self.config.subject_delete_marker_ttl > 0
            && let Ok(Some(message)) = self.store.read(seq)
            && self.leaves_a_marker(&message)
        {
            let stay = self.config.subject_delete_marker_ttl / SECOND * SECOND;
            let headers = format!(
                "NATS/1.0\r\n{MARKER}: MaxAge\r\n{TTL}: {}\r\n{ROLLUP}: sub\r\n\r\n",
                duration::text(stay)
            );
            let marker = Arrival {
                subject: &message.subject,
                headers: headers.into(),
                payload: Bytes::new(),
                id: None,
                rollup: Rollup::Subject,
                stay: Stay::For(stay),
                time: now,
            };
            self.keep(&marker, out);
        } else {
            self.shed(seq);
        }
    }

    /// Whether nothing would tell that there was something on the subject.
    fn leaves_a_marker(&self, message: &Message) -> bool {
        let headers = Headers(&message.headers);
        let is_marker =
            headers.has(MARKER) || headers.get("KV-Operation").is_some_and(|value| value == "PURGE");
        let last = self.store.subject(&message.subject);
        !is_marker && last.is_some_and(|subject| subject.messages == 1)
    }
}
