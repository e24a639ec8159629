//! What comes when any bytes are taken for what somebody asks of streams: the fuzz target `api`, and a little of it as a test.
//!
//! Streams in memory, without threads or sockets. The bytes choose among requests, messages, acknowledgements and time.

mod words;

use std::sync::Arc;

use bytes::Bytes;
use serde_json::{Map, Value, json};

use crate::options::{Account, StreamsOptions};
use crate::streams::api::{Caller, Endpoint, PREFIX, Request};
use crate::streams::consumer::Ack;
use crate::streams::handle::Op;
use crate::streams::message::Nanos;
use crate::streams::outbox::{Letter, Outbox};
use crate::streams::registry::Streams;
use crate::streams::runner::{Actor as _, Next};
use crate::streams::surroundings::Staged;
pub(super) use words::HEADERS;
use words::{CONSUMERS, ENDPOINTS, MEMBERS, STREAMS, SUBJECTS, VALUES};

const SECOND: Nanos = 1_000_000_000;
const REPLY: &str = "answer";
/// Things that happen in one run.
const STEPS: usize = 64;
/// Streams that are there at once, so that a run is short.
const MOST_STREAMS: usize = 8;
/// Rounds of turns after which nothing may be left to do: more means that it never ends.
const ENDLESS: usize = 20_000;

/// Bytes that choose.
struct Choices<'a>(&'a [u8]);

