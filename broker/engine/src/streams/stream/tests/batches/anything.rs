//! Any parts of batches in any order: each batch is there as a whole, or not at all.

use std::collections::BTreeMap;

use proptest::prelude::*;
use serde_json::{Value, json};

use super::super::{Bench, SECOND};
use super::part;
use crate::streams::headers::Headers;
use crate::streams::surroundings::Surroundings;

/// One thing that happens.
#[derive(Debug, Clone)]
enum Deed {
    Part {
        id: u8,
        /// The number that comes next, or another one.
        number: Option<u64>,
        subject: u8,
        header: Option<(u8, u8)>,
        commit: u8,
    },
    Plain(u8),
    Sleep(i64),
    Toggle,
}

fn deeds() -> impl Strategy<Value = Vec<Deed>> {
    let header = proptest::option::weighted(0.3, (0..6_u8, 0..4_u8));
    let number = proptest::option::weighted(0.05, 0..5_u64);
    let part = (0..3_u8, number, 0..3_u8, header, 0..8_u8);
    let deed = prop_oneof![
        20 => part.prop_map(|(id, number, subject, header, commit)| Deed::Part { id, number, subject, header, commit }),
        2 => (0..3_u8).prop_map(Deed::Plain),
        1 => prop_oneof![Just(1), Just(11)].prop_map(Deed::Sleep),
        1 => Just(Deed::Toggle),
    ];
    proptest::collection::vec(deed, 0..80)
}

fn header((name, value): (u8, u8)) -> (&'static str, String) {
    let value = match name {
        0..3 => value.to_string(),
        3 => format!("id{value}"),
        4 => ["sub", "all", "none", "SUB"][usize::from(value)].to_owned(),
        _ => ["1", "2", "x", "99"][usize::from(value)].to_owned(),
    };
    let names = [
        "Nats-Expected-Last-Sequence",
        "Nats-Expected-Last-Subject-Sequence",
        "X",
        "Nats-Msg-Id",
        "Nats-Rollup",
        "Nats-Required-Api-Level",
    ];
    (names[usize::from(name)], value)
}

/// What a stream must not do whatever comes.
struct Judge {
    bench: Bench,
    /// Parts of each open batch that were taken.
    open: BTreeMap<u8, u64>,
}

impl Judge {
    fn part(&mut self, deed: &Deed) {
        let Deed::Part {
            id,
            number,
            subject,
            header: more,
            commit,
        } = deed
        else {
            return;
        };
        let last = self.bench.stream.totals().last_seq;
        let next = self.open.get(id).copied().unwrap_or_default() + 1;
        let more = more.map(header);
        let mut headers: Vec<(&str, &str)> = more.iter().map(|(name, value)| (*name, &**value)).collect();
        match commit {
            0 | 1 => headers.push(("Nats-Batch-Commit", "1")),
            2 => headers.push(("Nats-Batch-Commit", "eob")),
            _ => {}
        }
        let (name, number) = (format!("b{id}"), number.unwrap_or(next));
        let ack = part(&mut self.bench, &name, number, &format!("s.{subject}"), &headers);
        let now = self.bench.stream.totals().last_seq;
        match &ack["count"] {
            Value::Null => assert_eq!(now, last, "nothing is kept before the end: {ack}"),
            count => {
                let count = count.as_u64().unwrap();
                assert_eq!((now, &ack["seq"]), (last + count, &json!(now)));
                assert_eq!(count, next - u64::from(*commit == 2));
                self.is_whole(last + 1, count, &name);
            }
        }
        if ack.is_null() {
            self.open.insert(*id, next);
        } else if number == next || !ack["error"].is_null() {
            self.open.remove(id);
        }
    }

    /// What is there of a batch, if nothing took its place, is its messages in their order.
    fn is_whole(&self, first: u64, count: u64, name: &str) {
        for seq in (first..first + count).filter(|seq| self.bench.seqs().contains(seq)) {
            let message = self.bench.read(seq);
            let headers = Headers(&message.headers);
            let number = (seq + 1 - first).to_string();
            assert_eq!(headers.get("Nats-Batch-Id").as_deref(), Some(name));
            assert_eq!(headers.get("Nats-Batch-Sequence").as_deref(), Some(&*number));
            assert_eq!(headers.has("Nats-Batch-Commit"), seq + 1 == first + count);
        }
    }
}

proptest! {
    #[test]
    fn no_part_of_a_batch_is_kept_alone(deeds in deeds(), more in 0..4_usize) {
        let more = [
            json!({}),
            json!({"max_msgs": 4, "discard": "new"}),
            json!({"max_msgs": 5}),
            json!({"max_msgs_per_subject": 2, "discard": "new", "discard_new_per_subject": true}),
        ][more].clone();
        let config = |atomic: bool| {
            let mut config = more.clone();
            config["allow_rollup_hdrs"] = true.into();
            config["allow_atomic"] = atomic.into();
            config
        };
        let mut judge = Judge { bench: Bench::new(config(true)), open: BTreeMap::new() };
        for deed in &deeds {
            match deed {
                Deed::Part { .. } => judge.part(deed),
                Deed::Plain(subject) => {
                    judge.bench.publish(&format!("s.{subject}"), &[], "x");
                }
                Deed::Sleep(seconds) => {
                    judge.bench.sleep(seconds * SECOND);
                    judge.bench.tick();
                    if *seconds > 10 {
                        judge.open.clear();
                    }
                }
                Deed::Toggle => {
                    judge.bench.reconfigure(config(false));
                    judge.bench.reconfigure(config(true));
                    judge.open.clear();
                }
            }
        }
        judge.bench.sleep(10 * SECOND);
        judge.bench.tick();
        prop_assert_eq!(judge.bench.at.shelf().bytes(), 0);
        prop_assert_eq!(judge.bench.stream.due(), None);
    }
}
