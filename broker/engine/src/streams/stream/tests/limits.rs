use serde_json::json;

use super::{Bench, code};

#[test]
fn an_acknowledgement_names_the_stream_and_the_sequence() {
    let mut bench = Bench::new(json!({}));
    assert_eq!(bench.publish("s.a", &[], "x"), json!({"stream": "S", "seq": 1}));
    assert_eq!(bench.publish("s.a", &[], "x"), json!({"stream": "S", "seq": 2}));
    let mut silent = Bench::new(json!({"no_ack": true}));
    assert!(silent.publish("s.a", &[], "x").is_null());
    assert_eq!(silent.seqs(), [1]);
}

#[test]
fn old_messages_give_way_to_new_ones() {
    let mut bench = Bench::new(json!({"max_msgs": 2}));
    for _ in 0..3 {
        bench.keep("s.a", &[]);
    }
    assert_eq!(bench.seqs(), [2, 3]);
    // Subject and payload are 4 bytes, and a message costs 16.
    let mut bench = Bench::new(json!({"max_bytes": 45}));
    for _ in 0..3 {
        bench.keep("s.a", &[]);
    }
    assert_eq!(bench.seqs(), [2, 3]);
    let mut bench = Bench::new(json!({"max_msgs_per_subject": 1}));
    bench.keep("s.a", &[]);
    bench.keep("s.b", &[]);
    bench.keep("s.a", &[]);
    assert_eq!(bench.seqs(), [2, 3]);
}

#[test]
fn a_full_stream_refuses_with_the_words_clients_know() {
    let mut bench = Bench::new(json!({"max_msgs": 1, "discard": "new"}));
    bench.keep("s.a", &[]);
    let ack = bench.publish("s.a", &[], "x");
    assert_eq!(code(&ack), (503, 10077));
    assert_eq!(ack["error"]["description"], "maximum messages exceeded");
    assert_eq!((&ack["stream"], &ack["seq"]), (&json!("S"), &json!(0)));
    let mut bench = Bench::new(json!({"max_bytes": 30, "discard": "new"}));
    bench.keep("s.a", &[]);
    let ack = bench.publish("s.a", &[], "x");
    assert_eq!(ack["error"]["description"], "maximum bytes exceeded");
    let per_subject = json!({"max_msgs_per_subject": 1, "discard": "new", "discard_new_per_subject": true});
    let mut bench = Bench::new(per_subject);
    bench.keep("s.a", &[]);
    let ack = bench.publish("s.a", &[], "x");
    assert_eq!(code(&ack), (503, 10077));
    assert_eq!(
        ack["error"]["description"],
        "maximum messages per subject exceeded"
    );
    bench.keep("s.b", &[]);
}

#[test]
fn what_replaces_may_come_into_a_full_stream() {
    let mut bench = Bench::new(json!({"max_msgs": 2, "max_msgs_per_subject": 1, "discard": "new"}));
    bench.keep("s.a", &[]);
    bench.keep("s.b", &[]);
    bench.keep("s.a", &[]);
    assert_eq!(bench.seqs(), [2, 3]);
    assert_eq!(bench.refuse("s.c", &[]), (503, 10077));
    let mut bench = Bench::new(json!({"max_bytes": 40, "max_msgs_per_subject": 1, "discard": "new"}));
    bench.keep("s.a", &[]);
    bench.keep("s.b", &[]);
    bench.keep("s.a", &[]);
    assert_eq!(code(&bench.publish("s.a", &[], "longer")), (503, 10077));
}

#[test]
fn a_rollup_may_replace_where_new_messages_may_not() {
    let mut bench = Bench::new(json!({
        "max_msgs_per_subject": 1, "discard": "new", "discard_new_per_subject": true, "allow_rollup_hdrs": true,
    }));
    bench.keep("s.a", &[]);
    assert_eq!(bench.refuse("s.a", &[]), (503, 10077));
    bench.keep("s.a", &[("Nats-Rollup", "sub")]);
    assert_eq!(bench.seqs(), [2]);
}

