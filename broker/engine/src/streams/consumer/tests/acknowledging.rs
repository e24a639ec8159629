use serde_json::json;

use super::*;
use crate::streams::config::Retention;

fn lab(messages: u64, config: Value) -> Lab {
    let mut lab = Lab::new();
    for number in 1..=messages {
        lab.publish("a.x", &number.to_string());
    }
    let mut config = config;
    config["ack_policy"] = config.get("ack_policy").cloned().unwrap_or("explicit".into());
    let info = lab.create("C", config);
    assert!(info["error"].is_null(), "{info}");
    lab
}

#[test]
fn the_floor_moves_up_to_the_first_message_that_is_missing() {
    let mut lab = lab(4, json!({}));
    lab.pull("C", "inbox", "4");
    let sent = lab.run();
    let floor = |lab: &mut Lab| {
        let info = lab.info("C");
        let floor = &info["ack_floor"];
        [
            &floor["consumer_seq"],
            &floor["stream_seq"],
            &info["num_ack_pending"],
        ]
        .map(|it| it.as_u64().unwrap())
    };
    lab.ack(&sent[1], "+ACK", None);
    assert_eq!(floor(&mut lab), [0, 0, 3]);
    lab.ack(&sent[0], "", None);
    assert_eq!(floor(&mut lab), [2, 2, 2]);
    lab.ack(&sent[3], "+OK", None);
    lab.ack(&sent[2], "+ACK", None);
    assert_eq!(floor(&mut lab), [4, 4, 0]);
}

#[test]
fn an_acknowledgement_with_a_reply_is_confirmed_and_noted_at_once() {
    let mut lab = lab(2, json!({}));
    lab.pull("C", "inbox", "2");
    let sent = lab.run();
    lab.ack(&sent[0], "+ACK", Some("confirm"));
    let confirmed = lab.run();
    assert_eq!(
        (confirmed[0].to.as_str(), confirmed[0].payload.as_str()),
        ("confirm", "")
    );
    lab.restart();
    let info = lab.info("C");
    assert_eq!(
        (&info["num_ack_pending"], &info["ack_floor"]["stream_seq"]),
        (&json!(1), &json!(1))
    );
    // What it is not about is confirmed too, and changes nothing.
    lab.ack(&sent[0], "+ACK", Some("confirm"));
    assert_eq!(lab.run().len(), 1);
    assert_eq!(lab.info("C")["num_ack_pending"], 1);
}

#[test]
fn a_message_comes_again_after_the_time_and_as_often_as_allowed() {
    let backoff = json!([SECOND, 5 * SECOND]);
    let mut lab = lab(1, json!({"backoff": backoff, "max_deliver": 3}));
    lab.pull("C", "inbox", "5");
    let mut times = vec![];
    let start = lab.world.now();
    lab.run();
    for _ in 0..200 {
        for sent in lab.pass(100 * MILLISECOND) {
            times.push(((lab.world.now() - start) / SECOND, sent.numbers()[0]));
        }
    }
    assert_eq!(times, [(1, 2), (6, 3)]);
    let info = lab.info("C");
    assert_eq!(
        (&info["num_ack_pending"], &info["num_waiting"]),
        (&json!(0), &json!(1))
    );
    assert_eq!(info["ack_floor"]["stream_seq"], 1);
}

#[test]
fn what_is_handed_back_comes_again_before_what_is_new() {
    let mut lab = lab(3, json!({}));
    lab.pull("C", "inbox", "2");
    let sent = lab.run();
    lab.ack(&sent[0], "-NAK", None);
    assert_eq!(lab.events(), ["$JS.EVENT.ADVISORY.CONSUMER.MSG_NAKED.S.C"]);
    lab.ack(&sent[1], "-NAK {\"delay\": 2000000000}", None);
    lab.pull("C", "inbox", "3");
    let again = lab.run();
    assert_eq!(seqs(&again), [1, 3]);
    assert_eq!(again[0].numbers(), [2, 1, 3, 1]);
    assert!(lab.pass(SECOND).is_empty());
    assert_eq!(seqs(&lab.pass(SECOND)), [2]);
    assert_eq!(lab.info("C")["num_redelivered"], 2);
}

#[test]
fn work_in_progress_gives_more_time_and_an_end_takes_it() {
    let mut lab = lab(2, json!({"ack_wait": 2 * SECOND}));
    lab.pull("C", "inbox", "9");
    let sent = lab.run();
    for _ in 0..3 {
        lab.pass(SECOND);
        lab.ack(&sent[0], "+WPI", None);
        lab.ack(&sent[1], "+WPI", None);
    }
    lab.ack(&sent[1], "+TERM it is bad", None);
    assert_eq!(lab.events(), ["$JS.EVENT.ADVISORY.CONSUMER.MSG_TERMINATED.S.C"]);
    assert_eq!(seqs(&lab.pass(3 * SECOND)), [1]);
}

#[test]
fn an_acknowledgement_may_ask_for_more() {
    let mut lab = lab(3, json!({}));
    lab.pull("C", "inbox", "1");
    let sent = lab.run();
    lab.ack(&sent[0], "+NXT 2", Some("more"));
    let sent = lab.run();
    assert_eq!(shares(&sent)["more"], ["2", "3"]);
    assert_eq!(lab.info("C")["num_ack_pending"], 2);
}

