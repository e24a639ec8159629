use super::*;
use crate::options::Account;
use crate::streams::api::{Caller, Endpoint};
use crate::streams::store::MemoryStore;

/// Ten messages on two subjects, in turn, a nanosecond apart from 100 on; the first has a header.
fn store() -> MemoryStore {
    let mut store = MemoryStore::default();
    for at in 0..10_i64 {
        let headers: &[u8] = if at == 0 { b"NATS/1.0\r\nA: b\r\n\r\n" } else { b"" };
        let payload = at.to_string();
        store.append(
            ["a.x", "a.y"][at as usize % 2],
            headers,
            payload.as_bytes(),
            100 + at,
        );
    }
    store
}

/// Status or payload of each answer, and all of their headers.
fn ask(tail: &str, body: &str) -> (Vec<String>, Vec<String>) {
    let request = Request {
        endpoint: Endpoint::parse(tail),
        account: Account::Choria,
        caller: Caller::Inside,
        subject: "".into(),
        reply: "inbox".into(),
        headers: Bytes::new(),
        body: Bytes::copy_from_slice(body.as_bytes()),
    };
    let mut out = Outbox::default();
    answer("S", &store(), &request, &mut out);
    let text = |bytes: &Bytes| String::from_utf8(bytes.to_vec()).unwrap();
    let both = out.letters.iter().map(|letter| {
        let Letter::Deliver { headers, payload, .. } = letter else {
            panic!("only answers are sent");
        };
        let headers = text(headers);
        let status = headers.lines().next().unwrap_or_default();
        let status = status.trim_start_matches("NATS/1.0").trim().to_owned();
        (if status.is_empty() { text(payload) } else { status }, headers)
    });
    both.unzip()
}

fn texts(body: &str) -> Vec<String> {
    ask("DIRECT.GET.S", body).0
}

