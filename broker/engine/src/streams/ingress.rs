//! From the router into the inboxes: which publishes concern streams, and the way out for what comes of turns.

use std::collections::VecDeque;
use std::sync::atomic::Ordering::Relaxed;
use std::sync::{Arc, Mutex, OnceLock, PoisonError, Weak};

use bytes::Bytes;

use crate::frame::Publish;
use crate::hub::Hub;
use crate::options::Account;
use crate::peer::Peer;
use crate::route;
use crate::streams::api::{Caller, Endpoint, PREFIX, Request, Verb, level};
use crate::streams::consumer::{Ack, Kind};
use crate::streams::handle::Op;
use crate::streams::message::{Nanos, Publication};
use crate::streams::outbox::{Letter, Outbox};
use crate::streams::registry::Streams;
use crate::streams::runner::{Actor, Next, Outside};
use crate::streams::surroundings::Surroundings;

/// Requests that may wait at the desk.
const DESK: usize = 16 * 1024;
/// Start of the subjects of acknowledgements and of answers to flow control requests.
const ACK: &str = "$JS.ACK.";
const FLOW: &str = "$JS.FC.";

impl Streams {
    /// Takes what a client of the account published, if it concerns streams; tells whether anybody here does something with it.
    pub(crate) fn offer(&self, account: Account, from: &Arc<Peer>, publish: &Publish<'_>) -> bool {
        if let Some(tail) = publish.subject.strip_prefix(PREFIX) {
            return self.ask(account, from, Endpoint::parse(tail), publish);
        }
        if account != Account::Choria {
            return false;
        }
        if let Some(tail) = publish.subject.strip_prefix(ACK) {
            return self.acknowledge(tail, publish);
        }
        if let Some(tail) = publish.subject.strip_prefix(FLOW) {
            return self.flow(tail);
        }
        let (headers, payload) = parts(publish);
        self.keep(account, publish.subject, publish.reply, &headers, &payload)
    }

    /// Puts a message into the inboxes of the streams that keep its subject.
    fn keep(
        &self,
        account: Account,
        subject: &str,
        reply: Option<&str>,
        headers: &Bytes,
        payload: &Bytes,
    ) -> bool {
        let mut kept = false;
        self.keepers(subject, |seat| {
            kept = true;
            let publication = Publication {
                account,
                subject: subject.into(),
                reply: reply.map(Into::into),
                headers: headers.clone(),
                payload: payload.clone(),
            };
            let _ = self.put(seat, Op::Publish(publication));
        });
        kept
    }

    fn ask(&self, account: Account, from: &Arc<Peer>, endpoint: Endpoint, publish: &Publish<'_>) -> bool {
        let Some(reply) = publish.reply else {
            return true;
        };
        let (headers, body) = parts(publish);
        let raw = matches!(endpoint.verb, Verb::DirectGet | Verb::ConsumerNext);
        let seat = match endpoint.verb {
            _ if account != Account::Choria => None,
            // Its refusal needs no stream, unless it is a status.
            _ if !raw && level::is_too_high(&headers) => None,
            Verb::AccountInfo
            | Verb::Names
            | Verb::List
            | Verb::Create
            | Verb::Update
            | Verb::Delete
            | Verb::Restore
            | Verb::Cluster
            | Verb::Unknown => None,
            _ => self.find(&endpoint.stream),
        };
        let served = match (&seat, endpoint.verb) {
            (Some(seat), Verb::DirectGet) => seat.handle.known().config.allow_direct,
            (Some(seat), Verb::ConsumerNext) => {
                seat.handle.known().consumers.get(&*endpoint.consumer) == Some(&Kind::Pull)
            }
            (None, Verb::DirectGet | Verb::ConsumerNext) => false,
            _ => true,
        };
        if !served {
            return false;
        }
        if !raw {
            self.usage.requests.fetch_add(1, Relaxed);
        }
        let request = Request {
            endpoint,
            account,
            caller: Caller::Peer(Arc::clone(from)),
            subject: publish.subject.into(),
            reply: reply.into(),
            headers,
            body,
        };
        match seat {
            Some(seat) => {
                let _ = self.put(&seat, Op::Request(Box::new(request)));
            }
            None => {
                if self.desk.put(request) {
                    self.runner.wake(self.desk.ticket());
                }
            }
        }
        true
    }

    fn acknowledge(&self, tail: &str, publish: &Publish<'_>) -> bool {
        let tokens: Vec<&str> = tail.split('.').collect();
        let [stream, consumer, deliveries, stream_seq, consumer_seq, ..] = tokens[..] else {
            return false;
        };
        let number = |token: &str| token.parse::<u64>().ok();
        let (Some(deliveries), Some(stream_seq), Some(consumer_seq)) =
            (number(deliveries), number(stream_seq), number(consumer_seq))
        else {
            return false;
        };
        let Some(seat) = self.find(stream) else {
            return false;
        };
        let ack = Ack {
            consumer: consumer.into(),
            deliveries,
            stream_seq,
            consumer_seq,
            reply: publish.reply.map(Into::into),
            payload: parts(publish).1,
        };
        let _ = self.put(&seat, Op::Ack(ack));
        true
    }

