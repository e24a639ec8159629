//! What somebody might try who means no good.

use serde_json::json;

use super::*;
use crate::streams::config::Retention;

#[test]
fn messages_that_go_cost_nothing_for_each_of_many_who_never_acknowledge() {
    const CONSUMERS: u64 = 2_000;
    const MESSAGES: u64 = 20_000;
    let mut lab = Lab::new();
    lab.publish("a.x", "first");
    for number in 0..CONSUMERS {
        let name = format!("C{number}");
        lab.create(&name, json!({"ack_policy": "explicit", "max_ack_pending": 1}));
        lab.pull(&name, &name, "2");
    }
    assert_eq!(seqs(&lab.run()).len() as u64, CONSUMERS);
    for _ in 0..MESSAGES {
        lab.publish("a.x", "x");
    }
    for seq in 2..=MESSAGES {
        lab.remove(seq);
    }
    assert_eq!(seqs(&lab.run()), Vec::<u64>::new());
    // What they hold goes: now they may have another one.
    lab.remove(1);
    let last = vec![MESSAGES + 1; CONSUMERS as usize];
    assert_eq!(seqs(&lab.run()), last);
}

#[test]
fn a_message_of_many_interested_goes_with_the_last_of_them() {
    const CONSUMERS: u64 = 1_000;
    const MESSAGES: u64 = 50;
    let mut lab = Lab::with(StreamConfig {
        subjects: vec!["a.>".to_owned()],
        retention: Retention::Interest,
        ..StreamConfig::default()
    });
    for number in 0..CONSUMERS {
        let name = format!("C{number:04}");
        lab.create(&name, json!({"ack_policy": "explicit"}));
        lab.pull(&name, &name, &MESSAGES.to_string());
    }
    for _ in 0..MESSAGES {
        lab.publish("a.x", "x");
    }
    let sent = lab.run();
    assert_eq!(sent.len() as u64, CONSUMERS * MESSAGES);
    for (index, sent) in sent.iter().enumerate() {
        let seq = sent.numbers()[1];
        assert!(lab.consumers.want(seq, "a.x"), "{index}");
        lab.ack(sent, "+ACK", None);
    }
    assert!((1..=MESSAGES).all(|seq| !lab.consumers.want(seq, "a.x")));
    // One that begins again wants them again, although it comes early among those who were asked.
    lab.api("CONSUMER.RESET.S.C0001", &json!({"seq": 7}).to_string());
    assert!((7..=MESSAGES).all(|seq| lab.consumers.want(seq, "a.x")));
    assert!(!lab.consumers.want(6, "a.x"));
}

#[test]
fn what_nobody_of_ten_thousand_wants_is_soon_said() {
    let mut lab = Lab::new();
    for number in 0..10_000 {
        let name = format!("C{number}");
        lab.create(&name, json!({"filter_subject": format!("a.{number}")}));
        lab.pull(&name, &name, "1");
    }
    lab.run();
    for _ in 0..1_000 {
        lab.publish("a.nobody", "x");
    }
    assert!(lab.consumers.ready.is_empty());
    assert!(lab.run().is_empty());
}

#[test]
fn a_thousand_wildcards_are_not_asked_one_by_one_for_each_subject() {
    let mut lab = Lab::new();
    for number in 0..20_000 {
        lab.publish(&format!("a.{number}"), "x");
    }
    let filters: Vec<String> = (0..1_000).map(|number| format!("*.{number}")).collect();
    let info = lab.create("C", json!({"filter_subjects": filters}));
    assert_eq!(info["num_pending"], 1_000, "{info}");
    lab.pull("C", "inbox", "3");
    assert_eq!(seqs(&lab.run()), [1, 2, 3]);
}

#[test]
fn requests_that_wait_have_a_bound_whatever_the_configuration_says() {
    let mut lab = Lab::new();
    lab.create("C", json!({"max_waiting": i64::MAX}));
    for number in 0..140_000 {
        lab.pull("C", &format!("inbox.{number}"), "1");
    }
    assert_eq!(statuses(&lab.run()).len(), 140_000 - 128 * 1024);
    assert_eq!(lab.info("C")["num_waiting"], 128 * 1024);
}

#[test]
fn nobody_waits_with_a_pin_that_is_none() {
    let mut lab = Lab::new();
    lab.create(
        "C",
        json!({"priority_groups": ["g"], "priority_policy": "pinned_client"}),
    );
    let body = json!({"group": "g", "id": "x".repeat(1024 * 1024)});
    lab.pull("C", "inbox", &body.to_string());
    assert_eq!(statuses(&lab.run()), ["423 Nats-Pin-Id mismatch"]);
    assert_eq!(lab.info("C")["num_waiting"], 0);
}

#[test]
fn no_message_goes_round_without_a_pause() {
    for config in [json!({"ack_wait": 1}), json!({"backoff": [0, 0]})] {
        let mut lab = Lab::new();
        let mut config = config;
        config["ack_policy"] = "explicit".into();
        lab.create("C", config);
        lab.publish("a.x", "x");
        lab.pull("C", "inbox", "1000000");
        assert_eq!(lab.run().len(), 1);
        assert_eq!(lab.pass(10 * MILLISECOND).len(), 10);
    }
}
