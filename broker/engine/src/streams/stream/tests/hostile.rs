//! What somebody might try who means no good.

use proptest::prelude::*;
use serde_json::{Value, json};

use super::*;
use crate::streams::consumer::take_in;
use crate::streams::store::Store as _;
use crate::streams::strange::HEADERS;

#[test]
fn nothing_is_kept_under_what_is_no_subject() {
    let mut bench = Bench::new(json!({"allow_rollup_hdrs": true}));
    bench.keep("s.a", &[]);
    for subject in ["s.*", "s.>", "s..a", "s.", "s.a b"] {
        assert_eq!(
            bench.refuse(subject, &[("Nats-Rollup", "sub")]),
            (503, 10077),
            "{subject}"
        );
    }
    let (long, deep) = ("x".repeat(5000), "a.".repeat(128));
    bench.refuse(&format!("s.{long}"), &[]);
    bench.refuse(&format!("s.{deep}a"), &[]);
    assert_eq!(bench.seqs(), [1]);
}

#[test]
fn subjects_that_change_on_the_way_in_stay_subjects() {
    let twice = |dest: &str| json!({"subject_transform": {"src": "s.*", "dest": dest}});
    let mut longer = Bench::new(twice(&["{{wildcard(1)}}"; 64].join(".")));
    longer.keep("s.short", &[]);
    longer.refuse(&format!("s.{}", "x".repeat(1500)), &[]);
    let mut split = Bench::new(twice("t.{{split(1,-)}}"));
    split.keep("s.a-b", &[]);
    split.refuse("s.a-*-b", &[]);
    split.refuse("s.a->", &[]);
}

#[test]
fn who_is_not_provisioned_replaces_nothing_but_its_own_subject() {
    let mut bench = Bench::new(json!({"allow_rollup_hdrs": true}));
    bench.keep("s.other", &[]);
    bench.keep("s.mine", &[]);
    let mut publish = |rollup: &str| {
        bench.turn(Op::Publish(Publication {
            account: Account::Provisioning,
            reaches: true,
            subject: "s.mine".into(),
            reply: Some("reply".into()),
            headers: format!("NATS/1.0\r\nNats-Rollup: {rollup}\r\n\r\n").into(),
            payload: Bytes::new(),
        }))
    };
    assert_eq!(code(&publish("all")), (500, 10111));
    assert_eq!(publish("sub")["seq"], 3);
    assert_eq!(bench.seqs(), [1, 3]);
}

