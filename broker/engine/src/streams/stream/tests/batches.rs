//! Messages that are kept all or not at all.

mod anything;
mod trouble;

use std::sync::Arc;

use serde_json::{Value, json};

use super::{Bench, Letter, SECOND, Surroundings, code};

/// A message of the batch `b` for `s.a`.
fn member(bench: &mut Bench, number: u64, more: &[(&str, &str)]) -> Value {
    part(bench, "b", number, "s.a", more)
}

fn part(bench: &mut Bench, id: &str, number: u64, subject: &str, more: &[(&str, &str)]) -> Value {
    let number = number.to_string();
    let mut headers = vec![("Nats-Batch-Id", id), ("Nats-Batch-Sequence", &number)];
    headers.extend(more);
    bench.publish(subject, &headers, "x")
}

const COMMIT: (&str, &str) = ("Nats-Batch-Commit", "1");
const END: (&str, &str) = ("Nats-Batch-Commit", "eob");
const LAST: &str = "Nats-Expected-Last-Sequence";
const LAST_OF_SUBJECT: &str = "Nats-Expected-Last-Subject-Sequence";

/// Batches that were given up, and why.
fn abandoned(bench: &mut Bench) -> Vec<(String, String)> {
    let letters = std::mem::take(&mut bench.sent);
    let advisories = letters.iter().filter_map(|letter| match letter {
        Letter::Advise(advisory) if advisory.subject == "$JS.EVENT.ADVISORY.STREAM.BATCH_ABANDONED.S" => {
            let fields = advisory.fields()?;
            let text = |name: &str| fields[name].as_str().unwrap_or_default().to_owned();
            assert_eq!(text("stream"), "S");
            Some((text("batch"), text("reason")))
        }
        _ => None,
    });
    advisories.collect()
}

fn is_given_up(bench: &mut Bench, reason: &str) -> bool {
    abandoned(bench) == [("b".to_owned(), reason.to_owned())]
}

#[test]
fn a_batch_is_kept_when_its_last_message_is_there() {
    let mut bench = Bench::new(json!({"allow_atomic": true}));
    assert_eq!(member(&mut bench, 1, &[]), Value::Null);
    bench.keep("s.between", &[]);
    assert_eq!(member(&mut bench, 2, &[]), Value::Null);
    assert_eq!(bench.seqs(), [1]);
    let ack = member(&mut bench, 3, &[COMMIT]);
    assert_eq!(ack, json!({"stream": "S", "seq": 4, "batch": "b", "count": 3}));
    assert_eq!(bench.seqs(), [1, 2, 3, 4]);
    assert!(
        bench
            .read(4)
            .headers
            .ends_with(b"Nats-Batch-Sequence: 3\r\nNats-Batch-Commit: 1\r\n\r\n")
    );
    let ack = member(&mut bench, 1, &[COMMIT]);
    assert_eq!(ack, json!({"stream": "S", "seq": 5, "batch": "b", "count": 1}));
}

#[test]
fn the_end_of_a_batch_may_come_after_its_last_message() {
    let mut bench = Bench::new(json!({"allow_atomic": true}));
    member(&mut bench, 1, &[]);
    member(&mut bench, 2, &[]);
    let ack = member(&mut bench, 3, &[END]);
    assert_eq!(ack, json!({"stream": "S", "seq": 2, "batch": "b", "count": 2}));
    assert!(
        bench
            .read(2)
            .headers
            .ends_with(b"Nats-Batch-Sequence: 2\r\nNats-Batch-Commit: 1\r\n\r\n")
    );
    assert_eq!(code(&member(&mut bench, 1, &[END])), (400, 10176));
}

#[test]
fn batches_do_not_mix() {
    let mut bench = Bench::new(json!({"allow_atomic": true}));
    for number in 1..=2 {
        part(&mut bench, "b", number, "s.b", &[]);
        part(&mut bench, "c", number, "s.c", &[]);
    }
    assert_eq!(part(&mut bench, "c", 3, "s.c", &[COMMIT])["seq"], 3);
    assert_eq!(part(&mut bench, "b", 3, "s.b", &[COMMIT])["seq"], 6);
    let subjects = [1, 3, 4, 6].map(|seq| bench.read(seq).subject.to_string());
    assert_eq!(subjects, ["s.c", "s.c", "s.b", "s.b"]);
}

