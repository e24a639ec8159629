//! Consumers on a store in memory, with a clock and listeners that the test owns.

mod acknowledging;
mod checking;
mod hostile;
mod pulling;
mod pushing;
mod restarting;
mod scale;

use std::collections::BTreeMap;

use bytes::Bytes;
use serde_json::{Value, json};

use super::{Ack, Consumers, Turn};
use crate::options::Account;
use crate::streams::api::{Caller, Endpoint, Request};
use crate::streams::config::StreamConfig;
use crate::streams::message::Nanos;
use crate::streams::outbox::{Letter, Outbox};
use crate::streams::store::{MemoryStore, Safe, Store};
use crate::streams::surroundings::{Staged, Surroundings};

const SECOND: Nanos = 1_000_000_000;
const MILLISECOND: Nanos = 1_000_000;

/// Something that was sent.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Sent {
    to: String,
    subject: String,
    reply: String,
    headers: String,
    payload: String,
}

impl Sent {
    /// The status without its number's prefix, if it is one.
    fn status(&self) -> Option<&str> {
        let line = self.headers.lines().next()?;
        line.strip_prefix("NATS/1.0 ")
    }

    /// Deliveries, stream sequence, consumer sequence and what is left, from where it is to be acknowledged.
    fn numbers(&self) -> [u64; 4] {
        let tokens: Vec<&str> = self.reply.split('.').collect();
        let [.., deliveries, seq, consumer_seq, _, left] = tokens[..] else {
            unreachable!("no subject of acknowledgements: {}", self.reply);
        };
        [deliveries, seq, consumer_seq, left].map(|number| number.parse().unwrap())
    }
}

/// A stream's consumers and all that is around them.
struct Lab {
    consumers: Consumers,
    store: MemoryStore,
    config: StreamConfig,
    world: Staged,
    out: Outbox,
}

impl Lab {
    fn new() -> Self {
        Self::with(StreamConfig {
            subjects: vec!["a.>".to_owned()],
            ..StreamConfig::default()
        })
    }

    fn with(config: StreamConfig) -> Self {
        Self {
            consumers: Consumers::default(),
            store: MemoryStore::default(),
            config: StreamConfig {
                name: "S".to_owned(),
                num_replicas: 1,
                ..config
            },
            world: Staged::loud(1_700_000_000 * SECOND),
            out: Outbox::default(),
        }
    }

