//! Messages asked for, and answers for them.

use serde_json::{Value, json};

use super::side::{Step, ask, create, pull};
use super::{agree, plain, with};

#[tokio::test]
async fn pull_requests_are_served_alike() {
    let explicit = |more: Value| {
        create(with(
            &json!({"durable_name": "C", "ack_policy": "explicit"}),
            &more,
        ))
    };
    let published = |count: usize| vec![Step::Publish("a.x", "12345"); count];
    let case = |messages: usize, config: Value, steps: Vec<Step>| {
        let mut case = published(messages);
        case.push(explicit(config));
        case.extend(steps);
        case.push(ask("INFO.S.C", Value::Null));
        case
    };
    let quick = r#"{"batch": 3, "expires": 50000000}"#;
    let cases = vec![
        case(3, json!({}), vec![pull("", 1), pull("2", 2)]),
        case(3, json!({}), vec![pull("many", 1), pull("{}", 1)]),
        case(3, json!({}), vec![pull(r#"{"batch": 5, "no_wait": true}"#, 4)]),
        case(0, json!({}), vec![pull(r#"{"batch": 5, "no_wait": true}"#, 1)]),
        case(
            2,
            json!({}),
            vec![pull(r#"{"batch": 5, "no_wait": true, "expires": 2000000000}"#, 3)],
        ),
        case(1, json!({}), vec![pull(quick, 2), pull(quick, 1)]),
        case(
            1,
            json!({}),
            vec![pull(r#"{"batch": 1, "expires": 1000, "idle_heartbeat": 900}"#, 1)],
        ),
        case(
            0,
            json!({}),
            vec![
                pull(
                    r#"{"batch": 1, "expires": 700000000, "idle_heartbeat": 200000000}"#,
                    3,
                ),
                Step::Read(1),
            ],
        ),
        case(3, json!({"max_batch": 2}), vec![pull("3", 1), pull("2", 2)]),
        case(
            3,
            json!({"max_expires": 1_000_000_000}),
            vec![pull(r#"{"expires": 90000000000}"#, 1)],
        ),
        case(
            3,
            json!({"max_bytes": 100}),
            vec![pull(r#"{"max_bytes": 1000}"#, 1)],
        ),
        case(3, json!({}), vec![pull(r#"{"batch": 3, "max_bytes": 10}"#, 1)]),
        case(3, json!({}), vec![pull(r#"{"batch": 1, "max_bytes": 1000}"#, 2)]),
        case(3, json!({"headers_only": true}), vec![pull("1", 1)]),
        case(2, json!({"max_waiting": 1}), vec![pull("3", 2), pull("1", 1)]),
        case(
            3,
            json!({"max_ack_pending": 2}),
            vec![pull("3", 2), Step::Ack(0, "+ACK"), Step::Read(1)],
        ),
        case(
            3,
            json!({}),
            vec![
                pull("3", 3),
                Step::Ack(1, "+ACK"),
                Step::Ack(0, "+ACK"),
                Step::Ack(0, "+ACK"),
            ],
        ),
        case(
            2,
            json!({}),
            vec![
                pull("4", 2),
                Step::Ack(0, "-NAK"),
                Step::Read(1),
                Step::Ack(2, "+TERM no"),
            ],
        ),
        case(
            2,
            json!({}),
            vec![
                pull("4", 2),
                Step::Ack(1, "-NAK {\"delay\": 10000000}"),
                Step::Read(1),
            ],
        ),
        case(
            2,
            json!({}),
            vec![
                pull("4", 2),
                Step::Ack(1, "-NAK 10ms"),
                Step::Read(1),
                Step::Ack(2, "+WPI"),
            ],
        ),
        case(
            1,
            json!({"ack_wait": 50_000_000, "max_deliver": 2}),
            vec![pull("5", 2)],
        ),
        case(
            3,
            json!({"ack_policy": "all"}),
            vec![pull("3", 3), Step::Ack(1, "+ACK")],
        ),
        case(3, json!({"ack_policy": "none"}), vec![pull("2", 2)]),
        case(
            3,
            json!({}),
            vec![pull("1", 1), ask("RESET.S.C", json!({"seq": 3})), pull("1", 1)],
        ),
        case(
            3,
            json!({}),
            vec![
                pull("2", 2),
                Step::Ack(0, "+ACK"),
                ask("RESET.S.C", Value::Null),
                pull("1", 1),
            ],
        ),
        case(
            3,
            json!({"deliver_policy": "new"}),
            vec![ask("RESET.S.C", json!({"seq": 1}))],
        ),
        case(
            0,
            json!({}),
            vec![
                pull("5", 0),
                Step::Waiting(1),
                ask("DELETE.S.C", Value::Null),
                Step::Read(1),
            ],
        ),
        case(
            0,
            json!({}),
            vec![
                pull(r#"{"min_pending": 3}"#, 1),
                pull(r#"{"id": "x"}"#, 1),
                pull(r#"{"priority": 11}"#, 1),
            ],
        ),
        case(
            2,
            json!({"priority_policy": "overflow", "priority_groups": ["A"]}),
            vec![
                pull(r#"{"batch": 1}"#, 1),
                pull(r#"{"group": "B"}"#, 1),
                pull(r#"{"group": "A", "min_pending": 2}"#, 1),
                pull(
                    r#"{"batch": 1, "group": "A", "min_pending": 2, "expires": 50000000}"#,
                    1,
                ),
                pull(r#"{"group": "A", "min_ack_pending": 1}"#, 1),
            ],
        ),
        case(
            2,
            json!({"priority_policy": "pinned_client", "priority_groups": ["A"]}),
            vec![
                pull(r#"{"group": "A"}"#, 1),
                pull(r#"{"group": "A", "id": "wrong"}"#, 1),
                pull(r#"{"batch": 1, "group": "A", "expires": 50000000}"#, 1),
                ask("UNPIN.S.C", json!({"group": "A"})),
                pull(r#"{"group": "A"}"#, 1),
            ],
        ),
    ];
    agree(plain(), cases).await;
}
