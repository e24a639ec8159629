//! Schedules, and what they make.

use serde_json::{Value, json};

use super::script::{Script, Step, ask, create, on, part, publish, sized, update};

const PATTERN: &str = "Nats-Schedule";
const ZONE: &str = "Nats-Schedule-Time-Zone";
const TARGET: (&str, &str) = ("Nats-Schedule-Target", "s.target");
const LATER: (&str, &str) = (PATTERN, "@at 2100-01-01T00:00:00Z");
const PAST: (&str, &str) = (PATTERN, "@at 2020-01-01T00:00:00Z");
const END: [(&str, &str); 2] = [("Nats-Schedule-Next", "purge"), ("Nats-Scheduler", "s.b")];

/// What is refused, and what is kept and not due.
pub(super) fn schedules() -> Vec<Script> {
    let mut scripts = configurations();
    scripts.extend(patterns());
    scripts.extend(headers());
    scripts
}

fn scheduling(more: Value) -> Value {
    let mut config = more;
    config["allow_msg_schedules"] = json!(true);
    config
}

fn configurations() -> Vec<Script> {
    let mut scripts: Vec<Script> = [
        json!({}),
        json!({"discard": "new"}),
        json!({"allow_rollup_hdrs": true}),
        json!({"deny_purge": true}),
        json!({"deny_purge": true, "allow_rollup_hdrs": true}),
        json!({"pedantic": true}),
        json!({"allow_msg_counter": true}),
        json!({"allow_atomic": true, "allow_msg_ttl": true}),
        json!({"retention": "workqueue"}),
        json!({"retention": "interest"}),
        json!({"mirror": {"name": "T"}}),
        json!({"sources": [{"name": "T"}]}),
        json!({"subject_delete_marker_ttl": 1_000_000_000}),
    ]
    .into_iter()
    .map(|more| vec![create(scheduling(more))])
    .collect();
    let info = || ask("STREAM.INFO.S", Value::Null);
    scripts.push(vec![create(json!({})), update(scheduling(json!({}))), info()]);
    scripts.push(vec![create(scheduling(json!({}))), update(json!({})), info()]);
    scripts
}

fn patterns() -> Vec<Script> {
    let kept = |pattern: &str| publish("s.a", &[(PATTERN, pattern), TARGET]);
    let in_zone = |pattern: &str, zone: &str| publish("s.a", &[(PATTERN, pattern), (ZONE, zone), TARGET]);
    let all = [
        "@at 2100-01-01T00:00:00Z",
        "@at 2100-01-01T00:00:00.5+02:00",
        "@at 2100-01-01",
        "@at soon",
        "@at",
        "@at ",
        "@every 1h",
        "@every 1000000h",
        "@every 1.5s",
        "@every 1s",
        "@every 999ms",
        "@every -1h",
        "@every 0",
        "@every 5",
        "@every",
        "@yearly",
        "@annually",
        "@monthly",
        "@weekly",
        "@daily",
        "@midnight",
        "@hourly",
        "@reboot",
        "@HOURLY",
        "0 0 0 1 1 *",
        "0 0 0 1 1 ?",
        "0 0 0 1 jan MON",
        "0 0 0 29 2 *",
        "0 0 0 31 2 *",
        "0 0 0 30 feb *",
        "0 0 0 31 4,6,9,11 *",
        "0 0 0 1 1",
        "0 0 0 1 1 * *",
        "60 0 0 1 1 *",
        "0 60 0 1 1 *",
        "0 0 24 1 1 *",
        "0 0 0 0 1 *",
        "0 0 0 32 1 *",
        "0 0 0 1 0 *",
        "0 0 0 1 13 *",
        "0 0 0 1 1 7",
        "0 0 0 1 1 sunday",
        "0-10/5 0 0 1 1 *",
        "5/10 0 0 1 1 *",
        "5-1 0 0 1 1 *",
        "*/0 0 0 1 1 *",
        "1-2-3 0 0 1 1 *",
        "1/2/3 0 0 1 1 *",
        "1,2,,3 0 0 1 1 *",
        ", 0 0 1 1 *",
        "-1 0 0 1 1 *",
        "*/2 */3 0 1 1 *",
        "+5 0 0 1 1 *",
        "now",
        "* * * * * x",
    ];
    let mut scripts: Vec<Script> = all
        .iter()
        .map(|pattern| on(scheduling(json!({})), vec![kept(pattern)]))
        .collect();
    for (pattern, zone) in [
        ("0 0 0 1 1 *", "Europe/Berlin"),
        ("@yearly", "America/New_York"),
        ("@yearly", "UTC"),
        ("@yearly", "Etc/GMT+3"),
        ("@yearly", "Mars/Olympus"),
        ("@yearly", "europe/berlin"),
        ("@yearly", "../UTC"),
        ("@yearly", ""),
        ("@every 1h", "UTC"),
        ("@at 2100-01-01T00:00:00Z", "UTC"),
        ("", "UTC"),
        ("", "Mars/Olympus"),
    ] {
        let steps = || vec![in_zone(pattern, zone)];
        scripts.push(on(scheduling(json!({})), steps()));
        scripts.push(on(json!({}), steps()));
    }
    scripts
}

