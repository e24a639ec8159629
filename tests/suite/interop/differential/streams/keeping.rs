//! What becomes of messages, and what is asked about them.

use serde_json::{Value, json};

use super::script::{Script, Step, ask, on, publish, sized};

/// Messages and what becomes of them.
pub(super) fn messages() -> Vec<Script> {
    let mut scripts = expectations();
    scripts.extend(limits());
    scripts.extend(requests());
    scripts
}

fn expectations() -> Vec<Script> {
    const LAST: &str = "Nats-Expected-Last-Sequence";
    const OF_SUBJECT: &str = "Nats-Expected-Last-Subject-Sequence";
    const WHICH: &str = "Nats-Expected-Last-Subject-Sequence-Subject";
    const ID: &str = "Nats-Msg-Id";
    const LAST_ID: &str = "Nats-Expected-Last-Msg-Id";
    const ROLLUP: &str = "Nats-Rollup";
    const TTL: &str = "Nats-TTL";
    let single = [
        (LAST, "0"),
        (LAST, "1"),
        (LAST, "-1"),
        (LAST, "x"),
        (OF_SUBJECT, "0"),
        (OF_SUBJECT, "7"),
        (WHICH, "s.b"),
        (LAST_ID, "x"),
        ("Nats-Expected-Stream", "S"),
        ("Nats-Expected-Stream", "T"),
        (ROLLUP, "sub"),
        (ROLLUP, "ALL"),
        (ROLLUP, "some"),
        (TTL, "5"),
        (TTL, "5s"),
        (TTL, "1m30s"),
        (TTL, "0"),
        (TTL, "100ms"),
        (TTL, "never"),
        (TTL, "soon"),
        (TTL, "-5"),
        ("Nats-Stream-Source", "T 1"),
        ("Nats-Batch-Id", "x"),
        ("Nats-Incr", "+1"),
        ("Nats-Incr", "x"),
        ("Nats-Schedule", "@at 2030-01-01T00:00:00Z"),
    ];
    let mut scripts = Vec::new();
    for header in single {
        for more in [
            json!({}),
            json!({"allow_msg_ttl": true, "allow_rollup_hdrs": true}),
        ] {
            let steps = vec![
                publish("s.a", &[]),
                publish("s.b", &[]),
                publish("s.a", &[header]),
            ];
            scripts.push(on(more, steps));
        }
    }
    let steps = vec![
        publish("s.a", &[(ID, "one")]),
        publish("s.a", &[(ID, "one")]),
        publish("s.a", &[(ID, "two"), (LAST_ID, "one")]),
        publish("s.a", &[(ID, "three"), (LAST_ID, "one")]),
        publish("s.a", &[(ID, "two"), (LAST, "99")]),
        publish("s.a", &[(ID, "two"), (LAST_ID, "nine")]),
        publish("s.a", &[(OF_SUBJECT, "2"), (WHICH, "s.*")]),
        publish("s.b", &[(OF_SUBJECT, "3"), (WHICH, "s.*")]),
        publish("s.c", &[(OF_SUBJECT, "0"), (WHICH, "t.*")]),
        publish("s.c", &[(OF_SUBJECT, "3"), (LAST, "5")]),
        publish("s.c", &[(TTL, "5"), ("Nats-Expected-Stream", "T")]),
        publish("s.c", &[(TTL, "5"), (OF_SUBJECT, "99")]),
        publish("s.c", &[(TTL, "bad"), (OF_SUBJECT, "99")]),
        publish("s.c", &[(TTL, "bad"), (ROLLUP, "sub")]),
    ];
    scripts.push(on(json!({}), steps));
    scripts
}

