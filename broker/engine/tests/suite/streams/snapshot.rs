//! Streams go out as archives and come in again.

use async_nats::jetstream::consumer::pull;
use async_nats::jetstream::stream;
use async_nats::{HeaderMap, StatusCode};
use bytes::Bytes;
use futures_util::StreamExt;
use serde_json::{Value, json};

use super::Streams;

/// What came of a request for an archive.
struct Archive {
    begun: Value,
    bytes: Vec<u8>,
    parts: usize,
    end: StatusCode,
}

impl Streams {
    /// Takes the archive of a stream, in parts of `chunk` bytes.
    async fn archive(&self, name: &str, chunk: usize) -> Archive {
        let inbox = self.client.new_inbox();
        let mut parts = self.client.subscribe(inbox.clone()).await.unwrap();
        let order = json!({"deliver_subject": inbox, "chunk_size": chunk, "window_size": 2 * chunk});
        let begun = self
            .ask(&format!("STREAM.SNAPSHOT.{name}"), &order.to_string())
            .await;
        let mut archive = Archive {
            begun,
            bytes: Vec::new(),
            parts: 0,
            end: StatusCode::OK,
        };
        loop {
            let part = parts.next().await.unwrap();
            if let Some(status) = part.status {
                archive.end = status;
                return archive;
            }
            archive.bytes.extend_from_slice(&part.payload);
            archive.parts += 1;
            if let Some(reply) = part.reply {
                self.client.publish(reply, Bytes::new()).await.unwrap();
            }
        }
    }

    /// Sends an archive; the last answer.
    async fn restore(&self, begun: &Value, archive: &[u8]) -> Value {
        let name = begun["config"]["name"].as_str().unwrap();
        let ready = self
            .ask(&format!("STREAM.RESTORE.{name}"), &begun.to_string())
            .await;
        let Some(to) = ready["deliver_subject"].as_str() else {
            return ready;
        };
        for part in archive.chunks(64 * 1024) {
            let answer = self
                .client
                .request(to.to_owned(), Bytes::copy_from_slice(part))
                .await
                .unwrap();
            if !answer.payload.is_empty() {
                return serde_json::from_slice(&answer.payload).unwrap();
            }
        }
        let last = self.client.request(to.to_owned(), Bytes::new()).await.unwrap();
        serde_json::from_slice(&last.payload).unwrap()
    }

    /// A stream of 500 messages of every kind, with a gap in the middle and one at the end.
    async fn filled(&self) -> stream::Stream {
        let stream = self
            .context
            .create_stream(stream::Config {
                name: "ORDERS".to_owned(),
                subjects: vec!["orders.>".to_owned()],
                ..Default::default()
            })
            .await
            .unwrap();
        for number in 0..500u32 {
            let mut headers = HeaderMap::new();
            headers.insert("Number", number.to_string().as_str());
            let payload = vec![number.to_le_bytes()[0]; number as usize * 7 % 5000];
            let subject = format!("orders.{}", number % 7);
            self.context
                .publish_with_headers(subject, headers, payload.into())
                .await
                .unwrap()
                .await
                .unwrap();
        }
        for gone in [100, 101, 102, 500] {
            stream.delete_message(gone).await.unwrap();
        }
        stream
    }
}

/// What is in a stream, in numbers. The time of a last message that is gone does not survive.
async fn shape(stream: &mut stream::Stream) -> [u64; 6] {
    let state = &stream.info().await.unwrap().state;
    [
        state.messages,
        state.bytes,
        state.first_sequence,
        state.last_sequence,
        state.subjects_count,
        state.deleted_count.unwrap(),
    ]
}

async fn all(stream: &stream::Stream) -> Vec<Option<String>> {
    let mut all = Vec::new();
    for seq in 1..=500 {
        let message = stream.get_raw_message(seq).await.ok();
        all.push(message.map(|message| {
            let length = message.payload.len();
            format!(
                "{} {:?} {} {length}",
                message.subject, message.headers, message.time
            )
        }));
    }
    all
}

