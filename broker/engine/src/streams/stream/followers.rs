//! Streams that take messages from this one: each asks, and is answered once there is something new for it.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::Stream;
use crate::streams::config::Retention;
use crate::streams::filter::Filter;
use crate::streams::handle::Op;
use crate::streams::message::{Message, Nanos};
use crate::streams::outbox::{Letter, Outbox};
use crate::streams::pull::{Found, Pull};
use crate::streams::store::{Store, StoreError};

/// Messages and bytes of one answer.
const BATCH: usize = 256;
const BATCH_BYTES: usize = 1024 * 1024;
/// Time after which somebody who does not ask is gone: some times what streams wait before they ask again.
const PATIENCE: Nanos = 60_000_000_000;

/// Who waits for messages, by name and source: a stream that asks again takes back what it asked before.
#[derive(Debug, Default)]
pub(super) struct Followers(BTreeMap<(Arc<str>, Arc<str>), Waiting>);

#[derive(Debug)]
struct Waiting {
    pull: Pull,
    /// There is nothing for it below this.
    from: u64,
    /// It has an answer that it did not acknowledge by asking for more.
    served: bool,
    asked: Nanos,
}

impl Followers {
    /// Whether one of them still has to take the message.
    pub(super) fn want(&self, seq: u64, subject: &str) -> bool {
        let wants = |waiting: &Waiting| seq >= waiting.from && waiting.pull.filter.matches(subject);
        self.0.values().any(wants)
    }
}

impl Stream {
    /// Another stream asks for messages.
    pub(super) fn follow(&mut self, pull: Pull, now: Nanos) {
        let from = pull
            .since
            .map_or(Ok(pull.from), |since| self.store.at_time(since));
        match from {
            Ok(from) => {
                let who = (Arc::clone(&pull.by), Arc::clone(&pull.key));
                let filter = pull.filter.clone();
                let waiting = Waiting {
                    pull,
                    from,
                    served: false,
                    asked: now,
                };
                self.followers.0.insert(who, waiting);
                self.let_go_below(from, &filter);
            }
            Err(failure) => self.unreadable(&failure),
        }
    }

    /// Answers those for whom there is something.
    pub(super) fn serve_followers(&mut self, now: Nanos, out: &mut Outbox) {
        if self.followers.0.is_empty() {
            return;
        }
        self.forget_followers(now.saturating_sub(PATIENCE));
        let last = self.totals().last_seq;
        let mut served = Vec::new();
        for (who, waiting) in &mut self.followers.0 {
            if waiting.served || waiting.from > last {
                continue;
            }
            match gather(&*self.store, waiting) {
                Ok((messages, _)) if messages.is_empty() => waiting.from = last.saturating_add(1),
                Ok((messages, left)) => {
                    let found = Found::Messages { messages, left };
                    waiting.served = true;
                    served.push((Arc::clone(&who.0), waiting.pull.answered(found)));
                }
                // It will ask again.
                Err(failure) => {
                    tracing::error!(stream = %self.name, %failure, "messages for another stream cannot be read");
                    waiting.from = last.saturating_add(1);
                }
            }
        }
        for (stream, pulled) in served {
            out.push(Letter::Post {
                stream,
                op: Op::Pulled(Box::new(pulled)),
            });
        }
    }

    /// Forgets those who have not asked since a moment: they ask again and again while they are there.
    fn forget_followers(&mut self, since: Nanos) {
        let before = self.followers.0.len();
        self.followers.0.retain(|_, waiting| waiting.asked > since);
        if self.followers.0.len() < before && self.config.retention == Retention::Interest {
            self.let_go_everything();
        }
    }

    /// Somebody has everything below a sequence: what nobody else waits for goes, where messages are kept only as long.
    fn let_go_below(&mut self, before: u64, filter: &Filter) {
        if self.config.retention != Retention::Interest {
            return;
        }
        let mut from = 0;
        while let Ok(seqs) = self.store.seqs(from, filter, BATCH)
            && let Some(last) = seqs.last()
        {
            from = last.saturating_add(1);
            let taken: Vec<u64> = seqs.iter().copied().filter(|seq| *seq < before).collect();
            self.let_go(&taken);
            if taken.len() < seqs.len() {
                return;
            }
        }
    }

    /// Whether anybody waits for a message, for streams that keep messages only as long.
    pub(super) fn is_wanted(&mut self, seq: u64, subject: &str) -> bool {
        self.consumers.want(seq, subject) || self.followers.want(seq, subject)
    }

    /// The stream goes: nobody has to wait any longer.
    pub(super) fn dismiss_followers(&mut self, out: &mut Outbox) {
        let waiting = std::mem::take(&mut self.followers.0).into_iter();
        for ((stream, _), waiting) in waiting.filter(|(_, waiting)| !waiting.served) {
            let op = Op::Pulled(Box::new(waiting.pull.answered(Found::NoStream)));
            out.push(Letter::Post { stream, op });
        }
    }

    fn unreadable(&self, failure: &StoreError) {
        tracing::error!(stream = %self.name, %failure, "messages for another stream cannot be read");
    }
}

/// The next messages for one, and how many more there are.
fn gather(store: &dyn Store, waiting: &Waiting) -> Result<(Vec<Message>, u64), StoreError> {
    let (mut messages, mut bytes, mut from) = (Vec::new(), 0, waiting.from);
    while messages.len() < BATCH
        && bytes < BATCH_BYTES
        && let Some(message) = store.next(from, &waiting.pull.filter)?
    {
        from = message.seq.saturating_add(1);
        bytes += message.headers.len() + message.payload.len();
        messages.push(message);
    }
    let full = messages.len() == BATCH || bytes >= BATCH_BYTES;
    let left = if full {
        store.count(from, &waiting.pull.filter)?
    } else {
        0
    };
    Ok((messages, left))
}
