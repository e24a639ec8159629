//! From the router into the inboxes: which publishes concern streams.

use std::sync::Arc;
use std::sync::atomic::Ordering::Relaxed;

use bytes::Bytes;

use crate::frame::Publish;
use crate::options::Account;
use crate::peer::Peer;
use crate::route::Flow;
use crate::streams::api::{Caller, Endpoint, PREFIX, Request, Verb, level, may_reach};
use crate::streams::consumer::Ack;
use crate::streams::fleet;
use crate::streams::handle::Op;
use crate::streams::headers::Headers;
use crate::streams::import::meaning;
use crate::streams::message::Publication;
use crate::streams::refusal::{Answer, Why};
use crate::streams::registry::{Seat, Streams};
use crate::streams::snapshot::{self, Part};
use crate::streams::stream::schedule_is_within;
use crate::subject::quoted;

/// Start of the subjects of acknowledgements and of answers to flow control requests.
const ACK: &str = "$JS.ACK.";
const FLOW: &str = "$JS.FC.";
/// Dots after the start in the longer form of an acknowledgement's subject.
const LONG_ACK: usize = 8;

/// What became of something published.
#[derive(Debug)]
pub(crate) enum Offer {
    /// It concerns no stream.
    Ignored,
    Taken(Flow),
    /// It would have been taken, but for the reason the publisher is told.
    Refused(Answer),
}

impl Streams {
    /// Takes what a client of the account published, if it concerns streams.
    pub(crate) fn offer(&self, account: Account, from: &Arc<Peer>, publish: &Publish<'_>) -> Offer {
        let Some(subject) = meaning(account, publish.subject) else {
            // There are no streams in the account; who asks is told so.
            let asked = publish.subject.strip_prefix(PREFIX);
            return asked.map_or(Offer::Ignored, |tail| {
                self.ask(account, from, Endpoint::parse(tail), publish)
            });
        };
        if let Some(tail) = subject.strip_prefix(PREFIX) {
            return self.ask(account, from, Endpoint::parse(tail), publish);
        }
        if let Some(tail) = subject.strip_prefix(ACK) {
            return self.acknowledge(from, tail, publish);
        }
        if let Some(tail) = subject.strip_prefix(FLOW) {
            return self.flow(tail);
        }
        if let Some(tail) = subject.strip_prefix(snapshot::ACK) {
            return self.part_arrived(tail);
        }
        if let Some(tail) = subject.strip_prefix(snapshot::RESTORE) {
            let part = Part {
                reply: publish.reply.map(Into::into),
                payload: parts(publish).1,
            };
            let taken = self.take_part(account, tail, part);
            return if taken {
                Offer::Taken(Flow::Free)
            } else {
                Offer::Ignored
            };
        }
        let mut copy = None;
        let by = (account, account == Account::Choria && reaches(from, publish));
        let reply = publish.reply.filter(|reply| may_be_answered(from, reply));
        self.keep(by, subject, reply, None, || {
            copy.get_or_insert_with(|| parts(publish)).clone()
        })
    }

    /// Takes what was published in another account and is heard in this one too; nobody there waits for an answer.
    pub(crate) fn overhear(&self, account: Account, publish: &Publish<'_>) -> Offer {
        let mut copy = None;
        self.keep((account, false), publish.subject, None, None, || {
            copy.get_or_insert_with(|| parts(publish)).clone()
        })
    }

    /// Puts a message into the inboxes of the streams that keep its subject, but for the one named `except`; `parts` makes
    /// headers and payload. Beside the account of the publisher goes whether he may do what the headers have done on other
    /// subjects.
    pub(crate) fn keep(
        &self,
        (account, reaches): (Account, bool),
        subject: &str,
        reply: Option<&str>,
        except: Option<&str>,
        mut parts: impl FnMut() -> (Bytes, Bytes),
    ) -> Offer {
        let mut offer = Offer::Ignored;
        self.keepers(subject, |seat| {
            if except == Some(&*seat.handle.name) {
                return;
            }
            let (headers, payload) = parts();
            let publication = Publication {
                account,
                reaches,
                subject: subject.into(),
                reply: reply.map(Into::into),
                headers,
                payload,
            };
            offer = match self.put_message(seat, publication) {
                Ok(flow) => Offer::Taken(flow),
                Err(why) => Offer::Refused(why.to_publisher(&seat.handle.name)),
            };
        });
        offer
    }

    fn put_message(&self, seat: &Seat, publication: Publication) -> Result<Flow, Why> {
        if self.is_spent(seat.handle.storage) {
            return Err(Why::Spent);
        }
        Ok(self.put(seat, Op::Publish(publication))?)
    }

    /// Whether some stream keeps the subject.
    pub(crate) fn keeps(&self, subject: &str) -> bool {
        let mut found = false;
        self.keepers(subject, |_| found = true);
        found
    }

