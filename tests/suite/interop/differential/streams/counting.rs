//! Counters.

use serde_json::{Value, json};

use super::script::{Script, Step, ask, create, make, on, publish, sized, update};

const INCREMENT: &str = "Nats-Incr";

pub(super) fn counters() -> Vec<Script> {
    let mut scripts = configurations();
    scripts.extend(increments());
    scripts.extend(sources());
    scripts
}

fn configurations() -> Vec<Script> {
    let counting = |more: Value| {
        let mut config = more;
        config["allow_msg_counter"] = json!(true);
        config
    };
    let mut scripts: Vec<Script> = [
        json!({}),
        json!({"discard": "new"}),
        json!({"allow_msg_ttl": true}),
        json!({"retention": "interest"}),
        json!({"retention": "workqueue"}),
        json!({"discard": "new", "retention": "workqueue", "discard_new_per_subject": true}),
        json!({"deny_purge": true, "allow_rollup_hdrs": true}),
        json!({"mirror": {"name": "T"}}),
        json!({"mirror": {"name": "T"}, "sources": [{"name": "T"}]}),
        json!({"sources": [{"name": "T"}]}),
        json!({"allow_direct": true, "max_msgs_per_subject": 1}),
    ]
    .into_iter()
    .map(|more| vec![create(counting(more))])
    .collect();
    scripts.push(vec![create(json!({})), update(counting(json!({})))]);
    scripts.push(vec![create(counting(json!({}))), update(json!({}))]);
    scripts.push(vec![
        create(counting(json!({}))),
        update(counting(json!({"max_msgs": 5}))),
        ask("STREAM.INFO.S", Value::Null),
    ]);
    scripts
}

fn add(subject: &'static str, increment: &str) -> Step {
    sized(subject, &[(INCREMENT, increment)], "")
}

fn get(seq: u64) -> Step {
    ask("STREAM.MSG.GET.S", json!({ "seq": seq }))
}

fn increments() -> Vec<Script> {
    let counting = |steps: Vec<Step>| {
        on(
            json!({"allow_msg_counter": true, "allow_rollup_hdrs": true}),
            steps,
        )
    };
    let long = "9".repeat(5_000);
    let mut scripts = vec![
        counting(vec![
            add("s.a", "+1"),
            add("s.a", "-3"),
            add("s.a", "007"),
            add("s.a", "-0"),
            add("s.b", "123456789012345678901234567890"),
            add("s.b", "-123456789012345678901234567891"),
            get(1),
            get(2),
            get(3),
            get(6),
        ]),
        counting(vec![add("s.a", &long), add("s.a", "1")]),
        counting(vec![
            add("s.a", "5"),
            add("s.a", "5"),
            ask("STREAM.MSG.DELETE.S", json!({"seq": 2})),
            add("s.a", "1"),
            ask("STREAM.PURGE.S", json!({"filter": "s.a"})),
            add("s.a", "1"),
        ]),
        counting(vec![
            sized("s.a", &[(INCREMENT, "1"), ("Nats-Msg-Id", "x")], ""),
            sized("s.a", &[(INCREMENT, "1"), ("Nats-Msg-Id", "x")], ""),
            add("s.a", "1"),
        ]),
        counting(vec![
            publish("s.a", &[]),
            sized("s.a", &[], ""),
            sized("s.a", &[("A", "b")], ""),
        ]),
        on(
            json!({}),
            vec![
                add("s.a", "1"),
                publish("s.a", &[(INCREMENT, "x")]),
                add("s.a", ""),
            ],
        ),
        on(
            json!({"allow_msg_counter": true, "max_msg_size": 60}),
            vec![
                add("s.a", "9999999999"),
                add("s.a", "99999999999999999999"),
                sized("s.a", &[(INCREMENT, "1"), ("A", "0123456789")], ""),
                add("s.a", "1"),
            ],
        ),
        on(
            json!({"allow_msg_counter": true, "max_msgs_per_subject": 1, "max_msgs": 2}),
            vec![
                add("s.a", "1"),
                add("s.a", "1"),
                add("s.b", "1"),
                add("s.c", "1"),
                add("s.a", "1"),
            ],
        ),
    ];
    for odd in ["", "x", "+", "1.5", "0x10", "1_000", "+-1", "1 2", "\u{661}"] {
        scripts.push(counting(vec![
            add("s.a", odd),
            publish("s.a", &[(INCREMENT, odd)]),
        ]));
    }
    for at_odds in [
        ("Nats-Rollup", "sub"),
        ("Nats-Expected-Stream", "S"),
        ("Nats-Expected-Stream", "T"),
        ("Nats-Expected-Last-Msg-Id", "x"),
        ("Nats-Expected-Last-Sequence", "1"),
        ("Nats-Expected-Last-Subject-Sequence", "1"),
        ("Nats-Expected-Last-Subject-Sequence-Subject", "s.b"),
        ("Nats-TTL", "5"),
        ("Nats-Stream-Source", "T 1"),
        ("Nats-Schedule", "@at 2030-01-01T00:00:00Z"),
        ("A", "b"),
    ] {
        scripts.push(counting(vec![
            add("s.a", "1"),
            sized("s.a", &[(INCREMENT, "1"), at_odds], ""),
            publish("s.a", &[at_odds]),
        ]));
    }
    scripts
}

/// Counters that come together in another stream.
fn sources() -> Vec<Script> {
    let origin =
        |name: &str, subject: &str| make(name, json!({"subjects": [subject], "allow_msg_counter": true}));
    vec![
        vec![
            origin("T", "t.*"),
            origin("U", "u.*"),
            create(
                json!({"subjects": ["s.*"], "allow_msg_counter": true, "sources": [
                    {"name": "T", "subject_transforms": [{"src": "t.*", "dest": "s.$1"}]},
                    {"name": "U", "subject_transforms": [{"src": "u.*", "dest": "s.$1"}]},
                ]}),
            ),
            add("t.a", "5"),
            Step::Until("S", 1),
            add("u.a", "-20"),
            Step::Until("S", 2),
            add("s.a", "100"),
            add("t.a", "3"),
            Step::Until("S", 4),
            add("t.b", "1"),
            Step::Until("S", 5),
            get(1),
            get(2),
            get(3),
            get(4),
            get(5),
        ],
        vec![
            origin("T", "t.*"),
            add("t.a", "1"),
            add("t.a", "2"),
            ask("STREAM.MSG.DELETE.T", json!({"seq": 1})),
            create(json!({"allow_msg_counter": true, "sources": [{"name": "T"}]})),
            Step::Until("S", 1),
            add("t.a", "3"),
            Step::Until("S", 2),
            get(1),
            get(2),
        ],
        vec![
            origin("T", "t.*"),
            create(json!({"sources": [{"name": "T"}]})),
            add("t.a", "1"),
            add("t.a", "2"),
            Step::Until("S", 2),
            get(2),
        ],
        vec![
            origin("T", "t.*"),
            create(json!({"mirror": {"name": "T"}})),
            add("t.a", "1"),
            add("t.a", "2"),
            Step::Until("S", 2),
            get(2),
        ],
    ]
}