fn limits() -> Vec<Script> {
    let three = || {
        vec![
            publish("s.a", &[]),
            publish("s.b", &[]),
            publish("s.a", &[]),
            publish("s.c", &[]),
        ]
    };
    let mut scripts: Vec<Script> = [
        json!({"max_msgs": 2}),
        json!({"max_msgs": 2, "discard": "new"}),
        json!({"max_msgs": 2, "discard": "new", "max_msgs_per_subject": 1}),
        json!({"max_bytes": 45}),
        json!({"max_bytes": 45, "discard": "new"}),
        json!({"max_bytes": 10}),
        json!({"max_bytes": 45, "discard": "new", "max_msgs_per_subject": 1}),
        json!({"max_msgs_per_subject": 1}),
        json!({"max_msgs_per_subject": 1, "discard": "new"}),
        json!({"max_msgs_per_subject": 1, "discard": "new", "discard_new_per_subject": true}),
        json!({"retention": "interest"}),
        json!({"retention": "workqueue"}),
        json!({"first_seq": 100}),
        json!({"subject_transform": {"src": "s.a", "dest": "other"}}),
    ]
    .into_iter()
    .map(|more| on(more, three()))
    .collect();
    scripts.push(on(
        json!({"max_msg_size": 40}),
        vec![
            sized("s.a", &[], "0123456789012345678901234567890123456789"),
            sized("s.a", &[], "0123456789012345678901234567890123456789x"),
            sized("s.a", &[("A", "0123456789")], "0123456789"),
            sized("s.a", &[("A", "0123456789")], "01234567890123456789"),
            sized("s.a", &[("Nats-TTL", "soon")], "01234567890123456789"),
            sized("s.a", &[("Nats-Expected-Stream", "T")], "01234567890123456789"),
        ],
    ));
    let long = "x".repeat(70_000);
    scripts.push(on(json!({}), vec![publish("s.a", &[("A", &long)])]));
    scripts.push(on(
        json!({"max_msgs_per_subject": 1, "discard": "new", "discard_new_per_subject": true, "allow_rollup_hdrs": true}),
        vec![publish("s.a", &[]), publish("s.a", &[]), publish("s.a", &[("Nats-Rollup", "sub")])],
    ));
    scripts
}

fn requests() -> Vec<Script> {
    let filled = |more: Value, asked: Vec<Step>| {
        let mut steps: Vec<Step> = ["s.a", "s.b", "s.a", "s.c", "s.a"]
            .map(|subject| publish(subject, &[("A", "b")]))
            .to_vec();
        steps.extend(asked);
        on(more, steps)
    };
    let purge = |body: Value| filled(json!({}), vec![ask("STREAM.PURGE.S", body)]);
    let mut scripts: Vec<Script> = [
        Value::Null,
        json!({}),
        json!({"filter": "s.a"}),
        json!({"filter": "s.*"}),
        json!({"filter": "t"}),
        json!({"seq": 1}),
        json!({"seq": 3}),
        json!({"seq": 6}),
        json!({"seq": 3, "filter": "s.a"}),
        json!({"keep": 2}),
        json!({"keep": 9}),
        json!({"keep": 1, "filter": "s.a"}),
        json!({"keep": 1, "seq": 2}),
        json!({"keep": 0, "seq": 0}),
    ]
    .into_iter()
    .map(purge)
    .collect();
    let get = [
        json!({"seq": 2}),
        json!({"seq": 0}),
        json!({"seq": 9}),
        json!({"last_by_subj": "s.a"}),
        json!({"last_by_subj": "s.*"}),
        json!({"last_by_subj": "t"}),
        json!({"next_by_subj": "s.c"}),
        json!({"next_by_subj": "s.a", "seq": 2}),
        json!({"next_by_subj": "s.a", "seq": 6}),
        json!({"seq": 1, "last_by_subj": "s.a"}),
        json!({"last_by_subj": "s.a", "next_by_subj": "s.a"}),
        json!({"start_time": "2020-01-01T00:00:00Z"}),
        json!({"start_time": "2040-01-01T00:00:00Z"}),
        json!({"start_time": "2020-01-01T00:00:00Z", "next_by_subj": "s.b"}),
        json!({"seq": 1, "no_hdr": true}),
        json!({"seq": 1, "batch": 5}),
        Value::Null,
    ];
    scripts.push(filled(
        json!({}),
        get.into_iter()
            .map(|body| ask("STREAM.MSG.GET.S", body))
            .collect(),
    ));
    let delete = vec![
        ask("STREAM.MSG.DELETE.S", json!({"seq": 3})),
        ask("STREAM.MSG.DELETE.S", json!({"seq": 3, "no_erase": true})),
        ask("STREAM.MSG.DELETE.S", json!({"seq": 1, "no_erase": true})),
        ask("STREAM.MSG.DELETE.S", Value::Null),
        ask("STREAM.MSG.GET.S", json!({"seq": 3})),
    ];
    scripts.push(filled(json!({}), delete.clone()));
    scripts.push(filled(json!({"deny_delete": true, "deny_purge": true}), delete));
    scripts.push(filled(
        json!({"deny_purge": true}),
        vec![ask("STREAM.PURGE.S", Value::Null)],
    ));
    scripts.push(filled(
        json!({}),
        vec![
            ask("STREAM.PURGE.S", Value::Null),
            publish("s.a", &[("Nats-Expected-Last-Subject-Sequence", "0")]),
            ask("STREAM.INFO.S", json!({"subjects_filter": "s.a"})),
            ask("STREAM.INFO.T", Value::Null),
            ask("STREAM.PURGE.T", Value::Null),
            ask("STREAM.MSG.GET.T", json!({"seq": 1})),
            ask("STREAM.MSG.DELETE.T", json!({"seq": 1})),
        ],
    ));
    scripts
}