#[test]
fn headers_count_for_the_size_and_have_a_limit_of_their_own() {
    let mut bench = Bench::new(json!({"max_msg_size": 30}));
    bench.keep("s.a", &[("A", "1")]);
    assert_eq!(bench.refuse("s.a", &[("A", "1234567890123456")]), (400, 10054));
    let mut bench = Bench::new(json!({}));
    let most = "x".repeat(65_535 - "NATS/1.0\r\nA: \r\n\r\n".len());
    bench.keep("s.a", &[("A", &most)]);
    assert_eq!(bench.refuse("s.a", &[("A", &format!("{most}x"))]), (400, 10097));
}

#[test]
fn header_bytes_are_kept_as_they_came() {
    let mut bench = Bench::new(json!({}));
    let block = "NATS/1.0\r\na: 1\r\nA:2  \r\nA:2\r\nno header\r\n\r\n";
    assert_eq!(bench.publish_block("s.a", block, "x")["seq"], 1);
    assert_eq!(bench.read(1).headers, block.as_bytes());
}

#[test]
fn a_sealed_stream_takes_nothing() {
    let mut bench = Bench::new(json!({"sealed": true}));
    assert_eq!(bench.refuse("s.a", &[]), (400, 10109));
}

#[test]
fn nothing_is_kept_that_nobody_wants() {
    let mut bench = Bench::new(json!({"retention": "interest"}));
    bench.keep("s.a", &[]);
    bench.keep("s.a", &[]);
    assert_eq!(bench.seqs(), Vec::<u64>::new());
    assert_eq!(bench.stream.totals().last_seq, 2);
    let mut queue = Bench::new(json!({"retention": "workqueue"}));
    queue.keep("s.a", &[]);
    assert_eq!(queue.seqs(), [1]);
}

#[test]
fn ten_thousand_subjects_are_nothing_special() {
    let mut bench = Bench::new(json!({"max_msgs_per_subject": 1}));
    for round in 0..2 {
        for number in 0..10_000 {
            assert_eq!(
                bench.keep(&format!("s.{number}"), &[]),
                round * 10_000 + number + 1
            );
        }
    }
    let info = bench.ask(
        "STREAM.INFO.S",
        json!({"subjects_filter": "s.*", "offset": 9_999}),
    );
    assert_eq!(
        (&info["state"]["num_subjects"], &info["total"]),
        (&json!(10_000), &json!(10_000))
    );
    assert_eq!(info["state"]["subjects"].as_object().unwrap().len(), 1);
    assert_eq!(
        bench.ask("STREAM.PURGE.S", json!({"filter": "s.*", "keep": 10}))["purged"],
        9_990
    );
}

#[test]
fn the_highest_numbers_are_numbers_like_others() {
    let most = i64::MAX;
    let mut bench = Bench::new(json!({
        "max_age": most, "duplicate_window": most, "subject_delete_marker_ttl": most, "max_msgs": most, "max_bytes": most,
        "max_msg_size": most, "max_msgs_per_subject": most, "first_seq": most,
    }));
    assert_eq!(
        bench.keep(
            "s.a",
            &[("Nats-TTL", "9223372036854775807"), ("Nats-Msg-Id", "x")]
        ),
        most as u64
    );
    assert_eq!(
        bench.keep("s.a", &[("Nats-Expected-Last-Sequence", "9223372036854775807")]),
        most as u64 + 1
    );
    assert_eq!(
        bench
            .refuse("s.a", &[("Nats-Expected-Last-Sequence", "18446744073709551616")])
            .1,
        10071
    );
    bench.sleep(super::SECOND);
    bench.tick();
    assert_eq!(bench.seqs().len(), 2);
    bench.ask("STREAM.PURGE.S", json!({"seq": u64::MAX}));
    assert_eq!(bench.keep("s.a", &[]), most as u64 + 2);
}
