//! Single messages and batches of them, without a consumer.

use async_nats::jetstream::stream::Config;
use async_nats::{HeaderMap, Message};
use serde_json::{Value, json};

use super::{Site, named, side_by_side, texts};

side_by_side!(
    messages_are_got_by_number_and_by_subject,
    messages_are_got_directly,
    batches_are_got_directly,
    the_last_of_many_subjects_are_got_at_once,
);

/// Six messages of three subjects.
async fn filled(site: &Site, name: &str) -> async_nats::jetstream::stream::Stream {
    let config = Config {
        allow_direct: true,
        ..named(name)
    };
    let stream = site.stream(config).await;
    for (subject, number) in ["a", "b", "a", "c", "b", "a"].iter().zip(1..) {
        site.keep(&format!("{name}.{subject}"), &format!("{number}"))
            .await;
    }
    stream
}

fn header(headers: &HeaderMap, name: &str) -> String {
    headers
        .get(name)
        .map(|value| value.as_str().to_owned())
        .unwrap_or_default()
}

fn sequences(messages: &[Message]) -> Vec<String> {
    let sequence = |message: &Message| header(message.headers.as_ref().unwrap(), "Nats-Sequence");
    messages.iter().map(sequence).collect()
}

async fn messages_are_got_by_number_and_by_subject(site: &Site) {
    let stream = filled(site, "GOT").await;
    assert_eq!(stream.get_raw_message(4).await.unwrap().subject.as_str(), "GOT.c");
    let last = stream.get_last_raw_message_by_subject("GOT.b").await.unwrap();
    assert_eq!((last.sequence, &last.payload[..]), (5, &b"5"[..]));
    let first = stream.get_first_raw_message_by_subject("GOT.b", 1).await.unwrap();
    let next = stream.get_next_raw_message_by_subject("GOT.*").await.unwrap();
    assert_eq!((first.sequence, next.sequence), (2, 1));
    for (body, code) in [
        (json!({"seq": 7}), 10037),
        (json!({"last_by_subj": "GOT.d"}), 10037),
        (json!({"next_by_subj": "GOT.c", "seq": 5}), 10037),
        (json!({}), 10003),
        (json!({"seq": 1, "last_by_subj": "GOT.a"}), 10003),
        (Value::Null, 10003),
    ] {
        assert_eq!(
            site.refusal("STREAM.MSG.GET.GOT", body.clone()).await,
            code,
            "{body}"
        );
    }
}

async fn messages_are_got_directly(site: &Site) {
    let stream = filled(site, "DIRECT").await;
    let third = stream.direct_get(3).await.unwrap();
    assert_eq!(
        (third.subject.as_str(), &third.payload[..]),
        ("DIRECT.a", &b"3"[..])
    );
    let last = stream.direct_get_last_for_subject("DIRECT.b").await.unwrap();
    let next = stream
        .direct_get_next_for_subject("DIRECT.a", Some(2))
        .await
        .unwrap();
    let first = stream.direct_get_first_for_subject("DIRECT.c").await.unwrap();
    assert_eq!((last.sequence, next.sequence, first.sequence), (5, 3, 4));
    let got = site
        .client
        .request("$JS.API.DIRECT.GET.DIRECT.DIRECT.a", "".into())
        .await
        .unwrap();
    let headers = got.headers.unwrap();
    assert_eq!(
        (header(&headers, "Nats-Sequence"), &got.payload[..]),
        ("6".to_owned(), &b"6"[..])
    );
    for (body, status) in [
        (json!({"seq": 9}), "404 Message Not Found"),
        (json!({"last_by_subj": "DIRECT.x"}), "404 Message Not Found"),
        (json!({}), "408 Empty Request"),
        (json!({"seq": 1, "last_by_subj": "DIRECT.a"}), "408 Bad Request"),
        (json!([]), "408 Malformed Request"),
    ] {
        let (messages, found) = site.until_status("$JS.API.DIRECT.GET.DIRECT", body.clone()).await;
        assert_eq!((messages.len(), found.as_str()), (0, status), "{body}");
    }
    site.stream(named("INDIRECT")).await;
    let (_, nobody) = site
        .until_status("$JS.API.DIRECT.GET.INDIRECT", json!({"seq": 1}))
        .await;
    assert_eq!(nobody.trim(), "503");
}

async fn batches_are_got_directly(site: &Site) {
    filled(site, "BATCHED").await;
    let subject = "$JS.API.DIRECT.GET.BATCHED";
    for (body, found) in [
        (json!({"seq": 1, "batch": 3}), &["1", "2", "3"][..]),
        (
            json!({"next_by_subj": "BATCHED.a", "seq": 2, "batch": 10}),
            &["3", "6"],
        ),
        (json!({"next_by_subj": "BATCHED.b", "batch": 1}), &["2"]),
        (
            json!({"start_time": "2001-01-01T00:00:00Z", "batch": 2}),
            &["1", "2"],
        ),
        (json!({"seq": 4, "batch": 10, "max_bytes": 1}), &["4"]),
    ] {
        let (messages, status) = site.until_status(subject, body.clone()).await;
        assert_eq!(
            (texts(&messages), status.as_str()),
            (found.to_vec(), "204 EOB"),
            "{body}"
        );
    }
    let (messages, _) = site.until_status(subject, json!({"seq": 1, "batch": 3})).await;
    let pending = |message: &Message| header(message.headers.as_ref().unwrap(), "Nats-Num-Pending");
    assert_eq!(messages.iter().map(pending).collect::<Vec<_>>(), ["5", "4", "3"]);
    let (_, nothing) = site.until_status(subject, json!({"seq": 7, "batch": 3})).await;
    assert_eq!(nothing, "404 Message Not Found");
}

async fn the_last_of_many_subjects_are_got_at_once(site: &Site) {
    filled(site, "LASTS").await;
    let subject = "$JS.API.DIRECT.GET.LASTS";
    for (body, found) in [
        (json!({"multi_last": ["LASTS.>"]}), &["4", "5", "6"][..]),
        (json!({"multi_last": ["LASTS.a", "LASTS.c"]}), &["4", "6"]),
        (json!({"multi_last": ["LASTS.>"], "up_to_seq": 3}), &["2", "3"]),
        (json!({"multi_last": ["LASTS.>"], "batch": 2}), &["4", "5"]),
    ] {
        let (messages, status) = site.until_status(subject, body.clone()).await;
        assert_eq!(
            (sequences(&messages), status.as_str()),
            (found.iter().map(|text| (*text).to_owned()).collect(), "204 EOB"),
            "{body}"
        );
    }
    let (_, nothing) = site
        .until_status(subject, json!({"multi_last": ["LASTS.x"]}))
        .await;
    assert_eq!(nothing, "404 No Results");
}