fn headers() -> Vec<Script> {
    let mut scripts = Vec::new();
    for more in [
        &[][..],
        &[TARGET],
        &[("Nats-Schedule-Target", "s.a")],
        &[("Nats-Schedule-Target", "s.*")],
        &[("Nats-Schedule-Target", "s..b")],
        &[("Nats-Schedule-Target", "t")],
        &[TARGET, ("Nats-Schedule-Source", "s.c")],
        &[TARGET, ("Nats-Schedule-Source", "s.a")],
        &[TARGET, ("Nats-Schedule-Source", "s.target")],
        &[TARGET, ("Nats-Schedule-Source", "s.*")],
        &[TARGET, ("Nats-Schedule-Source", "t")],
        &[TARGET, ("Nats-Schedule-TTL", "5s")],
        &[TARGET, ("Nats-Schedule-TTL", "never")],
        &[TARGET, ("Nats-Schedule-TTL", "100ms")],
        &[TARGET, ("Nats-Schedule-TTL", "soon")],
        &[TARGET, ("Nats-Schedule-Rollup", "sub")],
        &[TARGET, ("Nats-Schedule-Rollup", "SUB")],
        &[TARGET, ("Nats-Schedule-Rollup", "all")],
        &[TARGET, ("Nats-Rollup", "sub")],
        &[TARGET, ("Nats-Rollup", "SUB")],
        &[TARGET, ("Nats-Rollup", "all")],
        &[TARGET, ("Nats-TTL", "500")],
        &[TARGET, ("Nats-Incr", "1")],
        &[TARGET, ("Nats-Msg-Id", "x")],
        &[TARGET, ("Nats-Expected-Stream", "T")],
        &[TARGET, ("Nats-Expected-Last-Sequence", "9")],
        &[("Nats-Stream-Source", "T 1"), ("Nats-Expected-Last-Msg-Id", "x")],
        &[TARGET, ("Nats-Stream-Source", "T 1")],
        &[TARGET, END[0], END[1]],
        &[TARGET, END[0]],
        &[TARGET, END[1]],
    ] {
        for config in [
            json!({}),
            scheduling(json!({})),
            scheduling(json!({"allow_msg_ttl": true})),
        ] {
            let headers = [&[LATER], more].concat();
            let steps = vec![
                publish("s.a", &[]),
                publish("s.a", &headers),
                ask("STREAM.MSG.GET.S", json!({"seq": 2})),
            ];
            scripts.push(on(config, steps));
        }
    }
    for headers in [
        &END[..],
        &END[..1],
        &END[1..],
        &[END[0], ("Nats-Scheduler", "s.a")],
        &[END[0], ("Nats-Scheduler", "s.*")],
        &[END[0], ("Nats-Scheduler", "t")],
        &[("Nats-Schedule-Next", "2030-01-01T00:00:00Z"), END[1]],
        &[END[0], END[1], ("Nats-Rollup", "all")],
    ] {
        for before in [&[][..], &[LATER, TARGET]] {
            for config in [json!({}), scheduling(json!({}))] {
                let steps = vec![
                    publish("s.b", before),
                    publish("s.c", &[]),
                    publish("s.a", headers),
                ];
                scripts.push(on(config, steps));
            }
        }
    }
    let one_of_each = vec![
        publish("s.a", &[LATER, TARGET]),
        publish("s.a", &[LATER, TARGET]),
        publish("s.b", &[LATER, TARGET]),
        publish("s.a", &[]),
    ];
    scripts.push(on(scheduling(json!({})), one_of_each));
    scripts.push(on(
        scheduling(json!({"allow_atomic": true})),
        vec![
            part("s.a", 1, &[LATER, TARGET]),
            part("s.b", 2, &[LATER, TARGET, ("Nats-Batch-Commit", "1")]),
            part("s.a", 1, &[]),
            part("s.a", 2, &[LATER, TARGET, ("Nats-Batch-Commit", "1")]),
            part("s.c", 1, &[LATER, TARGET]),
            part(
                "s.d",
                2,
                &[END[0], ("Nats-Scheduler", "s.c"), ("Nats-Batch-Commit", "1")],
            ),
            part("s.e", 1, &[]),
            part(
                "s.d",
                2,
                &[END[0], ("Nats-Scheduler", "s.e"), ("Nats-Batch-Commit", "1")],
            ),
            part("s.e", 1, &[(PATTERN, "@every 1h"), ("Nats-Batch-Commit", "1")]),
        ],
    ));
    scripts
}

