use serde_json::json;

use super::*;

#[test]
fn a_message_touches_only_those_who_want_it() {
    let mut lab = Lab::new();
    for number in 0..10_000 {
        let filter = format!("a.{number}");
        lab.create(&format!("C{number}"), json!({"filter_subject": filter}));
    }
    lab.run();
    lab.pull("C7", "seven", "1");
    lab.pull("C8", "eight", "1");
    lab.run();
    lab.publish("a.7", "x");
    assert_eq!(lab.consumers.ready.len(), 1);
    assert_eq!(shares(&lab.run())["seven"], ["x"]);
    // Nobody asks for anything, so nobody is looked at.
    lab.publish("a.7", "y");
    lab.publish("a.9999", "z");
    assert!(lab.consumers.ready.is_empty());
    assert_eq!(lab.info("C9999")["num_pending"], 1);
    assert_eq!(lab.info("C7")["num_pending"], 1);
}

#[test]
fn consumers_take_turns_and_a_turn_ends() {
    let mut lab = Lab::new();
    for number in 0..2000 {
        lab.publish("a.x", &number.to_string());
    }
    for name in ["A", "B"] {
        lab.create(name, json!({"ack_policy": "none"}));
        lab.pull(name, name, "2000");
    }
    assert!(lab.turn(|consumers, turn| consumers.proceed(turn)));
    let letters = lab.out.letters.len();
    assert!(letters < 1000, "{letters}");
    let sent = lab.run();
    assert_eq!(shares(&sent)["A"].len(), 2000);
    let first = |name: &str| sent.iter().position(|sent| sent.to == name).unwrap();
    assert!(first("A").abs_diff(first("B")) <= 100);
}

#[test]
fn a_client_that_never_acknowledges_is_not_looked_at_for_every_message() {
    let mut lab = Lab::new();
    lab.create("C", json!({"ack_policy": "explicit", "max_ack_pending": 10}));
    lab.pull("C", "inbox", "1000");
    for _ in 0..20 {
        lab.publish("a.x", "x");
        lab.run();
    }
    assert!(lab.consumers.ready.is_empty());
    lab.publish("a.x", "x");
    assert!(lab.consumers.ready.is_empty());
    assert_eq!(lab.info("C")["num_ack_pending"], 10);
}
