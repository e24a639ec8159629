use serde_json::{Value, json};

use super::{Bench, SECOND, START, code};
use crate::options::Account;
use crate::streams::handle::Op;
use crate::streams::headers::Headers;
use crate::streams::message::{Nanos, Publication};
use crate::streams::moment;
use crate::streams::surroundings::Surroundings;

const TARGET: (&str, &str) = ("Nats-Schedule-Target", "s.target");

fn scheduling(more: Value) -> Bench {
    let mut config = json!({"allow_msg_schedules": true});
    let members = config.as_object_mut().unwrap();
    members.extend(more.as_object().unwrap().clone());
    Bench::new(config)
}

fn at(delay: Nanos) -> String {
    format!("@at {}", moment::text(START + delay))
}

impl Bench {
    /// Keeps a schedule; returns its sequence.
    fn schedule(&mut self, subject: &str, pattern: &str, more: &[(&str, &str)]) -> u64 {
        let headers = [&[("Nats-Schedule", pattern), TARGET], more].concat();
        self.keep(subject, &headers)
    }

    /// Lets time go by, with every turn that is due.
    fn pass(&mut self, time: Nanos) {
        let end = self.at.now() + time;
        while let Some(due) = self.stream.due().filter(|due| *due <= end) {
            self.at.set(due.max(self.at.now()));
            self.tick();
        }
        self.at.set(end);
    }

    fn header(&self, seq: u64, name: &str) -> Option<String> {
        Headers(&self.read(seq).headers).get(name).map(String::from)
    }

    /// Subjects of what is there.
    fn subjects(&self) -> Vec<String> {
        let seqs = self.seqs();
        seqs.into_iter()
            .map(|seq| self.read(seq).subject.to_string())
            .collect()
    }

    fn refuse_schedule(&mut self, headers: &[(&str, &str)]) -> u64 {
        self.refuse("s.a", headers).1
    }
}

#[test]
fn a_message_is_made_when_it_is_due_and_once() {
    let mut bench = scheduling(json!({}));
    let more = [
        ("A", "b"),
        ("Nats-Msg-Id", "x"),
        ("Nats-Expected-Last-Sequence", "0"),
    ];
    bench.schedule("s.a", &at(5 * SECOND), &more);
    assert_eq!(bench.header(1, "Nats-Rollup").unwrap(), "sub");
    bench.pass(5 * SECOND - 1);
    assert_eq!(bench.subjects(), ["s.a"]);
    bench.pass(1);
    assert_eq!(bench.subjects(), ["s.target"]);
    let made = bench.read(2);
    assert_eq!((made.time, &*made.payload), (START + 5 * SECOND, &b"x"[..]));
    assert_eq!(
        &*made.headers,
        b"NATS/1.0\r\nA: b\r\nNats-Scheduler: s.a\r\nNats-Schedule-Next: purge\r\n\r\n"
    );
    bench.pass(100 * SECOND);
    assert_eq!(bench.seqs(), [2]);
}

#[test]
fn what_is_overdue_is_made_in_the_very_next_turn() {
    let mut bench = scheduling(json!({}));
    bench.schedule("s.a", "@at 2020-01-01T00:00:00Z", &[]);
    bench.pass(0);
    assert_eq!(bench.subjects(), ["s.target"]);
}

#[test]
fn a_schedule_makes_one_after_the_other_and_says_when_the_next_comes() {
    let mut bench = scheduling(json!({"max_msgs_per_subject": 2}));
    bench.schedule("s.a", "@every 10s", &[]);
    bench.pass(35 * SECOND);
    assert_eq!(bench.seqs(), [1, 3, 4]);
    let next = moment::text(START + 40 * SECOND);
    assert_eq!(bench.header(4, "Nats-Schedule-Next").unwrap(), next);
    assert_eq!(bench.read(4).time, START + 30 * SECOND);
    bench.sleep(1_000 * SECOND);
    bench.pass(0);
    assert_eq!(bench.seqs(), [1, 4, 5], "what was missed is not made up for");
    let mut bench = scheduling(json!({}));
    let zone = ("Nats-Schedule-Time-Zone", "Europe/Berlin");
    bench.schedule("s.a", "0 0 0 * * *", &[zone]);
    bench.pass(24 * 3600 * SECOND);
    assert_eq!(
        bench.header(2, "Nats-Schedule-Next").unwrap(),
        "2023-11-16T00:00:00+01:00"
    );
}

