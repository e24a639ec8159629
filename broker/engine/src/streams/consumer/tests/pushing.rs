use serde_json::json;

use super::*;

fn pushed(config: Value) -> (Lab, Value) {
    let mut lab = Lab::new();
    for number in 1..=4 {
        lab.publish("a.x", &number.to_string());
    }
    let mut config = config;
    config["deliver_subject"] = "inbox".into();
    let info = lab.create("C", config);
    assert!(info["error"].is_null(), "{info}");
    (lab, info)
}

#[test]
fn everything_goes_to_who_listens_and_nothing_to_nobody() {
    let (mut lab, info) = pushed(json!({}));
    assert_eq!(
        (&info["push_bound"], &info["num_pending"]),
        (&json!(true), &json!(4))
    );
    let sent = lab.run();
    assert_eq!(shares(&sent)["inbox"], ["1", "2", "3", "4"]);
    assert_eq!(sent[3].numbers(), [1, 4, 4, 0]);
    lab.world.deafen(&["inbox"]);
    lab.publish("a.x", "5");
    assert!(lab.run().is_empty());
    let info = lab.info("C");
    assert_eq!(
        (&info["push_bound"], &info["num_pending"]),
        (&Value::Null, &json!(1))
    );
    lab.world.deafen(&[]);
    assert!(lab.consumers.directory().call("inbox"));
    assert_eq!(seqs(&lab.run()), [5]);
}

#[test]
fn headers_may_go_without_their_payload() {
    let (mut lab, _) = pushed(json!({"headers_only": true}));
    let sent = lab.run();
    assert_eq!(
        (sent[0].headers.as_str(), sent[0].payload.as_str()),
        ("NATS/1.0\r\nNats-Msg-Size: 1\r\n\r\n", "")
    );
    let headers = "NATS/1.0\r\nA: b\r\nA: c\r\n\r\n";
    let seq = lab.store.append("a.x", headers.as_bytes(), b"xyz", 1);
    lab.consumers.stored(seq, "a.x");
    assert_eq!(
        lab.run()[0].headers,
        "NATS/1.0\r\nA: b\r\nA: c\r\nNats-Msg-Size: 3\r\n\r\n"
    );
}

#[test]
fn an_idle_consumer_says_that_it_lives() {
    let (mut lab, _) = pushed(json!({"idle_heartbeat": SECOND}));
    lab.run();
    let sent = lab.pass(2 * SECOND + MILLISECOND);
    assert_eq!(statuses(&sent), ["100 Idle Heartbeat"; 2]);
    assert!(
        sent[0]
            .headers
            .contains("Nats-Last-Consumer: 4\r\nNats-Last-Stream: 4\r\n")
    );
}

#[test]
fn flow_control_stops_what_nobody_answers_for() {
    let mut lab = Lab::new();
    let payload = "x".repeat(512 * 1024);
    for _ in 0..12 {
        lab.publish("a.x", &payload);
    }
    lab.create(
        "C",
        json!({"deliver_subject": "inbox", "flow_control": true, "idle_heartbeat": SECOND}),
    );
    let sent = lab.run();
    assert_eq!(seqs(&sent).len(), 4);
    let asked: Vec<&Sent> = sent
        .iter()
        .filter(|sent| sent.status() == Some("100 FlowControl Request"))
        .collect();
    assert_eq!(asked.len(), 1);
    let token = asked[0].reply.strip_prefix("$JS.FC.S.C.").unwrap().to_owned();
    let beat = lab.pass(SECOND + MILLISECOND);
    assert!(
        beat[0]
            .headers
            .contains(&format!("Nats-Consumer-Stalled: {}\r\n", asked[0].reply))
    );
    lab.turn(|consumers, turn| consumers.flow("C", "forged", turn));
    assert!(lab.run().is_empty());
    lab.turn(|consumers, turn| consumers.flow("C", &token, turn));
    assert!(seqs(&lab.run()).len() >= 6);
}

#[test]
fn a_rate_limit_spreads_what_is_more_than_a_burst() {
    let mut lab = Lab::new();
    let payload = "x".repeat(512 * 1024);
    for _ in 0..6 {
        lab.publish("a.x", &payload);
    }
    // A megabyte each second.
    lab.create(
        "C",
        json!({"deliver_subject": "inbox", "rate_limit_bps": 8 * 1024 * 1024}),
    );
    let at_once = seqs(&lab.run()).len();
    assert!((2..=3).contains(&at_once), "{at_once}");
    let after_a_second = at_once + seqs(&lab.pass(SECOND)).len();
    assert!((4..=5).contains(&after_a_second), "{after_a_second}");
    assert_eq!(after_a_second + seqs(&lab.pass(2 * SECOND)).len(), 6);
}

#[test]
fn old_messages_may_keep_their_pauses() {
    let mut lab = Lab::new();
    for pause in [0, 2, 3] {
        lab.world.pass(pause * SECOND);
        lab.publish("a.x", "x");
    }
    lab.create(
        "C",
        json!({"deliver_subject": "inbox", "replay_policy": "original"}),
    );
    assert_eq!(seqs(&lab.run()), [1]);
    assert!(lab.pass(SECOND).is_empty());
    assert_eq!(seqs(&lab.pass(SECOND)), [2]);
    assert_eq!(seqs(&lab.pass(3 * SECOND)), [3]);
    lab.publish("a.x", "new");
    assert_eq!(seqs(&lab.run()), [4]);
}

#[test]
fn an_ephemeral_consumer_ends_when_nobody_listens() {
    let mut lab = Lab::new();
    let info = lab.create_any("CONSUMER.CREATE.S", json!({"deliver_subject": "inbox"}));
    let name = info["name"].as_str().unwrap().to_owned();
    lab.pass(60 * SECOND);
    assert_eq!(lab.info(&name)["push_bound"], true);
    lab.world.deafen(&["inbox"]);
    lab.pass(15 * SECOND);
    assert_eq!(lab.info(&name)["error"]["err_code"], 10014);
}

#[test]
fn a_consumer_that_sends_is_not_asked() {
    let (mut lab, _) = pushed(json!({}));
    lab.run();
    lab.pull("C", "inbox", "1");
    assert_eq!(statuses(&lab.run()), ["409 Consumer is push based"]);
}
