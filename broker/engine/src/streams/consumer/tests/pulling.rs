use serde_json::json;

use super::*;

fn lab(messages: u64) -> Lab {
    let mut lab = Lab::new();
    for number in 1..=messages {
        lab.publish(&format!("a.{}", number % 2), &number.to_string());
    }
    lab
}

#[test]
fn a_consumer_begins_where_it_is_told() {
    let mut lab = lab(6);
    let time = crate::streams::moment::text(lab.world.now() + SECOND);
    lab.world.pass(2 * SECOND);
    lab.publish("a.1", "7");
    for (name, config, first, pending) in [
        ("ALL", json!({}), 1, 7),
        ("LAST", json!({"deliver_policy": "last"}), 7, 1),
        (
            "LAST_OF",
            json!({"deliver_policy": "last", "filter_subject": "a.0"}),
            6,
            1,
        ),
        (
            "SEQ",
            json!({"deliver_policy": "by_start_sequence", "opt_start_seq": 5}),
            5,
            3,
        ),
        (
            "TIME",
            json!({"deliver_policy": "by_start_time", "opt_start_time": time}),
            7,
            1,
        ),
        (
            "EACH",
            json!({"deliver_policy": "last_per_subject", "filter_subject": "a.*"}),
            6,
            2,
        ),
    ] {
        let info = lab.create(name, config);
        assert_eq!(info["num_pending"], pending, "{name}: {info}");
        lab.pull(name, "inbox", "1");
        let sent = lab.run();
        assert_eq!(sent[0].numbers(), [1, first, 1, pending - 1], "{name}");
    }
    lab.create("NEW", json!({"deliver_policy": "new"}));
    lab.pull("NEW", "inbox", "1");
    assert!(lab.run().is_empty());
    lab.publish("a.1", "8");
    assert_eq!(seqs(&lab.run()), [8]);
}

#[test]
fn the_last_of_each_subject_comes_before_what_is_new() {
    let mut lab = lab(5);
    lab.create(
        "C",
        json!({"deliver_policy": "last_per_subject", "filter_subject": "a.>"}),
    );
    lab.publish("a.9", "new");
    lab.remove(4);
    assert_eq!(lab.info("C")["num_pending"], 2);
    lab.pull("C", "inbox", "5");
    assert_eq!(seqs(&lab.run()), [5, 6]);
}

#[test]
fn what_is_left_is_exact_whatever_happens_to_the_stream() {
    let mut lab = lab(10);
    lab.create("C", json!({"filter_subject": "a.1"}));
    let left = |lab: &mut Lab| lab.info("C")["num_pending"].as_u64().unwrap();
    assert_eq!(left(&mut lab), 5);
    lab.pull("C", "inbox", "2");
    assert_eq!(seqs(&lab.run()), [1, 3]);
    lab.remove(1);
    lab.remove(5);
    lab.remove(6);
    assert_eq!(left(&mut lab), 2);
    // More happens than the journal holds.
    for number in 0..3000 {
        let seq = lab.publish("a.1", "x");
        if number % 3 == 0 {
            lab.remove(seq);
        }
    }
    assert_eq!(left(&mut lab), 2002);
    lab.store.clear(5000);
    lab.consumers.cleared(5000);
    assert_eq!(left(&mut lab), 0);
    let info = lab.info("C");
    assert_eq!(info["num_ack_pending"], 0, "{info}");
    assert_eq!(info["ack_floor"]["stream_seq"], 4999);
    let seq = lab.publish("a.1", "y");
    lab.pull("C", "inbox", "1");
    assert_eq!(lab.run()[0].numbers(), [1, seq, 3, 0]);
}

#[test]
fn waiting_requests_take_turns() {
    let mut lab = Lab::new();
    lab.create("C", json!({"ack_policy": "none"}));
    lab.pull("C", "one", "3");
    lab.pull("C", "two", "{\"batch\": 2}");
    assert_eq!(lab.info("C")["num_waiting"], 2);
    for number in 1..=6 {
        lab.publish("a.x", &number.to_string());
    }
    let sent = lab.run();
    assert_eq!(shares(&sent)["one"], ["1", "3", "5"]);
    assert_eq!(shares(&sent)["two"], ["2", "4"]);
    assert_eq!(lab.info("C")["num_waiting"], 0);
}

