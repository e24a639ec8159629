//! Consumers of one stream: each remembers what it has given out and what came back.
//!
//! Nothing here walks over all consumers for one message: those at the end of the stream whose receivers wait are found by
//! their filters (`hungry`), the others read in the journal what they slept through. A consumer that can go on stands in
//! `ready`, and gives out a few messages whenever it is its turn.

mod ack;
mod acks;
mod archive;
mod backlog;
mod book;
mod check;
mod complete;
mod config;
mod create;
mod delivery;
mod directory;
mod fault;
mod info;
mod journal;
mod list;
mod next;
mod note;
mod pause;
mod pin;
mod progress;
mod pull;
mod push;
mod record;
mod reset;
mod room;
mod schedule;
mod single;
mod start;
mod update;

#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet, HashMap, VecDeque};
use std::sync::Arc;

pub(crate) use archive::take_in;
use book::Book;
pub(crate) use directory::Directory;
use journal::{Entry, Journal};
use single::{Consumer, Demand, Id};

use crate::interest::Interest;
use crate::streams::api::{Request, Verb, level};
use crate::streams::config::StreamConfig;
use crate::streams::error::{self, ApiError};
use crate::streams::message::Nanos;
use crate::streams::outbox::Outbox;
use crate::streams::overlap::Patterns;
use crate::streams::store::{Removed, Store};
use crate::streams::surroundings::Surroundings;

/// Consumers of one stream, whatever its configuration says: archives hold no more.
pub(crate) const MOST_CONSUMERS: usize = 100_000;
/// Messages of which it is remembered who waits for them.
const MOST_WAITED_FOR: usize = 64 * 1024;

/// What a turn lends to the consumers.
pub(crate) struct Turn<'a> {
    pub(crate) config: &'a StreamConfig,
    pub(crate) store: &'a mut dyn Store,
    pub(crate) at: &'a dyn Surroundings,
    pub(crate) out: &'a mut Outbox,
}

/// Whether a consumer is asked or sends by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Pull,
    Push,
}

/// An answer to a delivered message, from `$JS.ACK.`.
#[derive(Debug)]
pub(crate) struct Ack {
    pub(crate) consumer: Box<str>,
    /// How often the message had been delivered, its sequence in the stream, and the consumer's.
    pub(crate) deliveries: u64,
    pub(crate) stream_seq: u64,
    pub(crate) consumer_seq: u64,
    /// Who asks for a confirmation, or for the next message.
    pub(crate) reply: Option<Box<str>>,
    pub(crate) payload: bytes::Bytes,
}

/// The consumers of a stream.
#[derive(Debug, Default)]
pub(crate) struct Consumers {
    by_name: BTreeMap<Arc<str>, Id>,
    all: BTreeMap<Id, Consumer>,
    last_id: Id,
    directory: Arc<Directory>,
    journal: Journal,
    /// Those that would give the next message out at once.
    hungry: Interest<Id>,
    /// Those that can go on, in the order of their turns.
    ready: VecDeque<Id>,
    timers: BTreeSet<(Nanos, Id)>,
    /// Push consumers that nobody listens to.
    unbound: BTreeSet<Id>,
    /// Those with too many messages unacknowledged.
    stalled: BTreeSet<Id>,
    /// Where messages went since those were looked at.
    gone: Option<(u64, u64)>,
    /// The first consumer that wanted a message when that was asked last: those before it never will again.
    waited_for: HashMap<u64, Id>,
    /// Who takes what; none until that is asked.
    takers: Option<Patterns<Id>>,
    /// Messages that need nobody's acknowledgement any more.
    spent: Vec<u64>,
    notes: Book,
}

impl Consumers {
    pub(crate) fn len(&self) -> usize {
        self.by_name.len()
    }

    /// Names and kinds, for those who look from outside of a turn.
    pub(crate) fn directory(&self) -> &Arc<Directory> {
        &self.directory
    }

