//! Consumers made and changed.

use serde_json::{Value, json};

use super::side::{Step, ask, create};
use super::{agree, plain, with};

#[tokio::test]
async fn configurations_are_judged_and_completed_alike() {
    let second = 1_000_000_000_u64;
    let durable = json!({"durable_name": "C"});
    let push = json!({"durable_name": "C", "deliver_subject": "out"});
    let pulls = [
        json!({}),
        json!({"ack_policy": "explicit"}),
        json!({"ack_policy": "all", "max_deliver": 0}),
        json!({"ack_policy": "all", "max_deliver": -7, "max_ack_pending": -9}),
        json!({"ack_policy": "explicit", "ack_wait": second, "max_deliver": 5, "backoff": [5, 6]}),
        json!({"backoff": [1, 2, 3], "max_deliver": 2}),
        json!({"backoff": [-1]}),
        json!({"ack_wait": -1}),
        json!({"ack_policy": "sometimes"}),
        json!({"deliver_policy": "never"}),
        json!({"replay_policy": "fast"}),
        json!({"replay_policy": "original"}),
        json!({"description": "d", "metadata": {"a": "b"}}),
        json!({"description": "x".repeat(4097)}),
        json!({"filter_subject": "a.b"}),
        json!({"filter_subject": "b.c"}),
        json!({"filter_subject": "a..b"}),
        json!({"filter_subjects": ["a.b", "a.c"]}),
        json!({"filter_subjects": ["a.b"]}),
        json!({"filter_subjects": ["a.b", "a.*"]}),
        json!({"filter_subjects": ["a.b.*", "a.*.c"]}),
        json!({"filter_subjects": ["a.b", ""]}),
        json!({"filter_subject": "a.b", "filter_subjects": ["a.c"]}),
        json!({"deliver_policy": "last"}),
        json!({"deliver_policy": "new"}),
        json!({"deliver_policy": "last_per_subject"}),
        json!({"deliver_policy": "last_per_subject", "filter_subject": "a.>"}),
        json!({"deliver_policy": "by_start_sequence"}),
        json!({"deliver_policy": "by_start_sequence", "opt_start_seq": 3}),
        json!({"deliver_policy": "by_start_sequence", "opt_start_seq": 30}),
        json!({"deliver_policy": "by_start_time"}),
        json!({"deliver_policy": "by_start_time", "opt_start_time": "2020-01-01T00:00:00Z"}),
        json!({"deliver_policy": "by_start_time", "opt_start_time": "2090-01-01T00:00:00Z"}),
        json!({"deliver_policy": "by_start_time", "opt_start_time": "yesterday"}),
        json!({"opt_start_seq": 5}),
        json!({"deliver_policy": "new", "opt_start_time": "2020-01-01T00:00:00Z"}),
        json!({"sample_freq": "30%"}),
        json!({"sample_freq": "often"}),
        json!({"max_waiting": 5, "max_batch": 10, "max_expires": second, "max_bytes": 100}),
        json!({"max_waiting": -5, "max_batch": -10, "max_expires": -1, "max_bytes": -100}),
        json!({"max_expires": 5}),
        json!({"flow_control": true}),
        json!({"idle_heartbeat": second}),
        json!({"rate_limit_bps": 100}),
        json!({"direct": true}),
        json!({"headers_only": true, "mem_storage": true, "num_replicas": 1}),
        json!({"num_replicas": 3}),
        json!({"num_replicas": -1}),
        json!({"inactive_threshold": second}),
        json!({"max_ack_pending": 5}),
        json!({"priority_policy": "overflow"}),
        json!({"priority_policy": "overflow", "priority_groups": ["A"]}),
        json!({"priority_policy": "pinned_client", "priority_groups": ["A"]}),
        json!({"priority_policy": "prioritized", "priority_groups": ["A"]}),
        json!({"priority_policy": "overflow", "priority_groups": ["not good"]}),
        json!({"priority_policy": "overflow", "priority_groups": [""]}),
        json!({"priority_policy": "overflow", "priority_groups": ["abcdefghijklmnopq"]}),
        json!({"priority_groups": ["A"]}),
        json!({"priority_timeout": second}),
        json!({"deliver_group": "G"}),
        json!({"name": "D"}),
        json!({"durable_name": "D"}),
        json!({"durable_name": ""}),
        json!({"durable_name": "", "name": "C"}),
        json!({"pause_until": "2090-01-01T00:00:00Z"}),
    ];
    let pushes = [
        json!({}),
        json!({"ack_policy": "explicit", "deliver_group": "G"}),
        json!({"deliver_subject": "a.b"}),
        json!({"deliver_subject": "a.*"}),
        json!({"deliver_subject": "x..y"}),
        json!({"max_waiting": 3}),
        json!({"max_ack_pending": 3}),
        json!({"idle_heartbeat": 1000}),
        json!({"idle_heartbeat": second}),
        json!({"flow_control": true}),
        json!({"flow_control": true, "idle_heartbeat": second}),
        json!({"rate_limit_bps": 1_000_000}),
        json!({"direct": true}),
        json!({"priority_policy": "overflow", "priority_groups": ["A"]}),
        json!({"max_batch": 5}),
    ];
    let pulls = pulls.iter().map(|more| with(&durable, more));
    let pushes = pushes.iter().map(|more| with(&push, more));
    let publish = Step::Publish("a.x", "1");
    let cases = pulls.chain(pushes).map(|config| {
        let again = create(config.clone());
        // There, an ephemeral consumer differs from its own configuration once its patience is filled in.
        let action = if config["durable_name"] == "" {
            ""
        } else {
            "create"
        };
        let same = ask(
            "CREATE.S.C",
            json!({"stream_name": "S", "action": action, "config": config}),
        );
        let info = ask("INFO.S.C", Value::Null);
        vec![
            publish.clone(),
            publish.clone(),
            create(config),
            again,
            same,
            info,
        ]
    });
    agree(plain(), cases.collect()).await;
}

