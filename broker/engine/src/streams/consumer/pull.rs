//! Requests for messages that wait at one consumer, served in turn.

use std::collections::{BTreeSet, HashMap};

use super::config::{ConsumerConfig, PriorityPolicy};
use super::pin::Pin;
use crate::options::Account;
use crate::streams::message::Nanos;
use crate::streams::outbox::Outbox;
use crate::streams::surroundings::Surroundings;

/// Requests whose listeners are gone are looked for at most this often when the queue is full.
const SWEEP_EVERY: Nanos = 1_000_000_000;

/// One request for messages.
#[derive(Debug, Clone)]
pub(super) struct Pull {
    pub(super) account: Account,
    pub(super) reply: Box<str>,
    /// Messages still wanted.
    pub(super) batch: i64,
    /// Bytes still wanted; 0 for any number.
    pub(super) max_bytes: i64,
    /// When it ends; 0 for never.
    pub(super) expires: Nanos,
    pub(super) no_wait: bool,
    pub(super) heartbeat: Nanos,
    pub(super) min_pending: i64,
    pub(super) min_ack_pending: i64,
    pub(super) group: Box<str>,
    /// The pin its client has.
    pub(super) pin: Box<str>,
    pub(super) priority: u8,
    /// Messages it got.
    pub(super) delivered: u64,
    /// When it is told that all is well.
    pub(super) beat_at: Nanos,
    /// When it was seen last that somebody listens.
    pub(super) heard_at: Nanos,
}

/// Who gets the next message.
#[derive(Debug)]
pub(super) struct Recipient {
    pub(super) account: Account,
    pub(super) reply: Box<str>,
    /// Bytes it still wanted when its batch was full.
    pub(super) unused_bytes: Option<i64>,
}

/// What a request is measured against.
#[derive(Debug, Clone, Copy)]
pub(super) struct Load {
    /// Bytes of the message.
    pub(super) size: i64,
    /// Messages not given yet, this one included.
    pub(super) waiting: u64,
    /// Messages not acknowledged.
    pub(super) pending: usize,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Place {
    priority: u8,
    turn: u64,
    id: u64,
}

#[derive(Debug)]
struct Waiting {
    pull: Pull,
    place: Place,
    /// Its entry among the deadlines.
    deadline: Option<Nanos>,
}

/// The requests of one consumer.
#[derive(Debug, Default)]
pub(super) struct Pulls {
    requests: HashMap<u64, Waiting>,
    queue: BTreeSet<Place>,
    /// When to look at a request; it may have become later since.
    deadlines: BTreeSet<(Nanos, u64)>,
    no_waits: usize,
    last: u64,
    swept: Nanos,
    /// Whether one was passed over because its receiver does not keep up.
    pub(super) behind: bool,
    pub(super) pin: Option<Box<Pin>>,
}

enum Verdict {
    Serve,
    /// Not with this message, or not now.
    Later,
    /// Not before the receiver has taken what it was sent.
    Behind,
    /// It ends; with these words, if any.
    End(Option<&'static str>),
}

impl Pulls {
    pub(super) fn len(&self) -> usize {
        self.requests.len()
    }

    pub(super) fn is_empty(&self) -> bool {
        self.requests.is_empty()
    }

    /// Messages that all requests together want.
    pub(super) fn wanted(&self) -> i64 {
        self.requests
            .values()
            .fold(0, |sum, waiting| sum.saturating_add(waiting.pull.batch))
    }

    /// When something is due.
    pub(super) fn due(&self) -> Option<Nanos> {
        let pin = self.pin.as_ref().map(|pin| pin.until);
        let request = self.deadlines.first().map(|(due, _)| *due);
        [pin, request].into_iter().flatten().min()
    }

    pub(super) fn add(&mut self, pull: Pull) {
        self.last += 1;
        let place = Place {
            priority: pull.priority,
            turn: self.last,
            id: self.last,
        };
        self.queue.insert(place);
        self.no_waits += usize::from(pull.no_wait);
        let deadline = due(&pull);
        self.deadlines.extend(deadline.map(|due| (due, place.id)));
        let waiting = Waiting {
            pull,
            place,
            deadline,
        };
        self.requests.insert(place.id, waiting);
    }

