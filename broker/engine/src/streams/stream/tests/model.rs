//! Anything that may come to a stream, in any order, against a simple model of what it keeps.

use std::collections::BTreeMap;

use proptest::prelude::*;
use serde_json::{Value, json};

use super::{Alone, Bench, SECOND, Surroundings};
use crate::streams::config::StreamConfig;
use crate::streams::message::Nanos;

/// What a message costs in memory beside its bytes, and the bytes of those below.
const SIZE: u64 = 16 + 3 + 1;

#[derive(Debug, Clone)]
enum Deed {
    Publish {
        subject: u8,
        headers: Vec<(u8, u8)>,
    },
    Sleep(u8),
    Tick,
    Delete(u64),
    Purge {
        filter: Option<u8>,
        seq: u64,
        keep: u64,
    },
    Limits {
        msgs: i64,
        per_subject: i64,
        bytes: i64,
        age: u8,
        new: bool,
    },
    Restart,
}

/// What a stream holds: sequence, subject and time.
#[derive(Debug, Default)]
struct Model {
    messages: BTreeMap<u64, (String, Nanos)>,
    last: u64,
    msgs: i64,
    per_subject: i64,
    bytes: i64,
    age: Nanos,
    new: bool,
}

fn deeds() -> impl Strategy<Value = Vec<Deed>> {
    let headers = proptest::collection::vec((0..4_u8, 0..6_u8), 0..2);
    let deed = prop_oneof![
        8 => (0..4_u8, headers).prop_map(|(subject, headers)| Deed::Publish { subject, headers }),
        2 => (1..20_u8).prop_map(Deed::Sleep),
        1 => Just(Deed::Tick),
        1 => prop_oneof![0..30_u64, Just(u64::MAX)].prop_map(Deed::Delete),
        1 => (proptest::option::of(0..4_u8), 0..20_u64, 0..4_u64)
            .prop_map(|(filter, seq, keep)| Deed::Purge { filter, seq, keep }),
        1 => (-1..6_i64, -1..3_i64, prop_oneof![Just(-1_i64), 0..100_i64], 0..30_u8, any::<bool>())
            .prop_map(|(msgs, per_subject, bytes, age, new)| Deed::Limits { msgs, per_subject, bytes, age, new }),
        1 => Just(Deed::Restart),
    ];
    proptest::collection::vec(deed, 0..60)
}

fn subject(index: u8) -> String {
    format!("s.{}", char::from(b'a' + index))
}

impl Model {
    fn of_subject(&self, subject: &str) -> Vec<u64> {
        let of = |(_, (other, _)): &(&u64, &(String, Nanos))| other == subject;
        self.messages.iter().filter(of).map(|(seq, _)| *seq).collect()
    }

    fn size(&self) -> u64 {
        self.messages.len() as u64 * SIZE
    }

    fn is_over(limit: i64, amount: u64) -> bool {
        limit > 0 && amount > limit as u64
    }

    fn expire(&mut self, now: Nanos) {
        if self.age > 0 {
            self.messages.retain(|_, (_, time)| *time + self.age > now);
        }
    }

    fn enforce(&mut self) {
        for index in 0..4 {
            let subject = subject(index);
            while Self::is_over(self.per_subject, self.of_subject(&subject).len() as u64) {
                self.messages.remove(&self.of_subject(&subject)[0]);
            }
        }
        while !self.new
            && !self.messages.is_empty()
            && (Self::is_over(self.msgs, self.messages.len() as u64)
                || Self::is_over(self.bytes, self.size()))
        {
            self.messages.pop_first();
        }
    }

    /// Keeps a message with no headers; none if it may not come in.
    fn publish(&mut self, subject: &str, now: Nanos) -> Option<u64> {
        let replaces = Self::is_over(self.per_subject, self.of_subject(subject).len() as u64 + 1);
        let too_many = Self::is_over(self.msgs, self.messages.len() as u64 + 1);
        let too_much = Self::is_over(self.bytes, self.size() + SIZE);
        if self.new && (too_many || too_much) && !replaces {
            return None;
        }
        self.last += 1;
        self.messages.insert(self.last, (subject.to_owned(), now));
        self.enforce();
        Some(self.last)
    }

    fn purge(&mut self, filter: Option<&str>, seq: u64, keep: u64) {
        let all = self.messages.iter();
        let matching = all.filter(|(_, (subject, _))| filter.is_none_or(|filter| filter == subject));
        let mut seqs: Vec<u64> = matching.map(|(seq, _)| *seq).collect();
        match (seq, keep) {
            (0, keep) => seqs.truncate(seqs.len().saturating_sub(keep as usize)),
            (first, 0) => seqs.retain(|seq| *seq < first),
            _ => seqs.clear(),
        }
        for seq in seqs {
            self.messages.remove(&seq);
        }
    }

