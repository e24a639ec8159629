//! Batches of messages that are kept all or not at all.

use serde_json::{Value, json};

use super::script::{Script, Step, ask, create, heard, make, on, part, publish, sized, update};

const COMMIT: (&str, &str) = ("Nats-Batch-Commit", "1");
const END: (&str, &str) = ("Nats-Batch-Commit", "eob");
const LAST: &str = "Nats-Expected-Last-Sequence";
const OF_SUBJECT: &str = "Nats-Expected-Last-Subject-Sequence";
const WHICH: &str = "Nats-Expected-Last-Subject-Sequence-Subject";
const ID: &str = "Nats-Msg-Id";
const ROLLUP: &str = "Nats-Rollup";
const TTL: &str = "Nats-TTL";
const SECOND: u64 = 1_000_000_000;

/// Batches and what becomes of them.
pub(super) fn batches() -> Vec<Script> {
    let mut scripts = configurations();
    scripts.extend(places());
    scripts.extend(members());
    scripts.extend(limits());
    scripts.extend(counters());
    scripts.extend(neighbours());
    scripts
}

fn with(more: Value) -> Value {
    let mut config = json!({"allow_atomic": true, "allow_rollup_hdrs": true, "allow_msg_ttl": true});
    config
        .as_object_mut()
        .unwrap()
        .extend(more.as_object().unwrap().clone());
    config
}

fn get(seq: u64) -> Step {
    ask("STREAM.MSG.GET.S", json!({"seq": seq}))
}

/// On a stream with a message on each of two subjects.
fn steps(more: Value, steps: Vec<Step>) -> Script {
    let mut all = vec![publish("s.a", &[(ID, "old")]), publish("s.b", &[])];
    all.extend(steps);
    for seq in 3..=6 {
        all.push(get(seq));
    }
    on(with(more), all)
}

fn configurations() -> Vec<Script> {
    let of = |old: Value, new: Value| vec![create(old), update(new), ask("STREAM.INFO.S", Value::Null)];
    let single = [
        json!({"allow_atomic": true}),
        json!({"allow_atomic": true, "storage": "file"}),
        json!({"allow_atomic": "yes"}),
        json!({"allow_atomic": true, "mirror": {"name": "T"}}),
        json!({"allow_atomic": true, "mirror": {"name": "T", "opt_start_seq": 1, "opt_start_time": "2026-01-02T03:04:05Z"}}),
        json!({"allow_atomic": true, "sources": [{"name": "T"}]}),
        json!({"allow_atomic": true, "discard": "new", "max_msgs": 5}),
        json!({"allow_atomic": true, "retention": "workqueue"}),
        json!({"allow_atomic": true, "retention": "interest"}),
        json!({"allow_atomic": true, "no_ack": true}),
        json!({"allow_atomic": true, "num_replicas": 3}),
        json!({"persist_mode": "async"}),
        json!({"persist_mode": "async", "storage": "file"}),
        json!({"persist_mode": "default", "storage": "file"}),
        json!({"persist_mode": ""}),
        json!({"persist_mode": "sync"}),
        json!({"persist_mode": 1}),
        json!({"persist_mode": "async", "storage": "file", "allow_atomic": true}),
        json!({"persist_mode": "async", "storage": "file", "num_replicas": 3}),
        json!({"persist_mode": "async", "storage": "file", "mirror": {"name": "T"}}),
        json!({"persist_mode": "async", "storage": "file", "max_msgs": 3, "discard": "new"}),
    ];
    let mut scripts: Vec<Script> = single.into_iter().map(|more| vec![create(more)]).collect();
    scripts.extend([
        of(json!({}), json!({"allow_atomic": true})),
        of(json!({"allow_atomic": true}), json!({})),
        of(
            json!({"mirror": {"name": "T"}}),
            json!({"mirror": {"name": "T"}, "allow_atomic": true}),
        ),
        of(
            json!({"storage": "file"}),
            json!({"storage": "file", "persist_mode": "async"}),
        ),
        of(
            json!({"storage": "file", "persist_mode": "async"}),
            json!({"storage": "file", "persist_mode": "default"}),
        ),
        of(
            json!({"storage": "file", "persist_mode": "async"}),
            json!({"storage": "file", "persist_mode": "async", "max_msgs": 3}),
        ),
        of(
            json!({"storage": "file", "persist_mode": "async"}),
            json!({"storage": "file", "persist_mode": "async", "allow_atomic": true}),
        ),
    ]);
    scripts
}