#[tokio::test]
async fn subjects_and_bodies_of_requests_are_read_alike() {
    let body = |config: Value| json!({"stream_name": "S", "config": config});
    let cases = vec![
        vec![ask("CREATE.S", body(json!({"durable_name": "C"})))],
        vec![
            ask("CREATE.S", body(json!({"name": "E", "ack_policy": "none"}))),
            ask("NAMES.S", Value::Null),
        ],
        vec![ask("CREATE.S.C", json!({"stream_name": "T", "config": {}}))],
        vec![ask("CREATE.S.C", json!({"config": {}}))],
        vec![ask("CREATE.S.C", json!({"stream_name": "S"}))],
        vec![ask("CREATE.S.C.a.b", body(json!({"filter_subject": "a.b"})))],
        vec![ask("CREATE.S.C.a.b", body(json!({"filter_subject": "a.c"})))],
        vec![ask("CREATE.S.C.a.b", body(json!({"filter_subjects": ["a.b"]})))],
        vec![ask("CREATE.S.C.>", body(json!({"filter_subject": ">"})))],
        vec![ask("DURABLE.CREATE.S.C", body(json!({})))],
        vec![ask("DURABLE.CREATE.S.C", body(json!({"durable_name": "D"})))],
        vec![ask("DURABLE.CREATE.S.C", body(json!({"durable_name": "C"})))],
        vec![ask("CREATE.S.C", body(json!({"name": "a.b"})))],
        vec![ask(
            "CREATE.S.C",
            json!({"stream_name": "S", "action": "update", "config": {}}),
        )],
        vec![ask(
            "CREATE.S.C",
            json!({"stream_name": "S", "action": "make", "config": {}}),
        )],
        vec![ask("CREATE.S.C", json!("text"))],
        vec![ask("CREATE.NONE.C", json!({"stream_name": "NONE", "config": {}}))],
        vec![
            ask("INFO.S.NONE", Value::Null),
            ask("INFO.NONE.C", Value::Null),
            ask("DELETE.S.NONE", Value::Null),
        ],
        vec![
            ask("INFO.S.NONE", json!({"a": 1})),
            ask("DELETE.S.NONE", json!({"a": 1})),
        ],
        vec![
            ask("NAMES.S", Value::Null),
            ask("LIST.S", json!({"offset": 5})),
            ask("NAMES.NONE", Value::Null),
        ],
        vec![
            create(json!({"durable_name": "C"})),
            ask("LIST.S", Value::Null),
            ask("DELETE.S.C", Value::Null),
        ],
        vec![
            ask("PAUSE.S.NONE", json!({})),
            ask("UNPIN.S.NONE", json!({"group": "A"})),
        ],
        vec![
            create(json!({"durable_name": "C"})),
            ask("PAUSE.S.C", json!({"pause_until": "2090-01-01T00:00:00Z"})),
            ask("INFO.S.C", Value::Null),
            ask("PAUSE.S.C", Value::Null),
            ask("UNPIN.S.C", json!({"group": "A"})),
            ask("UNPIN.S.C", json!({})),
        ],
    ];
    agree(plain(), cases).await;
}

