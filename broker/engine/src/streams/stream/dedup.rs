//! Message ids of the last minutes, so that a message that is sent again is not kept again.

use std::collections::{HashMap, VecDeque};
use std::hash::{BuildHasher, RandomState};

use crate::streams::config::StreamConfig;
use crate::streams::filter::Filter;
use crate::streams::headers::Headers;
use crate::streams::message::Nanos;
use crate::streams::store::{Store, StoreError};

/// Header with the id.
pub(super) const MESSAGE_ID: &str = "Nats-Msg-Id";
/// Ids remembered at most, about 100 MiB; beyond it the oldest are forgotten before their time.
const MOST: usize = 1024 * 1024;

/// What ids were stored within the window, as digests: an id may be long.
#[derive(Debug, Default)]
pub(super) struct Dedup {
    keys: [RandomState; 2],
    seqs: HashMap<u128, u64>,
    /// By time, the oldest first.
    order: VecDeque<(Nanos, u128)>,
    /// Id of the last message, if it had one.
    last: Option<Box<str>>,
}

impl Dedup {
    /// Reads the ids of what was stored within the window.
    pub(super) fn open(config: &StreamConfig, store: &dyn Store, now: Nanos) -> Result<Self, StoreError> {
        let mut dedup = Self::default();
        let totals = store.totals();
        if let Some(last) = store.read(totals.last_seq)? {
            dedup.last = Headers(&last.headers).get(MESSAGE_ID).map(|id| id.into());
        }
        if config.duplicate_window == 0 || totals.messages == 0 {
            return Ok(dedup);
        }
        let mut from = store.at_time(now.saturating_sub(config.duplicate_window))?;
        while let Some(message) = store.next(from, &Filter::default())? {
            if let Some(id) = Headers(&message.headers).get(MESSAGE_ID) {
                dedup.remember(&id, message.seq, message.time);
            }
            from = message.seq + 1;
        }
        Ok(dedup)
    }

    /// The sequence under which the id was stored within the window before `now`.
    pub(super) fn find(&mut self, id: &str, window: Nanos, now: Nanos) -> Option<u64> {
        self.forget(now.saturating_sub(window));
        self.seqs.get(&self.digest(id)).copied()
    }

    /// A message was stored, with this id or without any; `remember` where ids matter.
    pub(super) fn stored(&mut self, id: Option<&str>, seq: u64, time: Nanos, remember: bool) {
        if let Some(id) = id.filter(|_| remember) {
            self.remember(id, seq, time);
        }
        self.last = id.map(Into::into);
    }

    /// Id of the last message; empty if it had none.
    pub(super) fn last(&self) -> &str {
        self.last.as_deref().unwrap_or_default()
    }

    fn remember(&mut self, id: &str, seq: u64, time: Nanos) {
        if self.order.len() >= MOST {
            self.forget_first();
        }
        let digest = self.digest(id);
        if self.seqs.insert(digest, seq).is_none() {
            self.order.push_back((time, digest));
        }
    }

    fn forget(&mut self, before: Nanos) {
        while self.order.front().is_some_and(|(time, _)| *time <= before) {
            self.forget_first();
        }
    }

    fn forget_first(&mut self) {
        if let Some((_, digest)) = self.order.pop_front() {
            self.seqs.remove(&digest);
        }
        if self.order.is_empty() {
            self.order.shrink_to_fit();
            self.seqs.shrink_to_fit();
        }
    }

    fn digest(&self, id: &str) -> u128 {
        let [high, low] = self.keys.each_ref().map(|key| u128::from(key.hash_one(id)));
        high << 64 | low
    }
}