    /// A message was stored.
    pub(crate) fn stored(&mut self, seq: u64, subject: &str) {
        if self.all.is_empty() {
            return;
        }
        self.journal.write(Entry::Stored {
            seq,
            subject: subject.into(),
        });
        let mut sated = Vec::new();
        let (all, ready) = (&mut self.all, &mut self.ready);
        self.hungry.visit(subject, |members| {
            for member in &members.plain {
                let id = member.owner;
                match all.get_mut(&id) {
                    Some(consumer) if consumer.is_wanted() => {
                        if !std::mem::replace(&mut consumer.ready, true) {
                            ready.push_back(id);
                        }
                    }
                    _ => sated.push(id),
                }
            }
        });
        for id in sated {
            self.unhook(id);
        }
    }

    /// A message is gone.
    pub(crate) fn removed(&mut self, removed: &Removed) {
        if self.all.is_empty() {
            return;
        }
        self.journal.write(Entry::Removed {
            seq: removed.seq,
            subject: Arc::clone(&removed.subject),
        });
        self.went(removed.seq, removed.seq);
    }

    /// Everything below `first_seq` is gone at once.
    pub(crate) fn cleared(&mut self, first_seq: u64) {
        if self.all.is_empty() {
            return;
        }
        self.journal.write(Entry::Cleared { first_seq });
        self.went(0, first_seq.saturating_sub(1));
    }

    /// Messages in this range are gone. They need no acknowledgement, so those who wait for one may go on: they are looked for
    /// once a turn, not for each message.
    fn went(&mut self, first: u64, last: u64) {
        if !self.stalled.is_empty() {
            let (from, to) = self.gone.unwrap_or((first, last));
            self.gone = Some((from.min(first), to.max(last)));
        }
    }

    /// Wakes those who may have waited for what is gone.
    fn free_stalled(&mut self) {
        let Some((first, last)) = self.gone.take() else {
            return;
        };
        let held = |id: &&Id| {
            let consumer = self.all.get(*id);
            consumer.is_some_and(|consumer| consumer.progress.lent_any(first, last))
        };
        let freed: Vec<Id> = self.stalled.iter().filter(held).copied().collect();
        for id in freed {
            self.wake(id);
        }
    }

    /// Whether somebody still has to acknowledge the message; for streams that keep messages only as long.
    pub(crate) fn want(&mut self, seq: u64, subject: &str) -> bool {
        let from = self.waited_for.remove(&seq).unwrap_or(0);
        self.learn_takers();
        let (all, mut found) = (&self.all, None);
        let wants = |id: &Id| all.get(id).is_some_and(|consumer| consumer.wants(seq));
        if let Some(takers) = &self.takers {
            takers.naming(subject, |ids| {
                let rest = &ids[ids.partition_point(|id| *id < from)..];
                let mut rest = rest
                    .iter()
                    .copied()
                    .take_while(|id| found.is_none_or(|found| *id < found));
                found = rest.find(wants).or(found);
            });
        }
        if let Some(id) = found.filter(|id| self.all.first_key_value().is_some_and(|(first, _)| first != id))
        {
            if self.waited_for.len() >= MOST_WAITED_FOR {
                self.waited_for.clear();
            }
            self.waited_for.insert(seq, id);
        }
        found.is_some()
    }

    /// Messages that were given out and need no acknowledgement, and those that nobody waits for any more; each is told once.
    pub(crate) fn spent(&mut self) -> Vec<u64> {
        std::mem::take(&mut self.spent)
    }