/// What messages say about their place, and what is told when it is wrong.
fn places() -> Vec<Script> {
    let on = |all: Vec<Step>| steps(json!({}), all);
    let numbered =
        |number: &'static str| publish("s.a", &[("Nats-Batch-Id", "b"), ("Nats-Batch-Sequence", number)]);
    let mut scripts = vec![
        on(vec![
            part("s.a", 1, &[]),
            part("s.b", 2, &[]),
            part("s.c", 3, &[COMMIT]),
        ]),
        on(vec![part("s.a", 1, &[COMMIT]), part("s.a", 1, &[COMMIT])]),
        on(vec![
            part("s.a", 1, &[]),
            part("s.b", 2, &[]),
            part("s.c", 3, &[END]),
        ]),
        on(vec![part("s.a", 1, &[END]), heard()]),
        on(vec![
            part("s.a", 1, &[]),
            publish("s.a", &[]),
            part("s.b", 2, &[COMMIT]),
        ]),
        on(vec![
            part("s.a", 2, &[]),
            part("s.a", 1, &[]),
            part("s.a", 3, &[]),
            heard(),
        ]),
        on(vec![
            part("s.a", 1, &[]),
            part("s.a", 1, &[]),
            heard(),
            part("s.a", 2, &[COMMIT]),
        ]),
        on(vec![part("s.a", 1, &[]), part("s.a", 3, &[COMMIT]), heard()]),
        on(vec![part("s.a", 1, &[]), numbered("0"), heard()]),
        on(vec![
            numbered("0"),
            numbered("x"),
            numbered(""),
            numbered("-1"),
            numbered("1.5"),
            numbered("01"),
        ]),
        on(vec![publish("s.a", &[("Nats-Batch-Id", "b")])]),
        on(vec![publish("s.a", &[("Nats-Batch-Sequence", "1"), COMMIT])]),
        on(vec![publish(
            "s.a",
            &[("Nats-Batch-Id", ""), ("Nats-Batch-Sequence", "1"), COMMIT],
        )]),
        on(vec![
            part("s.a", 1001, &[]),
            part("s.a", 1001, &[END]),
            part("s.a", 1002, &[END]),
        ]),
    ];
    for id in ["x".repeat(64), "x".repeat(65), "a b".to_owned(), "\"ü".to_owned()] {
        let step = publish(
            "s.a",
            &[("Nats-Batch-Id", &id), ("Nats-Batch-Sequence", "1"), COMMIT],
        );
        scripts.push(on(vec![step]));
    }
    for commit in ["", "0", "2", "EOB", "true"] {
        let commit = ("Nats-Batch-Commit", commit);
        scripts.push(on(vec![part("s.a", 1, &[commit]), part("s.a", 2, &[COMMIT])]));
        scripts.push(on(vec![
            part("s.a", 1, &[]),
            part("s.a", 2, &[commit]),
            part("s.a", 2, &[COMMIT]),
        ]));
    }
    for level in ["0", "1", "99", "x"] {
        let level = ("Nats-Required-Api-Level", level);
        scripts.push(on(vec![
            part("s.a", 1, &[]),
            part("s.a", 2, &[level]),
            part("s.a", 3, &[COMMIT]),
        ]));
    }
    scripts.push(on(vec![
        part("s.a", 1, &[("Nats-Required-Api-Level", "99")]),
        heard(),
    ]));
    scripts.push(on(vec![
        part("s.a", 1, &[]),
        update(with(json!({"subjects": ["s.>"], "allow_atomic": false}))),
        part("s.a", 2, &[COMMIT]),
        update(with(json!({"subjects": ["s.>"]}))),
        part("s.a", 2, &[COMMIT]),
        part("s.a", 1, &[]),
        part("s.a", 3, &[]),
        heard(),
    ]));
    scripts.push(on(vec![
        part("s.a", 1, &[]),
        update(with(
            json!({"subjects": ["s.>"], "sealed": true, "allow_rollup_hdrs": false}),
        )),
        part("s.a", 2, &[COMMIT]),
    ]));
    scripts
}