#[test]
fn one_message_is_found_by_each_selector() {
    assert_eq!(texts(r#"{"seq":3}"#), ["2"]);
    assert_eq!(texts(r#"{"last_by_subj":"a.x"}"#), ["8"]);
    assert_eq!(texts(r#"{"last_by_subj":"a.>"}"#), ["9"]);
    assert_eq!(texts(r#"{"next_by_subj":"a.y","seq":5}"#), ["5"]);
    assert_eq!(texts(r#"{"next_by_subj":"a.x"}"#), ["0"]);
    let at = moment::text(104);
    assert_eq!(texts(&format!(r#"{{"start_time":"{at}"}}"#)), ["4"]);
    assert_eq!(ask("DIRECT.GET.S.a.y", "").0, ["9"]);
    assert_eq!(ask("DIRECT.GET.S.a.y", r#"{"no_hdr":true}"#).0, ["9"]);
}

#[test]
fn headers_tell_where_a_message_comes_from_ahead_of_its_own() {
    let (_, headers) = ask("DIRECT.GET.S", r#"{"seq":1}"#);
    assert_eq!(
        headers,
        [
            "NATS/1.0\r\nNats-Stream: S\r\nNats-Subject: a.x\r\nNats-Sequence: 1\r\n\
          Nats-Time-Stamp: 1970-01-01T00:00:00.0000001Z\r\nA: b\r\n\r\n"
        ]
    );
    let (_, bare) = ask("DIRECT.GET.S", r#"{"seq":1,"no_hdr":true}"#);
    assert!(
        !bare[0].contains("A: b") && bare[0].ends_with("Z\r\n\r\n"),
        "{bare:?}"
    );
}

#[test]
fn nothing_found_and_nothing_asked_are_statuses() {
    for (body, status) in [
        (r#"{"seq":11}"#, NOT_FOUND),
        (r#"{"last_by_subj":"b"}"#, NOT_FOUND),
        (r#"{"next_by_subj":"a.x","seq":11}"#, NOT_FOUND),
        (r#"{"start_time":"9999-01-01T00:00:00Z"}"#, NOT_FOUND),
        (r#"{"batch":3,"seq":11}"#, NOT_FOUND),
        (r#"{"multi_last":["b"]}"#, NO_RESULTS),
        ("", EMPTY),
        ("{}", EMPTY),
        ("{", MALFORMED),
        (r#"{"start_time":"soon"}"#, MALFORMED),
        (r#"{"seq":1,"last_by_subj":"a.x"}"#, BAD),
        (r#"{"last_by_subj":"a.x","next_by_subj":"a.x"}"#, BAD),
        (r#"{"last_by_subj":"a.x","batch":2}"#, BAD),
    ] {
        assert_eq!(texts(body), [status], "{body}");
    }
    assert_eq!(ask("DIRECT.GET.S.a.y", r#"{"seq":1}"#).0, [BAD]);
    assert_eq!(ask("DIRECT.GET.S.b", "").0, [NOT_FOUND]);
}

#[test]
fn a_batch_ends_with_what_is_left() {
    let (texts, headers) = ask("DIRECT.GET.S", r#"{"next_by_subj":"a.x","batch":2,"seq":2}"#);
    assert_eq!(texts, ["2", "4", "204 EOB"]);
    assert!(
        headers[1].contains("Nats-Num-Pending: 2\r\nNats-Last-Sequence: 3\r\n"),
        "{headers:?}"
    );
    assert_eq!(
        headers[2],
        "NATS/1.0 204 EOB\r\nNats-Num-Pending: 2\r\nNats-Last-Sequence: 5\r\n\r\n"
    );
    assert_eq!(
        ask("DIRECT.GET.S", r#"{"seq":9,"batch":5}"#).0,
        ["8", "9", "204 EOB"]
    );
}

#[test]
fn a_batch_stops_after_the_message_that_fills_it() {
    let (texts, headers) = ask("DIRECT.GET.S", r#"{"seq":2,"batch":9,"max_bytes":5}"#);
    assert_eq!(texts, ["1", "2", "204 EOB"]);
    assert!(headers[2].contains("Nats-Num-Pending: 7"), "{headers:?}");
}

#[test]
fn the_last_of_many_subjects_come_in_order_up_to_a_moment() {
    assert_eq!(texts(r#"{"multi_last":["a.y","a.x"]}"#), ["8", "9", "204 EOB"]);
    let (texts_up_to, headers) = ask(
        "DIRECT.GET.S",
        r#"{"multi_last":["a.>"],"up_to_seq":4,"batch":1}"#,
    );
    assert_eq!(texts_up_to, ["2", "204 EOB"]);
    assert_eq!(
        headers[1],
        "NATS/1.0 204 EOB\r\nNats-Num-Pending: 1\r\nNats-Last-Sequence: 3\r\nNats-UpTo-Sequence: 4\r\n\r\n"
    );
    let at = moment::text(103);
    assert_eq!(
        texts(&format!(r#"{{"multi_last":["a.*"],"up_to_time":"{at}"}}"#)),
        ["1", "2", "204 EOB"]
    );
    let start = moment::text(100);
    assert_eq!(
        texts(&format!(r#"{{"multi_last":["a.*"],"up_to_time":"{start}"}}"#)),
        [NO_RESULTS]
    );
    assert_eq!(texts(r#"{"multi_last":["a.*"],"seq":10}"#), ["9", "204 EOB"]);
    assert_eq!(texts(r#"{"multi_last":["a.*"],"seq":99}"#), ["204 EOB"]);
}

#[test]
fn too_many_subjects_are_refused() {
    let mut store = MemoryStore::default();
    for at in 0..=MOST_SUBJECTS {
        store.append(&format!("s.{at}"), b"", b"", 1);
    }
    let asked = |batch| Asked {
        multi_last: vec!["s.*".to_owned()],
        batch,
        ..Asked::default()
    };
    assert_eq!(last_seqs(&asked(5), &store, u64::MAX), Err(Status(TOO_MANY)));
    let fewer = last_seqs(&asked(0), &store, MOST_SUBJECTS as u64);
    assert_eq!(fewer.map(|seqs| seqs.len()), Ok(MOST_SUBJECTS));
}