#[test]
fn many_small_messages_are_no_large_answer() {
    let mut bench = Bench::new(json!({"allow_direct": true}));
    for _ in 0..200_000 {
        bench.stream.store.append("s.a", b"", b"", START);
    }
    let request = Request {
        endpoint: Endpoint::parse("DIRECT.GET.S"),
        account: Account::Choria,
        caller: Caller::Inside,
        subject: "".into(),
        reply: "reply".into(),
        headers: Bytes::new(),
        body: Bytes::from_static(br#"{"seq":1,"batch":1000000}"#),
    };
    let mut out = Outbox::default();
    bench
        .stream
        .handle(Op::Request(Box::new(request)), &bench.at, &mut out);
    assert!(out.bytes < 33 * 1024 * 1024, "{}", out.bytes);
    assert!(out.letters.len() > 100_000, "{}", out.letters.len());
}

#[test]
fn nobody_asks_for_more_subjects_than_an_answer_may_hold() {
    let mut bench = Bench::new(json!({"allow_direct": true}));
    bench.keep("s.a", &[]);
    let patterns: Vec<String> = (0..1025).map(|index| format!("*.{index}")).collect();
    let request = |patterns: &[String]| Request {
        endpoint: Endpoint::parse("DIRECT.GET.S"),
        account: Account::Choria,
        caller: Caller::Inside,
        subject: "".into(),
        reply: "reply".into(),
        headers: Bytes::new(),
        body: json!({"multi_last": patterns}).to_string().into(),
    };
    let mut status = |patterns: &[String]| {
        let mut out = Outbox::default();
        let op = Op::Request(Box::new(request(patterns)));
        bench.stream.handle(op, &bench.at, &mut out);
        let Some(Letter::Deliver { headers, .. }) = out.letters.first() else {
            panic!("there is an answer");
        };
        String::from_utf8(headers.to_vec()).unwrap()
    };
    assert_eq!(status(&patterns), "NATS/1.0 413 Too Many Results\r\n\r\n");
    assert_eq!(status(&patterns[1..]), "NATS/1.0 404 No Results\r\n\r\n");
}

#[test]
fn a_hundred_thousand_subjects_go_at_once() {
    const MANY: u64 = 100_000;
    let mut bench = Bench::new(json!({}));
    for number in 0..MANY {
        let subject = format!("s.{}.{number}", number % 7);
        bench.stream.store.append(&subject, b"", b"", START);
    }
    let purged = bench.ask("STREAM.PURGE.S", json!({"filter": "s.*.*", "keep": 10}));
    assert_eq!(purged["purged"], MANY - 10, "{purged}");
    let purged = bench.ask("STREAM.PURGE.S", json!({"filter": "s.*.*"}));
    assert_eq!(purged["purged"], 10, "{purged}");
}

#[test]
fn consumers_of_an_archive_may_say_what_they_like_of_how_far_they_are() {
    let numbers = [0, 1, 2, u64::MAX / 2, u64::MAX - 1, u64::MAX];
    for number in numbers {
        for time in [i64::MIN, -1, 0, i64::MAX] {
            let mut store = Box::new(MemoryStore::default());
            for _ in 0..4 {
                store.append("s.a", b"", b"", START);
            }
            let config = config(json!({}));
            let document = json!({
                "config": {"durable_name": "C", "ack_policy": "explicit"},
                "state": {
                    "delivered": {"consumer_seq": number, "stream_seq": number},
                    "ack_floor": {"consumer_seq": number, "stream_seq": number},
                    "pending": {"2": {"Sequence": number, "Timestamp": time}, "0": {}},
                    "redelivered": {"2": u32::MAX},
                },
            });
            let text = document.to_string();
            let taken = take_in(&mut *store, &config, &Caller::Inside, "C", text.as_bytes(), START);
            taken.unwrap();
            assert!(take_in(&mut *store, &config, &Caller::Inside, "", text.as_bytes(), START).is_err());
            let stream = Stream::adopt(config, store, START).unwrap();
            let (at, sent) = (Staged::quiet(START), Vec::new());
            let mut bench = Bench { stream, at, sent };
            bench.keep("s.a", &[]);
            for _ in 0..3 {
                bench.sleep(60 * SECOND);
                bench.tick();
                bench.ask_text("CONSUMER.MSG.NEXT.S.C", "5");
                let info = bench.ask("CONSUMER.INFO.S.C", Value::Null);
                assert_eq!(info["name"], "C", "{info}");
            }
        }
    }
}

/// Numbers at all borders, texts, and documents of them.
fn value() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        prop_oneof![Just(i64::MIN), Just(-1), Just(0), Just(1), Just(i64::MAX)].prop_map(Value::from),
        prop_oneof![Just(u64::MAX), Just(u64::MAX - 1), any::<u64>()].prop_map(Value::from),
        prop_oneof![Just(1e308), Just(-1e308), Just(0.5)].prop_map(Value::from),
        prop_oneof![
            Just(""),
            Just("s.>"),
            Just("s.*"),
            Just("s.a"),
            Just(">"),
            Just("C"),
            Just("S"),
            Just("explicit"),
            Just("all"),
            Just("none"),
            Just("last_per_subject"),
            Just("by_start_time"),
            Just("by_start_sequence"),
            Just("0001-01-01T00:00:00Z"),
            Just("9999-12-31T23:59:59Z"),
            Just("-9999-01-01T00:00:00Z"),
            Just("2023-11-14T22:13:20Z"),
            Just("original"),
            Just("pinned_client"),
            Just("g"),
            Just("100%"),
        ]
        .prop_map(Value::from),
    ];
    leaf.prop_recursive(2, 12, 4, |inner| {
        prop_oneof![
            proptest::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
            document(inner),
        ]
    })
}