    /// Does what a `CONSUMER.` request asks for, and answers it.
    pub(crate) fn request(&mut self, request: &Request, turn: &mut Turn<'_>) {
        let too_high = level::is_too_high(&request.headers);
        let outcome = match request.endpoint.verb {
            Verb::ConsumerNext if too_high => {
                let (account, reply) = (request.account, &request.reply);
                turn.out.status(account, reply, "412 Required Api Level", "");
                Ok(())
            }
            _ if too_high => Err(error::API_LEVEL),
            Verb::ConsumerCreate | Verb::ConsumerDurableCreate => self
                .create(request, turn)
                .map(|info| request.answer(&info, turn.out)),
            Verb::ConsumerInfo => self
                .info(request, turn)
                .map(|info| request.answer(&info, turn.out)),
            Verb::ConsumerNames => self
                .names_page(request)
                .map(|page| request.answer(&page, turn.out)),
            Verb::ConsumerList => self
                .list_page(request, turn)
                .map(|page| request.answer(&page, turn.out)),
            Verb::ConsumerDelete => self
                .delete(request, turn)
                .map(|done| request.answer(&done, turn.out)),
            Verb::ConsumerPause => self
                .pause(request, turn)
                .map(|paused| request.answer(&paused, turn.out)),
            Verb::ConsumerUnpin => self
                .unpin(request, turn)
                .map(|done| request.answer(&done, turn.out)),
            Verb::ConsumerReset => self
                .reset(request, turn)
                .map(|reset| request.answer(&reset, turn.out)),
            Verb::ConsumerNext => {
                let account = request.account;
                match self.by_name.get(&*request.endpoint.consumer) {
                    Some(id) => self.next(*id, account, &request.reply, &request.body, turn),
                    None => turn.out.status(account, &request.reply, "503", ""),
                }
                Ok(())
            }
            _ => Err(error::BAD_REQUEST),
        };
        if let Err(error) = outcome {
            request.refuse(error, turn.out);
        }
    }

    /// An answer to a flow control request.
    pub(crate) fn flow(&mut self, consumer: &str, token: &str, turn: &mut Turn<'_>) {
        let Some(id) = self.by_name.get(consumer).copied() else {
            return;
        };
        if let Some(Consumer {
            demand: Demand::Push(push),
            ..
        }) = self.all.get_mut(&id)
            && push.answered(token)
        {
            self.wake(id);
            self.settle(id, turn.at.now());
        }
    }

    /// The stream is going away, or its state was lost and read again: whoever waits is told.
    pub(crate) fn dismiss(&mut self, status: &str, out: &mut Outbox) {
        for consumer in self.all.values_mut() {
            if let Demand::Pull(pulls) = &mut consumer.demand {
                pulls.dismiss(status, out);
            }
        }
    }

    /// The server stops: whoever waits is told.
    pub(crate) fn close(&mut self, out: &mut Outbox) {
        for consumer in self.all.values_mut() {
            if let Demand::Pull(pulls) = &mut consumer.demand {
                pulls.close(out);
            }
        }
    }

    /// The consumer that a request names.
    fn named(&mut self, request: &Request) -> Result<(Id, &mut Consumer), ApiError> {
        let id = self.by_name.get(&*request.endpoint.consumer).copied();
        let id = id.ok_or(error::CONSUMER_NOT_FOUND)?;
        let consumer = self.all.get_mut(&id).ok_or(error::CONSUMER_NOT_FOUND)?;
        Ok((id, consumer))
    }

    /// Enters a consumer.
    fn enter(&mut self, consumer: Consumer) -> Id {
        self.last_id += 1;
        let id = self.last_id;
        self.directory
            .enter(&consumer.name, &consumer.config.deliver_subject);
        self.by_name.insert(Arc::clone(&consumer.name), id);
        self.takes(id, &consumer.config);
        self.all.insert(id, consumer);
        id
    }

    /// Removes a consumer; whoever waits is told.
    fn remove(&mut self, id: Id, turn: &mut Turn<'_>) {
        self.unhook(id);
        let Some(mut consumer) = self.all.remove(&id) else {
            return;
        };
        self.by_name.remove(&consumer.name);
        self.leaves(id, &consumer.config);
        self.directory
            .leave(&consumer.name, &consumer.config.deliver_subject);
        if let Some(wake) = consumer.wake {
            self.timers.remove(&(wake, id));
        }
        self.unbound.remove(&id);
        self.stalled.remove(&id);
        self.forget(id, &consumer, turn.store);
        if let Demand::Pull(pulls) = &mut consumer.demand {
            pulls.dismiss("409 Consumer Deleted", turn.out);
        }
        self.abandon(&consumer.filter, turn);
        if self.all.is_empty() {
            self.journal.forget();
        }
        create::tell("DELETED", "delete", &consumer.name, turn);
    }
}
