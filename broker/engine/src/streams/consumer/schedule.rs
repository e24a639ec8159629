//! Whose turn it is: consumers that can go on, and those that something is due for.

use std::sync::Arc;

use serde_json::json;
use tracing::error;

use super::delivery::Given;
use super::journal::Journal;
use super::single::{Consumer, Demand, Id, Rest};
use super::{Consumers, Turn};
use crate::interest::Subscription;
use crate::options::Account;
use crate::sid::Sid;
use crate::streams::config::Retention;
use crate::streams::filter::Filter;
use crate::streams::message::Nanos;
use crate::streams::store::{Store, StoreError};

/// Messages of one consumer before it is the next one's turn.
const BURST: usize = 64;
/// Messages of all of them before the caller is asked whether to go on.
const SLICE: usize = 512;
/// Bytes of letters after which the caller is asked too.
const SLICE_BYTES: usize = 1024 * 1024;
/// How long it may take to find messages before the caller is asked too.
const LONGEST: Nanos = 50_000_000;
/// How long a consumer rests whose messages cannot be read.
const AFTER_FAILURE: Nanos = 5_000_000_000;

impl Consumers {
    /// Delivers and expires until there is nothing left to do now, or the outbox is full; tells whether there is more.
    pub(crate) fn proceed(&mut self, turn: &mut Turn<'_>) -> bool {
        if self.directory.was_called() {
            self.look(turn);
        }
        self.fire(turn);
        self.free_stalled();
        let (mut left, full) = (SLICE, turn.out.bytes + SLICE_BYTES);
        let end = turn.at.now().saturating_add(LONGEST);
        while left > 0 && turn.out.bytes < full && turn.at.now() < end {
            let Some(id) = self.ready.pop_front() else {
                return false;
            };
            let Some(consumer) = self.all.get_mut(&id) else {
                continue;
            };
            consumer.ready = false;
            let given = consumer.give_safely(left.min(BURST), turn, &self.journal);
            let holds = consumer.progress.pending();
            // One that gives nothing has had its turn all the same.
            left -= given.count.max(1).min(left);
            self.spent.extend(given.spent);
            if given.count > 0 {
                self.notes.later(id, holds, turn.at.now());
            }
            self.settle(id, turn.at.now());
        }
        !self.ready.is_empty()
    }

    /// When something is due that nobody will ask for.
    pub(crate) fn due(&self) -> Option<Nanos> {
        let timer = self.timers.first().map(|(due, _)| *due);
        [timer, self.notes.due()].into_iter().flatten().min()
    }

    /// Somebody listens where nobody did: push consumers that waited for it go on.
    fn look(&mut self, turn: &mut Turn<'_>) {
        for id in self.unbound.clone() {
            self.look_at(id, turn);
            self.settle(id, turn.at.now());
        }
    }

    /// Sees whether somebody listens to a push consumer.
    pub(super) fn look_at(&mut self, id: Id, turn: &Turn<'_>) {
        let Some(consumer) = self.all.get_mut(&id) else {
            return;
        };
        if consumer.look(turn) {
            self.wake(id);
        }
    }

    /// Gives a consumer a turn soon.
    pub(super) fn wake(&mut self, id: Id) {
        if let Some(consumer) = self.all.get_mut(&id)
            && !std::mem::replace(&mut consumer.ready, true)
        {
            self.ready.push_back(id);
        }
    }

    /// Does what is due.
    fn fire(&mut self, turn: &mut Turn<'_>) {
        let now = turn.at.now();
        self.notes.tick(now);
        if self.timers.first().is_none_or(|(due, _)| *due > now) {
            return;
        }
        // Each once: what is due again at once is due in the next turn.
        let later = self.timers.split_off(&(now.saturating_add(1), 0));
        for (_, id) in std::mem::replace(&mut self.timers, later) {
            let Some(consumer) = self.all.get_mut(&id) else {
                continue;
            };
            consumer.wake = None;
            if let Err(failure) = consumer.catch_up(&self.journal, &*turn.store) {
                error!(consumer = %consumer.name, %failure, "messages cannot be counted");
            }
            if consumer.is_over(turn) {
                self.remove(id, turn);
                continue;
            }
            if consumer.attend(turn) {
                self.notes.later(id, consumer.progress.pending(), now);
            }
            self.wake(id);
            self.settle(id, turn.at.now());
        }
    }

    /// Notes what a consumer waits for, after something happened to it.
    pub(super) fn settle(&mut self, id: Id, now: Nanos) {
        let Some(consumer) = self.all.get_mut(&id) else {
            return;
        };
        let due = consumer.due().map(|due| due.max(now));
        if consumer.wake != due {
            if let Some(wake) = consumer.wake {
                self.timers.remove(&(wake, id));
            }
            self.timers.extend(due.map(|due| (due, id)));
            consumer.wake = due;
        }
        match &consumer.demand {
            Demand::Push(push) if !push.bound => self.unbound.insert(id),
            _ => self.unbound.remove(&id),
        };
        match consumer.rest {
            Rest::Stalled => self.stalled.insert(id),
            _ => self.stalled.remove(&id),
        };
        match consumer.rest {
            Rest::No if consumer.is_wanted() => self.wake(id),
            // One that rests although there are messages waits for more of them.
            Rest::Dry | Rest::Idle if consumer.is_wanted() => self.hook(id),
            _ => {}
        }
    }

