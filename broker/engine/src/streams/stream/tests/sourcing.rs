use std::collections::BTreeMap;
use std::sync::Arc;

use bytes::Bytes;
use serde_json::{Value, json};

use super::{Alone, SECOND, START};
use crate::options::Account;
use crate::streams::config::StreamConfig;
use crate::streams::filter::Filter;
use crate::streams::handle::Op;
use crate::streams::headers::Headers;
use crate::streams::message::Publication;
use crate::streams::outbox::{Letter, Outbox};
use crate::streams::pull::Found;
use crate::streams::store::MemoryStore;
use crate::streams::stream::Stream;
use crate::streams::surroundings::{Staged, Surroundings};

/// Several streams that send each other what they have to.
#[derive(Debug)]
struct World {
    streams: BTreeMap<String, Stream>,
    at: Staged,
    /// What is on its way.
    posts: Vec<(Arc<str>, Op)>,
}

impl World {
    fn new() -> Self {
        Self {
            streams: BTreeMap::new(),
            at: Staged::quiet(START),
            posts: Vec::new(),
        }
    }

    fn add(&mut self, config: Value) {
        let config: StreamConfig = serde_json::from_value(config).unwrap();
        let name = config.name.clone();
        let config = config.checked(&Alone).unwrap();
        let stream = Stream::create(config, Box::new(MemoryStore::default()), self.at.now()).unwrap();
        self.streams.insert(name.clone(), stream);
        self.turn(&name, None);
        self.settle();
    }

    fn turn(&mut self, name: &str, op: Option<Op>) {
        let Some(stream) = self.streams.get_mut(name) else {
            if let Some(Op::Pull(pull)) = op {
                let by = Arc::clone(&pull.by);
                self.posts
                    .push((by, Op::Pulled(Box::new(pull.answered(Found::NoStream)))));
            }
            return;
        };
        let mut out = Outbox::default();
        if let Some(op) = op {
            stream.handle(op, &self.at, &mut out);
        }
        stream.proceed(&self.at, &mut out);
        stream.commit(&mut out).unwrap();
        for letter in out.letters {
            if let Letter::Post { stream, op } = letter {
                self.posts.push((stream, op));
            }
        }
    }

    /// Delivers everything that is on its way.
    fn settle(&mut self) {
        while !self.posts.is_empty() {
            let (name, op) = self.posts.remove(0);
            self.turn(&name, Some(op));
        }
    }

    /// Lets time go by until every question has been asked again.
    fn wait(&mut self) {
        self.at.pass(10 * SECOND);
        let names: Vec<String> = self.streams.keys().cloned().collect();
        for name in names {
            self.turn(&name, None);
        }
        self.settle();
    }

    fn publish(&mut self, name: &str, subject: &str, headers: &str) {
        self.send(name, subject, headers, "x");
    }

    fn send(&mut self, name: &str, subject: &str, headers: &str, payload: &'static str) {
        let publication = Publication {
            account: Account::Choria,
            reaches: true,
            subject: subject.into(),
            reply: None,
            headers: Bytes::copy_from_slice(headers.as_bytes()),
            payload: Bytes::from_static(payload.as_bytes()),
        };
        self.turn(name, Some(Op::Publish(publication)));
        self.settle();
    }

    /// Sequence and subject of every message.
    fn content(&self, name: &str) -> Vec<(u64, String)> {
        let store = &self.streams[name].store;
        let seqs = store.seqs(0, &Filter::default(), usize::MAX).unwrap();
        let subject = |seq| store.read(seq).unwrap().unwrap().subject.to_string();
        seqs.into_iter().map(|seq| (seq, subject(seq))).collect()
    }

    fn header(&self, name: &str, seq: u64, header: &str) -> Option<String> {
        let message = self.streams[name].store.read(seq).unwrap().unwrap();
        Headers(&message.headers).get(header).map(String::from)
    }

    fn remove(&mut self, name: &str, seq: u64) {
        let stream = self.streams.get_mut(name).unwrap();
        stream
            .remove(seq, crate::streams::store::Safe::Now, false)
            .unwrap();
    }

    /// The broker starts again.
    fn restart(&mut self) {
        let now = self.at.now();
        let streams = std::mem::take(&mut self.streams);
        self.posts.clear();
        for (name, stream) in streams {
            self.streams
                .insert(name, Stream::open(stream.store, now).unwrap());
        }
        let names: Vec<String> = self.streams.keys().cloned().collect();
        for name in names {
            self.turn(&name, None);
        }
        self.settle();
    }
}

