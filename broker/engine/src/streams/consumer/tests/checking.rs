use serde_json::json;

use super::*;
use crate::streams::config::{ConsumerLimits, Retention};

/// The number of the refusal, or 0.
fn code(answer: &Value) -> u64 {
    answer["error"]["err_code"].as_u64().unwrap_or_default()
}

#[test]
fn what_is_left_open_is_filled_in_and_told() {
    let mut lab = Lab::new();
    let info = lab.create("C", json!({"ack_policy": "explicit"}));
    let config = &info["config"];
    assert_eq!(config["ack_wait"], 30 * SECOND);
    assert_eq!(config["max_deliver"], -1);
    assert_eq!(config["max_ack_pending"], 1000);
    assert_eq!(config["max_waiting"], 512);
    assert_eq!(config["num_replicas"], 0);
    assert!(config["inactive_threshold"].is_null());
    let info = lab.create("D", json!({"backoff": [SECOND, 2 * SECOND], "ack_policy": "all"}));
    assert_eq!(info["config"]["ack_wait"], SECOND);
    let info = lab.create(
        "E",
        json!({"priority_policy": "pinned_client", "priority_groups": ["G"]}),
    );
    assert_eq!(info["config"]["priority_timeout"], 120 * SECOND);
}

#[test]
fn each_mistake_in_a_configuration_has_its_number() {
    let push = |more: Value| {
        let mut config = json!({"deliver_subject": "inbox"});
        for (name, value) in more.as_object().unwrap() {
            config[name] = value.clone();
        }
        config
    };
    for (config, expected) in [
        (push(json!({"deliver_subject": "a.*"})), 10079),
        (push(json!({"deliver_subject": "in..box"})), 10112),
        (push(json!({"deliver_subject": "mcollective.node.web1"})), 10112),
        (push(json!({"deliver_subject": "$JS.API.STREAM.DELETE.S"})), 10112),
        (push(json!({"deliver_subject": "a.b"})), 10081),
        (push(json!({"max_waiting": 5})), 10080),
        (push(json!({"max_ack_pending": 5})), 10082),
        (push(json!({"idle_heartbeat": MILLISECOND})), 10083),
        (push(json!({"flow_control": true})), 10108),
        (
            push(json!({"priority_policy": "overflow", "priority_groups": ["G"]})),
            10178,
        ),
        (push(json!({"direct": true})), 10091),
        (json!({"direct": true}), 10090),
        (json!({"idle_heartbeat": SECOND}), 10088),
        (json!({"flow_control": true}), 10089),
        (json!({"rate_limit_bps": 1}), 10086),
        (json!({"max_expires": 1}), 10115),
        (json!({"backoff": [1, 2, 3], "max_deliver": 2}), 10116),
        (json!({"backoff": [-1]}), 10184),
        (json!({"ack_wait": -1}), 10183),
        (
            json!({"filter_subject": "a.b", "filter_subjects": ["a.c"]}),
            10136,
        ),
        (json!({"filter_subjects": ["a.b", "a.*"]}), 10138),
        (json!({"filter_subjects": ["a.b", ""]}), 10139),
        (json!({"filter_subject": "a..b"}), 10052),
        (json!({"opt_start_seq": 5}), 10094),
        (json!({"deliver_policy": "by_start_sequence"}), 10094),
        (json!({"deliver_policy": "by_start_time"}), 10094),
        (json!({"deliver_policy": "last_per_subject"}), 10094),
        (
            json!({"deliver_policy": "new", "opt_start_time": "2024-01-01T00:00:00Z"}),
            10094,
        ),
        (json!({"sample_freq": "often"}), 10095),
        (json!({"num_replicas": 3}), 10074),
        (json!({"priority_policy": "overflow"}), 10159),
        (
            json!({"priority_policy": "overflow", "priority_groups": ["not good"]}),
            10162,
        ),
        (
            json!({"priority_policy": "overflow", "priority_groups": [""]}),
            10161,
        ),
        (json!({"priority_groups": ["G"]}), 10196),
        (json!({"priority_timeout": SECOND}), 10197),
        (json!({"name": "other"}), 0),
        (json!({"deliver_policy": "sometimes"}), 10025),
        (json!({"description": "x".repeat(5000)}), 10107),
    ] {
        let mut lab = Lab::new();
        let answer = lab.create("C", config.clone());
        assert_eq!(code(&answer), expected, "{config}: {answer}");
        assert_eq!(lab.consumers.len(), usize::from(expected == 0));
    }
}