#[tokio::test(flavor = "multi_thread")]
async fn a_stream_comes_back_from_its_archive_as_it_was() {
    let streams = Streams::start().await;
    let mut stream = streams.filled().await;
    let before = (shape(&mut stream).await, all(&stream).await);
    let archive = streams.archive("ORDERS", 4096).await;
    assert_eq!(archive.end.as_u16(), 204);
    assert_eq!(
        archive.begun["type"],
        "io.nats.jetstream.api.v1.stream_snapshot_response"
    );
    assert_eq!(archive.begun["state"]["messages"], 496);
    assert!(archive.parts > 2, "{}", archive.parts);
    let exists = streams.restore(&archive.begun, &archive.bytes).await;
    assert_eq!(exists["error"]["err_code"], 10130);
    streams.context.delete_stream("ORDERS").await.unwrap();
    let restored = streams.restore(&archive.begun, &archive.bytes).await;
    assert_eq!(
        restored["type"],
        "io.nats.jetstream.api.v1.stream_create_response"
    );
    assert_eq!(restored["state"]["messages"], 496, "{restored}");
    let mut stream = streams.context.get_stream("ORDERS").await.unwrap();
    assert_eq!(shape(&mut stream).await, before.0);
    for (before, after) in before.1.iter().zip(all(&stream).await) {
        assert_eq!(*before, after);
    }
    let ack = streams
        .context
        .publish("orders.1", "next".into())
        .await
        .unwrap()
        .await;
    assert_eq!(ack.unwrap().sequence, 501);
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_comes_of_an_archive_that_is_not_whole() {
    let streams = Streams::start().await;
    streams.filled().await;
    let archive = streams.archive("ORDERS", 64 * 1024).await;
    streams.context.delete_stream("ORDERS").await.unwrap();
    let middle = archive.bytes.len() / 2;
    let mut flipped = archive.bytes.clone();
    // A bit of the first block's checksum, behind the magic and the chunk's header.
    flipped[14] ^= 1;
    for broken in [
        &archive.bytes[..middle],
        &flipped,
        b"PK\x03\x04 is no archive",
        b"",
    ] {
        let refused = streams.restore(&archive.begun, broken).await;
        assert_eq!(refused["error"]["err_code"], 10062, "{refused}");
        assert_eq!(streams.ask("STREAM.NAMES", "").await["total"], 0);
    }
    let restored = streams.restore(&archive.begun, &archive.bytes).await;
    assert_eq!(restored["state"]["messages"], 496, "{restored}");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_archive_needs_somewhere_to_go() {
    let streams = Streams::start().await;
    streams.filled().await;
    for (order, code) in [
        ("", 10003),
        (r#"{"deliver_subject":""}"#, 10015),
        (r#"{"deliver_subject":"a.>"}"#, 10015),
        (r#"{"deliver_subject":7}"#, 10025),
    ] {
        let refused = streams.ask("STREAM.SNAPSHOT.ORDERS", order).await;
        assert_eq!(refused["error"]["err_code"], code, "{order}");
    }
    let refused = streams
        .ask("STREAM.SNAPSHOT.NONE", r#"{"deliver_subject":"a"}"#)
        .await;
    assert_eq!(refused["error"]["err_code"], 10059);
    let refused = streams.ask("STREAM.RESTORE.NONE", "").await;
    assert_eq!(refused["error"]["err_code"], 10003);
    let refused = streams
        .ask("STREAM.RESTORE.NONE", r#"{"config":{"name":"OTHER"}}"#)
        .await;
    assert_eq!(refused["error"]["err_code"], 10056);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_stream_goes_on_while_its_archive_waits_for_the_receiver() {
    let streams = Streams::start().await;
    streams.filled().await;
    let inbox = streams.client.new_inbox();
    let mut parts = streams.client.subscribe(inbox.clone()).await.unwrap();
    let order = json!({"deliver_subject": inbox, "chunk_size": 1024, "window_size": 1024});
    streams.ask("STREAM.SNAPSHOT.ORDERS", &order.to_string()).await;
    let first = parts.next().await.unwrap();
    let reply = first.reply.unwrap();
    assert!(
        reply.starts_with("$JS.SNAPSHOT.ACK.ORDERS.") && reply.ends_with(".1024.1"),
        "{reply}"
    );
    // The window is full now, and what is published goes in all the same.
    let ack = streams
        .context
        .publish("orders.1", "x".into())
        .await
        .unwrap()
        .await;
    assert_eq!(ack.unwrap().sequence, 501);
    streams.client.publish(reply, Bytes::new()).await.unwrap();
    let second = parts.next().await.unwrap();
    assert!(second.reply.unwrap().ends_with(".1024.2"));
    streams.context.delete_stream("ORDERS").await.unwrap();
    let end = parts.next().await.unwrap();
    assert_eq!(end.status.map(|status| status.as_u16()), Some(500));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_bucket_comes_back_with_its_history() {
    let streams = Streams::start().await;
    let bucket = async_nats::jetstream::kv::Config {
        bucket: "CFG".to_owned(),
        history: 5,
        ..Default::default()
    };
    let store = streams.context.create_key_value(bucket).await.unwrap();
    for value in ["one", "two", "three"] {
        store.put("a", value.into()).await.unwrap();
    }
    let archive = streams.archive("KV_CFG", 1024).await;
    streams.context.delete_key_value("CFG").await.unwrap();
    let restored = streams.restore(&archive.begun, &archive.bytes).await;
    assert_eq!(restored["state"]["messages"], 3, "{restored}");
    let store = streams.context.get_key_value("CFG").await.unwrap();
    assert_eq!(store.get("a").await.unwrap().unwrap(), "three");
}

#[tokio::test(flavor = "multi_thread")]
async fn consumers_come_back_where_they_were() {
    let streams = Streams::start().await;
    let stream = streams.filled().await;
    let config = pull::Config {
        durable_name: Some("WORK".to_owned()),
        ..Default::default()
    };
    let consumer = stream.create_consumer(config).await.unwrap();
    let mut messages = consumer.fetch().max_messages(3).messages().await.unwrap();
    messages
        .next()
        .await
        .unwrap()
        .unwrap()
        .double_ack()
        .await
        .unwrap();
    for _ in 0..2 {
        messages.next().await.unwrap().unwrap();
    }
    let place = async || {
        let info = streams.ask("CONSUMER.INFO.ORDERS.WORK", "").await;
        let member = |pair: &str, name: &str| info[pair][name].as_u64().unwrap();
        (
            member("delivered", "stream_seq"),
            member("ack_floor", "stream_seq"),
            info["num_ack_pending"].clone(),
            info["num_pending"].clone(),
        )
    };
    let before = place().await;
    assert_eq!((before.0, before.1, before.2.as_u64()), (3, 1, Some(2)));
    let archive = streams.archive("ORDERS", 64 * 1024).await;
    streams.context.delete_stream("ORDERS").await.unwrap();
    let restored = streams.restore(&archive.begun, &archive.bytes).await;
    assert_eq!(restored["state"]["consumer_count"], 1, "{restored}");
    assert_eq!(place().await, before);
}
