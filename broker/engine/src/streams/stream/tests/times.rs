use serde_json::json;

use super::{Bench, SECOND, Surroundings};

#[test]
fn age_frees_room_for_the_very_next_publish() {
    let mut bench = Bench::new(json!({"max_msgs": 1, "discard": "new", "max_age": 10 * SECOND}));
    bench.keep("s.a", &[]);
    bench.sleep(10 * SECOND - 1);
    assert_eq!(bench.refuse("s.a", &[]), (503, 10077));
    bench.sleep(1);
    assert_eq!(bench.keep("s.a", &[]), 2);
    assert_eq!(bench.seqs(), [2]);
}

#[test]
fn a_turn_is_due_when_the_next_message_goes() {
    let mut bench = Bench::new(json!({"max_age": 10 * SECOND}));
    assert_eq!(bench.stream.due(), None);
    bench.keep("s.a", &[]);
    bench.sleep(4 * SECOND);
    bench.keep("s.a", &[]);
    bench.sleep(6 * SECOND);
    assert_eq!(bench.stream.due(), Some(bench.at.now()));
    bench.tick();
    assert_eq!(bench.seqs(), [2]);
    assert_eq!(bench.stream.due(), Some(bench.at.now() + 4 * SECOND));
    bench.sleep(4 * SECOND);
    bench.tick();
    let totals = bench.stream.totals();
    assert_eq!((totals.messages, totals.first_seq, totals.last_seq), (0, 3, 2));
    assert_eq!(bench.stream.due(), None);
}

#[test]
fn a_message_may_bring_its_own_time() {
    let mut bench = Bench::new(json!({"max_age": 60 * SECOND, "allow_msg_ttl": true}));
    bench.keep("s.a", &[("Nats-TTL", "never")]);
    bench.keep("s.b", &[("Nats-TTL", "2")]);
    bench.keep("s.c", &[("Nats-TTL", "1m30s")]);
    bench.keep("s.d", &[("A", "b")]);
    bench = bench.restart();
    bench.sleep(2 * SECOND);
    bench.tick();
    assert_eq!(bench.seqs(), [1, 3, 4]);
    bench.sleep(58 * SECOND);
    bench.tick();
    assert_eq!(bench.seqs(), [1]);
    assert_eq!(bench.stream.due(), None);
    bench.keep("s.e", &[]);
    assert_eq!(bench.stream.due(), Some(bench.at.now() + 60 * SECOND));
    bench.sleep(60 * SECOND);
    bench.tick();
    assert_eq!(bench.seqs(), [1]);
}

#[test]
fn times_that_are_none_are_refused() {
    let mut bench = Bench::new(json!({"allow_msg_ttl": true}));
    for bad in ["1ms", "-1", "soon", "-1s", "99999999999999999999"] {
        assert_eq!(bench.refuse("s.a", &[("Nats-TTL", bad)]), (400, 10165), "{bad}");
    }
    bench.keep("s.a", &[("Nats-TTL", "9223372036854775807")]);
    let mut bench = Bench::new(json!({}));
    assert_eq!(bench.refuse("s.a", &[("Nats-TTL", "5")]), (400, 10166));
    assert_eq!(bench.refuse("s.a", &[("Nats-TTL", "never")]), (400, 10166));
}

#[test]
fn the_last_message_of_a_subject_leaves_a_marker() {
    let mut bench = Bench::new(json!({
        "max_age": 10 * SECOND, "subject_delete_marker_ttl": 90 * SECOND, "allow_msg_ttl": true, "allow_rollup_hdrs": true,
    }));
    bench.keep("s.a", &[]);
    bench.keep("s.a", &[]);
    bench.keep("s.b", &[("KV-Operation", "PURGE")]);
    bench.sleep(10 * SECOND);
    bench.tick();
    assert_eq!(bench.seqs(), [4]);
    let marker = bench.read(4);
    assert_eq!((&*marker.subject, marker.payload.len()), ("s.a", 0));
    let headers = std::str::from_utf8(&marker.headers).unwrap();
    assert_eq!(
        headers,
        "NATS/1.0\r\nNats-Marker-Reason: MaxAge\r\nNats-TTL: 1m30s\r\nNats-Rollup: sub\r\n\r\n"
    );
    bench.sleep(10 * SECOND);
    bench.tick();
    assert_eq!(bench.seqs(), Vec::<u64>::new(), "a marker leaves no marker");
}

#[test]
fn a_time_shorter_than_the_marker_of_the_subject_is_made_longer() {
    let mut bench = Bench::new(json!({
        "subject_delete_marker_ttl": 90 * SECOND, "allow_msg_ttl": true, "allow_rollup_hdrs": true,
    }));
    bench.keep("s.a", &[("Nats-TTL", "5"), ("A", "b")]);
    let headers = std::str::from_utf8(&bench.read(1).headers).unwrap().to_owned();
    assert_eq!(headers, "NATS/1.0\r\nA: b\r\nNats-TTL: 90\r\n\r\n");
    assert_eq!(bench.stream.due(), Some(bench.at.now() + 90 * SECOND));
}