#[test]
fn what_is_made_is_what_the_last_message_of_another_subject_says() {
    let mut bench = scheduling(json!({"allow_msg_ttl": true}));
    let more = [
        ("Nats-Schedule-Source", "s.source"),
        ("Nats-Schedule-TTL", "20s"),
        ("Nats-Schedule-Rollup", "sub"),
    ];
    bench.schedule("s.a", "@every 10s", &more);
    bench.pass(10 * SECOND);
    assert_eq!(&*bench.read(2).payload, b"x");
    bench.publish(
        "s.source",
        &[("C", "d"), ("Nats-TTL", "5000"), ("Nats-Msg-Id", "y")],
        "told",
    );
    bench.pass(10 * SECOND);
    assert_eq!(&*bench.read(4).payload, b"told");
    assert_eq!(bench.header(4, "C").unwrap(), "d");
    assert_eq!(bench.header(4, "Nats-TTL").unwrap(), "20s");
    assert_eq!(bench.header(4, "Nats-Msg-Id"), None);
    assert_eq!(bench.subjects(), ["s.a", "s.source", "s.target"]);
    bench.ask("STREAM.PURGE.S", json!({"filter": "s.a"}));
    bench.pass(20 * SECOND);
    assert_eq!(bench.subjects(), ["s.source"]);
}

#[test]
fn a_schedule_ends_with_its_message_or_with_the_next_on_its_subject() {
    let end = [("Nats-Schedule-Next", "purge"), ("Nats-Scheduler", "s.a")];
    for ended in [
        |bench: &mut Bench| bench.ask("STREAM.MSG.DELETE.S", json!({"seq": 1})),
        |bench: &mut Bench| bench.ask("STREAM.PURGE.S", json!({"filter": "s.a"})),
        |bench: &mut Bench| bench.ask("STREAM.PURGE.S", json!({})),
        |bench: &mut Bench| bench.publish("s.a", &[], "x"),
        |bench: &mut Bench| bench.publish("s.b", &[("Nats-Rollup", "all")], "x"),
    ] {
        let mut bench = scheduling(json!({}));
        bench.schedule("s.a", "@every 10s", &[]);
        ended(&mut bench);
        let last = bench.stream.totals().last_seq;
        bench.pass(100 * SECOND);
        assert_eq!(bench.stream.totals().last_seq, last);
    }
    let mut bench = scheduling(json!({}));
    bench.schedule("s.a", "@every 10s", &[]);
    bench.keep("s.b", &end);
    assert_eq!(bench.subjects(), ["s.b"]);
    bench.schedule("s.a", "@every 10s", &[]);
    bench.schedule("s.a", &at(15 * SECOND), &[]);
    assert_eq!(bench.subjects(), ["s.b", "s.a"]);
    bench.pass(100 * SECOND);
    assert_eq!(bench.subjects(), ["s.b", "s.target"]);
}

#[test]
fn a_schedule_may_have_another_as_its_target() {
    let mut bench = scheduling(json!({}));
    bench.keep(
        "s.b",
        &[("Nats-Schedule", "@every 30s"), ("Nats-Schedule-Target", "s.c")],
    );
    let target = ("Nats-Schedule-Target", "s.b");
    bench.keep("s.a", &[("Nats-Schedule", &at(10 * SECOND)), target]);
    bench.pass(30 * SECOND);
    assert_eq!(bench.subjects(), ["s.b", "s.b", "s.c"]);
}

#[test]
fn schedules_go_on_after_a_restart_and_what_was_due_meanwhile_is_made_once() {
    let mut bench = scheduling(json!({}));
    bench.schedule("s.a", &at(15 * SECOND), &[]);
    bench.schedule("s.b", "@every 10s", &[]);
    bench.pass(10 * SECOND);
    let made = bench.stream.totals().last_seq;
    assert_eq!(bench.subjects(), ["s.a", "s.b", "s.target"]);
    // As if a consumer had taken it.
    bench.ask("STREAM.MSG.DELETE.S", json!({"seq": made}));
    let mut bench = bench.restart();
    bench.pass(SECOND);
    assert_eq!(bench.subjects(), ["s.a", "s.b"], "nothing is due yet");
    bench.sleep(100 * SECOND);
    let mut bench = bench.restart();
    bench.pass(0);
    assert_eq!(bench.subjects(), ["s.b", "s.target", "s.target"]);
    bench.pass(9 * SECOND);
    assert_eq!(bench.subjects().len(), 3);
    bench.pass(SECOND);
    assert_eq!(bench.subjects().len(), 4);
}

#[test]
fn nothing_is_noted_of_a_schedule_that_is_gone() {
    let mut bench = scheduling(json!({}));
    bench.schedule("s.a", "@every 10s", &[]);
    bench.pass(10 * SECOND);
    assert_eq!(bench.stream.store.notes("schedule/").len(), 1);
    bench.ask("STREAM.PURGE.S", json!({}));
    assert!(bench.stream.store.notes("schedule/").is_empty());
}

#[test]
fn a_sealed_stream_makes_nothing() {
    let mut bench = scheduling(json!({}));
    bench.schedule("s.a", "@every 10s", &[]);
    bench.reconfigure(json!({"allow_msg_schedules": true, "sealed": true}));
    bench.pass(100 * SECOND);
    assert_eq!(bench.seqs(), [1]);
}

#[test]
fn what_is_too_large_is_not_made_and_holds_nothing_up() {
    let mut bench = scheduling(json!({"max_msg_size": 130}));
    bench.schedule("s.a", "@every 10s", &[("Nats-Schedule-Source", "s.b")]);
    let long = "x".repeat(110);
    bench.publish("s.b", &[], &long);
    bench.pass(10 * SECOND);
    assert_eq!(bench.subjects(), ["s.a", "s.b"]);
    bench.ask("STREAM.PURGE.S", json!({"filter": "s.b"}));
    bench.pass(10 * SECOND);
    assert_eq!(bench.subjects(), ["s.a", "s.target"]);
}