/// What is due at once or within a second.
pub(super) fn messages() -> Vec<Script> {
    let made = |seq: u64| {
        vec![
            Step::Until("S", seq),
            ask("STREAM.MSG.GET.S", json!({ "seq": seq })),
        ]
    };
    let one = |config: Value, more: &[(&'static str, &str)]| {
        let mut steps = vec![publish("s.a", &[&[PAST, TARGET], more].concat())];
        steps.extend(made(2));
        on(scheduling(config), steps)
    };
    let mut scripts = vec![
        one(json!({}), &[]),
        one(
            json!({}),
            &[
                ("A", "b"),
                ("Nats-Msg-Id", "x"),
                ("Nats-Expected-Last-Sequence", "0"),
            ],
        ),
        one(
            json!({"allow_msg_ttl": true}),
            &[("Nats-Schedule-TTL", "1h"), ("Nats-TTL", "5m")],
        ),
        one(json!({"allow_msg_ttl": true}), &[("Nats-Schedule-TTL", "never")]),
        one(
            json!({"allow_msg_ttl": true, "subject_delete_marker_ttl": 60_000_000_000_u64}),
            &[("Nats-Schedule-TTL", "5s")],
        ),
        one(json!({}), &[("Nats-Schedule-Source", "s.nothing")]),
        one(
            json!({"subject_transform": {"src": "s.target", "dest": "s.other"}}),
            &[],
        ),
        one(json!({"max_msgs": 1}), &[]),
        one(json!({"retention": "workqueue"}), &[]),
        one(json!({"storage": "file"}), &[]),
    ];
    let from = |more: &[(&'static str, &str)]| {
        let mut headers = vec![PAST, TARGET, ("Nats-Schedule-Source", "s.b")];
        headers.extend(more);
        let mut steps = vec![
            sized(
                "s.b",
                &[("C", "d"), ("Nats-Msg-Id", "x"), ("Nats-TTL", "5m")],
                "told",
            ),
            publish("s.target", &[]),
            publish("s.a", &headers),
        ];
        steps.extend(made(4));
        on(scheduling(json!({"allow_msg_ttl": true})), steps)
    };
    scripts.push(from(&[]));
    scripts.push(from(&[("Nats-Schedule-Rollup", "sub")]));
    for (pattern, zone) in [
        ("@every 1s", None),
        ("* * * * * *", None),
        ("* * * * * *", Some("Asia/Kolkata")),
        ("* * * * * *", Some("UTC")),
    ] {
        let mut headers = vec![(PATTERN, pattern), TARGET];
        headers.extend(zone.map(|zone| (ZONE, zone)));
        let mut steps = vec![publish("s.a", &headers)];
        steps.extend(made(2));
        steps.push(publish("s.b", &[END[0], ("Nats-Scheduler", "s.a")]));
        scripts.push(on(scheduling(json!({})), steps));
    }
    let mut steps = vec![
        publish("s.c", &[LATER, TARGET]),
        publish("s.a", &[PAST, ("Nats-Schedule-Target", "s.c")]),
    ];
    steps.extend(made(3));
    scripts.push(on(scheduling(json!({})), steps));
    scripts
}