    fn turn<T>(&mut self, what: impl FnOnce(&mut Consumers, &mut Turn<'_>) -> T) -> T {
        let mut turn = Turn {
            config: &self.config,
            store: &mut self.store,
            at: &self.world,
            out: &mut self.out,
        };
        what(&mut self.consumers, &mut turn)
    }

    fn publish(&mut self, subject: &str, payload: &str) -> u64 {
        let seq = self
            .store
            .append(subject, b"", payload.as_bytes(), self.world.now());
        self.consumers.stored(seq, subject);
        seq
    }

    fn remove(&mut self, seq: u64) {
        let removed = self.store.remove(seq, Safe::Now, false).unwrap().unwrap();
        self.consumers.removed(&removed);
    }

    /// Asks the API; the answer if there is one at once.
    fn api(&mut self, tail: &str, body: &str) -> Value {
        let request = Request {
            endpoint: Endpoint::parse(tail),
            account: Account::Choria,
            caller: Caller::Inside,
            subject: format!("$JS.API.{tail}").into(),
            reply: "answer".into(),
            headers: Bytes::new(),
            body: Bytes::copy_from_slice(body.as_bytes()),
        };
        self.turn(|consumers, turn| consumers.request(&request, turn));
        let at = self
            .out
            .letters
            .iter()
            .rposition(|letter| matches!(letter, Letter::Deliver { to, .. } if **to == *"answer"));
        let Some(Letter::Deliver { payload, .. }) = at.map(|at| self.out.letters.remove(at)) else {
            return Value::Null;
        };
        serde_json::from_slice(&payload).unwrap()
    }

    /// Creates a consumer and tells about it, or what is wrong.
    fn create(&mut self, name: &str, config: Value) -> Value {
        let mut config = config;
        config["durable_name"] = name.into();
        self.create_any(&format!("CONSUMER.CREATE.S.{name}"), config)
    }

    fn create_any(&mut self, tail: &str, config: Value) -> Value {
        let body = json!({"stream_name": "S", "config": config});
        self.api(tail, &body.to_string())
    }

    fn info(&mut self, name: &str) -> Value {
        self.api(&format!("CONSUMER.INFO.S.{name}"), "")
    }

    /// Asks a consumer for messages, to be sent to `reply`.
    fn pull(&mut self, name: &str, reply: &str, body: &str) {
        let request = Request {
            endpoint: Endpoint::parse(&format!("CONSUMER.MSG.NEXT.S.{name}")),
            account: Account::Choria,
            caller: Caller::Inside,
            subject: "".into(),
            reply: reply.into(),
            headers: Bytes::new(),
            body: Bytes::copy_from_slice(body.as_bytes()),
        };
        self.turn(|consumers, turn| consumers.request(&request, turn));
    }

    /// Answers for a delivery.
    fn ack(&mut self, sent: &Sent, payload: &str, reply: Option<&str>) -> Vec<u64> {
        let [deliveries, stream_seq, consumer_seq, _] = sent.numbers();
        let ack = Ack {
            consumer: sent.reply.split('.').nth(3).unwrap().into(),
            deliveries,
            stream_seq,
            consumer_seq,
            reply: reply.map(Into::into),
            payload: Bytes::copy_from_slice(payload.as_bytes()),
        };
        self.turn(|consumers, turn| consumers.acknowledge(ack, turn))
    }

    /// Lets everything happen that happens now; what was sent is returned.
    fn run(&mut self) -> Vec<Sent> {
        while self.turn(|consumers, turn| consumers.proceed(turn)) {}
        self.consumers.note(&mut self.store);
        let text = |bytes: &Bytes| String::from_utf8(bytes.to_vec()).unwrap();
        let letters = std::mem::take(&mut self.out.letters);
        let sent = letters.into_iter().filter_map(|letter| match letter {
            Letter::Deliver {
                to,
                subject,
                reply,
                headers,
                payload,
                ..
            } => Some(Sent {
                to: to.to_string(),
                subject: subject.map(|subject| subject.to_string()).unwrap_or_default(),
                reply: reply.map(|reply| reply.to_string()).unwrap_or_default(),
                headers: text(&headers),
                payload: text(&payload),
            }),
            _ => None,
        });
        sent.collect()
    }

    /// Subjects of the events that were told since the last [`Self::run`].
    fn events(&self) -> Vec<String> {
        let subject = |letter: &Letter| match letter {
            Letter::Advise(advisory) => Some(advisory.subject.clone()),
            _ => None,
        };
        self.out.letters.iter().filter_map(subject).collect()
    }

    /// Lets time pass, up to each moment that something is due at.
    fn pass(&mut self, time: Nanos) -> Vec<Sent> {
        let end = self.world.now() + time;
        let mut sent = Vec::new();
        while let Some(due) = self.consumers.due().filter(|due| *due <= end) {
            self.world.set(due.max(self.world.now()));
            sent.extend(self.run());
        }
        self.world.set(end);
        sent.extend(self.run());
        sent
    }

    /// The consumers as they are read after a restart.
    fn restart(&mut self) {
        let now = self.world.now();
        self.consumers = Consumers::open(std::sync::Arc::default(), &self.store, now);
    }
}

/// Payloads by receiver.
fn shares(sent: &[Sent]) -> BTreeMap<&str, Vec<&str>> {
    let mut shares: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for sent in sent {
        shares.entry(&sent.to).or_default().push(&sent.payload);
    }
    shares
}

fn statuses(sent: &[Sent]) -> Vec<&str> {
    sent.iter().filter_map(Sent::status).collect()
}

/// Stream sequences of what was delivered.
fn seqs(sent: &[Sent]) -> Vec<u64> {
    let delivered = sent.iter().filter(|sent| sent.status().is_none());
    delivered.map(|sent| sent.numbers()[1]).collect()
}