#[test]
fn one_answer_may_stand_for_all_before_it() {
    let mut lab = lab(5, json!({"ack_policy": "all"}));
    lab.pull("C", "inbox", "5");
    let sent = lab.run();
    assert_eq!(lab.ack(&sent[2], "", None), [1, 2, 3]);
    let info = lab.info("C");
    assert_eq!(
        (&info["num_ack_pending"], &info["ack_floor"]["consumer_seq"]),
        (&json!(2), &json!(3))
    );
    assert!(lab.ack(&sent[1], "", None).is_empty());
}

#[test]
fn a_consumer_with_too_many_unacknowledged_messages_waits() {
    let mut lab = lab(5, json!({"max_ack_pending": 2}));
    lab.pull("C", "inbox", "9");
    let sent = lab.run();
    assert_eq!(seqs(&sent), [1, 2]);
    lab.ack(&sent[0], "", None);
    assert_eq!(seqs(&lab.run()), [3]);
    // What is gone needs no acknowledgement.
    lab.remove(2);
    assert_eq!(seqs(&lab.run()), [4]);
    lab.create("C", json!({"ack_policy": "explicit", "max_ack_pending": 3}));
    assert_eq!(seqs(&lab.run()), [5]);
}

#[test]
fn a_message_that_is_gone_does_not_come_again() {
    let mut lab = lab(2, json!({"ack_wait": SECOND}));
    lab.pull("C", "inbox", "9");
    lab.run();
    lab.remove(1);
    assert_eq!(seqs(&lab.pass(SECOND + MILLISECOND)), [2]);
    assert_eq!(lab.info("C")["num_ack_pending"], 1);
}

#[test]
fn acknowledgements_that_cannot_be_true_change_nothing() {
    let mut lab = lab(3, json!({}));
    lab.pull("C", "inbox", "1");
    let sent = lab.run();
    let mut forged = sent[0].clone();
    forged.reply = "$JS.ACK.S.C.1.3.3.1.0".to_owned();
    assert!(lab.ack(&forged, "", None).is_empty());
    forged.reply = "$JS.ACK.S.C.1.18446744073709551615.3.1.0".to_owned();
    assert!(lab.ack(&forged, "", None).is_empty());
    assert!(lab.ack(&sent[0], "nonsense", None).is_empty());
    let info = lab.info("C");
    assert_eq!(
        (&info["num_ack_pending"], &info["num_pending"]),
        (&json!(1), &json!(2))
    );
}

#[test]
fn a_stream_that_keeps_what_is_wanted_hears_when_it_is_not() {
    let mut lab = Lab::with(StreamConfig {
        subjects: vec!["a.>".to_owned()],
        retention: Retention::Interest,
        ..StreamConfig::default()
    });
    assert!(!lab.consumers.want(1, "a.x"));
    lab.create("C", json!({"ack_policy": "explicit"}));
    lab.create("D", json!({"ack_policy": "explicit", "filter_subject": "a.y"}));
    lab.create("E", json!({"ack_policy": "none", "deliver_subject": "inbox"}));
    lab.publish("a.x", "1");
    lab.publish("a.y", "2");
    lab.run();
    assert_eq!(lab.consumers.spent(), [1, 2]);
    lab.pull("C", "inbox", "2");
    for sent in lab.run() {
        lab.ack(&sent, "", None);
    }
    assert!(!lab.consumers.want(1, "a.x"));
    assert!(lab.consumers.want(2, "a.y"));
    lab.api("CONSUMER.DELETE.S.D", "");
    assert!(lab.consumers.spent().contains(&2));
}

#[test]
fn one_who_returns_a_message_forever_does_not_fill_the_memory() {
    let mut lab = lab(1, json!({}));
    lab.pull("C", "inbox", "1");
    let sent = lab.run();
    for _ in 0..1000 {
        lab.ack(&sent[0], "-NAK", None);
        lab.ack(&sent[0], "-NAK 1h", None);
        lab.out.letters.clear();
    }
    let consumer = lab.consumers.all.values().next().unwrap();
    assert!(format!("{:?}", consumer.progress).len() < 2000);
}

#[test]
fn who_acknowledges_to_a_consumer_that_is_gone_learns_that_nobody_hears_it() {
    let mut lab = lab(1, json!({}));
    lab.pull("C", "inbox", "1");
    let sent = lab.run();
    lab.api("CONSUMER.DELETE.S.C", "");
    lab.run();
    lab.ack(&sent[0], "+ACK", Some("confirm"));
    let told = lab.run();
    assert_eq!((told[0].to.as_str(), told[0].status()), ("confirm", Some("503")));
}

#[test]
fn a_consumer_begins_again_after_what_was_removed_meanwhile() {
    let mut lab = lab(3, json!({}));
    lab.remove(1);
    lab.remove(2);
    lab.pull("C", "inbox", "1");
    let sent = lab.run();
    lab.remove(3);
    assert_eq!(seqs(&sent), [3]);
    assert_eq!(lab.api("CONSUMER.RESET.S.C", "")["reset_seq"], 4);
}
