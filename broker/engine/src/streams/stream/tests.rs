//! Streams in memory, in a world whose time the test owns.

mod batches;
mod counting;
mod crash;
mod expectations;
mod hostile;
mod limits;
mod model;
mod renames;
mod requests;
mod scheduling;
mod sourcing;
mod times;

use std::sync::Arc;

use bytes::Bytes;
use serde_json::{Value, json};

use super::Stream;
use crate::options::Account;
use crate::streams::api::{Caller, Endpoint, PREFIX, Request};
use crate::streams::config::{Others, StreamConfig};
use crate::streams::handle::Op;
use crate::streams::message::{Message, Nanos, Publication};
use crate::streams::outbox::{Letter, Outbox};
use crate::streams::store::{MemoryStore, Store};
use crate::streams::surroundings::{Staged, Surroundings};

const SECOND: Nanos = 1_000_000_000;
const START: Nanos = 1_700_000_000 * SECOND;

/// No other streams.
struct Alone;

impl Others for Alone {
    fn find(&self, _: &str) -> Option<Arc<StreamConfig>> {
        None
    }

    fn all(&self) -> Vec<Arc<StreamConfig>> {
        Vec::new()
    }
}

/// One stream and its time.
#[derive(Debug)]
struct Bench {
    stream: Stream,
    at: Staged,
    /// What left the stream beside answers.
    sent: Vec<Letter>,
}

impl Bench {
    /// A stream `S` on `s.>` in memory, with more members of its configuration.
    fn new(more: Value) -> Self {
        Self::of(config(more))
    }

    fn of(config: StreamConfig) -> Self {
        Self::on(Box::new(MemoryStore::default()), config)
    }

    fn on(store: Box<dyn Store>, config: StreamConfig) -> Self {
        Self {
            stream: Stream::create(config, store, START).unwrap(),
            at: Staged::quiet(START),
            sent: Vec::new(),
        }
    }

    /// Lets time go by, without a turn.
    fn sleep(&self, time: Nanos) {
        self.at.pass(time);
    }

    /// A turn that is not asked for: only when one is due.
    fn tick(&mut self) {
        if self.stream.due().is_some_and(|due| due <= self.at.now()) {
            let mut out = Outbox::default();
            self.stream.proceed(&self.at, &mut out);
            self.stream.commit(&mut out).unwrap();
            self.sent.append(&mut out.letters);
        }
    }

    /// Publishes and returns the acknowledgement.
    fn publish(&mut self, subject: &str, headers: &[(&str, &str)], payload: &str) -> Value {
        let lines: String = headers
            .iter()
            .map(|(name, value)| format!("{name}: {value}\r\n"))
            .collect();
        let block = match &*lines {
            "" => String::new(),
            lines => format!("NATS/1.0\r\n{lines}\r\n"),
        };
        self.publish_block(subject, &block, payload)
    }

    fn publish_block(&mut self, subject: &str, headers: &str, payload: &str) -> Value {
        let publication = Publication {
            account: Account::Choria,
            reaches: true,
            subject: subject.into(),
            reply: Some("reply".into()),
            headers: Bytes::copy_from_slice(headers.as_bytes()),
            payload: Bytes::copy_from_slice(payload.as_bytes()),
        };
        self.turn(Op::Publish(publication))
    }

    /// Publishes something that has to be kept; returns its sequence.
    fn keep(&mut self, subject: &str, headers: &[(&str, &str)]) -> u64 {
        let ack = self.publish(subject, headers, "x");
        ack["seq"]
            .as_u64()
            .filter(|seq| *seq > 0)
            .unwrap_or_else(|| panic!("{ack}"))
    }

    /// Publishes something that must not be kept; returns the class and number of the error.
    fn refuse(&mut self, subject: &str, headers: &[(&str, &str)]) -> (u64, u64) {
        let before = self.stream.totals();
        let ack = self.publish(subject, headers, "x");
        assert_eq!(self.stream.totals(), before, "a refusal changes nothing");
        assert_eq!((&ack["stream"], &ack["seq"]), (&json!("S"), &json!(0)), "{ack}");
        code(&ack)
    }

    /// Gives the stream another configuration.
    fn reconfigure(&mut self, more: Value) {
        let config = config(more).replacing(self.stream.config()).unwrap();
        self.stream.reconfigure(config, self.at.now()).unwrap();
    }

    /// Asks the API.
    fn ask(&mut self, tail: &str, body: Value) -> Value {
        match body {
            Value::Null => self.ask_text(tail, ""),
            body => self.ask_text(tail, &body.to_string()),
        }
    }

    fn ask_text(&mut self, tail: &str, body: &str) -> Value {
        let request = Request {
            endpoint: Endpoint::parse(tail),
            account: Account::Choria,
            caller: Caller::Inside,
            subject: format!("{PREFIX}{tail}").into(),
            reply: "reply".into(),
            headers: Bytes::new(),
            body: Bytes::copy_from_slice(body.as_bytes()),
        };
        self.turn(Op::Request(Box::new(request)))
    }

    fn turn(&mut self, op: Op) -> Value {
        let mut out = Outbox::default();
        self.stream.handle(op, &self.at, &mut out);
        self.stream.commit(&mut out).unwrap();
        let mut answer = Value::Null;
        for letter in out.letters {
            match letter {
                Letter::Deliver { to, payload, .. } if &*to == "reply" => {
                    answer = serde_json::from_slice(&payload).unwrap_or_default();
                }
                other => self.sent.push(other),
            }
        }
        answer
    }

    fn seqs(&self) -> Vec<u64> {
        let all = crate::streams::filter::Filter::default();
        self.stream.store.seqs(0, &all, usize::MAX).unwrap()
    }

    fn read(&self, seq: u64) -> Message {
        self.stream.store.read(seq).unwrap().unwrap()
    }

    /// The same store, opened again.
    fn restart(self) -> Self {
        let now = self.at.now();
        Self {
            stream: Stream::open(self.stream.store, now).unwrap(),
            at: self.at,
            sent: self.sent,
        }
    }
}

fn config(more: Value) -> StreamConfig {
    let mut config = json!({"name": "S", "subjects": ["s.>"], "storage": "memory"});
    let members = config.as_object_mut().unwrap();
    members.extend(more.as_object().unwrap().clone());
    let config: StreamConfig = serde_json::from_value(config).unwrap();
    config.checked(&Alone).unwrap()
}

fn code(answer: &Value) -> (u64, u64) {
    let error = &answer["error"];
    let number = |name: &str| error[name].as_u64().unwrap_or_else(|| panic!("{answer}"));
    (number("code"), number("err_code"))
}