fn document(inner: impl Strategy<Value = Value>) -> impl Strategy<Value = Value> {
    const NAMES: [&str; 42] = [
        "seq",
        "last_by_subj",
        "next_by_subj",
        "multi_last",
        "start_time",
        "up_to_seq",
        "up_to_time",
        "batch",
        "max_bytes",
        "no_hdr",
        "filter",
        "keep",
        "offset",
        "subjects_filter",
        "deleted_details",
        "expires",
        "no_wait",
        "idle_heartbeat",
        "group",
        "id",
        "priority",
        "min_pending",
        "pause_until",
        "config",
        "stream_name",
        "durable_name",
        "name",
        "ack_policy",
        "deliver_policy",
        "opt_start_seq",
        "opt_start_time",
        "ack_wait",
        "backoff",
        "max_deliver",
        "filter_subject",
        "filter_subjects",
        "max_waiting",
        "max_ack_pending",
        "deliver_subject",
        "replay_policy",
        "inactive_threshold",
        "rate_limit_bps",
    ];
    let member = (proptest::sample::select(&NAMES[..]), inner);
    proptest::collection::vec(member, 0..8).prop_map(|members| {
        let members = members.into_iter().map(|(name, value)| (name.to_owned(), value));
        Value::Object(members.collect())
    })
}

fn request() -> impl Strategy<Value = (String, Value)> {
    let tails = [
        "STREAM.INFO.S",
        "STREAM.PURGE.S",
        "STREAM.MSG.GET.S",
        "STREAM.MSG.DELETE.S",
        "STREAM.SNAPSHOT.S",
        "DIRECT.GET.S",
        "DIRECT.GET.S.s.>",
        "DIRECT.GET.S.s.a",
        "CONSUMER.CREATE.S",
        "CONSUMER.CREATE.S.C",
        "CONSUMER.CREATE.S.C.s.a",
        "CONSUMER.DURABLE.CREATE.S.C",
        "CONSUMER.NAMES.S",
        "CONSUMER.LIST.S",
        "CONSUMER.INFO.S.C",
        "CONSUMER.DELETE.S.C",
        "CONSUMER.PAUSE.S.C",
        "CONSUMER.UNPIN.S.C",
        "CONSUMER.RESET.S.C",
        "CONSUMER.MSG.NEXT.S.C",
    ];
    (proptest::sample::select(tails.to_vec()), document(value())).prop_map(|(tail, mut body)| {
        if tail.contains("CREATE") {
            // Enough that some of them are fine.
            let mut config = body.clone();
            config["durable_name"] = "C".into();
            body = json!({"stream_name": "S", "config": config});
        }
        (tail.to_owned(), body)
    })
}

fn headers() -> impl Strategy<Value = Vec<(&'static str, &'static str)>> {
    let values = [
        "",
        "S",
        "0",
        "1",
        "18446744073709551615",
        "-1",
        "never",
        "sub",
        "all",
        "9223372036s",
        "1h",
        "eob",
        "\u{0}",
    ];
    let header = (
        proptest::sample::select(&HEADERS[..]),
        proptest::sample::select(values.to_vec()),
    );
    proptest::collection::vec(header, 0..4)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(192))]

    #[test]
    fn no_requests_and_messages_are_too_strange(
        steps in proptest::collection::vec((request(), headers(), 0..400_i64), 1..24),
        ttl in any::<bool>(),
        atomic in any::<bool>(),
        retention in proptest::sample::select(vec!["limits", "interest", "workqueue"]),
    ) {
        let mut bench = Bench::new(json!({
            "allow_direct": true, "allow_msg_ttl": ttl, "allow_rollup_hdrs": true, "max_age": 300 * SECOND,
            "retention": retention, "allow_atomic": atomic,
        }));
        for ((tail, body), headers, pause) in steps {
            bench.publish("s.a", &headers, "x");
            bench.ask_text(&tail, &body.to_string());
            bench.sleep(pause * SECOND);
            bench.tick();
        }
        let bench = bench.restart();
        let totals = bench.stream.totals();
        prop_assert_eq!(totals.messages, bench.seqs().len() as u64);
    }
}
