//! What the consumers of a stream give to a client, and what that does with it.

use std::collections::BTreeSet;

use bytes::Bytes;
use serde_json::{Value, json};

use super::super::super::SECOND;
use super::super::letters::{answers, publish, pull, request};
use super::super::promises::{Log, Notes};
use super::{LAZY, Life, NOTES, Turn};
use crate::streams::config::Retention;
use crate::streams::consumer::Ack;
use crate::streams::handle::Op;
use crate::streams::headers::Headers;
use crate::streams::message::Nanos;
use crate::streams::outbox::{Letter, Outbox};

const CONSUMERS: [&str; 2] = ["C", "D"];
const ACK_WAIT: Nanos = SECOND;
const GROUP: &str = "G";

/// How a consumer gives its messages.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Giving {
    /// To whoever asks.
    Asked,
    /// By itself.
    Pushed,
    /// To one of those who ask, as long as that one is there.
    Pinned,
}

/// A message that a client has.
#[derive(Debug, Clone)]
pub(super) struct Delivery {
    pub(super) consumer: String,
    numbers: [u64; 3],
}

impl Giving {
    /// Each with each retention, in nine histories.
    pub(super) fn of(seed: u64) -> Self {
        [Self::Asked, Self::Pushed, Self::Pinned][((seed + seed / 3) % 3) as usize]
    }

    fn configure(self, config: &mut Value) {
        match self {
            Self::Asked => {}
            Self::Pushed => config["deliver_subject"] = json!("push"),
            Self::Pinned => {
                config["priority_groups"] = json!([GROUP]);
                config["priority_policy"] = json!("pinned_client");
                config["priority_timeout"] = json!(ACK_WAIT);
            }
        }
    }
}

impl Life {
    /// Somebody asks one of the consumers.
    pub(super) fn question(&mut self) -> Turn {
        let consumer = CONSUMERS[self.random.usize(..2)];
        if self.random.u8(..4) == 0 {
            self.pin = None;
        }
        self.question_to(consumer, 3)
    }

    fn question_to(&self, consumer: &str, batch: u64) -> Turn {
        let mut body = json!({"batch": batch, "no_wait": true});
        if consumer == CONSUMERS[0] && self.giving == Giving::Pinned {
            body["group"] = json!(GROUP);
            body["id"] = json!(self.pin);
        }
        Turn::of(pull(consumer, &body), LAZY)
    }

    pub(super) fn acknowledge(&mut self) {
        if self.deliveries.is_empty() {
            return;
        }
        let at = self.random.usize(..self.deliveries.len());
        let delivery = self.deliveries.swap_remove(at);
        let [deliveries, stream_seq, consumer_seq] = delivery.numbers;
        let confirm = self.random.bool();
        let negative = self.random.u8(..5) == 0;
        let ack = Ack {
            consumer: (*delivery.consumer).into(),
            deliveries,
            stream_seq,
            consumer_seq,
            reply: confirm.then(|| "confirm".into()),
            payload: Bytes::from_static(if negative { b"-NAK" } else { b"+ACK" }),
        };
        let mut turn = Turn::of(Op::Ack(ack), LAZY);
        if !negative {
            turn.acks.push((delivery.consumer, stream_seq, confirm));
        }
        self.turn(turn);
    }

    pub(super) fn change_consumer(&mut self) {
        let only = self.config.retention == Retention::WorkQueue;
        let name = CONSUMERS[self.random.usize(..if only { 1 } else { 2 })];
        let op = if self.random.u8(..4) == 0 {
            request(&format!("CONSUMER.DELETE.S.{name}"), &Value::Null)
        } else {
            let mut config = json!({"durable_name": name, "ack_policy": "explicit", "ack_wait": ACK_WAIT});
            if name == CONSUMERS[0] {
                self.giving.configure(&mut config);
            }
            let body = json!({"stream_name": "S", "config": config});
            request(&format!("CONSUMER.CREATE.S.{name}"), &body)
        };
        let mut turn = Turn::of(op, NOTES);
        turn.fresh = Some(name.to_owned());
        self.turn(turn);
    }

    /// What was sent comes to the client; tells whether an acknowledgement was confirmed.
    pub(super) fn hear(&mut self, out: Outbox) -> bool {
        let mut confirmed = false;
        for letter in out.letters {
            let Letter::Deliver {
                to, reply, headers, ..
            } = letter
            else {
                continue;
            };
            // Who acknowledges to a consumer that is gone hears so in a status.
            confirmed |= &*to == "confirm" && headers.is_empty();
            let Some(reply) = reply.filter(|_| ["pull", "push"].contains(&&*to)) else {
                continue;
            };
            self.pin = Headers(&headers)
                .get("Nats-Pin-Id")
                .map(String::from)
                .or(self.pin.take());
            let delivery = Delivery::parse(&reply);
            let key = (delivery.consumer.clone(), delivery.numbers[1]);
            assert!(!self.promises.confirmed.contains(&key), "{key:?} comes again");
            self.deliveries.push(delivery);
        }
        confirmed
    }

    /// After so long every message that was not acknowledged comes again, and none that was; ids still count.
    pub(super) fn settle_accounts(&mut self) {
        self.at.pass(3 * ACK_WAIT);
        self.deliveries.clear();
        self.pin = None;
        self.turn(Turn::of(Op::Look, LAZY));
        for name in Notes::of(self.stream()).consumers {
            let turn = self.question_to(&name, 100);
            self.turn(turn);
            let deliveries = self
                .deliveries
                .iter()
                .filter(|delivery| delivery.consumer == name);
            let given: BTreeSet<u64> = deliveries.map(|delivery| delivery.numbers[1]).collect();
            let log = Log::of(self.stream());
            for seq in log.messages.keys() {
                let key = (name.clone(), *seq);
                assert!(
                    given.contains(seq) || self.promises.sent.contains(&key),
                    "{key:?} does not come"
                );
                let is_done =
                    self.config.retention == Retention::WorkQueue && self.promises.confirmed.contains(&key);
                assert!(!is_done, "{key:?} is done with, and still there");
            }
        }
        let log = Log::of(self.stream());
        for (seq, (subject, headers, payload)) in &log.messages {
            if !headers.windows(11).any(|window| window == b"Nats-Msg-Id") {
                continue;
            }
            let mut out = Outbox::default();
            let Self { stream, at, .. } = self;
            let headers = std::str::from_utf8(headers).unwrap();
            let payload = std::str::from_utf8(payload).unwrap();
            stream
                .as_mut()
                .unwrap()
                .handle(publish(subject, headers, payload), at, &mut out);
            let expected = format!("\"seq\":{seq},\"duplicate\":true");
            assert!(
                answers(&out).any(|answer| answer.contains(&expected)),
                "{:?}",
                answers(&out).collect::<Vec<_>>()
            );
        }
    }
}

impl Delivery {
    fn parse(reply: &str) -> Self {
        let tokens: Vec<&str> = reply.split('.').collect();
        let [.., consumer, deliveries, seq, consumer_seq, _, _] = tokens[..] else {
            unreachable!("{reply}");
        };
        Self {
            consumer: consumer.to_owned(),
            numbers: [deliveries, seq, consumer_seq].map(|number| number.parse().unwrap()),
        }
    }
}