    /// Lets a consumer hear of every message that is stored.
    fn hook(&mut self, id: Id) {
        let Some(consumer) = self.all.get_mut(&id).filter(|consumer| consumer.hooks.is_empty()) else {
            return;
        };
        let everything = [Arc::from(">")];
        let patterns = match consumer.filter.patterns() {
            [] => &everything,
            patterns => patterns,
        };
        for pattern in patterns {
            let hook = Subscription::new(id, Arc::clone(pattern), None, Sid::Number(0), false);
            let hook = Arc::new(hook);
            self.hungry.insert(Arc::clone(&hook));
            consumer.hooks.push(hook);
        }
    }

    pub(super) fn unhook(&mut self, id: Id) {
        let Some(consumer) = self.all.get_mut(&id) else {
            return;
        };
        for hook in std::mem::take(&mut consumer.hooks) {
            self.hungry.remove(&hook);
        }
    }

    /// A consumer waits no longer for what the filter matches: what nobody else waits for may go.
    pub(super) fn abandon(&mut self, filter: &Filter, turn: &Turn<'_>) {
        // Whose filter or position changed may want again what it did not.
        self.waited_for.clear();
        if turn.config.retention != Retention::Interest {
            return;
        }
        let found = unwanted(filter, &*turn.store, |seq, subject| self.want(seq, subject));
        match found {
            Ok(seqs) => self.spent.extend(seqs),
            Err(failure) => {
                error!(stream = %turn.config.name, %failure, "messages that nobody waits for stay");
            }
        }
    }
}

fn unwanted(
    filter: &Filter,
    store: &dyn Store,
    mut wanted: impl FnMut(u64, &str) -> bool,
) -> Result<Vec<u64>, StoreError> {
    let mut seqs = Vec::new();
    let mut from = 0;
    while let Some(message) = store.next(from, filter)? {
        if !wanted(message.seq, &message.subject) {
            seqs.push(message.seq);
        }
        from = message.seq + 1;
    }
    Ok(seqs)
}

impl Consumer {
    /// As [`Consumer::give`]; rests for a while if messages cannot be read.
    fn give_safely(&mut self, most: usize, turn: &mut Turn<'_>, journal: &Journal) -> Given {
        let mut given = Given::default();
        if let Err(failure) = self.give(most, turn, journal, &mut given) {
            error!(stream = %turn.config.name, consumer = %self.name, %failure, "a message cannot be read");
            self.rest = Rest::Until(turn.at.now().saturating_add(AFTER_FAILURE));
        }
        given
    }

    /// Sees whether somebody listens; tells whether that is news.
    pub(super) fn look(&mut self, turn: &Turn<'_>) -> bool {
        let Demand::Push(push) = &mut self.demand else {
            return false;
        };
        let now = turn.at.now();
        let group = &self.config.deliver_group;
        let queue = (!group.is_empty()).then_some(group.as_str());
        let bound = turn
            .at
            .listens(Account::Choria, &self.config.deliver_subject, queue);
        if bound {
            self.used = now;
        } else if push.bound {
            push.unbound_since = now;
            // Nobody is left who could answer.
            push.forget_flow();
        }
        std::mem::replace(&mut push.bound, bound) != bound && bound
    }

    /// Whether nobody used it for too long.
    fn is_over(&mut self, turn: &mut Turn<'_>) -> bool {
        let now = turn.at.now();
        if self.ends_at().is_none_or(|end| end > now) {
            return false;
        }
        match &mut self.demand {
            Demand::Pull(pulls) => {
                pulls.sweep(turn.at, turn.out);
                if !pulls.is_empty() {
                    self.used = now;
                }
            }
            Demand::Push(_) => {
                self.look(turn);
            }
        }
        self.ends_at().is_some_and(|end| end <= now)
    }

    /// Does what is due at this moment; tells whether its state changed.
    fn attend(&mut self, turn: &mut Turn<'_>) -> bool {
        let spent = self.expire(turn);
        for (stream_seq, deliveries) in &spent {
            let (stream, consumer) = (&*turn.config.name, &*self.name);
            turn.out.advise(
                Some(stream),
                &format!("ADVISORY.CONSUMER.MAX_DELIVERIES.{stream}.{consumer}"),
                "advisory.v1.max_deliver",
                json!({
                    "stream": stream,
                    "consumer": consumer,
                    "stream_seq": stream_seq,
                    "deliveries": deliveries,
                }),
            );
        }
        if let Demand::Push(push) = &self.demand
            && push.bound
        {
            self.look(turn);
        }
        self.end_pause(turn);
        self.expire_pin(turn);
        self.beat(turn);
        !spent.is_empty()
    }
}
