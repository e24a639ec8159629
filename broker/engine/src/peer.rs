//! One authenticated peer as everybody else sees it: what it is, what waits for it, and how to reach it.

mod flush;
mod outgoing;
mod reason;

use std::collections::HashMap;
use std::net::SocketAddr;
use std::sync::atomic::{AtomicBool, AtomicU32, AtomicU64};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::Waker;

use bytes::Bytes;
use tokio::net::tcp::OwnedWriteHalf;
use tokio::time::Instant;

pub(crate) use outgoing::Queue;
pub(crate) use reason::Reason;

use crate::interest;
use crate::login::Session;
use crate::sid::Sid;
use crate::tls;
use crate::worker::{self, Worker};

/// A subscription of a peer.
pub(crate) type Subscription = interest::Subscription<Arc<Peer>>;

/// One peer. Its own task reads; anybody may queue and flush.
#[derive(Debug)]
pub(crate) struct Peer {
    pub(crate) id: u64,
    pub(crate) address: SocketAddr,
    /// Milliseconds since the engine's start.
    pub(crate) since: u64,
    pub(crate) session: Box<Session>,
    subscriptions: Mutex<HashMap<Sid, Arc<Subscription>>>,
    pub(crate) traffic: Traffic,
    pub(crate) pulse: Pulse,
    /// Whose task reads from it.
    pub(crate) worker: Arc<Worker>,
    /// Whether it is a service of this program.
    pub(crate) inside: bool,
    max_pending: usize,
    socket: OwnedWriteHalf,
    tls: Option<Mutex<tls::Session>>,
    out: Mutex<Outgoing>,
}

/// How a connection came in.
#[derive(Debug)]
pub(crate) struct Arrival {
    pub(crate) id: u64,
    pub(crate) address: SocketAddr,
    /// Milliseconds since the engine's start.
    pub(crate) since: u64,
    /// Who serves it.
    pub(crate) worker: Arc<Worker>,
    /// Whether it claims to be a service of this program.
    pub(crate) inside: bool,
}

/// The way to a peer.
#[derive(Debug)]
pub(crate) struct Link {
    pub(crate) socket: OwnedWriteHalf,
    pub(crate) tls: Option<tls::Session>,
}

/// What went through one connection.
#[derive(Debug, Default)]
pub(crate) struct Traffic {
    pub(crate) in_msgs: AtomicU64,
    pub(crate) in_bytes: AtomicU64,
    pub(crate) out_msgs: AtomicU64,
    pub(crate) out_bytes: AtomicU64,
}

/// Signs of life.
#[derive(Debug, Default)]
pub(crate) struct Pulse {
    /// When it last said something, milliseconds since the start, coarse.
    pub(crate) heard: AtomicU64,
    /// When the next ping is due.
    pub(crate) ping_due: AtomicU64,
    /// When the last ping went out.
    pub(crate) pinged: AtomicU64,
    /// Pings without an answer.
    pub(crate) unanswered: AtomicU32,
    /// Last round trip in milliseconds plus one; 0 for not known yet.
    pub(crate) round_trip: AtomicU32,
    /// Whether its first PING was answered.
    pub(crate) greeted: AtomicBool,
}

#[derive(Debug, Default)]
struct Outgoing {
    queue: Queue,
    /// Bytes taken out of the queue by the flusher and not yet on the wire.
    in_flight: usize,
    /// On some worker's list of peers to flush.
    listed: bool,
    /// Somebody is writing; whoever queues now may leave the rest to them.
    flushing: bool,
    /// The socket took no more at this moment; the peer's own task waits for it.
    blocked: Option<Instant>,
    closing: Option<Reason>,
    waker: Option<Waker>,
}

/// One body on its way to one or many peers.
pub(crate) enum Body<'a> {
    /// Copied into the queue: small, or there is only one recipient.
    Copied(&'a [u8]),
    Shared(&'a Bytes),
}

impl Body<'_> {
    fn len(&self) -> usize {
        match self {
            Self::Copied(bytes) => bytes.len(),
            Self::Shared(bytes) => bytes.len(),
        }
    }
}

/// What became of one message for one peer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Delivery {
    Taken,
    /// Taken, but so much waits that the publisher should pause.
    Congested,
    Refused,
}

/// What a peer's own task has to do next.
pub(crate) enum Duty {
    Read,
    /// Wait until the socket takes more, and read meanwhile.
    ReadAndDrain,
    Leave(Reason),
}

impl Peer {
    pub(crate) fn new(arrival: Arrival, session: Session, link: Link, max_pending: usize) -> Self {
        let Arrival {
            id,
            address,
            since,
            worker,
            inside,
        } = arrival;
        Self {
            id,
            address,
            since,
            session: Box::new(session),
            subscriptions: Mutex::default(),
            traffic: Traffic::default(),
            pulse: Pulse::default(),
            worker,
            inside,
            max_pending,
            socket: link.socket,
            tls: link.tls.map(Mutex::new),
            out: Mutex::default(),
        }
    }

    pub(crate) fn socket(&self) -> &OwnedWriteHalf {
        &self.socket
    }

