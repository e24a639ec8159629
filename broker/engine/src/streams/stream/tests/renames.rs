use serde_json::json;

use super::Bench;
use crate::streams::outbox::Letter;

impl Bench {
    /// What was published again: subject, headers and payload.
    fn again(&mut self) -> Vec<(String, String, String)> {
        let text = |bytes: &[u8]| std::str::from_utf8(bytes).unwrap().to_owned();
        let letters = std::mem::take(&mut self.sent).into_iter();
        let published = letters.filter_map(|letter| match letter {
            Letter::Publish {
                subject,
                headers,
                payload,
            } => Some((String::from(subject), text(&headers), text(&payload))),
            _ => None,
        });
        published.collect()
    }
}

#[test]
fn messages_are_kept_under_the_subject_they_turn_into() {
    let mut bench = Bench::new(json!({
        "subject_transform": {"src": "s.in.>", "dest": "out.>"}, "max_msgs_per_subject": 1, "duplicate_window": 0,
    }));
    bench.keep("s.in.a", &[]);
    bench.keep("s.b", &[]);
    assert_eq!(
        (&*bench.read(1).subject, &*bench.read(2).subject),
        ("out.a", "s.b")
    );
    assert_eq!(
        bench.refuse("s.in.a", &[("Nats-Expected-Last-Subject-Sequence", "0")]),
        (400, 10071)
    );
    bench.keep("s.in.a", &[("Nats-Expected-Last-Subject-Sequence", "1")]);
    assert_eq!(bench.seqs(), [2, 3]);
}

#[test]
fn what_is_kept_goes_out_again_with_where_it_is() {
    let mut bench =
        Bench::new(json!({"republish": {"src": "s.a.*", "dest": "t.$1"}, "allow_rollup_hdrs": true}));
    bench.keep("s.b", &[]);
    assert!(bench.again().is_empty());
    bench.keep("s.a.x", &[("A", "b")]);
    let expected = |seq: u64, last: u64| {
        format!(
            "Nats-Stream: S\r\nNats-Subject: s.a.x\r\nNats-Sequence: {seq}\r\nNats-Time-Stamp: 2023-11-14T22:13:20Z\r\n\
             Nats-Last-Sequence: {last}\r\n\r\n"
        )
    };
    let block = format!("NATS/1.0\r\nA: b\r\n{}", expected(2, 0));
    assert_eq!(bench.again(), [("t.x".to_owned(), block, "x".to_owned())]);
    bench.keep("s.a.x", &[("Nats-Rollup", "sub")]);
    let block = format!("NATS/1.0\r\nNats-Rollup: sub\r\n{}", expected(3, 2));
    assert_eq!(bench.again()[0].1, block);
    bench.refuse("s.a.x", &[("Nats-Expected-Stream", "T")]);
    assert!(bench.again().is_empty());
}

#[test]
fn only_the_headers_may_go_out_again() {
    let mut bench = Bench::new(json!({"republish": {"src": "", "dest": "t.>", "headers_only": true}}));
    bench.publish("s.a", &[], "four");
    let again = bench.again();
    assert_eq!((&*again[0].0, &*again[0].2), ("t.s.a", ""));
    assert!(again[0].1.ends_with("Nats-Msg-Size: 4\r\n\r\n"), "{}", again[0].1);
}

#[test]
fn nobody_chooses_a_subject_under_which_requests_go_out() {
    let mut bench = Bench::new(json!({"republish": {"src": "s.>", "dest": "mcollective.>"}}));
    for subject in ["s.node.web1", "s.broadcast.agent.rpcutil", "s.reply.abc.1"] {
        bench.keep(subject, &[]);
        assert_eq!(bench.again(), [], "{subject}");
    }
    bench.keep("s.news", &[]);
    assert_eq!(bench.again()[0].0, "mcollective.news");
}
