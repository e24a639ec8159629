use serde_json::{Value, json};

use super::{Bench, code};
use crate::streams::headers::Headers;

fn counting(more: Value) -> Bench {
    let mut config = json!({"allow_msg_counter": true});
    let members = config.as_object_mut().unwrap();
    members.extend(more.as_object().unwrap().clone());
    Bench::new(config)
}

impl Bench {
    /// Adds to a counter; returns what it has come to.
    fn add(&mut self, subject: &str, increment: &str) -> String {
        let ack = self.publish(subject, &[("Nats-Incr", increment)], "");
        ack["val"].as_str().unwrap_or_else(|| panic!("{ack}")).to_owned()
    }

    fn refuse_to_add(&mut self, headers: &[(&str, &str)], payload: &str) -> u64 {
        code(&self.publish("s.a", headers, payload)).1
    }
}

#[test]
fn each_subject_is_a_counter_of_its_own() {
    let mut bench = counting(json!({}));
    let ack = bench.publish("s.a", &[("Nats-Incr", "+1")], "");
    assert_eq!(ack, json!({"stream": "S", "seq": 1, "val": "1"}));
    assert_eq!(bench.add("s.a", "-3"), "-2");
    assert_eq!(bench.add("s.b", "40"), "40");
    assert_eq!(
        bench.add("s.a", "99999999999999999999999999"),
        "99999999999999999999999997"
    );
    let last = bench.read(4);
    assert_eq!(&*last.payload, br#"{"val":"99999999999999999999999997"}"#);
    assert_eq!(
        Headers(&last.headers).get("Nats-Incr").unwrap(),
        "99999999999999999999999999"
    );
}

#[test]
fn a_counter_is_what_its_last_message_says() {
    let mut bench = counting(json!({"max_msgs_per_subject": 2}));
    for value in ["5", "10", "15"] {
        assert_eq!(bench.add("s.a", "5"), value);
    }
    let mut bench = bench.restart();
    assert_eq!(bench.add("s.a", "0"), "15");
    bench.ask("STREAM.MSG.DELETE.S", json!({"seq": 4}));
    bench.ask("STREAM.MSG.DELETE.S", json!({"seq": 3}));
    assert_eq!(bench.add("s.a", "1"), "1");
    bench.add("s.a", "1");
    bench.ask("STREAM.MSG.DELETE.S", json!({"seq": 6}));
    assert_eq!(bench.add("s.a", "1"), "2");
    bench.ask("STREAM.PURGE.S", json!({"filter": "s.a"}));
    assert_eq!(bench.add("s.a", "1"), "1");
}

#[test]
fn what_does_not_only_add_is_refused() {
    let mut bench = counting(json!({"allow_rollup_hdrs": true}));
    assert_eq!(bench.refuse_to_add(&[], ""), 10169);
    assert_eq!(bench.refuse_to_add(&[("A", "b")], ""), 10169);
    assert_eq!(bench.refuse_to_add(&[("Nats-Incr", "1")], "x"), 10170);
    assert_eq!(bench.refuse_to_add(&[("Nats-Incr", "one")], ""), 10171);
    for (header, value) in [
        ("Nats-Rollup", "sub"),
        ("Nats-Expected-Stream", "S"),
        ("Nats-Expected-Last-Sequence", "0"),
        ("Nats-Expected-Last-Subject-Sequence", "0"),
        ("Nats-Expected-Last-Msg-Id", "x"),
    ] {
        assert_eq!(
            bench.refuse_to_add(&[("Nats-Incr", "1"), (header, value)], ""),
            10171
        );
    }
    assert_eq!(bench.seqs(), Vec::<u64>::new());
    let mut plain = Bench::new(json!({}));
    assert_eq!(plain.refuse_to_add(&[("Nats-Incr", "1")], ""), 10168);
}

#[test]
fn what_is_sent_again_counts_once() {
    let mut bench = counting(json!({}));
    let once = [("Nats-Incr", "1"), ("Nats-Msg-Id", "x")];
    bench.publish("s.a", &once, "");
    let again = bench.publish("s.a", &once, "");
    assert_eq!(again, json!({"stream": "S", "seq": 1, "duplicate": true}));
    assert_eq!(bench.add("s.a", "0"), "1");
}

#[test]
fn nobody_can_say_what_came_from_other_counters() {
    let mut bench = counting(json!({}));
    bench.publish(
        "s.a",
        &[("Nats-Incr", "1"), ("Nats-Counter-Sources", "nonsense")],
        "",
    );
    assert_eq!(bench.add("s.a", "1"), "2");
}

#[test]
fn a_sum_counts_for_the_size_of_its_message() {
    let mut bench = counting(json!({"max_msg_size": 60}));
    bench.add("s.a", "9999999999");
    let ack = bench.publish("s.a", &[("Nats-Incr", "1"), ("A", "0123456789")], "");
    assert_eq!(code(&ack), (400, 10054));
    assert_eq!(bench.add("s.a", "1"), "10000000000");
}
