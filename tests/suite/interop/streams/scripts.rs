//! What both servers are asked.

use serde_json::{Value, json};

/// One thing that both are asked.
#[derive(Debug, Clone)]
pub(super) enum Step {
    /// A request of the API.
    Ask(String, Value),
    /// A message, whose acknowledgement is the answer.
    Publish(&'static str, Vec<(&'static str, String)>, &'static str),
}

/// Things asked one after the other of an empty account.
pub(super) type Script = Vec<Step>;

fn create(more: Value) -> Step {
    ask("STREAM.CREATE.S", config(more))
}

fn update(more: Value) -> Step {
    ask("STREAM.UPDATE.S", config(more))
}

fn make(name: &str, more: Value) -> Step {
    let mut config = config(more);
    config["name"] = json!(name);
    ask(&format!("STREAM.CREATE.{name}"), config)
}

fn config(more: Value) -> Value {
    let mut config = json!({"name": "S", "storage": "memory"});
    let members = config.as_object_mut().unwrap();
    members.extend(more.as_object().unwrap().clone());
    config
}

fn ask(tail: &str, body: Value) -> Step {
    Step::Ask(tail.to_owned(), body)
}

fn publish(subject: &'static str, headers: &[(&'static str, &str)]) -> Step {
    sized(subject, headers, "x")
}

fn sized(subject: &'static str, headers: &[(&'static str, &str)], payload: &'static str) -> Step {
    let headers = headers.iter().map(|(name, value)| (*name, (*value).to_owned()));
    Step::Publish(subject, headers.collect(), payload)
}

const SECOND: u64 = 1_000_000_000;

/// Streams that are made of one configuration each.
pub(super) fn configurations() -> Vec<Script> {
    let long = |length: usize| "x".repeat(length);
    let one = [
        json!({}),
        json!({"subjects": ["a", "b.>", "c.*"]}),
        json!({"subjects": []}),
        json!({"description": long(4096)}),
        json!({"description": long(4097)}),
        json!({"metadata": {"a": long(130_000)}}),
        json!({"metadata": {"a": long(131_072)}}),
        json!({"metadata": {"a": "b"}}),
        json!({"retention": "interest"}),
        json!({"retention": "workqueue"}),
        json!({"retention": "never"}),
        json!({"discard": "newest"}),
        json!({"storage": "tape"}),
        json!({"storage": "file"}),
        json!({"compression": "s2", "storage": "file"}),
        json!({"compression": "zip"}),
        json!({"max_msgs": 0, "max_bytes": -5, "max_consumers": 0, "max_msg_size": 0, "max_msgs_per_subject": 0}),
        json!({"max_msgs": 5, "max_bytes": 1024, "max_consumers": 2, "max_msg_size": 100, "max_msgs_per_subject": 3}),
        json!({"max_msgs": "many"}),
        json!({"max_age": 10 * SECOND}),
        json!({"max_age": 1}),
        json!({"max_age": -1}),
        json!({"max_age": SECOND / 10}),
        json!({"duplicate_window": 1}),
        json!({"duplicate_window": -1}),
        json!({"duplicate_window": SECOND}),
        json!({"duplicate_window": 2 * SECOND, "max_age": SECOND}),
        json!({"num_replicas": 0}),
        json!({"num_replicas": 3}),
        json!({"num_replicas": 6}),
        json!({"num_replicas": -1}),
        json!({"no_ack": true}),
        json!({"deny_delete": true, "deny_purge": true}),
        json!({"deny_purge": true, "allow_rollup_hdrs": true}),
        json!({"allow_rollup_hdrs": true}),
        json!({"sealed": true}),
        json!({"allow_direct": true}),
        json!({"mirror_direct": true}),
        json!({"first_seq": 100}),
        json!({"discard_new_per_subject": true}),
        json!({"discard": "new", "discard_new_per_subject": true}),
        json!({"discard": "new", "discard_new_per_subject": true, "max_msgs_per_subject": 1}),
        json!({"allow_msg_ttl": true}),
        json!({"subject_delete_marker_ttl": SECOND}),
        json!({"subject_delete_marker_ttl": 1}),
        json!({"subject_delete_marker_ttl": -1}),
        json!({"subject_delete_marker_ttl": SECOND, "deny_purge": true}),
        json!({"subject_delete_marker_ttl": SECOND, "pedantic": true}),
        json!({"consumer_limits": {"max_ack_pending": 5, "inactive_threshold": SECOND}}),
        json!({"placement": {}}),
        json!({"placement": {"preferred": "n1"}}),
        json!({"max_msgs": -2, "pedantic": true}),
        json!({"max_age": SECOND, "pedantic": true}),
    ];
    let mut scripts: Vec<Script> = one.into_iter().map(|more| vec![create(more)]).collect();
    scripts.extend(names());
    scripts.extend(subjects());
    scripts.extend(transforms());
    scripts.extend(sources());
    scripts
}