#[test]
fn a_batch_with_a_hole_is_given_up() {
    let mut bench = Bench::new(json!({"allow_atomic": true}));
    assert_eq!(code(&member(&mut bench, 2, &[])), (400, 10176));
    assert_eq!(abandoned(&mut bench), []);
    for wrong in [1, 3, 0] {
        member(&mut bench, 1, &[]);
        assert_eq!(code(&member(&mut bench, wrong, &[COMMIT])), (400, 10176));
        assert!(is_given_up(&mut bench, "incomplete"));
    }
    assert_eq!(code(&member(&mut bench, 2, &[COMMIT])), (400, 10176));
    assert!(bench.seqs().is_empty());
}

#[test]
fn what_a_message_says_about_its_batch_must_make_sense() {
    let mut bench = Bench::new(json!({"allow_atomic": true}));
    let long = "x".repeat(65);
    let id = ("Nats-Batch-Id", "b");
    assert_eq!(code(&part(&mut bench, &long, 1, "s.a", &[])), (400, 10179));
    assert_eq!(bench.refuse("s.a", &[id]), (400, 10175));
    assert_eq!(
        bench.refuse("s.a", &[id, ("Nats-Batch-Sequence", "+1")]),
        (400, 10175)
    );
    for commit in ["yes", ""] {
        member(&mut bench, 1, &[]);
        let ack = member(&mut bench, 2, &[("Nats-Batch-Commit", commit)]);
        assert_eq!(code(&ack), (400, 10200));
        assert_eq!(code(&member(&mut bench, 2, &[COMMIT])), (400, 10176));
    }
    member(&mut bench, 1, &[("Nats-Required-Api-Level", "1")]);
    let ack = member(&mut bench, 2, &[("Nats-Required-Api-Level", "99")]);
    assert_eq!(code(&ack), (412, 10185));
    assert!(is_given_up(&mut bench, "unsupported"));
    member(&mut bench, 1, &[("Nats-Required-Api-Level", "1"), COMMIT]);
    assert!(!bench.read(1).headers.windows(9).any(|part| part == b"Api-Level"));
    let mut without = Bench::new(json!({}));
    assert_eq!(code(&member(&mut without, 1, &[])), (400, 10174));
}

#[test]
fn a_batch_that_waits_for_too_long_is_given_up() {
    let mut bench = Bench::new(json!({"allow_atomic": true}));
    member(&mut bench, 1, &[]);
    bench.sleep(9 * SECOND);
    member(&mut bench, 2, &[]);
    bench.sleep(10 * SECOND - 1);
    bench.tick();
    assert_eq!(abandoned(&mut bench), []);
    bench.sleep(1);
    assert_eq!(bench.stream.due(), Some(bench.at.now()));
    bench.tick();
    assert!(is_given_up(&mut bench, "timeout"));
    assert_eq!(bench.stream.due(), None);
    assert_eq!(code(&member(&mut bench, 3, &[COMMIT])), (400, 10176));
    member(&mut bench, 1, &[]);
    bench.sleep(10 * SECOND);
    // Before the turn that was due.
    assert_eq!(code(&member(&mut bench, 2, &[COMMIT])), (400, 10176));
    assert!(is_given_up(&mut bench, "timeout"));
}