    fn remove(&mut self, id: u64) -> Option<Pull> {
        let waiting = self.requests.remove(&id)?;
        self.queue.remove(&waiting.place);
        self.no_waits -= usize::from(waiting.pull.no_wait);
        if let Some(deadline) = waiting.deadline {
            self.deadlines.remove(&(deadline, id));
        }
        Some(waiting.pull)
    }

    /// The request that the next message goes to; it counts as served.
    pub(super) fn next(
        &mut self,
        load: Load,
        config: &ConsumerConfig,
        now: Nanos,
        at: &dyn Surroundings,
        out: &mut Outbox,
    ) -> Option<Recipient> {
        self.behind = false;
        loop {
            let mut found = None;
            for place in &self.queue {
                match self.judge(&self.requests[&place.id].pull, load, config, now, at) {
                    Verdict::Later => {}
                    Verdict::Behind => self.behind = true,
                    verdict => {
                        found = Some((*place, verdict));
                        break;
                    }
                }
            }
            match found? {
                (place, Verdict::Serve) => return self.serve(place, load, config, now),
                (place, Verdict::End(words)) => self.end(place.id, words, out),
                (_, Verdict::Later | Verdict::Behind) => return None,
            }
        }
    }

    fn judge(
        &self,
        pull: &Pull,
        load: Load,
        config: &ConsumerConfig,
        now: Nanos,
        at: &dyn Surroundings,
    ) -> Verdict {
        if pull.expires != 0 && pull.expires <= now {
            return Verdict::End(Some("408 Request Timeout"));
        }
        match config.priority_policy {
            PriorityPolicy::PinnedClient => match &self.pin {
                Some(pin) if *pin.id == *pull.pin => {}
                Some(_) if pull.pin.is_empty() => return Verdict::Later,
                None if pull.pin.is_empty() => {}
                _ => return Verdict::End(Some("423 Nats-Wrong-Pin-Id")),
            },
            PriorityPolicy::Overflow => {
                let (waiting, pending) = (load.waiting as i64, load.pending as i64);
                let asks = pull.min_pending > 0 || pull.min_ack_pending > 0;
                let enough = pull.min_pending > 0 && waiting >= pull.min_pending
                    || pull.min_ack_pending > 0 && pending >= pull.min_ack_pending;
                if asks && !enough {
                    return Verdict::Later;
                }
            }
            PriorityPolicy::None | PriorityPolicy::Prioritized => {}
        }
        if pull.max_bytes > 0 && load.size > pull.max_bytes {
            return Verdict::End(Some("409 Message Size Exceeds MaxBytes"));
        }
        // A look at all who listen is dear: one for all messages of this moment is enough.
        if pull.heard_at == now {
            return Verdict::Serve;
        }
        if !at.listens(pull.account, &pull.reply, None) {
            return Verdict::End(None);
        }
        if !at.keeps_up(pull.account, &pull.reply) {
            return Verdict::Behind;
        }
        Verdict::Serve
    }

    fn serve(&mut self, place: Place, load: Load, config: &ConsumerConfig, now: Nanos) -> Option<Recipient> {
        let several = self.requests.len() > 1;
        let Waiting { pull, place: at, .. } = self.requests.get_mut(&place.id)?;
        if config.priority_policy == PriorityPolicy::PinnedClient && !pull.group.is_empty() {
            let pin = self
                .pin
                .get_or_insert_with(|| Box::new(Pin::new(&pull.group, now)));
            pull.pin = pin.id.clone();
            pin.until = now.saturating_add(config.priority_timeout);
        }
        pull.heard_at = now;
        pull.batch -= 1;
        pull.delivered += 1;
        pull.beat_at = now.saturating_add(pull.heartbeat);
        if pull.max_bytes > 0 {
            pull.max_bytes -= load.size;
            if pull.max_bytes == 0 {
                pull.batch = 0;
            }
        }
        let recipient = Recipient {
            account: pull.account,
            reply: pull.reply.clone(),
            unused_bytes: (pull.batch <= 0 && pull.max_bytes > 0).then_some(pull.max_bytes),
        };
        if pull.batch <= 0 {
            self.remove(place.id);
        } else if several {
            self.queue.remove(&place);
            self.last += 1;
            at.turn = self.last;
            self.queue.insert(*at);
        }
        Some(recipient)
    }

