//! Giving messages out.

use std::fmt::Write as _;

use bytes::Bytes;

use super::config::{AckPolicy, PriorityPolicy};
use super::journal::Journal;
use super::pull::{self, Load};
use super::single::{Consumer, Demand, Rest};
use super::{Turn, acks};
use crate::options::Account;
use crate::streams::config::Retention;
use crate::streams::message::{Message, Nanos};
use crate::streams::outbox::Letter;
use crate::streams::store::StoreError;

/// Bytes of one consumer's messages after which it is the next one's turn.
const BURST_BYTES: usize = 256 * 1024;
/// How long a consumer rests whose receiver does not keep up.
const BEHIND: Nanos = 5_000_000;

/// What came of a consumer's turn.
#[derive(Debug, Default)]
pub(super) struct Given {
    /// Messages that went out.
    pub(super) count: usize,
    /// Those of them that nobody has to acknowledge, where the stream keeps messages only until then.
    pub(super) spent: Vec<u64>,
}

/// Where a message goes.
struct Target {
    account: Account,
    to: Box<str>,
    pin: Option<Box<str>>,
    unused_bytes: Option<i64>,
}

impl Consumer {
    /// Gives out at most `most` messages and adds them to `given`; `rest` tells why it ended, and `Rest::No` that there are more.
    pub(super) fn give(
        &mut self,
        most: usize,
        turn: &mut Turn<'_>,
        journal: &Journal,
        given: &mut Given,
    ) -> Result<(), StoreError> {
        let (now, full) = (turn.at.now(), turn.out.bytes + BURST_BYTES);
        self.catch_up(journal, &*turn.store)?;
        // What is sent to nobody is lost.
        self.look(turn);
        self.rest = Rest::No;
        if self.paused {
            self.rest = Rest::Idle;
        } else if self.is_behind(turn) {
            self.rest = Rest::Until(now.saturating_add(BEHIND));
        }
        while self.rest == Rest::No && given.count < most && turn.out.bytes < full {
            if let Some(rest) = self.obstacle(now) {
                self.rest = rest;
                break;
            }
            match self.choose(now, turn)? {
                Some(message) => self.give_one(message, now, turn, given),
                None if self.rest == Rest::No => self.rest = Rest::Dry,
                None => {}
            }
        }
        if let (Rest::Dry, Demand::Pull(pulls)) = (self.rest, &mut self.demand) {
            pulls.run_dry(turn.out);
        }
        Ok(())
    }

    /// Whether who listens has to take first what was sent already.
    fn is_behind(&self, turn: &Turn<'_>) -> bool {
        let deliver = &self.config.deliver_subject;
        matches!(&self.demand, Demand::Push(push) if push.bound)
            && !turn.at.keeps_up(Account::Choria, deliver)
    }

    /// Why nothing can go out, whatever there is.
    fn obstacle(&self, now: Nanos) -> Option<Rest> {
        match &self.demand {
            Demand::Pull(pulls) => pulls.is_empty().then_some(Rest::Idle),
            Demand::Push(push) if !push.bound || push.is_stalled() => Some(Rest::Idle),
            Demand::Push(push) => push.not_before(now).map(Rest::Until),
        }
    }

    /// The message whose turn it is.
    fn choose(&mut self, now: Nanos, turn: &Turn<'_>) -> Result<Option<Message>, StoreError> {
        while let Some(seq) = self.progress.next_again() {
            if let Some(message) = turn.store.read(seq)? {
                return Ok(Some(message));
            }
            self.progress.forget(seq);
        }
        if self.progress.pending() >= self.config.most_pending() {
            self.rest = Rest::Stalled;
            return Ok(None);
        }
        let message = self.backlog.peek(&self.filter, &*turn.store)?;
        if let (Some(replay), Some(message)) = (&self.replay, &message)
            && let Some(until) = replay.not_before(message.time, now)
        {
            self.rest = Rest::Until(until);
            return Ok(None);
        }
        Ok(message)
    }

    fn give_one(&mut self, message: Message, now: Nanos, turn: &mut Turn<'_>, given: &mut Given) {
        let seq = message.seq;
        let before = self.progress.get(seq).map_or(0, |pending| pending.deliveries);
        let waiting = self.backlog.waiting();
        let left = if before == 0 {
            waiting.saturating_sub(1)
        } else {
            waiting
        };
        let deliveries = before + 1;
        let consumer_seq = self.progress.delivered.consumer + 1;
        let reply = acks::subject(
            &turn.config.name,
            &self.name,
            deliveries,
            consumer_seq,
            &message,
            left,
        );
        let (headers, payload) = if self.config.headers_only {
            (sized(&message), Bytes::new())
        } else {
            (message.headers.clone(), message.payload.clone())
        };
        let size = message.subject.len() + reply.len() + headers.len() + payload.len();
        let Some(target) = self.target(size, waiting, now, turn) else {
            self.rest = match &self.demand {
                Demand::Pull(pulls) if pulls.behind => Rest::Until(now.saturating_add(BEHIND)),
                _ => Rest::Idle,
            };
            return;
        };
        let headers = match &target.pin {
            Some(pin) => with_header(&headers, "Nats-Pin-Id", pin),
            None => headers,
        };
        if before == 0 {
            self.backlog.take(seq);
        }
        if self.needs_acks() {
            let due = now.saturating_add(self.config.patience(deliveries));
            self.progress.lent(seq, now, due);
        } else {
            self.progress.sent(seq, now);
            if turn.config.retention != Retention::Limits {
                given.spent.push(seq);
            }
        }
        if self
            .replay
            .as_mut()
            .is_some_and(|replay| replay.sent(seq, message.time, now))
        {
            self.replay = None;
        }
        given.count += 1;
        if target.pin.is_some() {
            self.tell_pinned(turn);
        }
        self.send(target, message, reply, headers, payload, turn);
        self.after(size, now, turn);
    }