#[test]
fn one_refusal_refuses_the_whole_batch() {
    let refused = |more: Value, members: &[(&str, &[(&str, &str)])]| {
        let mut bench = Bench::new(json!({"allow_atomic": true}));
        bench.keep("s.a", &[("Nats-Msg-Id", "old")]);
        bench.keep("s.b", &[]);
        bench.reconfigure(more);
        for (index, (subject, headers)) in members.iter().enumerate() {
            let ack = part(&mut bench, "b", index as u64 + 1, subject, headers);
            assert_eq!(ack, Value::Null);
        }
        let ack = part(&mut bench, "b", members.len() as u64 + 1, "s.z", &[COMMIT]);
        assert_eq!(bench.seqs(), [1, 2], "{ack}");
        let error = &ack["error"];
        (
            error["err_code"].as_u64().unwrap(),
            error["description"].as_str().unwrap().to_owned(),
        )
    };
    let atomic = || json!({"allow_atomic": true, "allow_rollup_hdrs": true, "allow_msg_ttl": true});
    let id = |id: &'static str| ("Nats-Msg-Id", id);
    let text = |text: &str| text.to_owned();
    let duplicate = (10201, text("atomic publish batch contains duplicate message id"));
    assert_eq!(refused(atomic(), &[("s.a", &[id("old")])]), duplicate);
    assert_eq!(
        refused(atomic(), &[("s.a", &[id("new")]), ("s.b", &[id("new")])]),
        duplicate
    );
    for (members, expected) in [
        (
            &[("s.a", &[("Nats-Expected-Last-Msg-Id", "old")][..])][..],
            (
                10177,
                "atomic publish unsupported header used: Nats-Expected-Last-Msg-Id",
            ),
        ),
        (
            &[("s.a", &[("Nats-Expected-Stream", "T")])],
            (10060, "expected stream does not match"),
        ),
        (
            &[("s.a", &[("Nats-TTL", "soon")])],
            (10165, "invalid per-message TTL"),
        ),
        (
            &[("s.a", &[("Nats-Stream-Source", "T 1")])],
            (10227, "message stream source header is not allowed"),
        ),
        (&[("s.a", &[(LAST, "1")])], (10071, "wrong last sequence: 2")),
        (
            &[("s.a", &[]), ("s.a", &[(LAST, "2")])],
            (10071, "wrong last sequence: 3"),
        ),
        (
            &[("s.a", &[]), ("s.a", &[(LAST, "3")])],
            (10164, "wrong last sequence"),
        ),
        (
            &[("s.b", &[]), ("s.a", &[(LAST_OF_SUBJECT, "9")])],
            (10071, "wrong last sequence: 1"),
        ),
        (
            &[("s.a", &[]), ("s.a", &[(LAST_OF_SUBJECT, "3")])],
            (10164, "wrong last sequence"),
        ),
        (
            &[("s.a", &[]), ("s.a", &[("Nats-Rollup", "sub")])],
            (10111, "batch rollup sub invalid"),
        ),
        (
            &[("s.a", &[]), ("s.b", &[("Nats-Rollup", "all")])],
            (10111, "batch rollup all invalid"),
        ),
        (
            &[("s..a", &[])],
            (10077, "the subject is not one that a stream can keep"),
        ),
    ] {
        assert_eq!(refused(atomic(), members), (expected.0, text(expected.1)));
    }
    let full = json!({"allow_atomic": true, "discard": "new", "max_msgs": 3});
    assert_eq!(
        refused(full, &[("s.a", &[])]),
        (10077, text("maximum messages exceeded"))
    );
    let full = json!({"allow_atomic": true, "discard": "new", "max_bytes": 60});
    assert_eq!(
        refused(full, &[("s.a", &[])]),
        (10077, text("maximum bytes exceeded"))
    );
    let full = json!({"allow_atomic": true, "discard": "new", "max_msgs_per_subject": 2, "discard_new_per_subject": true});
    let message = (10077, text("maximum messages per subject exceeded"));
    assert_eq!(refused(full, &[("s.a", &[]), ("s.a", &[])]), message);
}

