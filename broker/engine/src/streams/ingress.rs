//! From the router into the inboxes: which publishes concern streams.

use std::sync::Arc;
use std::sync::atomic::Ordering::Relaxed;

use bytes::Bytes;

use crate::frame::Publish;
use crate::options::Account;
use crate::peer::Peer;
use crate::streams::api::{Caller, Endpoint, PREFIX, Request, Verb, level};
use crate::streams::consumer::Ack;
use crate::streams::handle::Op;
use crate::streams::message::Publication;
use crate::streams::registry::Streams;
use crate::streams::snapshot::{self, Part};

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
        if let Some(tail) = publish.subject.strip_prefix(snapshot::ACK) {
            return self.part_arrived(tail);
        }
        if let Some(tail) = publish.subject.strip_prefix(snapshot::RESTORE) {
            let part = Part {
                reply: publish.reply.map(Into::into),
                payload: parts(publish).1,
            };
            return self.take_part(account, tail, part);
        }
        let (headers, payload) = parts(publish);
        self.keep(account, publish.subject, publish.reply, &headers, &payload, None)
    }

    /// Puts a message into the inboxes of the streams that keep its subject, but for the one named `except`.
    pub(crate) fn keep(
        &self,
        account: Account,
        subject: &str,
        reply: Option<&str>,
        headers: &Bytes,
        payload: &Bytes,
        except: Option<&str>,
    ) -> bool {
        let mut kept = false;
        self.keepers(subject, |seat| {
            if except == Some(&*seat.handle.name) {
                return;
            }
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

    /// Somebody of the account began to listen: push consumers may have waited for it.
    pub(crate) fn listened(&self, account: Account, pattern: &str) {
        if account == Account::Choria {
            self.each(|seat| {
                if seat.handle.consumers.call(pattern) {
                    // A full inbox means turns to come, and each of them sees that it was called.
                    let _ = self.put(seat, Op::Look);
                }
            });
        }
    }

    /// Whether some stream keeps the subject.
    pub(crate) fn keeps(&self, subject: &str) -> bool {
        let mut found = false;
        self.keepers(subject, |_| found = true);
        found
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
                seat.handle.known().consumers.kind(&endpoint.consumer).is_some()
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

    /// A receiver has a part of an archive: `STREAM.ID.LENGTH.INDEX`.
    fn part_arrived(&self, tail: &str) -> bool {
        let mut tokens = tail.splitn(3, '.');
        let (Some(stream), Some(id), Some(_)) = (tokens.next(), tokens.next(), tokens.next()) else {
            return false;
        };
        let Some(seat) = self.find(stream) else {
            return false;
        };
        let _ = self.put(&seat, Op::Backup { id: id.into() });
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