fn pairs<const N: usize>(expected: [(u64, &str); N]) -> Vec<(u64, String)> {
    expected.map(|(seq, subject)| (seq, subject.to_owned())).to_vec()
}

fn plain(name: &str, subjects: &str) -> Value {
    json!({"name": name, "subjects": [subjects], "storage": "memory"})
}

#[test]
fn a_mirror_keeps_sequences_times_and_bytes() {
    let mut world = World::new();
    world.add(plain("A", "a.>"));
    for subject in ["a.1", "a.2", "a.3"] {
        world.publish(
            "A",
            subject,
            "NATS/1.0\r\nNats-Msg-Id: one\r\nX: y\r\n\r\n"
                .replace("one", subject)
                .as_str(),
        );
        world.at.pass(SECOND);
    }
    world.remove("A", 2);
    world.add(json!({"name": "M", "mirror": {"name": "A"}, "storage": "memory"}));
    assert_eq!(world.content("M"), pairs([(1, "a.1"), (3, "a.3")]));
    world.publish("A", "a.4", "");
    assert_eq!(world.content("M"), pairs([(1, "a.1"), (3, "a.3"), (4, "a.4")]));
    for seq in [1, 3, 4] {
        let read = |name: &str| world.streams[name].store.read(seq).unwrap();
        assert_eq!(read("M"), read("A"));
    }
}

#[test]
fn a_mirror_goes_on_where_it_was() {
    let mut world = World::new();
    world.add(plain("A", "a.>"));
    world.add(json!({"name": "M", "mirror": {"name": "A"}, "storage": "memory"}));
    world.publish("A", "a.1", "");
    world.restart();
    world.publish("A", "a.2", "");
    assert_eq!(world.content("M"), pairs([(1, "a.1"), (2, "a.2")]));
}

#[test]
fn a_mirror_may_begin_later_and_take_only_some() {
    let mut world = World::new();
    world.add(plain("A", "a.>"));
    for subject in ["a.1", "a.2", "a.1", "a.2", "a.1"] {
        world.publish("A", subject, "");
        world.at.pass(SECOND);
    }
    world.add(json!({"name": "M", "mirror": {"name": "A", "opt_start_seq": 2, "filter_subject": "a.1"}, "storage": "memory"}));
    assert_eq!(world.content("M"), pairs([(3, "a.1"), (5, "a.1")]));
    let start = crate::streams::moment::text(START + 3 * SECOND);
    world.add(json!({"name": "N", "mirror": {"name": "A", "opt_start_time": start}, "storage": "memory"}));
    assert_eq!(world.content("N"), pairs([(4, "a.2"), (5, "a.1")]));
    world.add(
        json!({"name": "O", "storage": "memory", "mirror": {"name": "A", "subject_transforms": [
            {"src": "a.1", "dest": "b.one"}, {"src": "a.2", "dest": ""},
        ]}}),
    );
    assert_eq!(world.content("O")[..2], pairs([(1, "b.one"), (2, "a.2")]));
}

#[test]
fn sources_come_together_with_where_they_are_from() {
    let mut world = World::new();
    world.add(plain("A", "a.>"));
    world.add(plain("B", "b.>"));
    world.publish("A", "a.1", "NATS/1.0\r\nNats-Expected-Stream: A\r\nX: y\r\n\r\n");
    world.add(
        json!({"name": "S", "storage": "memory", "subjects": ["s"], "sources": [
            {"name": "A"}, {"name": "B", "subject_transforms": [{"src": "b.*", "dest": "c.$1"}]},
        ]}),
    );
    world.publish("B", "b.1", "");
    world.publish("S", "s", "");
    world.publish("A", "a.2", "");
    assert_eq!(
        world.content("S"),
        pairs([(1, "a.1"), (2, "c.1"), (3, "s"), (4, "a.2")])
    );
    let origin = |seq| world.header("S", seq, "Nats-Stream-Source");
    assert_eq!(origin(1).as_deref(), Some("A 1 > > a.1"));
    assert_eq!(origin(2).as_deref(), Some("B 1 b.* c.$1 b.1"));
    assert_eq!(origin(4).as_deref(), Some("A 2 > > a.2"));
    assert_eq!(world.header("S", 1, "X").as_deref(), Some("y"));
    assert_eq!(world.header("S", 1, "Nats-Expected-Stream"), None);
}