fn names() -> Vec<Script> {
    let named = |name: &str| vec![ask("STREAM.CREATE.S", json!({"name": name}))];
    vec![
        named("T"),
        named(""),
        vec![ask("STREAM.CREATE.S/T", json!({"name": "S/T"}))],
        vec![ask("STREAM.CREATE.S\\T", json!({"name": "S\\T"}))],
        vec![create(json!({})), create(json!({}))],
        vec![create(json!({})), create(json!({"max_msgs": 5}))],
        vec![create(json!({"max_msgs": -1})), create(json!({"max_msgs": 0}))],
        vec![ask("STREAM.CREATE.S", json!([]))],
        vec![ask("STREAM.DELETE.S", Value::Null)],
        vec![
            create(json!({})),
            ask("STREAM.DELETE.S", Value::Null),
            create(json!({"max_msgs": 5})),
        ],
    ]
}

fn subjects() -> Vec<Script> {
    let keeping = |subjects: Value| vec![create(json!({"subjects": subjects}))];
    let mut scripts: Vec<Script> = [
        json!(["a..b"]),
        json!([""]),
        json!(["a b"]),
        json!(["a", "a"]),
        json!(["a.*", "a.b"]),
        json!(["a.*", "*.b"]),
        json!(["a.>", "a"]),
        json!([">"]),
        json!(["*"]),
        json!(["*.>"]),
        json!(["$JS.API.>"]),
        json!(["$JS.>"]),
        json!(["$JS.EVENT.ADVISORY.>"]),
        json!(["$JSC.>"]),
        json!(["$NRG.x"]),
        json!(["$SYS.>"]),
        json!(["$SYS.ACCOUNT.>"]),
        json!(["$KV.B.>"]),
    ]
    .into_iter()
    .map(keeping)
    .collect();
    scripts.push(vec![create(json!({"subjects": [">"], "no_ack": true}))]);
    scripts.push(vec![create(json!({"subjects": ["$JS.>"], "no_ack": true}))]);
    for theirs in ["a.b", "a.*", ">", "a.b.>", "b"] {
        let other = json!({"subjects": [theirs], "no_ack": theirs == ">"});
        scripts.push(vec![create(json!({"subjects": ["a.b"]})), make("T", other)]);
    }
    scripts
}

fn transforms() -> Vec<Script> {
    let mut scripts = Vec::new();
    for (source, destination) in [
        ("a.*", "b.$1"),
        ("a.*", "b.{{wildcard(1)}}"),
        ("a.*", "b.{{wildcard(2)}}"),
        ("a.*", "b.{{wildcard()}}"),
        ("a.*", "b.{{upper(1)}}"),
        ("a.*", "b.{{partition(5,1)}}"),
        ("a.*", "b.{{split(1,-)}}"),
        ("a.*", "b.{{splitfromleft(1,x)}}"),
        ("a.*", "b.{{slicefromright(1,2)}}"),
        ("a.*", "b.*"),
        ("a.>", "b.>"),
        ("a.>", "b"),
        ("a", "b.{{random(5)}}"),
        ("", "b.>"),
        ("a..b", "c"),
        ("a", ""),
    ] {
        let transform = json!({"src": source, "dest": destination});
        scripts.push(vec![create(
            json!({"subjects": ["a.>"], "subject_transform": transform}),
        )]);
        let republish = json!({"src": source, "dest": destination});
        scripts.push(vec![create(json!({"subjects": ["a.>"], "republish": republish}))]);
    }
    let republish =
        |src: &str, dest: &str| json!({"subjects": ["a.>"], "republish": {"src": src, "dest": dest}});
    scripts.push(vec![create(republish("a.>", "a.b.>"))]);
    scripts.push(vec![create(republish("", "b.>"))]);
    scripts.push(vec![create(republish(">", ">"))]);
    scripts
}