    fn ask(&self, account: Account, from: &Arc<Peer>, endpoint: Endpoint, publish: &Publish<'_>) -> Offer {
        let Some(reply) = publish.reply else {
            return Offer::Taken(Flow::Free);
        };
        if !may_reach(from, reply) {
            let reply = quoted(reply);
            from.complain(&format!(
                "Permissions Violation for Publish with Reply of {reply}"
            ));
            return Offer::Taken(Flow::Free);
        }
        let (headers, body) = parts(publish);
        let seat = if is_foreign(account, publish.subject) {
            None
        } else {
            self.seat_for(&endpoint, &headers)
        };
        if !is_served(seat.as_ref(), &endpoint) {
            return Offer::Ignored;
        }
        let verb = endpoint.verb;
        if !verb.is_raw() {
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
        let placed = match seat {
            Some(seat) => self.put(&seat, Op::Request(Box::new(request))),
            None => self.put_on_desk(request),
        };
        match placed {
            Ok(flow) => Offer::Taken(flow),
            Err(no_room) => {
                self.count_refusal();
                Offer::Refused(Why::from(no_room).to_caller(verb))
            }
        }
    }

    /// The stream that answers; none where the desk does.
    fn seat_for(&self, endpoint: &Endpoint, headers: &[u8]) -> Option<Seat> {
        match endpoint.verb {
            // Its refusal needs no stream, unless it is a status.
            verb if !verb.is_raw() && level::is_too_high(headers) => None,
            verb if verb.is_for_the_desk() => None,
            _ => self.find(&endpoint.stream),
        }
    }

    fn count_refusal(&self) {
        self.usage.errors.fetch_add(1, Relaxed);
        if self.desk.dropped_one() {
            self.runner.wake(self.desk.ticket());
        }
    }

    fn acknowledge(&self, from: &Peer, tail: &str, publish: &Publish<'_>) -> Offer {
        // Newer servers put a domain and a hash of the account before the stream.
        let long = tail.bytes().filter(|letter| *letter == b'.').count() >= LONG_ACK;
        let mut tokens = tail.split('.').skip(if long { 2 } else { 0 });
        let (Some(stream), Some(consumer)) = (tokens.next(), tokens.next()) else {
            return Offer::Ignored;
        };
        let mut number = || tokens.next()?.parse::<u64>().ok();
        let (Some(deliveries), Some(stream_seq), Some(consumer_seq)) = (number(), number(), number()) else {
            return Offer::Ignored;
        };
        let Some(seat) = self.find(stream) else {
            return Offer::Ignored;
        };
        let ack = Ack {
            consumer: consumer.into(),
            deliveries,
            stream_seq,
            consumer_seq,
            // With an acknowledgement one may ask for more.
            reply: publish
                .reply
                .filter(|reply| may_reach(from, reply))
                .map(Into::into),
            payload: parts(publish).1,
        };
        self.pass_on(&seat, Op::Ack(ack))
    }

    /// A receiver has a part of an archive: `STREAM.ID.LENGTH.INDEX`.
    fn part_arrived(&self, tail: &str) -> Offer {
        let mut tokens = tail.splitn(3, '.');
        let (Some(stream), Some(id), Some(_)) = (tokens.next(), tokens.next(), tokens.next()) else {
            return Offer::Ignored;
        };
        let Some(seat) = self.find(stream) else {
            return Offer::Ignored;
        };
        self.pass_on(&seat, Op::Backup { id: id.into() })
    }

    fn flow(&self, tail: &str) -> Offer {
        let tokens: Vec<&str> = tail.split('.').collect();
        let ([stream, consumer, token] | [_, _, stream, consumer, token]) = tokens[..] else {
            return Offer::Ignored;
        };
        let Some(seat) = self.find(stream) else {
            return Offer::Ignored;
        };
        let op = Op::Flow {
            consumer: consumer.into(),
            token: token.into(),
        };
        self.pass_on(&seat, op)
    }

    /// Puts something into an inbox that nobody has to be told of if there is no room: it will be sent again.
    fn pass_on(&self, seat: &Seat, op: Op) -> Offer {
        Offer::Taken(self.put(seat, op).unwrap_or(Flow::Overloaded))
    }
}

/// Whether a request of the API comes from an account without streams.
pub(crate) fn is_foreign(account: Account, subject: &str) -> bool {
    account != Account::Choria && subject.starts_with(PREFIX)
}

/// Whether anybody answers; where not, the caller is told that nobody listens.
fn is_served(seat: Option<&Seat>, endpoint: &Endpoint) -> bool {
    match (seat, endpoint.verb) {
        (Some(seat), Verb::DirectGet) => seat.handle.known().config.allow_direct,
        (Some(seat), Verb::ConsumerNext) => seat.handle.consumers.kind(&endpoint.consumer).is_some(),
        (None, verb) => !verb.is_raw(),
        _ => true,
    }
}

/// Whether a publisher may have an acknowledgement sent to a subject: where others are asked he must be allowed to ask himself.
fn may_be_answered(from: &Peer, reply: &str) -> bool {
    from.session.rights.is_none() || !fleet::is_asked(reply) || may_reach(from, reply)
}

/// Whether a peer may do on other subjects what the headers of its message have done there.
fn reaches(from: &Peer, publish: &Publish<'_>) -> bool {
    let Some(rights) = from.session.rights.as_deref() else {
        return true;
    };
    let headers = Headers(&publish.body[..publish.headers.unwrap_or_default()]);
    let may_publish = |subject: &str| rights.may_publish(subject);
    schedule_is_within(headers, may_publish, |subject| rights.may_subscribe(subject))
}

fn parts(publish: &Publish<'_>) -> (Bytes, Bytes) {
    let mut headers = Bytes::copy_from_slice(&publish.body[..publish.size()]);
    let payload = headers.split_off(publish.headers.unwrap_or_default());
    (headers, payload)
}