    /// Its subscriptions by the ids it gave them.
    pub(crate) fn subscriptions(&self) -> MutexGuard<'_, HashMap<Sid, Arc<Subscription>>> {
        self.subscriptions.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Empties the table, which also unties the peer from subscriptions that point back to it.
    pub(crate) fn take_subscriptions(&self) -> HashMap<Sid, Arc<Subscription>> {
        std::mem::take(&mut *self.subscriptions())
    }

    /// Drops a subscription that has ended, unless its id was given to another one meanwhile.
    pub(crate) fn forget(&self, subscription: &Arc<Subscription>) {
        let mut own = self.subscriptions();
        if own
            .get(&subscription.sid)
            .is_some_and(|known| Arc::ptr_eq(known, subscription))
        {
            own.remove(&subscription.sid);
        }
    }

    /// The TLS session; none on a plain connection.
    pub(crate) fn tls(&self) -> Option<MutexGuard<'_, tls::Session>> {
        self.tls
            .as_ref()
            .map(|tls| tls.lock().unwrap_or_else(PoisonError::into_inner))
    }

    pub(crate) fn is_tls(&self) -> bool {
        self.tls.is_some()
    }

    /// Queues protocol text; it goes out with the next flush of this worker. Who asks for more than it reads has to leave.
    pub(crate) fn say(self: &Arc<Self>, text: &[u8]) {
        let mut out = self.out();
        if self.takes(&mut out, text.len()) {
            out.queue.text().extend_from_slice(text);
            self.list(&mut out);
        }
    }

    /// Queues `-ERR 'text'`.
    pub(crate) fn complain(self: &Arc<Self>, text: &str) {
        self.say(format!("-ERR '{text}'\r\n").as_bytes());
    }

    /// Whether so much waits for it that whoever can wait should.
    pub(crate) fn is_behind(&self) -> bool {
        let out = self.out();
        out.queue.len() + out.in_flight > self.max_pending / 2
    }

    /// Queues one message: its control line from `head`, the sid and `tail`, then the body.
    ///
    /// A peer that is leaving takes none; one whose queue is full has to leave.
    pub(crate) fn deliver(
        self: &Arc<Self>,
        head: &[u8],
        sid: &Sid,
        tail: &[u8],
        body: &Body<'_>,
    ) -> Delivery {
        let mut out = self.out();
        if !self.takes(&mut out, body.len()) {
            return Delivery::Refused;
        }
        let text = out.queue.text();
        text.reserve(head.len() + tail.len() + 8);
        text.extend_from_slice(head);
        sid.write_to(text);
        text.extend_from_slice(tail);
        match body {
            Body::Copied(bytes) => text.extend_from_slice(bytes),
            Body::Shared(bytes) => out.queue.share((*bytes).clone()),
        }
        self.list(&mut out);
        let waiting = out.queue.len() + out.in_flight;
        if waiting > self.max_pending / 4 * 3 {
            Delivery::Congested
        } else {
            Delivery::Taken
        }
    }

    /// Bytes that wait for this peer.
    pub(crate) fn pending(&self) -> usize {
        let out = self.out();
        out.queue.len() + out.in_flight
    }

    /// Since when the socket takes nothing, if so.
    pub(crate) fn blocked_since(&self) -> Option<Instant> {
        self.out().blocked
    }

    /// Ends the connection: `parting` is queued if given, and the peer's own task says goodbye. The first reason stays.
    pub(crate) fn close(&self, reason: Reason, parting: Option<&str>) {
        let mut out = self.out();
        if out.closing.is_none() {
            if let Some(text) = parting {
                out.queue
                    .text()
                    .extend_from_slice(format!("-ERR '{text}'\r\n").as_bytes());
            }
            self.leave(&mut out, reason);
        }
    }

    /// What the peer's own task should do now; it is woken by `waker` when the answer changes.
    pub(crate) fn duty(&self, waker: &Waker) -> Duty {
        let mut out = self.out();
        if !out.waker.as_ref().is_some_and(|known| known.will_wake(waker)) {
            out.waker = Some(waker.clone());
        }
        match (out.closing, out.blocked) {
            (Some(reason), _) => Duty::Leave(reason),
            (None, Some(_)) => Duty::ReadAndDrain,
            (None, None) => Duty::Read,
        }
    }

    /// For the last words: lets go of the task, which otherwise would keep itself alive, and forgets that the socket
    /// was full.
    pub(crate) fn detach(&self) {
        let mut out = self.out();
        out.waker = None;
        out.blocked = None;
    }

    /// Whether so many more bytes may wait; if they would be too many the peer has to leave.
    fn takes(&self, out: &mut Outgoing, more: usize) -> bool {
        if out.closing.is_some() {
            return false;
        }
        if out.queue.len() + out.in_flight + more > self.max_pending {
            self.leave(out, Reason::SlowConsumerPendingBytes);
            return false;
        }
        true
    }

    fn leave(&self, out: &mut Outgoing, reason: Reason) {
        out.closing = Some(reason);
        if let Some(waker) = &out.waker {
            waker.wake_by_ref();
        }
    }

    fn list(self: &Arc<Self>, out: &mut Outgoing) {
        if !out.listed && !out.flushing && out.blocked.is_none() {
            out.listed = true;
            worker::flush_later(self);
        }
    }

    fn out(&self) -> MutexGuard<'_, Outgoing> {
        self.out.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