fn sources() -> Vec<Script> {
    let mut scripts = Vec::new();
    for source in [
        json!({"name": "T"}),
        json!({"name": "T.U"}),
        json!({"name": ""}),
        json!({"name": "T", "opt_start_seq": 5}),
        json!({"name": "T", "opt_start_time": "2026-01-02T03:04:05Z"}),
        json!({"name": "T", "filter_subject": "a.*"}),
        json!({"name": "T", "filter_subject": "a", "subject_transforms": [{"src": "a", "dest": "b"}]}),
        json!({"name": "T", "subject_transforms": [{"src": "a", "dest": "b"}, {"src": "c", "dest": ""}]}),
        json!({"name": "T", "subject_transforms": [{"src": "a.*", "dest": "b.$1"}, {"src": "a.b", "dest": "c"}]}),
        json!({"name": "T", "subject_transforms": [{"src": "a..b", "dest": "b"}]}),
        json!({"name": "T", "subject_transforms": [{"src": "a", "dest": "{{wildcard(1)}}"}]}),
    ] {
        scripts.push(vec![create(json!({"mirror": source}))]);
        scripts.push(vec![create(json!({"sources": [source]}))]);
        scripts.push(vec![create(json!({"sources": [source, source]}))]);
    }
    let mirror = |more: Value| {
        let mut config = json!({"mirror": {"name": "T"}});
        config
            .as_object_mut()
            .unwrap()
            .extend(more.as_object().unwrap().clone());
        vec![
            make("T", json!({"allow_direct": true, "max_msg_size": 100})),
            create(config),
        ]
    };
    scripts.extend([
        mirror(json!({})),
        mirror(json!({"subjects": ["a"]})),
        mirror(json!({"sources": [{"name": "U"}]})),
        mirror(json!({"first_seq": 5})),
        mirror(json!({"subject_delete_marker_ttl": SECOND})),
        mirror(json!({"max_msg_size": 10})),
        mirror(json!({"mirror_direct": true, "allow_direct": true})),
        vec![create(json!({"mirror": {"name": "S"}}))],
        vec![create(json!({"sources": [{"name": "S"}]}))],
        vec![
            make("T", json!({"sources": [{"name": "S"}]})),
            create(json!({"sources": [{"name": "T"}]})),
        ],
        vec![
            make("T", json!({"max_msg_size": 100})),
            create(json!({"sources": [{"name": "T"}], "max_msg_size": 10})),
        ],
    ]);
    scripts
}

/// Streams that get another configuration.
pub(super) fn updates() -> Vec<Script> {
    let of = |old: Value, new: Value| vec![create(old), update(new), ask("STREAM.INFO.S", Value::Null)];
    vec![
        vec![update(json!({}))],
        of(
            json!({}),
            json!({"subjects": ["a", "b"], "max_msgs": 5, "description": "d", "metadata": {"a": "b"}}),
        ),
        of(json!({}), json!({"storage": "file"})),
        of(json!({}), json!({"retention": "workqueue"})),
        of(json!({}), json!({"retention": "interest"})),
        of(json!({"retention": "workqueue"}), json!({})),
        of(json!({}), json!({"num_replicas": 3})),
        of(json!({"deny_delete": true}), json!({})),
        of(json!({"deny_purge": true}), json!({})),
        of(json!({}), json!({"deny_purge": true, "deny_delete": true})),
        of(json!({"allow_msg_ttl": true}), json!({})),
        of(json!({}), json!({"allow_msg_ttl": true})),
        of(json!({}), json!({"sealed": true, "max_age": SECOND})),
        of(json!({}), json!({"sealed": true, "allow_rollup_hdrs": true})),
        vec![
            create(json!({})),
            update(json!({"sealed": true})),
            update(json!({})),
        ],
        vec![
            create(json!({})),
            update(json!({"sealed": true})),
            publish("S", &[]),
        ],
        of(json!({"mirror": {"name": "T"}}), json!({"mirror": {"name": "U"}})),
        of(json!({"mirror": {"name": "T"}}), json!({"subjects": ["a"]})),
        of(json!({}), json!({"mirror": {"name": "T"}})),
        of(json!({}), json!({"max_msgs": "x"})),
        of(json!({"first_seq": 5}), json!({})),
        vec![
            create(json!({"subjects": ["a"]})),
            make("T", json!({"subjects": ["b"]})),
            update(json!({"subjects": ["a", "b"]})),
        ],
        vec![
            create(json!({"subjects": ["s.*"]})),
            publish("s.a", &[]),
            publish("s.a", &[]),
            publish("s.b", &[]),
            update(json!({"subjects": ["s.*"], "max_msgs_per_subject": 1})),
            ask(
                "STREAM.INFO.S",
                json!({"subjects_filter": ">", "deleted_details": true}),
            ),
            update(json!({"subjects": ["s.*"], "max_msgs": 1})),
            ask("STREAM.INFO.S", Value::Null),
        ],
        vec![create(json!({})), ask("STREAM.UPDATE.S", json!({"name": "T"}))],
    ]
}

/// Messages and what becomes of them.
pub(super) fn messages() -> Vec<Script> {
    let mut scripts = expectations();
    scripts.extend(limits());
    scripts.extend(requests());
    scripts
}

fn on(more: Value, steps: Vec<Step>) -> Script {
    let mut config = json!({"subjects": ["s.>"]});
    config
        .as_object_mut()
        .unwrap()
        .extend(more.as_object().unwrap().clone());
    let mut script = vec![create(config)];
    script.extend(steps);
    script.push(ask(
        "STREAM.INFO.S",
        json!({"subjects_filter": ">", "deleted_details": true}),
    ));
    script
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