    fn config(&self) -> Value {
        json!({
            "max_msgs": self.msgs, "max_msgs_per_subject": self.per_subject, "max_bytes": self.bytes, "max_age": self.age,
            "discard": if self.new { "new" } else { "old" }, "allow_rollup_hdrs": true, "allow_msg_ttl": true,
        })
    }
}

/// A header that makes a difference, or none that does.
fn header(name: u8, value: u8) -> (&'static str, String) {
    match name {
        0 => ("Nats-Expected-Last-Sequence", value.to_string()),
        1 => ("Nats-Expected-Last-Subject-Sequence", value.to_string()),
        2 => (
            "Nats-Expected-Stream",
            if value == 0 { "T" } else { "S" }.to_owned(),
        ),
        _ => ("X", value.to_string()),
    }
}

/// Whether the model is as the header expects it.
fn is_so(model: &Model, subject: &str, name: u8, value: u8) -> bool {
    match name {
        0 => model.last == u64::from(value),
        1 => model.of_subject(subject).last().copied().unwrap_or_default() == u64::from(value),
        2 => value != 0,
        _ => true,
    }
}

/// The stream and what it should hold.
struct Pair {
    bench: Bench,
    model: Model,
}

impl Pair {
    fn new() -> Self {
        let model = Model {
            msgs: -1,
            per_subject: -1,
            bytes: -1,
            ..Model::default()
        };
        Self {
            bench: Bench::new(model.config()),
            model,
        }
    }

    fn apply(mut self, deed: Deed) -> Result<Self, TestCaseError> {
        let Self { bench, model } = &mut self;
        match deed {
            Deed::Publish {
                subject: index,
                headers,
            } => self.publish(&subject(index), &headers)?,
            Deed::Sleep(tenths) => bench.sleep(Nanos::from(tenths) * SECOND / 10),
            Deed::Tick => bench.tick(),
            Deed::Delete(seq) => {
                model.expire(bench.at.now());
                let answer = bench.ask(
                    "STREAM.MSG.DELETE.S",
                    json!({"seq": seq, "no_erase": seq % 2 == 0}),
                );
                prop_assert_eq!(answer["success"] == true, model.messages.remove(&seq).is_some());
            }
            Deed::Purge { filter, seq, keep } => self.purge(filter.map(subject), seq, keep)?,
            Deed::Limits {
                msgs,
                per_subject,
                bytes,
                age,
                new,
            } => {
                let age = Nanos::from(age) * SECOND / 10;
                let old = std::mem::take(model);
                *model = Model {
                    msgs,
                    per_subject,
                    bytes,
                    age,
                    new,
                    ..old
                };
                bench.reconfigure(model.config());
                model.enforce();
            }
            Deed::Restart => self.bench = self.bench.restart(),
        }
        Ok(self)
    }

    fn publish(&mut self, subject: &str, headers: &[(u8, u8)]) -> Result<(), TestCaseError> {
        let Self { bench, model } = self;
        let now = bench.at.now();
        model.expire(now);
        if headers.is_empty() {
            let ack = bench.publish(subject, &[], "x");
            let kept = ack["seq"].as_u64().filter(|seq| *seq > 0);
            prop_assert_eq!(kept, model.publish(subject, now), "{}", ack);
            return Ok(());
        }
        // Only messages of one size are in the model, so those with headers only ask.
        let expected = headers
            .iter()
            .all(|(name, value)| is_so(model, subject, *name, *value));
        let lines: Vec<(&str, String)> = headers
            .iter()
            .map(|(name, value)| header(*name, *value))
            .collect();
        let mut block: Vec<(&str, &str)> = lines.iter().map(|(name, value)| (*name, &**value)).collect();
        block.push(("Nats-Rollup", "none of them"));
        let ack = bench.publish(subject, &block, "x");
        prop_assert_eq!(&ack["seq"], 0);
        prop_assert_eq!(ack["error"]["err_code"] == 10111, expected, "{}", ack);
        Ok(())
    }

    fn purge(&mut self, filter: Option<String>, seq: u64, keep: u64) -> Result<(), TestCaseError> {
        let Self { bench, model } = self;
        model.expire(bench.at.now());
        let before = model.messages.len();
        model.purge(filter.as_deref(), seq, keep);
        let answer = bench.ask(
            "STREAM.PURGE.S",
            json!({"filter": filter, "seq": seq, "keep": keep}),
        );
        if seq == 0 || keep == 0 {
            prop_assert_eq!(&answer["purged"], before - model.messages.len());
        }
        Ok(())
    }

    /// Whether the stream holds what it should, once it did what is due.
    fn compare(&mut self) -> Result<(), TestCaseError> {
        let Self { bench, model } = self;
        if bench.stream.due().is_some_and(|due| due <= bench.at.now()) {
            return Ok(());
        }
        model.expire(bench.at.now());
        let kept: Vec<u64> = model.messages.keys().copied().collect();
        prop_assert_eq!(bench.seqs(), kept);
        let totals = bench.stream.totals();
        prop_assert_eq!((totals.last_seq, totals.bytes), (model.last, model.size()));
        Ok(())
    }
}