/// Headers of messages, alone and one after another.
fn members() -> Vec<Script> {
    let single = [
        (LAST, "2"),
        (LAST, "1"),
        (LAST, "x"),
        (OF_SUBJECT, "1"),
        (OF_SUBJECT, "0"),
        (OF_SUBJECT, "2"),
        (WHICH, "s.b"),
        ("Nats-Expected-Last-Msg-Id", "old"),
        ("Nats-Expected-Stream", "S"),
        ("Nats-Expected-Stream", "T"),
        (ID, "new"),
        (ID, "old"),
        (ROLLUP, "sub"),
        (ROLLUP, "all"),
        (ROLLUP, "ALL"),
        (ROLLUP, "some"),
        (TTL, "5"),
        (TTL, "never"),
        (TTL, "soon"),
        (TTL, "0"),
        ("Nats-Stream-Source", "T 1"),
    ];
    let mut scripts = Vec::new();
    for header in single {
        for more in [
            json!({}),
            json!({"allow_msg_ttl": false, "allow_rollup_hdrs": false}),
        ] {
            scripts.push(steps(more, vec![part("s.a", 1, &[header, COMMIT])]));
        }
        scripts.push(steps(
            json!({}),
            vec![part("s.a", 1, &[]), part("s.a", 2, &[header, COMMIT])],
        ));
        scripts.push(steps(
            json!({}),
            vec![part("s.b", 1, &[header]), part("s.a", 2, &[header, COMMIT])],
        ));
        let plain = vec![
            part("s.a", 1, &[header]),
            part("s.c", 2, &[]),
            part("s.c", 3, &[END]),
        ];
        scripts.push(steps(json!({"duplicate_window": 0}), plain));
    }
    let pairs = [
        [(LAST, "3"), (LAST, "3")],
        [(LAST, "2"), (LAST, "3")],
        [(LAST, "2"), (OF_SUBJECT, "1")],
        [(OF_SUBJECT, "1"), (OF_SUBJECT, "3")],
        [(ID, "new"), (ID, "newer")],
        [(ID, "newer"), (LAST, "9")],
        [(LAST, "9"), (ID, "old")],
        [(TTL, "soon"), (ID, "old")],
        [("Nats-Expected-Last-Msg-Id", "x"), ("Nats-Expected-Stream", "T")],
        [("Nats-Expected-Stream", "T"), (TTL, "soon")],
        [(ROLLUP, "all"), (ROLLUP, "sub")],
        [("Nats-Stream-Source", "T 1"), (LAST, "9")],
    ];
    for [first, second] in pairs {
        scripts.push(steps(json!({}), vec![part("s.a", 1, &[first, second, COMMIT])]));
        scripts.push(steps(
            json!({}),
            vec![part("s.a", 1, &[first]), part("s.a", 2, &[second, COMMIT])],
        ));
        scripts.push(steps(
            json!({}),
            vec![part("s.a", 1, &[first]), part("s.b", 2, &[second, COMMIT])],
        ));
    }
    for (other, expected) in [
        ("s.a", "1"),
        ("s.b", "2"),
        ("s.*", "2"),
        ("s.c", "0"),
        ("s.c", "3"),
        ("t.*", "0"),
    ] {
        let expect = [(OF_SUBJECT, expected), (WHICH, other)];
        let last = [(OF_SUBJECT, expected), (WHICH, other), COMMIT];
        scripts.push(steps(
            json!({}),
            vec![part("s.c", 1, &expect), part("s.d", 2, &last)],
        ));
        scripts.push(steps(json!({}), vec![part("s.a", 1, &[]), part("s.d", 2, &last)]));
    }
    scripts.push(steps(
        json!({}),
        vec![
            part("s.a", 1, &[]),
            part("s.a", 2, &[(LAST, "9"), COMMIT]),
            part("s.a", 1, &[COMMIT]),
        ],
    ));
    let long = "x".repeat(70_000);
    scripts.push(steps(
        json!({}),
        vec![part("s.a", 1, &[("A", &long)]), part("s.b", 2, &[COMMIT])],
    ));
    scripts
}

fn limits() -> Vec<Script> {
    let three = |subjects: [&'static str; 3], headers: &[(&'static str, &str)]| {
        let [first, second, third] = subjects;
        let last: Vec<_> = headers.iter().copied().chain([COMMIT]).collect();
        vec![
            part(first, 1, headers),
            part(second, 2, headers),
            part(third, 3, &last),
        ]
    };
    let mut scripts = Vec::new();
    for more in [
        json!({"max_msgs": 2}),
        json!({"max_msgs": 4, "discard": "new"}),
        json!({"max_msgs": 5, "discard": "new"}),
        json!({"max_msgs": 2, "discard": "new", "max_msgs_per_subject": 1}),
        json!({"max_bytes": 600}),
        json!({"max_bytes": 400, "discard": "new"}),
        json!({"max_bytes": 600, "discard": "new"}),
        json!({"max_msgs_per_subject": 1}),
        json!({"max_msgs_per_subject": 1, "discard": "new"}),
        json!({"max_msgs_per_subject": 1, "discard": "new", "discard_new_per_subject": true}),
        json!({"max_msgs_per_subject": 2, "discard": "new", "discard_new_per_subject": true}),
        json!({"max_msgs_per_subject": 3, "discard": "new", "discard_new_per_subject": true}),
        json!({"retention": "interest"}),
        json!({"retention": "workqueue"}),
        json!({"subject_transform": {"src": "s.a", "dest": "s.b"}}),
        json!({"subject_delete_marker_ttl": 60 * SECOND}),
    ] {
        scripts.push(steps(more.clone(), three(["s.a", "s.b", "s.c"], &[])));
        scripts.push(steps(more.clone(), three(["s.a", "s.a", "s.a"], &[])));
        scripts.push(steps(
            more.clone(),
            three(["s.c", "s.d", "s.e"], &[(OF_SUBJECT, "0")]),
        ));
        scripts.push(steps(more.clone(), three(["s.a", "s.b", "s.c"], &[(TTL, "5")])));
        scripts.push(steps(
            more,
            vec![
                part("s.a", 1, &[(ROLLUP, "sub")]),
                part("s.b", 2, &[(ROLLUP, "sub"), COMMIT]),
            ],
        ));
    }
    let long = "0123456789".repeat(20);
    scripts.push(steps(
        json!({"max_msg_size": 150}),
        vec![
            part("s.a", 1, &[]),
            part("s.a", 2, &[("A", &long)]),
            part("s.a", 2, &[]),
            part("s.a", 3, &[COMMIT]),
        ],
    ));
    scripts.push(steps(
        json!({"allow_atomic": false, "max_msg_size": 150}),
        vec![part("s.a", 1, &[("A", &long)]), part("s.a", 1, &[])],
    ));
    scripts
}