#[test]
fn sources_go_on_where_they_were_even_when_what_was_taken_is_gone() {
    let mut world = World::new();
    world.add(plain("A", "a.>"));
    world.add(json!({"name": "S", "storage": "memory", "sources": [{"name": "A"}]}));
    world.publish("A", "a.1", "");
    world.publish("A", "a.2", "");
    world.remove("S", 2);
    world.restart();
    world.publish("A", "a.3", "");
    assert_eq!(world.content("S"), pairs([(1, "a.1"), (3, "a.3")]));
    // A backup holds the messages and no notes.
    let stream = world.streams.get_mut("S").unwrap();
    for (name, _) in stream.store.notes("source/") {
        stream.store.unnote(&name);
    }
    world.restart();
    world.publish("A", "a.4", "");
    assert_eq!(world.content("S"), pairs([(1, "a.1"), (3, "a.3"), (4, "a.4")]));
}

#[test]
fn many_messages_come_in_several_answers() {
    let mut world = World::new();
    world.add(plain("A", "a.>"));
    for number in 0..1000 {
        world.publish("A", &format!("a.{number}"), "");
    }
    world.add(json!({"name": "M", "mirror": {"name": "A"}, "storage": "memory"}));
    assert_eq!(world.content("M"), world.content("A"));
}

#[test]
fn a_stream_that_comes_later_is_found_and_one_that_goes_is_missed() {
    let mut world = World::new();
    world.add(json!({"name": "M", "mirror": {"name": "A"}, "storage": "memory"}));
    let mirror = |world: &World| {
        let info = world.streams["M"].info(world.at.now());
        serde_json::to_value(info).unwrap()["mirror"].take()
    };
    assert_eq!(mirror(&world)["error"]["err_code"], 10059);
    assert_eq!(mirror(&world)["active"], -1);
    world.add(plain("A", "a.>"));
    world.publish("A", "a.1", "");
    world.wait();
    assert_eq!(world.content("M"), pairs([(1, "a.1")]));
    assert_eq!(mirror(&world), json!({"name": "A", "lag": 0, "active": 0}));
    let mut out = Outbox::default();
    world
        .streams
        .remove("A")
        .unwrap()
        .destroy(START, &mut out)
        .unwrap();
    assert_eq!(out.letters.len(), 1, "who waits is told");
}

#[test]
fn a_lost_question_is_asked_again_and_answers_are_taken_once() {
    let mut world = World::new();
    world.add(plain("A", "a.>"));
    world.add(json!({"name": "S", "storage": "memory", "sources": [{"name": "A"}]}));
    world.streams.get_mut("A").unwrap().followers = super::super::Followers::default();
    world.publish("A", "a.1", "");
    assert!(world.content("S").is_empty());
    world.wait();
    world.wait();
    assert_eq!(world.content("S"), pairs([(1, "a.1")]));
}

#[test]
fn a_full_stream_takes_more_once_there_is_room() {
    let mut world = World::new();
    world.add(plain("A", "a.>"));
    world.add(json!({"name": "S", "storage": "memory", "sources": [{"name": "A"}], "max_msgs": 1, "discard": "new"}));
    world.publish("A", "a.1", "");
    world.publish("A", "a.2", "");
    assert_eq!(world.content("S"), pairs([(1, "a.1")]));
    world.remove("S", 1);
    world.wait();
    assert_eq!(world.content("S"), pairs([(2, "a.2")]));
}

#[test]
fn a_duplicate_is_taken_once_and_what_never_fits_is_left_out() {
    let mut world = World::new();
    world.add(json!({"name": "A", "subjects": ["a.>"], "storage": "memory", "duplicate_window": SECOND}));
    world.add(
        json!({"name": "S", "storage": "memory", "sources": [{"name": "A"}], "max_msg_size": 100,
        "duplicate_window": 60 * SECOND}),
    );
    let id = "NATS/1.0\r\nNats-Msg-Id: one\r\n\r\n";
    world.publish("A", "a.1", id);
    world.at.pass(2 * SECOND);
    world.publish("A", "a.1", id);
    world.publish("A", "a.2", &format!("NATS/1.0\r\nX: {}\r\n\r\n", "y".repeat(100)));
    world.publish("A", "a.3", "");
    assert_eq!(world.content("A").len(), 4);
    assert_eq!(world.content("S"), pairs([(1, "a.1"), (2, "a.3")]));
}