#[test]
fn names_have_to_agree_with_the_subject() {
    let mut lab = Lab::new();
    for (tail, config, expected) in [
        ("CONSUMER.CREATE.S", json!({"durable_name": "C"}), 10020),
        ("CONSUMER.CREATE.S.C", json!({"durable_name": "D"}), 10017),
        ("CONSUMER.CREATE.S.C/D", json!({}), 10127),
        ("CONSUMER.DURABLE.CREATE.S.C", json!({}), 10018),
        ("CONSUMER.DURABLE.CREATE.S.C", json!({"durable_name": "D"}), 10017),
        ("CONSUMER.DURABLE.CREATE.S", json!({"durable_name": "D"}), 10016),
        ("CONSUMER.CREATE.S.C.a.b", json!({"filter_subject": "a.c"}), 10131),
        (
            "CONSUMER.CREATE.S.C.a.b",
            json!({"filter_subjects": ["a.b"]}),
            10137,
        ),
        ("CONSUMER.CREATE.S.C.a.b", json!({"filter_subject": "a.b"}), 0),
        ("CONSUMER.CREATE.S", json!({"name": "a.b"}), 10052),
        ("CONSUMER.DURABLE.CREATE.S.E", json!({"durable_name": "E"}), 0),
    ] {
        let answer = lab.create_any(tail, config);
        assert_eq!(code(&answer), expected, "{tail}: {answer}");
    }
    let body = json!({"stream_name": "T", "config": {}}).to_string();
    assert_eq!(code(&lab.api("CONSUMER.CREATE.S.C", &body)), 10056);
    assert_eq!(code(&lab.api("CONSUMER.CREATE.S.C", "{")), 10025);
    assert_eq!(code(&lab.api("CONSUMER.INFO.S.X", "")), 10014);
    assert_eq!(code(&lab.api("CONSUMER.INFO.S.C", "{\"a\": 1}")), 10038);
    assert_eq!(code(&lab.api("CONSUMER.DELETE.S.X", "")), 10014);
}

#[test]
fn a_consumer_is_changed_only_where_it_may_be() {
    let mut lab = Lab::new();
    lab.create("C", json!({"ack_policy": "explicit"}));
    let act = |lab: &mut Lab, action: &str, config: Value| {
        let mut config = config;
        config["durable_name"] = "C".into();
        let body = json!({"stream_name": "S", "action": action, "config": config}).to_string();
        lab.api("CONSUMER.CREATE.S.C", &body)
    };
    assert_eq!(
        code(&act(&mut lab, "create", json!({"ack_policy": "explicit"}))),
        0
    );
    assert_eq!(
        code(&act(&mut lab, "create", json!({"ack_policy": "all"}))),
        10148
    );
    for config in [
        json!({"ack_policy": "all"}),
        json!({"ack_policy": "explicit", "deliver_policy": "new"}),
        json!({"ack_policy": "explicit", "replay_policy": "original"}),
        json!({"ack_policy": "explicit", "max_waiting": 5}),
        json!({"ack_policy": "explicit", "mem_storage": true}),
        json!({"ack_policy": "explicit", "deliver_subject": "x", "max_waiting": 0}),
    ] {
        let answer = act(&mut lab, "update", config.clone());
        assert_eq!(code(&answer), 10012, "{config}: {answer}");
    }
    let changed =
        json!({"ack_policy": "explicit", "description": "d", "max_ack_pending": 5, "filter_subject": "a.b"});
    assert_eq!(act(&mut lab, "update", changed)["config"]["max_ack_pending"], 5);
    lab.api("CONSUMER.DELETE.S.C", "");
    assert_eq!(code(&act(&mut lab, "update", json!({}))), 10149);
}

