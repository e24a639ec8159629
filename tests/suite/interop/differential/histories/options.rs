//! What a stream or a consumer may be asked to be, and what not quite.

use fastrand::Rng;
use serde_json::{Value, json};

const HOUR: u64 = 3_600_000_000_000;

/// Changes some members of a configuration.
pub(super) fn vary(dice: &mut Rng, config: &mut Value, options: &[(&str, Value)], most: usize) {
    for _ in 0..dice.usize(..=most) {
        let (name, values) = &options[dice.usize(..options.len())];
        let values = values.as_array().unwrap();
        config[*name] = values[dice.usize(..values.len())].clone();
    }
}

/// Members of a stream's configuration, each with what it is set to.
pub(super) fn of_streams(letter: char) -> Vec<(&'static str, Value)> {
    let subject = |tail: &str| format!("{letter}.{tail}");
    vec![
        (
            "retention",
            json!([
                "limits",
                "interest",
                "workqueue",
                "interest",
                "workqueue",
                "never"
            ]),
        ),
        ("discard", json!(["new", "new", "old"])),
        ("max_msgs", json!([0, 1, 2, 3, 5, -1, -2])),
        ("max_bytes", json!([60, 100, 150, 300, -1])),
        ("max_msgs_per_subject", json!([1, 1, 2, 3, -1, 0])),
        ("max_msg_size", json!([1, 10, 30, 60, -1])),
        ("discard_new_per_subject", json!([true, true, false])),
        ("max_age", json!([0, HOUR, 5])),
        ("duplicate_window", json!([0, HOUR, 2 * HOUR, -1])),
        ("allow_msg_ttl", json!([true, true, false])),
        ("subject_delete_marker_ttl", json!([0, HOUR, 5])),
        ("allow_rollup_hdrs", json!([true, true, true, false])),
        ("deny_delete", json!([true, false])),
        ("deny_purge", json!([true, false])),
        ("sealed", json!([false, false, false, true])),
        ("allow_direct", json!([true, true, false])),
        ("mirror_direct", json!([true, false])),
        ("allow_msg_counter", json!([true])),
        ("allow_atomic", json!([true, true, false])),
        ("allow_msg_schedules", json!([true, false])),
        ("persist_mode", json!(["default", "async"])),
        ("compression", json!(["none", "s2"])),
        ("storage", json!(["memory", "memory", "memory", "file"])),
        ("first_seq", json!([0, 1, 10])),
        ("max_consumers", json!([-1, 0, 1, 2])),
        ("num_replicas", json!([0, 1, 1, 1, 3])),
        (
            "consumer_limits",
            json!([{}, {"max_ack_pending": 2}, {"inactive_threshold": HOUR}]),
        ),
        ("description", json!(["", "d"])),
        ("metadata", json!([{}, {"a": "b"}])),
        (
            "subjects",
            json!([
                [subject(">")],
                [subject(">")],
                [subject("*")],
                [subject("a"), subject("b.*")],
                ["s.>"],
                ["t.b"],
                []
            ]),
        ),
        (
            "subject_transform",
            json!([
                null,
                {"src": subject("*"), "dest": subject("{{wildcard(1)}}.x")},
                {"src": subject("a"), "dest": subject("b")},
                {"src": subject("*"), "dest": subject("{{wildcard(2)}}")},
            ]),
        ),
        (
            "republish",
            json!([
                null,
                {"src": ">", "dest": "r.>"},
                {"src": subject("*"), "dest": "r.{{wildcard(1)}}", "headers_only": true},
                {"src": subject("a"), "dest": subject("a")},
            ]),
        ),
        ("pedantic", json!([true, false])),
    ]
}