#[tokio::test]
async fn consumers_are_changed_alike() {
    let base = json!({"durable_name": "C", "ack_policy": "explicit"});
    let push = json!({"durable_name": "C", "deliver_subject": "out"});
    let changes = [
        (
            &base,
            json!({"description": "d", "ack_wait": 1_000_000_000, "max_deliver": 3, "max_ack_pending": 7}),
        ),
        (
            &base,
            json!({"filter_subject": "a.x", "sample_freq": "10", "headers_only": true}),
        ),
        (
            &base,
            json!({"max_batch": 5, "max_expires": 5_000_000, "max_bytes": 9, "inactive_threshold": 9}),
        ),
        (&base, json!({"backoff": [5, 6], "max_deliver": 1})),
        (&base, json!({"deliver_policy": "new"})),
        (&base, json!({"ack_policy": "all"})),
        (&base, json!({"replay_policy": "original"})),
        (&base, json!({"max_waiting": 9})),
        (&base, json!({"mem_storage": true})),
        (&base, json!({"deliver_subject": "out"})),
        (&base, json!({"metadata": {"x": "y"}})),
        (&push, json!({"deliver_subject": "elsewhere"})),
        (&push, json!({"deliver_subject": ""})),
        (&push, json!({"idle_heartbeat": 1_000_000_000})),
        (&push, json!({"deliver_group": "G"})),
    ];
    let cases = changes.iter().map(|(base, more)| {
        let changed = with(base, more);
        let update = ask(
            "CREATE.S.C",
            json!({"stream_name": "S", "action": "update", "config": changed}),
        );
        let strict = ask(
            "CREATE.S.C",
            json!({"stream_name": "S", "action": "create", "config": changed}),
        );
        vec![
            Step::Publish("a.x", "1"),
            Step::Publish("a.y", "2"),
            create((*base).clone()),
            strict,
            update,
            create(changed),
        ]
    });
    agree(plain(), cases.collect()).await;
}

#[tokio::test]
async fn queues_limit_their_consumers_alike() {
    let queue = with(&plain(), &json!({"retention": "workqueue"}));
    let named = |name: &str, config: Value| {
        let config = with(&config, &json!({"durable_name": name}));
        ask(
            &format!("CREATE.S.{name}"),
            json!({"stream_name": "S", "config": config}),
        )
    };
    let explicit = json!({"ack_policy": "explicit"});
    let on = |filter: &str| json!({"ack_policy": "explicit", "filter_subject": filter});
    let cases = vec![
        vec![named("A", json!({})), named("A", json!({"ack_policy": "all"}))],
        vec![named("A", json!({"deliver_subject": "out"}))],
        vec![named(
            "A",
            json!({"ack_policy": "explicit", "deliver_policy": "new"}),
        )],
        vec![
            named("A", explicit.clone()),
            named("B", explicit.clone()),
            named("B", on("a.b")),
        ],
        vec![
            named("A", on("a.b")),
            named("B", on("a.*")),
            named("B", on("a.c")),
            named("C", explicit),
        ],
        vec![
            named("A", on("a.b")),
            named("B", on("a.c")),
            named("B", on("a.b")),
        ],
        vec![named("A", json!({"ack_policy": "explicit", "num_replicas": 1}))],
    ];
    agree(queue, cases).await;
    let limited = with(
        &plain(),
        &json!({"max_consumers": 1, "consumer_limits": {"max_ack_pending": 10, "inactive_threshold": 60_000_000_000_u64}}),
    );
    let cases = vec![
        vec![
            named("A", json!({"ack_policy": "explicit"})),
            named("B", json!({})),
        ],
        vec![named(
            "A",
            json!({"ack_policy": "explicit", "max_ack_pending": 11}),
        )],
        vec![named("A", json!({"inactive_threshold": 61_000_000_000_u64}))],
    ];
    agree(limited, cases).await;
}