#[test]
fn schedules_that_cannot_be_kept_are_refused_by_name() {
    let at = at(SECOND);
    let mut bench = scheduling(json!({}));
    let pattern = ("Nats-Schedule", &*at);
    for (headers, refusal) in [
        (vec![("Nats-Schedule", "@sometimes"), TARGET], 10189),
        (vec![("Nats-Schedule", "0 0 0 31 2 *"), TARGET], 10189),
        (vec![pattern], 10190),
        (vec![pattern, ("Nats-Schedule-Target", "s.*")], 10190),
        (vec![pattern, ("Nats-Schedule-Target", "s.a")], 10190),
        (vec![pattern, ("Nats-Schedule-Target", "other")], 10190),
        (vec![pattern, TARGET, ("Nats-Schedule-TTL", "soon")], 10191),
        (vec![pattern, TARGET, ("Nats-Schedule-TTL", "5s")], 10166),
        (vec![pattern, TARGET, ("Nats-Schedule-Rollup", "all")], 10192),
        (vec![pattern, TARGET, ("Nats-Rollup", "all")], 10192),
        (vec![pattern, TARGET, ("Nats-Schedule-Source", "s.target")], 10203),
        (vec![pattern, TARGET, ("Nats-Schedule-Source", "other")], 10203),
        (vec![("Nats-Schedule-Time-Zone", "")], 10223),
        (
            vec![
                ("Nats-Schedule", "@hourly"),
                TARGET,
                ("Nats-Schedule-Time-Zone", "Mars"),
            ],
            10223,
        ),
        (vec![pattern, TARGET, ("Nats-Schedule-Time-Zone", "UTC")], 10189),
        (vec![("Nats-Scheduler", "s.b")], 10212),
        (vec![("Nats-Schedule-Next", "purge")], 10212),
        (
            vec![("Nats-Schedule-Next", "purge"), ("Nats-Scheduler", "s.a")],
            10212,
        ),
        (
            vec![
                ("Nats-Schedule-Next", "2030-01-01T00:00:00Z"),
                ("Nats-Scheduler", "s.b"),
            ],
            10212,
        ),
    ] {
        assert_eq!(bench.refuse_schedule(&headers), refusal, "{headers:?}");
    }
    bench.keep("s.b", &[]);
    let end = [("Nats-Schedule-Next", "purge"), ("Nats-Scheduler", "s.b")];
    assert_eq!(bench.refuse_schedule(&end), 10212);
    let mut plain = Bench::new(json!({}));
    assert_eq!(plain.refuse_schedule(&[pattern, TARGET]), 10188);
    assert_eq!(plain.refuse_schedule(&end), 10188);
}

#[test]
fn who_reaches_no_other_subjects_neither_makes_nor_ends_schedules() {
    let mut bench = scheduling(json!({}));
    for (lines, refusal) in [
        (
            format!("Nats-Schedule: {}\r\nNats-Schedule-Target: s.b", at(SECOND)),
            10190,
        ),
        (
            "Nats-Schedule-Next: purge\r\nNats-Scheduler: s.b".to_owned(),
            10212,
        ),
    ] {
        let publication = Publication {
            account: Account::Choria,
            reaches: false,
            subject: "s.a".into(),
            reply: Some("reply".into()),
            headers: format!("NATS/1.0\r\n{lines}\r\n\r\n").into(),
            payload: "x".into(),
        };
        assert_eq!(code(&bench.turn(Op::Publish(publication))), (400, refusal));
    }
}

#[test]
fn a_turn_makes_no_more_than_is_good_for_it() {
    let mut bench = scheduling(json!({}));
    let large = "x".repeat(1024 * 1024);
    bench.publish("s.large", &[], &large);
    for number in 0..20 {
        let subject = format!("s.{number}");
        bench.schedule(&subject, &at(SECOND), &[("Nats-Schedule-Source", "s.large")]);
    }
    bench.sleep(SECOND);
    let mut made = Vec::new();
    while bench.stream.due().is_some_and(|due| due <= bench.at.now()) {
        bench.tick();
        made.push(bench.stream.totals().last_seq - 21);
    }
    assert_eq!(made, [8, 16, 20]);
}

#[test]
fn a_thousand_messages_that_are_due_at_once_are_made_in_order() {
    let mut bench = scheduling(json!({}));
    let moment = at(SECOND);
    for number in 0..1_000 {
        bench.schedule(&format!("s.{number:03}"), &moment, &[]);
    }
    bench.pass(SECOND);
    assert_eq!(bench.seqs(), (1_001..=2_000).collect::<Vec<u64>>());
    let makers = [1_001, 2_000].map(|seq| bench.header(seq, "Nats-Scheduler").unwrap());
    assert_eq!(makers, ["s.000", "s.999"]);
}