    fn flow(&self, tail: &str) -> bool {
        let mut tokens = tail.splitn(3, '.');
        let (Some(stream), Some(consumer), Some(token)) = (tokens.next(), tokens.next(), tokens.next())
        else {
            return false;
        };
        let Some(seat) = self.find(stream) else {
            return false;
        };
        let op = Op::Flow {
            consumer: consumer.into(),
            token: token.into(),
        };
        let _ = self.put(&seat, op);
        true
    }
}

fn parts(publish: &Publish<'_>) -> (Bytes, Bytes) {
    let mut headers = Bytes::copy_from_slice(&publish.body[..publish.size()]);
    let payload = headers.split_off(publish.headers.unwrap_or_default());
    (headers, payload)
}

/// Where requests go that are not for one existing stream alone.
#[derive(Debug)]
pub(crate) struct Desk {
    streams: Weak<Streams>,
    inbox: Mutex<VecDeque<Request>>,
    ticket: OnceLock<u64>,
}

impl Desk {
    pub(crate) fn new(streams: Weak<Streams>) -> Self {
        Self {
            streams,
            inbox: Mutex::default(),
            ticket: OnceLock::new(),
        }
    }

    pub(crate) fn has_ticket(&self, ticket: u64) {
        let _ = self.ticket.set(ticket);
    }

    fn ticket(&self) -> u64 {
        self.ticket.get().copied().unwrap_or_default()
    }

    fn put(&self, request: Request) -> bool {
        let mut inbox = self.inbox.lock().unwrap_or_else(PoisonError::into_inner);
        let fits = inbox.len() < DESK;
        if fits {
            inbox.push_back(request);
        }
        fits
    }
}

impl Actor for Desk {
    fn turn(&self, at: &dyn Surroundings, out: &mut Outbox) -> Next {
        let requests = std::mem::take(&mut *self.inbox.lock().unwrap_or_else(PoisonError::into_inner));
        if let Some(streams) = self.streams.upgrade() {
            for request in requests {
                streams.request(&request, at, out);
            }
        }
        Next::Never
    }
}

/// The engine, as turns see it and send through it.
#[derive(Debug)]
pub(crate) struct Exit {
    hub: Weak<Hub>,
    server_name: String,
    server_id: String,
}

impl Exit {
    /// A way out that does not keep the engine alive.
    pub(crate) fn new(hub: &Arc<Hub>) -> Self {
        Self {
            hub: Arc::downgrade(hub),
            server_name: hub.options.server_name.clone(),
            server_id: hub.server_id.clone(),
        }
    }
}

impl Surroundings for Exit {
    fn now(&self) -> Nanos {
        self.hub.upgrade().map_or(0, |hub| hub.clock.nanos())
    }

    fn listens(&self, account: Account, subject: &str, queue: Option<&str>) -> bool {
        let Some(hub) = self.hub.upgrade() else {
            return false;
        };
        let mut found = false;
        hub.interest(account).visit(subject, |members| {
            found |= match queue {
                None => true,
                Some(queue) => members.groups.iter().any(|group| *group.name == *queue),
            };
        });
        found
    }

    fn server_name(&self) -> &str {
        &self.server_name
    }

    fn server_id(&self) -> &str {
        &self.server_id
    }
}

impl Outside for Exit {
    fn send(&self, out: Outbox) {
        let Some(hub) = self.hub.upgrade() else { return };
        if let Some(streams) = &hub.streams {
            streams.usage.errors.fetch_add(out.refusals, Relaxed);
        }
        for letter in out.letters {
            match letter {
                Letter::Deliver {
                    account,
                    to,
                    subject,
                    reply,
                    headers,
                    payload,
                } => {
                    let subject = subject.as_deref().unwrap_or(&to);
                    route::send(&hub, account, &to, subject, reply.as_deref(), &headers, &payload);
                }
                Letter::Publish {
                    subject,
                    headers,
                    payload,
                } => {
                    route::send(
                        &hub,
                        Account::Choria,
                        &subject,
                        &subject,
                        None,
                        &headers,
                        &payload,
                    );
                    if let Some(streams) = &hub.streams {
                        streams.keep(Account::Choria, &subject, None, &headers, &payload);
                    }
                }
                Letter::Post { stream, op } => {
                    if let Some(streams) = &hub.streams
                        && let Some(seat) = streams.find(&stream)
                    {
                        let _ = streams.put(&seat, op);
                    }
                }
            }
        }
        crate::worker::flush_all();
    }
}