#[test]
fn a_stream_that_keeps_what_is_wanted_keeps_it_for_those_that_take_from_it() {
    let mut world = World::new();
    world.add(json!({"name": "A", "subjects": ["a.>"], "storage": "memory", "retention": "interest"}));
    world.publish("A", "a.1", "");
    world.add(json!({"name": "S", "storage": "memory", "sources": [{"name": "A", "filter_subject": "a.2"}]}));
    for subject in ["a.1", "a.2", "a.2"] {
        world.publish("A", subject, "");
    }
    assert_eq!(world.content("S"), pairs([(1, "a.2"), (2, "a.2")]));
    assert_eq!(world.content("A"), pairs([]));
    world.add(json!({"name": "M", "mirror": {"name": "A"}, "storage": "memory"}));
    world.publish("A", "a.2", "");
    assert_eq!(world.content("S").len(), 3);
    assert_eq!(world.content("M"), pairs([(5, "a.2")]));
    assert_eq!(world.content("A"), pairs([]));
}

#[test]
fn nothing_is_kept_for_a_stream_that_is_gone() {
    let mut world = World::new();
    world.add(json!({"name": "A", "subjects": ["a.>"], "storage": "memory", "retention": "interest"}));
    world.add(json!({"name": "S", "storage": "memory", "sources": [{"name": "A"}]}));
    world.streams.remove("S");
    world.publish("A", "a.1", "");
    world.publish("A", "a.2", "");
    assert_eq!(world.content("A").len(), 2, "it may come back");
    for _ in 0..6 {
        world.wait();
    }
    assert_eq!(world.content("A"), pairs([]));
}

#[test]
fn a_source_that_begins_at_a_time_still_does_after_a_restart() {
    let mut world = World::new();
    let start = crate::streams::moment::text(START + SECOND);
    world.add(json!({"name": "S", "storage": "memory", "sources": [{"name": "A", "opt_start_time": start}]}));
    world.restart();
    world.add(plain("A", "a.>"));
    world.publish("A", "a.1", "");
    world.at.set(START + 2 * SECOND);
    world.publish("A", "a.2", "");
    world.wait();
    assert_eq!(world.content("S"), pairs([(1, "a.2")]));
}

#[test]
fn counters_of_several_streams_add_up_whatever_of_them_is_seen() {
    let mut world = World::new();
    for name in ["A", "B"] {
        let subject = name.to_lowercase() + ".*";
        world.add(
            json!({"name": name, "subjects": [subject], "storage": "memory", "allow_msg_counter": true}),
        );
    }
    let add = |world: &mut World, name: &str, increment: &str| {
        let subject = name.to_lowercase() + ".x";
        world.send(
            name,
            &subject,
            &format!("NATS/1.0\r\nNats-Incr: {increment}\r\n\r\n"),
            "",
        );
    };
    add(&mut world, "A", "5");
    add(&mut world, "A", "5");
    world.remove("A", 1);
    let transform = |name: &str| json!({"name": name, "subject_transforms": [{"src": name.to_lowercase() + ".*", "dest": "s.$1"}]});
    world.add(
        json!({"name": "S", "subjects": ["s.*"], "storage": "memory", "allow_msg_counter": true,
        "sources": [transform("A"), transform("B")]}),
    );
    add(&mut world, "B", "-20");
    add(&mut world, "S", "100");
    world.restart();
    add(&mut world, "A", "1");
    let value = |seq| {
        let message = world.streams["S"].store.read(seq).unwrap().unwrap();
        String::from_utf8(message.payload.to_vec()).unwrap()
    };
    assert_eq!(
        [value(1), value(2), value(3), value(4)],
        [
            r#"{"val":"10"}"#,
            r#"{"val":"-10"}"#,
            r#"{"val":"90"}"#,
            r#"{"val":"91"}"#
        ]
    );
    assert_eq!(world.header("S", 4, "Nats-Incr").unwrap(), "1");
    assert_eq!(
        world.header("S", 4, "Nats-Counter-Sources").unwrap(),
        r#"{"A":{"a.x":"11"},"B":{"b.x":"-20"}}"#
    );
}

#[test]
fn what_is_no_counter_is_left_out_of_one() {
    let mut world = World::new();
    world.add(plain("A", "a.>"));
    world.add(
        json!({"name": "S", "storage": "memory", "allow_msg_counter": true, "sources": [{"name": "A"}]}),
    );
    world.publish("A", "a.1", "");
    assert_eq!(world.content("S"), pairs([]));
    assert_eq!(world.streams["S"].sources().1[0].lag, 0);
}