/// Members of a consumer's configuration, each with what it is set to.
pub(super) fn of_consumers(letter: char, name: &str) -> Vec<(&'static str, Value)> {
    let subject = |tail: &str| format!("{letter}.{tail}");
    vec![
        ("ack_policy", json!(["none", "all", "explicit", "explicit"])),
        (
            "deliver_policy",
            json!([
                "all",
                "last",
                "new",
                "last_per_subject",
                "by_start_sequence",
                "by_start_time"
            ]),
        ),
        ("opt_start_seq", json!([0, 1, 3, 30])),
        (
            "opt_start_time",
            json!([null, "2020-01-01T00:00:00Z", "2090-01-01T00:00:00Z"]),
        ),
        (
            "filter_subject",
            json!(["", subject("a"), subject("*"), subject("b.*"), "x"]),
        ),
        (
            "filter_subjects",
            json!([
                [subject("a"), subject("b")],
                [subject("a"), subject("b.>")],
                [subject("a"), subject("*")]
            ]),
        ),
        ("max_deliver", json!([-1, 1, 2, 3])),
        ("backoff", json!([[], [HOUR], [HOUR, 2 * HOUR]])),
        ("ack_wait", json!([0, HOUR])),
        ("max_ack_pending", json!([-1, 1, 2, 3])),
        ("max_waiting", json!([0, 1, 2, 5])),
        ("max_batch", json!([0, 1, 2])),
        ("max_bytes", json!([0, 50, 100])),
        ("max_expires", json!([0, 2 * HOUR, HOUR])),
        ("headers_only", json!([true, false])),
        (
            "deliver_subject",
            json!(["", format!("d.{name}"), format!("d.{name}.x")]),
        ),
        ("deliver_group", json!(["", "g"])),
        ("flow_control", json!([true, false])),
        ("idle_heartbeat", json!([0, HOUR])),
        ("sample_freq", json!(["", "100", "x"])),
        ("replay_policy", json!(["instant"])),
        ("inactive_threshold", json!([HOUR])),
        ("num_replicas", json!([0, 1, 3])),
        ("mem_storage", json!([true, false])),
        ("description", json!(["", "d"])),
        ("metadata", json!([{}, {"a": "b"}])),
        (
            "pause_until",
            json!([null, null, "2090-01-01T00:00:00Z", "2020-01-01T00:00:00Z"]),
        ),
        (
            "priority_policy",
            json!(["none", "overflow", "pinned_client", "prioritized"]),
        ),
        ("priority_groups", json!([["A"]])),
        ("priority_timeout", json!([0, HOUR])),
    ]
}

/// Members of a pull request, each with what it is set to.
pub(super) fn of_pulls() -> Vec<(&'static str, Value)> {
    vec![
        ("batch", json!([1, 2, 3, 10, 0])),
        ("max_bytes", json!([1, 60, 100, 1000])),
        ("expires", json!([HOUR, HOUR, 3 * HOUR])),
        ("no_wait", json!([true, true, false])),
        ("idle_heartbeat", json!([0, HOUR / 4, HOUR])),
        ("group", json!(["A", "A", "A", "B", ""])),
        ("min_pending", json!([0, 1, 3])),
        ("min_ack_pending", json!([0, 1, 2])),
        ("priority", json!([0, 1, 9, 10])),
        ("id", json!(["x"])),
    ]
}

/// Members of a request for messages of a stream, each with what it is set to.
pub(super) fn of_gets(letter: char) -> Vec<(&'static str, Value)> {
    let subject = |tail: &str| format!("{letter}.{tail}");
    vec![
        ("seq", json!([0, 1, 2, 4, 8, 50])),
        ("last_by_subj", json!([subject("a"), subject("*"), "x", ""])),
        (
            "next_by_subj",
            json!([subject("a"), subject("*"), subject(">"), "x"]),
        ),
        ("batch", json!([1, 2, 10])),
        ("max_bytes", json!([1, 20, 100])),
        (
            "start_time",
            json!(["2020-01-01T00:00:00Z", "2090-01-01T00:00:00Z"]),
        ),
        (
            "multi_last",
            json!([
                [subject("*")],
                [subject("a"), subject("b")],
                [subject(">"), subject("a")],
                ["x"],
                []
            ]),
        ),
        ("up_to_seq", json!([0, 1, 3, 50])),
        (
            "up_to_time",
            json!(["2020-01-01T00:00:00Z", "2090-01-01T00:00:00Z"]),
        ),
        ("no_hdr", json!([true, false])),
    ]
}