    fn end(&mut self, id: u64, words: Option<&str>, out: &mut Outbox) {
        if let Some(pull) = self.remove(id)
            && let Some(words) = words
        {
            out.status(
                pull.account,
                &pull.reply,
                words,
                &unserved(pull.batch, pull.max_bytes),
            );
        }
    }

    /// Ends what has expired and tells the others that all is well; `position` is what they are told.
    pub(super) fn tick(&mut self, position: &str, at: &dyn Surroundings, out: &mut Outbox) {
        let now = at.now();
        while let Some(&(due_at, id)) = self.deadlines.first() {
            if due_at > now {
                return;
            }
            self.deadlines.pop_first();
            let Some(Waiting { pull, deadline, .. }) = self.requests.get_mut(&id) else {
                continue;
            };
            *deadline = None;
            if pull.expires != 0 && pull.expires <= now {
                self.end(id, Some("408 Request Timeout"), out);
                continue;
            }
            if pull.beat_at > now {
                // It got a message since.
            } else if at.listens(pull.account, &pull.reply, None) {
                pull.beat_at = now.saturating_add(pull.heartbeat);
                out.status(pull.account, &pull.reply, "100 Idle Heartbeat", position);
            } else {
                self.end(id, None, out);
                continue;
            }
            *deadline = due(pull);
            self.deadlines.extend(deadline.map(|due| (due, id)));
        }
    }

    /// There are no more messages now: who does not want to wait is told so.
    pub(super) fn run_dry(&mut self, out: &mut Outbox) {
        if self.no_waits == 0 {
            return;
        }
        let done = |pull: &Pull| pull.no_wait && (pull.expires == 0 || pull.delivered > 0);
        let mut ended: Vec<Place> = self
            .requests
            .values()
            .filter(|waiting| done(&waiting.pull))
            .map(|waiting| waiting.place)
            .collect();
        ended.sort_unstable();
        for place in ended {
            if let Some(pull) = self.remove(place.id) {
                out.status(pull.account, &pull.reply, "404 No Messages", "");
            }
        }
    }

    /// Ends requests that expired or that nobody listens for any more.
    pub(super) fn sweep(&mut self, at: &dyn Surroundings, out: &mut Outbox) {
        let now = at.now();
        self.swept = now;
        let gone = |pull: &Pull| {
            let expired = pull.expires != 0 && pull.expires <= now;
            (expired || !at.listens(pull.account, &pull.reply, None)).then_some(expired)
        };
        let ended: Vec<(u64, bool)> = self
            .requests
            .iter()
            .filter_map(|(id, waiting)| gone(&waiting.pull).map(|expired| (*id, expired)))
            .collect();
        for (id, expired) in ended {
            self.end(id, expired.then_some("408 Request Timeout"), out);
        }
    }

    /// Makes room in a full queue, if that was not tried a moment ago.
    pub(super) fn make_room(&mut self, at: &dyn Surroundings, out: &mut Outbox) {
        if at.now() - self.swept >= SWEEP_EVERY {
            self.sweep(at, out);
        }
    }

    /// Ends all of them as the server stops: each is told what it still wanted.
    pub(super) fn close(&mut self, out: &mut Outbox) {
        let waiting: Vec<u64> = self.queue.iter().map(|place| place.id).collect();
        for id in waiting {
            self.end(id, Some("409 Server Shutdown"), out);
        }
    }

    /// Ends all of them.
    pub(super) fn dismiss(&mut self, status: &str, out: &mut Outbox) {
        for place in std::mem::take(&mut self.queue) {
            if let Some(Waiting { pull, .. }) = self.requests.get(&place.id) {
                out.status(pull.account, &pull.reply, status, "");
            }
        }
        *self = Self {
            last: self.last,
            ..Self::default()
        };
    }
}

/// When to look at a request.
fn due(pull: &Pull) -> Option<Nanos> {
    let beat = (pull.heartbeat > 0).then_some(pull.beat_at);
    let end = (pull.expires != 0).then_some(pull.expires);
    [beat, end].into_iter().flatten().min()
}

/// What a request still wanted, as header lines.
pub(super) fn unserved(batch: i64, bytes: i64) -> String {
    format!("Nats-Pending-Messages: {batch}\r\nNats-Pending-Bytes: {bytes}\r\n")
}