#[test]
fn a_batch_is_checked_against_the_stream_before_it() {
    let mut bench = Bench::new(json!({"allow_atomic": true, "allow_rollup_hdrs": true}));
    bench.keep("s.a", &[]);
    bench.keep("s.b", &[]);
    part(
        &mut bench,
        "b",
        1,
        "s.a",
        &[(LAST, "2"), (LAST_OF_SUBJECT, "1"), ("Nats-Msg-Id", "id")],
    );
    part(
        &mut bench,
        "b",
        2,
        "s.b",
        &[(LAST_OF_SUBJECT, "2"), ("Nats-Rollup", "sub")],
    );
    assert_eq!(part(&mut bench, "b", 3, "s.a", &[COMMIT])["seq"], 5);
    assert_eq!(bench.seqs(), [1, 3, 4, 5]);
    assert_eq!(bench.publish("s.a", &[("Nats-Msg-Id", "id")], "x")["seq"], 3);
    part(&mut bench, "b", 1, "s.a", &[("Nats-Rollup", "all")]);
    assert_eq!(part(&mut bench, "b", 2, "s.a", &[COMMIT])["seq"], 7);
    assert_eq!(bench.seqs(), [6, 7]);
}

#[test]
fn limits_hold_after_a_batch() {
    let mut bench = Bench::new(json!({"allow_atomic": true, "max_msgs": 2}));
    for number in 1..=4 {
        member(&mut bench, number, &[]);
    }
    assert_eq!(member(&mut bench, 5, &[COMMIT])["seq"], 5);
    assert_eq!(bench.seqs(), [4, 5]);
}

#[test]
fn a_stream_that_takes_no_batches_any_more_forgets_those_it_has() {
    let mut bench = Bench::new(json!({"allow_atomic": true}));
    member(&mut bench, 1, &[]);
    bench.reconfigure(json!({}));
    assert_eq!(code(&member(&mut bench, 2, &[COMMIT])), (400, 10174));
    bench.reconfigure(json!({"allow_atomic": true}));
    assert_eq!(code(&member(&mut bench, 2, &[COMMIT])), (400, 10176));
    assert!(bench.seqs().is_empty());
}

#[test]
fn batches_are_bounded_in_messages_number_and_bytes() {
    let mut bench = Bench::new(json!({"allow_atomic": true}));
    for number in 1..=1000 {
        assert_eq!(member(&mut bench, number, &[]), Value::Null);
    }
    assert_eq!(code(&member(&mut bench, 1001, &[])), (400, 10199));
    assert!(is_given_up(&mut bench, "large"));
    assert_eq!(code(&member(&mut bench, 1001, &[])), (400, 10199));
    for number in 1..=1000 {
        member(&mut bench, number, &[]);
    }
    assert_eq!(member(&mut bench, 1001, &[END])["count"], 1000);
    for index in 0..50 {
        part(&mut bench, &format!("b{index}"), 1, "s.a", &[]);
    }
    assert_eq!(code(&member(&mut bench, 1, &[])), (429, 10210));
    assert_eq!(abandoned(&mut bench), []);
}

#[test]
fn what_batches_take_of_the_memory_is_bounded_and_given_back() {
    const MEGABYTE: usize = 1024 * 1024;
    let mut bench = Bench::new(json!({"allow_atomic": true}));
    let payload = "x".repeat(MEGABYTE - 1024);
    let send = |bench: &mut Bench, id: &str, number: u64| {
        let number = number.to_string();
        bench.publish(
            "s.a",
            &[("Nats-Batch-Id", id), ("Nats-Batch-Sequence", &number)],
            &payload,
        )
    };
    for number in 1..=32 {
        assert_eq!(send(&mut bench, "b", number), Value::Null);
    }
    assert!(bench.at.shelf().bytes() > 31 * MEGABYTE);
    let ack = send(&mut bench, "b", 33);
    assert_eq!(
        ack["error"]["description"],
        "atomic publish batch is too large: 33554432 bytes"
    );
    assert!(is_given_up(&mut bench, "large"));
    assert_eq!(bench.at.shelf().bytes(), 0);
    for id in ["c", "d"] {
        for number in 1..=32 {
            send(&mut bench, id, number);
        }
    }
    let ack = send(&mut bench, "b", 1);
    assert_eq!(code(&ack), (429, 10210));
    assert!(is_given_up(&mut bench, "large"));
    bench.sleep(10 * SECOND);
    bench.tick();
    assert_eq!(bench.at.shelf().bytes(), 0);
    send(&mut bench, "b", 1);
    let shelf = Arc::clone(&bench.at.shelf());
    drop(bench);
    assert_eq!(shelf.bytes(), 0);
}