#[test]
fn a_queue_has_one_consumer_for_each_message() {
    let mut lab = Lab::with(StreamConfig {
        subjects: vec!["a.>".to_owned()],
        retention: Retention::WorkQueue,
        ..StreamConfig::default()
    });
    let explicit = |filter: &str| json!({"ack_policy": "explicit", "filter_subject": filter});
    for (name, config, expected) in [
        ("A", json!({}), 10084),
        ("A", json!({"ack_policy": "all"}), 10098),
        (
            "A",
            json!({"ack_policy": "explicit", "deliver_policy": "new"}),
            10101,
        ),
        ("A", explicit("a.b"), 0),
        ("B", json!({"ack_policy": "explicit"}), 10099),
        ("B", explicit("a.*"), 10100),
        ("B", explicit("a.c"), 0),
    ] {
        let answer = lab.create(name, config.clone());
        assert_eq!(code(&answer), expected, "{config}: {answer}");
    }
}

#[test]
fn a_stream_limits_its_consumers() {
    let mut lab = Lab::with(StreamConfig {
        max_consumers: 1,
        consumer_limits: ConsumerLimits {
            max_ack_pending: 10,
            inactive_threshold: 60 * SECOND,
        },
        ..StreamConfig::default()
    });
    assert_eq!(code(&lab.create("C", json!({"max_ack_pending": 11}))), 10121);
    let long = json!({"inactive_threshold": 61 * SECOND});
    assert_eq!(code(&lab.create("C", long)), 10153);
    let info = lab.create("C", json!({"ack_policy": "explicit"}));
    assert_eq!(info["config"]["max_ack_pending"], 10);
    assert_eq!(info["config"]["inactive_threshold"], 60 * SECOND);
    assert_eq!(code(&lab.create("D", json!({}))), 10026);
}

#[test]
fn a_consumer_may_begin_again() {
    let mut lab = Lab::new();
    for number in 1..=5 {
        lab.publish("a.x", &number.to_string());
    }
    lab.create("C", json!({"ack_policy": "explicit"}));
    lab.pull("C", "inbox", "3");
    let sent = lab.run();
    lab.ack(&sent[0], "", None);
    let reset = lab.api("CONSUMER.RESET.S.C", "");
    assert_eq!(
        (&reset["reset_seq"], &reset["num_pending"]),
        (&json!(2), &json!(4))
    );
    lab.pull("C", "inbox", "1");
    assert_eq!(lab.run()[0].numbers(), [1, 2, 1, 3]);
    assert_eq!(lab.api("CONSUMER.RESET.S.C", r#"{"seq": 1}"#)["num_pending"], 5);
    lab.create("D", json!({"deliver_policy": "new"}));
    assert_eq!(code(&lab.api("CONSUMER.RESET.S.D", r#"{"seq": 1}"#)), 10204);
}

#[test]
fn what_a_consumer_of_a_queue_takes_is_free_again_when_it_changes_or_goes() {
    let mut lab = Lab::with(StreamConfig {
        subjects: vec!["a.>".to_owned()],
        retention: Retention::WorkQueue,
        ..StreamConfig::default()
    });
    let mut code = |name: &str, filter: &str| {
        let config = json!({"ack_policy": "explicit", "filter_subject": filter});
        lab.create(name, config)["error"]["err_code"]
            .as_u64()
            .unwrap_or_default()
    };
    assert_eq!(code("A", "a.*.x"), 0);
    assert_eq!(code("B", "a.b.*"), 10100);
    assert_eq!(code("B", "a.b.y"), 0);
    assert_eq!(code("A", "a.*.*"), 10100);
    assert_eq!(code("A", "a.c.x"), 0);
    assert_eq!(code("C", "a.*.x"), 10100);
    assert_eq!(code("C", "a.d.x"), 0);
    assert_eq!(lab.api("CONSUMER.DELETE.S.A", "")["success"], true);
    let mut code = |name: &str, filter: &str| {
        let config = json!({"ack_policy": "explicit", "filter_subject": filter});
        lab.create(name, config)["error"]["err_code"]
            .as_u64()
            .unwrap_or_default()
    };
    assert_eq!(code("D", "a.c.>"), 0);
    assert_eq!(code("E", ""), 10099);
}
