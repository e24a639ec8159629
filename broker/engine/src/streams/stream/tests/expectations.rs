use serde_json::json;

use super::{Bench, SECOND};

#[test]
fn an_id_is_kept_once_within_the_window() {
    let mut bench = Bench::new(json!({"duplicate_window": 60 * SECOND}));
    let id = [("Nats-Msg-Id", "one")];
    assert_eq!(bench.keep("s.a", &id), 1);
    bench.keep("s.a", &[]);
    let again = bench.publish("s.b", &id, "x");
    assert_eq!(again, json!({"stream": "S", "seq": 1, "duplicate": true}));
    bench.sleep(59 * SECOND);
    bench = bench.restart();
    assert_eq!(bench.publish("s.b", &id, "x")["duplicate"], true);
    bench.sleep(SECOND);
    assert_eq!(bench.keep("s.a", &id), 3);
}

#[test]
fn what_is_expected_of_the_stream_must_be_so() {
    let mut bench = Bench::new(json!({}));
    let (last, stream) = ("Nats-Expected-Last-Sequence", "Nats-Expected-Stream");
    assert_eq!(bench.keep("s.a", &[(last, "0"), (stream, "S")]), 1);
    assert_eq!(bench.refuse("s.a", &[(stream, "T")]), (400, 10060));
    assert_eq!(bench.refuse("s.a", &[(last, "0")]), (400, 10071));
    assert_eq!(bench.refuse("s.a", &[(last, "many")]), (400, 10071));
    let ack = bench.publish("s.a", &[(last, "7")], "x");
    assert_eq!(ack["error"]["description"], "wrong last sequence: 1");
    bench.keep("s.a", &[(last, "1")]);
}

#[test]
fn what_is_expected_of_a_subject_must_be_so() {
    let mut bench = Bench::new(json!({}));
    let (last, other) = (
        "Nats-Expected-Last-Subject-Sequence",
        "Nats-Expected-Last-Subject-Sequence-Subject",
    );
    assert_eq!(bench.keep("s.a", &[(last, "0")]), 1);
    assert_eq!(bench.refuse("s.a", &[(last, "0")]), (400, 10071));
    assert_eq!(bench.keep("s.b", &[(last, "0")]), 2);
    assert_eq!(bench.keep("s.a", &[(last, "1")]), 3);
    assert_eq!(bench.refuse("s.b", &[(last, "2"), (other, "s.*")]), (400, 10071));
    assert_eq!(bench.keep("s.b", &[(last, "3"), (other, "s.*")]), 4);
    assert_eq!(bench.keep("s.b", &[(last, "3"), (other, "s.a")]), 5);
    assert_eq!(bench.refuse("s.b", &[(other, "s.a")]), (400, 10193));
}

#[test]
fn the_last_id_may_be_expected_even_without_a_window() {
    let mut bench = Bench::new(json!({}));
    let (id, last) = ("Nats-Msg-Id", "Nats-Expected-Last-Msg-Id");
    bench.keep("s.a", &[(id, "one")]);
    bench = bench.restart();
    bench.keep("s.a", &[(last, "one"), (id, "two")]);
    let ack = bench.publish("s.a", &[(last, "one")], "x");
    assert_eq!(ack["error"]["err_code"], 10070);
    assert_eq!(ack["error"]["description"], "wrong last msg ID: two");
}

#[test]
fn a_rollup_replaces_its_subject_or_everything() {
    let mut bench = Bench::new(json!({"allow_rollup_hdrs": true}));
    for subject in ["s.a", "s.b", "s.a"] {
        bench.keep(subject, &[]);
    }
    bench.keep("s.a", &[("Nats-Rollup", "SUB")]);
    assert_eq!(bench.seqs(), [2, 4]);
    bench.keep("s.c", &[("Nats-Rollup", "all")]);
    assert_eq!(bench.seqs(), [5]);
    assert_eq!(bench.refuse("s.a", &[("Nats-Rollup", "some")]), (500, 10111));
    let mut bench = Bench::new(json!({}));
    let ack = bench.publish("s.a", &[("Nats-Rollup", "sub")], "x");
    assert_eq!(ack["error"]["description"], "rollup not permitted");
}

#[test]
fn the_first_of_several_mistakes_is_told() {
    let mut bench = Bench::new(json!({"duplicate_window": 60 * SECOND, "max_msg_size": 400}));
    bench.keep("s.a", &[("Nats-Msg-Id", "one")]);
    let mut headers = vec![
        ("Nats-Expected-Stream", "T"),
        ("Nats-TTL", "5"),
        ("Nats-Expected-Last-Subject-Sequence", "9"),
        ("Nats-Expected-Last-Sequence", "8"),
        ("Nats-Stream-Source", "T 1"),
        ("Nats-Expected-Last-Msg-Id", "two"),
        ("Nats-Rollup", "sub"),
    ];
    for expected in [10060, 10166, 10071, 10071, 10227, 10070, 10111] {
        assert_eq!(bench.refuse("s.a", &headers).1, expected);
        headers.remove(0);
    }
    let long = "x".repeat(400);
    assert_eq!(bench.refuse("s.a", &[("Nats-TTL", "bad"), ("A", &long)]).1, 10054);
    assert_eq!(bench.refuse("s.a", &[("Nats-TTL", "bad")]).1, 10165);
}

#[test]
fn features_that_are_not_here_are_refused_and_never_ignored() {
    let mut bench = Bench::new(json!({}));
    assert_eq!(bench.refuse("s.a", &[("Nats-Batch-Id", "b")]), (400, 10174));
    assert_eq!(bench.refuse("s.a", &[("Nats-Incr", "+1")]), (400, 10168));
    assert_eq!(bench.refuse("s.a", &[("Nats-Incr", "one")]), (400, 10171));
    assert_eq!(bench.refuse("s.a", &[("Nats-Schedule", "@at now")]), (400, 10188));
}