    /// Who gets the next message.
    fn target(&mut self, size: usize, waiting: u64, now: Nanos, turn: &mut Turn<'_>) -> Option<Target> {
        match &mut self.demand {
            Demand::Push(_) => Some(Target {
                account: Account::Choria,
                to: self.config.deliver_subject.as_str().into(),
                pin: None,
                unused_bytes: None,
            }),
            Demand::Pull(pulls) => {
                let load = Load {
                    size: size as i64,
                    waiting,
                    pending: self.progress.pending(),
                };
                let recipient = pulls.next(load, &self.config, now, turn.at, turn.out)?;
                let pinned = self.config.priority_policy == PriorityPolicy::PinnedClient;
                Some(Target {
                    account: recipient.account,
                    to: recipient.reply,
                    pin: pulls.pin.as_ref().filter(|_| pinned).map(|pin| pin.id.clone()),
                    unused_bytes: recipient.unused_bytes,
                })
            }
        }
    }

    fn send(
        &self,
        target: Target,
        message: Message,
        reply: String,
        headers: Bytes,
        payload: Bytes,
        turn: &mut Turn<'_>,
    ) {
        let to = target.to.clone();
        turn.out.push(Letter::Deliver {
            account: target.account,
            to: target.to,
            subject: Some(message.subject),
            reply: Some(reply.into()),
            headers,
            payload,
        });
        if let Some(bytes) = target.unused_bytes {
            let more = pull::unserved(0, bytes);
            turn.out.status(target.account, &to, "409 Batch Completed", &more);
        }
    }

    fn after(&mut self, size: usize, now: Nanos, turn: &mut Turn<'_>) {
        match &mut self.demand {
            Demand::Pull(_) => self.used = now,
            Demand::Push(push) => {
                push.beat_at = now.saturating_add(self.config.idle_heartbeat);
                if push.sent(size, now) {
                    let token: String = crate::streams::advisory::id();
                    let token = &token[..8];
                    push.ask(token);
                    turn.out.push(Letter::Deliver {
                        account: Account::Choria,
                        to: self.config.deliver_subject.as_str().into(),
                        subject: None,
                        reply: Some(acks::flow_subject(&turn.config.name, &self.name, token).into()),
                        headers: Bytes::from_static(b"NATS/1.0 100 FlowControl Request\r\n\r\n"),
                        payload: Bytes::new(),
                    });
                }
            }
        }
    }

    /// Says that all is well, if it is time to.
    pub(super) fn beat(&mut self, turn: &mut Turn<'_>) {
        let now = turn.at.now();
        let position = self.position();
        match &mut self.demand {
            Demand::Pull(pulls) => pulls.tick(&position, turn.at, turn.out),
            Demand::Push(push) if push.bound && self.config.idle_heartbeat > 0 && push.beat_at <= now => {
                push.beat_at = now.saturating_add(self.config.idle_heartbeat);
                let mut more = position;
                if let Some(token) = push.asked() {
                    let subject = acks::flow_subject(&turn.config.name, &self.name, token);
                    let _ = write!(more, "Nats-Consumer-Stalled: {subject}\r\n");
                }
                let to = &self.config.deliver_subject;
                turn.out.status(Account::Choria, to, "100 Idle Heartbeat", &more);
            }
            Demand::Push(_) => {}
        }
    }

    /// Messages whose time is over are to be given again; those given often enough are done with and returned.
    pub(super) fn expire(&mut self, turn: &Turn<'_>) -> Vec<(u64, u32)> {
        if self.config.ack_policy == AckPolicy::None {
            return Vec::new();
        }
        // Such a stream keeps a message that nobody could handle.
        let keep = turn.config.retention != Retention::Limits;
        let spent = self
            .progress
            .expire(turn.at.now(), self.config.most_deliveries(), keep);
        if !spent.is_empty() {
            self.progress.settle_floor(self.backlog.position());
        }
        spent
    }
}

/// The headers of a message that goes without its payload.
fn sized(message: &Message) -> Bytes {
    with_header(
        &message.headers,
        "Nats-Msg-Size",
        &message.payload.len().to_string(),
    )
}

/// A header block with one more line.
fn with_header(headers: &[u8], name: &str, value: &str) -> Bytes {
    let head = headers.strip_suffix(b"\r\n").unwrap_or(b"NATS/1.0\r\n");
    [head, name.as_bytes(), b": ", value.as_bytes(), b"\r\n\r\n"]
        .concat()
        .into()
}
