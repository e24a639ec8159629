//! Streams made and changed.

use serde_json::{Value, json};

use super::script::{Script, ask, create, make, publish, update};

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
        vec![
            create(json!({})),
            ask(
                "CONSUMER.CREATE.S.C",
                json!({"stream_name": "S", "config": {"durable_name": "C", "max_ack_pending": 5, "ack_policy": "explicit"}}),
            ),
            update(json!({"consumer_limits": {"max_ack_pending": 4}})),
            update(json!({"consumer_limits": {"max_ack_pending": 5, "inactive_threshold": SECOND}})),
            ask("STREAM.LIST", json!({"offset": 1})),
        ],
    ]
}