fn check(deeds: Vec<Deed>) -> Result<(), TestCaseError> {
    let mut pair = Pair::new();
    for deed in deeds {
        pair = pair.apply(deed)?;
        pair.compare()?;
    }
    Ok(())
}

/// Members of configurations.
const MEMBERS: [&str; 30] = [
    "name",
    "description",
    "subjects",
    "retention",
    "max_consumers",
    "max_msgs",
    "max_bytes",
    "max_age",
    "max_msgs_per_subject",
    "max_msg_size",
    "discard",
    "discard_new_per_subject",
    "num_replicas",
    "no_ack",
    "duplicate_window",
    "placement",
    "mirror",
    "sources",
    "first_seq",
    "subject_transform",
    "republish",
    "sealed",
    "deny_delete",
    "deny_purge",
    "allow_rollup_hdrs",
    "consumer_limits",
    "allow_msg_ttl",
    "subject_delete_marker_ttl",
    "metadata",
    "pedantic",
];

/// Values that make sense somewhere, and hardly where they are put.
fn value() -> impl Strategy<Value = Value> {
    let rename = json!({"src": "s.*", "dest": "{{slicefromleft(1,1)}}.$1"});
    let source =
        json!({"name": "T", "subject_transforms": [{"src": "s.>", "dest": ">"}], "opt_start_seq": u64::MAX});
    prop::sample::select(vec![
        json!(-1),
        json!(0),
        json!(1),
        json!(i64::MAX),
        json!(i64::MIN),
        json!(u64::MAX),
        json!(1e300),
        json!(true),
        json!(null),
        json!(""),
        json!("S"),
        json!("new"),
        json!("workqueue"),
        json!("interest"),
        json!("\u{0}"),
        json!("x".repeat(300)),
        json!([]),
        json!([">"]),
        json!(["s.a", "s.b"]),
        json!([1]),
        json!({}),
        rename,
        source.clone(),
        json!([source]),
        json!({"a": "b"}),
        json!({"src": ">", "dest": "t.>", "headers_only": true}),
        json!([[[[]]]]),
    ])
}

proptest! {
    #[test]
    fn no_configuration_is_too_strange(members in prop::collection::btree_map(prop::sample::select(&MEMBERS[..]), value(), 0..6)) {
        let mut config = json!({"name": "S", "subjects": ["s.>"]});
        config.as_object_mut().unwrap().extend(members.into_iter().map(|(name, value)| (name.to_owned(), value)));
        let read = serde_json::from_value::<StreamConfig>(config);
        let Some(config) = read.ok().and_then(|config| config.checked(&Alone).ok()) else {
            return Ok(());
        };
        let written = serde_json::to_value(&config).unwrap();
        let read: StreamConfig = serde_json::from_value(written).unwrap();
        prop_assert_eq!(&read, &config);
        prop_assert_eq!(&read.checked(&Alone).unwrap(), &config);
        let mut bench = Bench::of(config);
        for _ in 0..2 {
            bench.publish("s.a", &[("Nats-Msg-Id", "x"), ("Nats-TTL", "1")], "x");
            bench.sleep(SECOND);
            bench.tick();
        }
    }

    #[test]
    fn a_stream_keeps_what_its_limits_say(deeds in deeds()) {
        check(deeds)?;
    }

    #[test]
    fn no_headers_and_no_request_are_too_strange(
        block in "(NATS/1.0\r\n)?((Nats-(TTL|Rollup|Msg-Id|Expected-Last-Sequence|Expected-Stream|Stream-Source|Incr|Schedule(-Target|-Time-Zone|-Next|-TTL)?|Scheduler)|X) ?: ?[^\r\n]{0,12}\r?\n?){0,4}(\r\n)?",
        tail in "(STREAM\\.(INFO|PURGE|MSG\\.GET|MSG\\.DELETE)|DIRECT\\.GET)\\.S",
        body in "\\{?(\"(seq|filter|keep|last_by_subj|next_by_subj|start_time|offset|subjects_filter|no_erase|multi_last|batch)\":(-?[0-9]{1,21}|\"[^\"]{0,8}\"|null|\\[\\]|true|1e999),?){0,3}\\}?",
    ) {
        let mut bench = Bench::new(json!({
            "allow_msg_ttl": true, "allow_rollup_hdrs": true, "allow_msg_schedules": true, "max_age": SECOND,
        }));
        bench.publish_block("s.a", &block, "x");
        let before = bench.stream.totals().last_seq;
        prop_assert!(before <= 1);
        bench.ask_text(&tail, &body);
        bench.sleep(SECOND);
        bench.tick();
        prop_assert!(bench.stream.totals().messages <= 1);
    }
}