impl Choices<'_> {
    fn byte(&mut self) -> u8 {
        let Some((first, rest)) = self.0.split_first() else {
            return 0;
        };
        self.0 = rest;
        *first
    }

    fn one_in(&mut self, count: u8) -> bool {
        self.byte().is_multiple_of(count)
    }

    fn of(&mut self, count: usize) -> usize {
        let (high, low) = (self.byte(), self.byte());
        usize::from(u16::from_be_bytes([high, low])) % count
    }

    fn word(&mut self, words: &[&'static str]) -> &'static str {
        words[self.of(words.len())]
    }

    fn number(&mut self) -> i128 {
        let bytes = std::array::from_fn(|_| self.byte());
        let small = i128::from(bytes[1] % 8);
        match bytes[0] % 8 {
            0 => i128::from(u64::MAX) - small,
            1 => i128::from(i64::MAX) - small,
            2 => i128::from(i64::MIN) + small,
            3 => i128::from(u64::from_be_bytes(bytes)),
            4 => small * i128::from(SECOND),
            5 => -small,
            _ => small,
        }
    }

    fn value(&mut self, depth: usize) -> Value {
        match self.byte() % if depth > 0 { 12 } else { 9 } {
            0 => Value::Null,
            1 | 2 => self.one_in(2).into(),
            3 | 4 => {
                let number = self.number();
                u64::try_from(number).map_or_else(|_| Value::from(number as i64), Value::from)
            }
            5 => self.word(&SUBJECTS).into(),
            6 => self.word(&STREAMS).into(),
            7 | 8 => self.word(&VALUES).into(),
            9 => (0..self.of(5)).map(|_| self.value(depth - 1)).collect(),
            _ => Value::Object(self.members(depth - 1)),
        }
    }

    fn members(&mut self, depth: usize) -> Map<String, Value> {
        let count = self.of(6);
        (0..count)
            .map(|_| (self.word(&MEMBERS).to_owned(), self.value(depth)))
            .collect()
    }

    /// A body that is often fine.
    fn body(&mut self, endpoint: &str, stream: &str, consumer: &str) -> Vec<u8> {
        if self.one_in(16) {
            let length = self.of(200).min(self.0.len());
            let (raw, rest) = self.0.split_at(length);
            self.0 = rest;
            return raw.to_vec();
        }
        let mut body = self.members(3);
        if endpoint.starts_with("STREAM.CREATE") || endpoint.starts_with("STREAM.UPDATE") {
            body.entry("name").or_insert(stream.into());
            body.entry("subjects").or_insert(json!([self.word(&SUBJECTS)]));
            body.insert("storage".to_owned(), "memory".into());
        } else if endpoint.contains("CREATE") {
            let mut config = Value::Object(body);
            config["durable_name"] = consumer.into();
            body = Map::from_iter([
                ("stream_name".to_owned(), stream.into()),
                ("config".to_owned(), config),
            ]);
        } else if endpoint.starts_with("STREAM.RESTORE") {
            let config = json!({"name": stream, "subjects": ["r"], "storage": "memory"});
            body.entry("config").or_insert(config);
        }
        Value::Object(body).to_string().into_bytes()
    }

    fn headers(&mut self) -> Vec<u8> {
        let mut block = String::from("NATS/1.0\r\n");
        for _ in 0..self.of(5) {
            let (name, value) = (self.word(&HEADERS), self.value(0));
            let value = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
            block.push_str(&format!("{name}: {value}\r\n"));
        }
        block.push_str("\r\n");
        if block.len() == "NATS/1.0\r\n\r\n".len() {
            block.clear();
        }
        block.into_bytes()
    }
}

/// Streams and what happens to them.
struct Site {
    streams: Arc<Streams>,
    world: Staged,
}

impl Site {
    fn new() -> Self {
        Self {
            // A folder that nobody can make: streams on disk are refused.
            streams: Streams::new(&StreamsOptions::at("/dev/null/streams")),
            world: Staged::loud(1_700_000_000 * SECOND),
        }
    }

    fn step(&mut self, choices: &mut Choices<'_>) {
        match choices.byte() % 8 {
            0..=3 => self.ask(choices),
            4 | 5 => self.publish(choices),
            6 => self.acknowledge(choices),
            _ => {
                let time = choices.number().clamp(0, i128::from(u32::MAX)) as Nanos;
                self.world.pass(time * 100);
                self.world.silence(choices.one_in(4));
            }
        }
        self.settle();
    }

    fn ask(&mut self, choices: &mut Choices<'_>) {
        let (stream, consumer) = (choices.word(&STREAMS), choices.word(&CONSUMERS));
        let pattern = choices.word(&ENDPOINTS);
        let tail = pattern.replace("{S}", stream).replace("{C}", consumer);
        let tail = tail.replace("{F}", choices.word(&SUBJECTS));
        let request = Request {
            endpoint: Endpoint::parse(&tail),
            account: Account::Choria,
            caller: Caller::Inside,
            subject: format!("{PREFIX}{tail}").into(),
            reply: REPLY.into(),
            headers: if choices.one_in(8) {
                choices.headers().into()
            } else {
                Bytes::new()
            },
            body: choices.body(pattern, stream, consumer).into(),
        };
        if request.endpoint.verb.is_for_the_desk() {
            if pattern.starts_with("STREAM.CREATE") && self.count() >= MOST_STREAMS {
                return;
            }
            let mut out = Outbox::default();
            self.streams.request(&request, &self.world, &mut out);
            self.deliver(out);
        } else if let Some(seat) = self.streams.find(&request.endpoint.stream) {
            let _ = self.streams.put(&seat, Op::Request(Box::new(request)));
        }
    }

    fn publish(&mut self, choices: &mut Choices<'_>) {
        let account = match choices.byte() % 8 {
            0 => Account::Provisioning,
            _ => Account::Choria,
        };
        let headers = Bytes::from(choices.headers());
        let payload = Bytes::from(choices.value(1).to_string());
        let reply = (!choices.one_in(4)).then_some(REPLY);
        let reaches = !choices.one_in(8);
        let parts = || (headers.clone(), payload.clone());
        let _ = self
            .streams
            .keep((account, reaches), choices.word(&SUBJECTS), reply, None, parts);
    }

    fn acknowledge(&mut self, choices: &mut Choices<'_>) {
        let Some(seat) = self.streams.find(choices.word(&STREAMS)) else {
            return;
        };
        let number = |choices: &mut Choices<'_>| u64::try_from(choices.number()).unwrap_or_default();
        let ack = Ack {
            consumer: choices.word(&CONSUMERS).into(),
            deliveries: number(choices),
            stream_seq: number(choices),
            consumer_seq: number(choices),
            reply: choices.one_in(2).then(|| REPLY.into()),
            payload: choices.word(&words::ACKS).into(),
        };
        let _ = self.streams.put(&seat, Op::Ack(ack));
    }

    fn count(&self) -> usize {
        let mut count = 0;
        self.streams.each(|_| count += 1);
        count
    }

    /// Gives turns until nobody wants one now.
    fn settle(&self) {
        for turn in 0.. {
            assert!(turn < ENDLESS, "something goes on for ever");
            let mut seats = Vec::new();
            self.streams.each(|seat| seats.push(seat.clone()));
            let mut more = false;
            for seat in seats {
                let mut out = Outbox::default();
                let next = seat.handle.turn(&self.world, &mut out);
                more |= next == Next::Now || out.letters.iter().any(is_for_a_stream);
                self.deliver(out);
                check(&seat.handle.known().totals);
            }
            if !more {
                return;
            }
        }
    }

    /// What comes of a turn reaches streams as it does in the engine, and answers are documents.
    fn deliver(&self, out: Outbox) {
        self.streams.relieve(out.relieved);
        for letter in out.letters {
            match letter {
                Letter::Deliver {
                    to, payload, headers, ..
                } => {
                    if *to == *REPLY && headers.is_empty() && !payload.is_empty() {
                        let answer = serde_json::from_slice::<Value>(&payload);
                        answer.expect("an answer is a document");
                    }
                }
                Letter::Publish {
                    subject,
                    headers,
                    payload,
                } => {
                    let parts = || (headers.clone(), payload.clone());
                    let _ = self
                        .streams
                        .keep((Account::Choria, false), &subject, None, None, parts);
                }
                Letter::Post { stream, op } => self.streams.post(&stream, op),
                Letter::Advise(_) => {}
            }
        }
    }
}

fn is_for_a_stream(letter: &Letter) -> bool {
    matches!(letter, Letter::Publish { .. } | Letter::Post { .. })
}

fn check(totals: &crate::streams::store::Totals) {
    let span = (totals.last_seq + 1).saturating_sub(totals.first_seq.max(1));
    assert_eq!(totals.messages + totals.deleted, span, "{totals:?}");
}

/// Does what the bytes choose; panics where something is not as it should be.
#[cfg_attr(
    not(fuzzing),
    expect(unreachable_pub, reason = "only the fuzz target is outside")
)]
pub fn try_streams(input: &[u8]) {
    let (mut site, mut choices) = (Site::new(), Choices(input));
    for _ in 0..STEPS {
        if choices.0.is_empty() {
            break;
        }
        site.step(&mut choices);
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(256))]

        #[test]
        fn whatever_is_asked_streams_go_on(input in proptest::collection::vec(any::<u8>(), 0..3000)) {
            super::try_streams(&input);
        }
    }
}