#[test]
fn requests_end_with_the_statuses_that_clients_know() {
    let mut lab = lab(3);
    lab.create("C", json!({"max_waiting": 2}));
    lab.pull("C", "inbox", r#"{"batch": 5, "no_wait": true}"#);
    assert_eq!(statuses(&lab.run()), ["404 No Messages"]);
    lab.pull("C", "inbox", r#"{"batch": 5, "no_wait": true}"#);
    assert_eq!(statuses(&lab.run()), ["404 No Messages"]);
    lab.pull("C", "inbox", r#"{"batch": 5, "expires": 1000000000}"#);
    assert!(lab.run().is_empty());
    let sent = lab.pass(2 * SECOND);
    assert_eq!(statuses(&sent), ["408 Request Timeout"]);
    assert!(
        sent[0]
            .headers
            .contains("Nats-Pending-Messages: 5\r\nNats-Pending-Bytes: 0\r\n")
    );
    lab.pull(
        "C",
        "inbox",
        r#"{"batch": 1, "expires": 1000, "idle_heartbeat": 900}"#,
    );
    lab.pull("C", "inbox", r#"{"batch": "#);
    let sent = lab.run();
    assert_eq!(statuses(&sent)[0], "400 Bad Request - heartbeat value too large");
    assert!(statuses(&sent)[1].starts_with("400 Bad Request - "));
    for _ in 0..3 {
        lab.pull("C", "inbox", "1");
    }
    assert_eq!(statuses(&lab.run()), ["409 Exceeded MaxWaiting"]);
    lab.api("CONSUMER.DELETE.S.C", "");
    assert_eq!(statuses(&lab.run()), ["409 Consumer Deleted"; 2]);
}

#[test]
fn requests_are_held_to_the_limits_of_the_consumer() {
    let mut lab = lab(3);
    let limits = json!({"max_batch": 2, "max_expires": 60_000_000_000_u64, "max_bytes": 1000});
    lab.create("C", limits);
    lab.pull("C", "inbox", "3");
    lab.pull("C", "inbox", r#"{"expires": 90000000000}"#);
    lab.pull("C", "inbox", r#"{"max_bytes": 1001}"#);
    assert_eq!(
        statuses(&lab.run()),
        [
            "409 Exceeded MaxRequestBatch of 2",
            "409 Exceeded MaxRequestExpires of 1m0s",
            "409 Exceeded MaxRequestMaxBytes of 1000"
        ]
    );
}

#[test]
fn a_request_for_bytes_ends_before_a_message_that_does_not_fit() {
    let mut lab = Lab::new();
    lab.create("C", json!({}));
    lab.publish("a.x", "1");
    lab.publish("a.x", &"2".repeat(100));
    lab.pull("C", "inbox", r#"{"batch": 5, "max_bytes": 120}"#);
    let sent = lab.run();
    assert_eq!(seqs(&sent), [1]);
    assert_eq!(statuses(&sent), ["409 Message Size Exceeds MaxBytes"]);
    let used = 3 + sent[0].reply.len() + 1;
    assert!(sent[1].headers.contains("Nats-Pending-Messages: 4\r\n"));
    assert!(
        sent[1]
            .headers
            .contains(&format!("Nats-Pending-Bytes: {}\r\n", 120 - used))
    );
    lab.pull("C", "inbox", r#"{"batch": 1, "max_bytes": 1000}"#);
    let sent = lab.run();
    assert_eq!(
        (seqs(&sent), statuses(&sent)),
        (vec![2], vec!["409 Batch Completed"])
    );
}

#[test]
fn those_who_do_not_wait_are_told_when_others_wait_already() {
    let mut lab = Lab::new();
    lab.create("C", json!({"max_ack_pending": 1}));
    lab.publish("a.x", "1");
    lab.publish("a.x", "2");
    lab.pull("C", "one", "1");
    lab.run();
    lab.pull("C", "one", "5");
    lab.pull("C", "two", r#"{"batch": 1, "no_wait": true}"#);
    assert_eq!(statuses(&lab.run()), ["408 Requests Pending"]);
}

#[test]
fn one_that_may_wait_ends_when_the_messages_do() {
    let mut lab = lab(2);
    lab.create("C", json!({}));
    let body = r#"{"batch": 5, "no_wait": true, "expires": 5000000000}"#;
    lab.pull("C", "inbox", body);
    let sent = lab.run();
    assert_eq!(
        (seqs(&sent), statuses(&sent)),
        (vec![1, 2], vec!["404 No Messages"])
    );
    lab.pull("C", "inbox", body);
    assert!(lab.run().is_empty());
    lab.publish("a.x", "3");
    let sent = lab.run();
    assert_eq!((seqs(&sent), statuses(&sent)), (vec![3], vec!["404 No Messages"]));
}

#[test]
fn heartbeats_tell_how_far_the_consumer_is() {
    let mut lab = lab(1);
    lab.create("C", json!({}));
    lab.pull(
        "C",
        "inbox",
        r#"{"batch": 5, "expires": 3000000000, "idle_heartbeat": 1000000000}"#,
    );
    assert_eq!(seqs(&lab.run()), [1]);
    let sent = lab.pass(SECOND + MILLISECOND);
    assert_eq!(statuses(&sent), ["100 Idle Heartbeat"]);
    assert!(
        sent[0]
            .headers
            .contains("Nats-Last-Consumer: 1\r\nNats-Last-Stream: 1\r\n")
    );
    lab.world.deafen(&["inbox"]);
    assert!(lab.pass(5 * SECOND).is_empty());
    assert_eq!(lab.info("C")["num_waiting"], 0);
}

#[test]
fn nothing_goes_to_those_who_do_not_listen_any_more() {
    let mut lab = Lab::new();
    lab.create("C", json!({}));
    lab.pull("C", "gone", "1");
    lab.pull("C", "here", "1");
    lab.world.deafen(&["gone"]);
    lab.publish("a.x", "1");
    let sent = lab.run();
    assert_eq!(shares(&sent).into_keys().collect::<Vec<_>>(), ["here"]);
    assert_eq!(lab.info("C")["num_waiting"], 0);
}

#[test]
fn an_ephemeral_consumer_ends_when_nobody_asks() {
    let mut lab = Lab::new();
    let info = lab.create_any("CONSUMER.CREATE.S", json!({"ack_policy": "explicit"}));
    let name = info["name"].as_str().unwrap().to_owned();
    assert_eq!((name.len(), &info["config"]["name"]), (8, &json!(name)));
    assert_eq!(info["config"]["inactive_threshold"], 5 * SECOND);
    lab.pass(4 * SECOND);
    lab.pull(&name, "inbox", r#"{"expires": 60000000000}"#);
    lab.pass(30 * SECOND);
    assert_eq!(lab.info(&name)["num_waiting"], 1);
    lab.world.deafen(&["inbox"]);
    lab.pass(10 * SECOND);
    assert_eq!(lab.info(&name)["error"]["err_code"], 10014);
}

#[test]
fn a_paused_consumer_gives_nothing_until_its_time_comes() {
    let mut lab = lab(1);
    lab.create("C", json!({}));
    let until = crate::streams::moment::text(lab.world.now() + 10 * SECOND);
    let paused = lab.api("CONSUMER.PAUSE.S.C", &json!({"pause_until": until}).to_string());
    assert_eq!(
        (&paused["paused"], &paused["pause_remaining"]),
        (&json!(true), &json!(10 * SECOND))
    );
    lab.pull("C", "inbox", "1");
    assert!(lab.pass(9 * SECOND).is_empty());
    let info = lab.info("C");
    assert_eq!(
        (&info["paused"], &info["pause_remaining"]),
        (&json!(true), &json!(SECOND))
    );
    assert_eq!(seqs(&lab.pass(2 * SECOND)), [1]);
    lab.pull("C", "inbox", "1");
    lab.publish("a.x", "2");
    let until = crate::streams::moment::text(lab.world.now() + 10 * SECOND);
    lab.api("CONSUMER.PAUSE.S.C", &json!({"pause_until": until}).to_string());
    assert!(lab.run().is_empty());
    assert_eq!(lab.api("CONSUMER.PAUSE.S.C", "")["paused"], false);
    assert_eq!(seqs(&lab.run()), [2]);
}

#[test]
fn requests_for_what_overflows_wait_until_enough_does() {
    let mut lab = Lab::new();
    lab.create(
        "C",
        json!({"priority_policy": "overflow", "priority_groups": ["G"]}),
    );
    lab.pull("C", "inbox", r#"{"batch": 1}"#);
    lab.pull("C", "inbox", r#"{"batch": 1, "group": "H"}"#);
    assert_eq!(
        statuses(&lab.run()),
        [
            "400 Bad Request - Priority Group missing",
            "400 Bad Request - Invalid Priority Group"
        ]
    );
    lab.publish("a.x", "1");
    // A plain number says nothing of groups.
    lab.pull("C", "plain", "1");
    assert_eq!(shares(&lab.run())["plain"], ["1"]);
    lab.pull("C", "spill", r#"{"batch": 10, "group": "G", "min_pending": 3}"#);
    lab.publish("a.x", "2");
    lab.publish("a.x", "3");
    assert!(lab.run().is_empty());
    lab.publish("a.x", "4");
    assert_eq!(shares(&lab.run())["spill"], ["2"]);
}

#[test]
fn a_pinned_client_gets_everything_until_it_is_quiet() {
    let mut lab = Lab::new();
    lab.create("C", json!({"priority_policy": "pinned_client", "priority_groups": ["G"], "priority_timeout": 10 * SECOND}));
    lab.pull("C", "one", r#"{"batch": 2, "group": "G"}"#);
    lab.pull("C", "two", r#"{"batch": 2, "group": "G"}"#);
    lab.publish("a.x", "1");
    lab.publish("a.x", "2");
    lab.publish("a.x", "3");
    while lab.turn(|consumers, turn| consumers.proceed(turn)) {}
    assert!(
        lab.events()
            .contains(&"$JS.EVENT.ADVISORY.CONSUMER.PINNED.S.C".to_owned())
    );
    let sent = lab.run();
    assert_eq!(shares(&sent)["one"], ["1", "2"]);
    assert!(!shares(&sent).contains_key("two"));
    let pin = sent[0]
        .headers
        .lines()
        .find_map(|line| line.strip_prefix("Nats-Pin-Id: "))
        .unwrap()
        .to_owned();
    assert_eq!(
        lab.info("C")["priority_groups"][0]["pinned_client_id"],
        json!(pin)
    );
    lab.pull("C", "one", r#"{"batch": 1, "group": "G", "id": "other"}"#);
    assert_eq!(statuses(&lab.run()), ["423 Nats-Pin-Id mismatch"]);
    lab.pull(
        "C",
        "one",
        &json!({"batch": 1, "group": "G", "id": pin}).to_string(),
    );
    assert_eq!(shares(&lab.run())["one"], ["3"]);
    lab.publish("a.x", "4");
    assert!(lab.run().is_empty());
    assert_eq!(shares(&lab.pass(11 * SECOND))["two"], ["4"]);
    lab.api("CONSUMER.UNPIN.S.C", r#"{"group": "G"}"#);
    assert!(
        lab.events()
            .contains(&"$JS.EVENT.ADVISORY.CONSUMER.UNPINNED.S.C".to_owned())
    );
    assert_eq!(
        lab.api("CONSUMER.UNPIN.S.C", r#"{"group": "H"}"#)["error"]["err_code"],
        10160
    );
}

#[test]
fn requests_with_lower_numbers_come_first() {
    let mut lab = Lab::new();
    lab.create(
        "C",
        json!({"priority_policy": "prioritized", "priority_groups": ["G"]}),
    );
    lab.pull("C", "late", r#"{"batch": 2, "group": "G", "priority": 5}"#);
    lab.pull("C", "early", r#"{"batch": 2, "group": "G", "priority": 1}"#);
    for number in 1..=3 {
        lab.publish("a.x", &number.to_string());
    }
    let sent = lab.run();
    assert_eq!(shares(&sent)["early"], ["1", "2"]);
    assert_eq!(shares(&sent)["late"], ["3"]);
}

#[test]
fn whoever_waits_is_told_what_is_left_when_the_server_stops() {
    let mut lab = lab(1);
    lab.create("C", json!({"ack_policy": "explicit"}));
    lab.pull("C", "inbox", r#"{"batch": 5}"#);
    lab.pull("C", "other", r#"{"batch": 2, "max_bytes": 1000}"#);
    assert_eq!(seqs(&lab.run()), [1]);
    lab.consumers.close(&mut lab.out);
    let sent = lab.run();
    let told: Vec<_> = sent
        .iter()
        .map(|sent| (sent.to.as_str(), sent.headers.as_str()))
        .collect();
    let status = |left: &str| format!("NATS/1.0 409 Server Shutdown\r\n{left}\r\n");
    assert_eq!(
        told,
        [
            (
                "other",
                &*status("Nats-Pending-Messages: 2\r\nNats-Pending-Bytes: 1000\r\n")
            ),
            (
                "inbox",
                &*status("Nats-Pending-Messages: 4\r\nNats-Pending-Bytes: 0\r\n")
            ),
        ]
    );
    lab.publish("a.1", "late");
    assert!(lab.run().is_empty(), "nobody waits any more");
    lab.pull("C", "inbox", "1");
    assert_eq!(seqs(&lab.run()), [2], "what is to be delivered is still known");
}