/// Batches that count.
fn counters() -> Vec<Script> {
    let count = |subject, number: u64, amount: &str, more: &[(&'static str, &str)]| {
        let number = number.to_string();
        let mut headers = vec![
            ("Nats-Batch-Id", "b"),
            ("Nats-Batch-Sequence", &*number),
            ("Nats-Incr", amount),
        ];
        headers.extend(more);
        sized(subject, &headers, "")
    };
    let on = |steps: Vec<Step>| {
        let mut all = vec![sized("s.a", &[("Nats-Incr", "5")], "")];
        all.extend(steps);
        all.extend((1..=4).map(get));
        on(json!({"allow_atomic": true, "allow_msg_counter": true}), all)
    };
    vec![
        on(vec![
            count("s.a", 1, "+1", &[]),
            count("s.b", 2, "-2", &[]),
            count("s.a", 3, "10", &[COMMIT]),
        ]),
        on(vec![count("s.a", 1, "+1", &[]), count("s.a", 2, "x", &[COMMIT])]),
        on(vec![count("s.a", 1, "+1", &[]), part("s.a", 2, &[COMMIT])]),
        on(vec![count("s.a", 1, "+1", &[(LAST, "1"), COMMIT])]),
        on(vec![
            count("s.a", 1, "+1", &[(ID, "i")]),
            count("s.a", 2, "+1", &[(ID, "i"), COMMIT]),
        ]),
        on(vec![count(
            "s.a",
            1,
            "+1",
            &[("Nats-Stream-Source", "T 1"), COMMIT],
        )]),
        on(vec![
            count("s.a", 1, "+1", &[]),
            count("s.a", 2, "1", &[]),
            sized(
                "s.a",
                &[("Nats-Batch-Id", "b"), ("Nats-Batch-Sequence", "3"), END],
                "",
            ),
        ]),
        steps(json!({}), vec![count("s.a", 1, "+1", &[COMMIT])]),
        steps(json!({}), vec![count("s.a", 1, "x", &[COMMIT])]),
    ]
}

/// What other streams and the largest batch see.
fn neighbours() -> Vec<Script> {
    let mut copied = Vec::new();
    for origin in [
        json!({"sources": [{"name": "S"}]}),
        json!({"mirror": {"name": "S"}}),
    ] {
        let mut script = steps(
            json!({}),
            vec![
                make("T", origin),
                part("s.a", 1, &[("A", "b")]),
                part("s.b", 2, &[(LAST, "9"), COMMIT]),
                part("s.a", 1, &[(LAST, "2")]),
                part("s.b", 2, &[("A", "b"), (OF_SUBJECT, "2")]),
                part("s.b", 3, &[END]),
                Step::Until("T", 4),
            ],
        );
        script.extend((3..=4).map(|seq| ask("STREAM.MSG.GET.T", json!({"seq": seq}))));
        copied.push(script);
    }
    let mut largest: Vec<Step> = (1..=1000).map(|number| part("s.a", number, &[])).collect();
    let mut larger = largest.clone();
    largest.push(part("s.a", 1001, &[END]));
    larger.extend([part("s.a", 1001, &[]), heard()]);
    let first = |id: u64| {
        let id = format!("b{id}");
        sized(
            "s.a",
            &[("Nats-Batch-Id", &id), ("Nats-Batch-Sequence", "1")],
            "x",
        )
    };
    let mut many: Vec<Step> = (0..51).map(first).collect();
    many.push(part("s.a", 1, &[COMMIT]));
    copied.extend([
        on(with(json!({})), largest),
        on(with(json!({})), larger),
        on(with(json!({})), many),
    ]);
    copied
}
