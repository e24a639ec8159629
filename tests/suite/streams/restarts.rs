//! A broker that goes away and comes back in the middle of everything.

use std::collections::BTreeSet;
use std::time::Duration;

use async_nats::jetstream::consumer::{Consumer, pull, push};
use async_nats::jetstream::context::ContextBuilder;
use async_nats::jetstream::message::PublishMessage;
use async_nats::jetstream::{kv, object_store};
use futures_util::StreamExt;
use harness::{Engine, eventually, on_both_engines};
use tokio::io::AsyncReadExt;

use super::{Site, named, soon, span};

on_both_engines!(
    publishers_readers_and_watchers_go_on_after_two_restarts,
    what_is_in_memory_is_forgotten_and_all_else_is_not,
);

const RESTARTS: u64 = 2;
const MESSAGES: u64 = 300;
/// Objects, and the bytes of one, which are several messages.
const OBJECTS: u32 = 10;
const OBJECT: usize = 400_000;
/// Longest wait for an answer before it is asked for again.
const IMPATIENCE: Duration = Duration::from_secs(1);

async fn publishers_readers_and_watchers_go_on_after_two_restarts(engine: Engine) {
    let mut site = Site::start(engine).await;
    let stream = site.stream(named("STREAM")).await;
    let durable = pull::Config {
        durable_name: Some("C".to_owned()),
        ..pull::Config::default()
    };
    let durable = stream.create_consumer(durable).await.unwrap();
    let ordered = push::OrderedConfig {
        deliver_subject: site.client.new_inbox(),
        ..push::OrderedConfig::default()
    };
    let ordered: Consumer<push::OrderedConfig> = stream.create_consumer(ordered).await.unwrap();
    let bucket = kv::Config {
        bucket: "BUCKET".to_owned(),
        ..kv::Config::default()
    };
    // What is on its way when the broker dies gets no answer.
    let js = ContextBuilder::new()
        .timeout(IMPATIENCE)
        .ack_timeout(IMPATIENCE)
        .build(site.client.clone());
    let bucket = js.create_key_value(bucket).await.unwrap();
    let mut watch = bucket.watch_all().await.unwrap();
    let store = object_store::Config {
        bucket: "STORE".to_owned(),
        ..object_store::Config::default()
    };
    let store = js.create_object_store(store).await.unwrap();
    let object: Vec<u8> = (0..OBJECT).map(|number| (number % 251) as u8).collect();

    // Each message has an id, so that it may be sent until it is acknowledged and is kept once.
    let publish = async {
        for number in 1..=MESSAGES {
            let send = async || {
                let message = PublishMessage::build().message_id(number.to_string());
                let message = message.payload(number.to_string().into());
                js.send_publish("STREAM.a", message).await.ok()?.await.ok()
            };
            let ack = eventually("an acknowledgement", send).await;
            assert_eq!(ack.sequence, number);
            if number % (MESSAGES / 10) == 0 {
                let put = async || bucket.put("key", number.to_string().into()).await.ok();
                eventually("a value to be kept", put).await;
            }
        }
    };
    let consume = async {
        let mut seen = BTreeSet::new();
        while seen.len() < MESSAGES as usize {
            // Its heartbeats may be missed while there is no broker; a new one goes on where the old one was.
            let Ok(mut messages) = durable.messages().await else {
                continue;
            };
            while let Some(Ok(message)) = soon(messages.next()).await {
                let number: u64 = std::str::from_utf8(&message.payload).unwrap().parse().unwrap();
                seen.insert(number);
                let _ = message.ack().await;
                if seen.len() as u64 == MESSAGES {
                    break;
                }
            }
        }
    };
    let follow = async {
        let mut messages = ordered.messages().await.unwrap();
        for number in 1..=MESSAGES {
            let message = soon(messages.next()).await.unwrap().unwrap();
            assert_eq!(message.payload, number.to_string(), "in order, nothing twice");
        }
    };
    let watched = async {
        loop {
            let change = soon(watch.next()).await.unwrap().unwrap();
            if change.value == MESSAGES.to_string() {
                return;
            }
        }
    };
    // One that was cut off is put again as a whole.
    let put = async {
        for number in 0..OBJECTS {
            let name = number.to_string();
            let put = async || store.put(name.as_str(), &mut object.as_slice()).await.ok();
            eventually("an object to be kept", put).await;
        }
    };
    let restarts = async {
        for time in 1..=RESTARTS {
            let reached = async || (span(&stream).await.2 >= time * MESSAGES / (RESTARTS + 1)).then_some(());
            eventually("some messages", reached).await;
            site.restart().await;
        }
    };
    tokio::join!(publish, consume, follow, watched, put, restarts);
    assert_eq!(span(&stream).await, (MESSAGES, 1, MESSAGES));
    for number in 0..OBJECTS {
        let mut bytes = Vec::new();
        let mut found = store.get(number.to_string()).await.unwrap();
        soon(found.read_to_end(&mut bytes)).await.unwrap();
        assert!(bytes == object, "object {number}");
    }
}

async fn what_is_in_memory_is_forgotten_and_all_else_is_not(engine: Engine) {
    use async_nats::jetstream::stream::{Config, StorageType};
    let mut site = Site::start(engine).await;
    let memory = Config {
        storage: StorageType::Memory,
        ..named("MEMORY")
    };
    let (stream, _) = (site.stream(named("FILE")).await, site.stream(memory).await);
    for (subject, id) in [("FILE.a", "1"), ("FILE.b", "2"), ("MEMORY.a", "3")] {
        site.store(subject, &[("Nats-Msg-Id", id), ("colour", "blue")], id)
            .await
            .unwrap();
    }
    let durable = pull::Config {
        durable_name: Some("C".to_owned()),
        ..pull::Config::default()
    };
    let consumer = stream.create_consumer(durable).await.unwrap();
    let mut batch = consumer.batch().max_messages(2).messages().await.unwrap();
    let first = soon(batch.next()).await.unwrap().unwrap();
    first.double_ack().await.unwrap();
    soon(batch.next()).await.unwrap().unwrap();

    site.restart().await;
    let look = async || site.js.get_stream("FILE").await.ok();
    let stream = eventually("the stream to be back", look).await;
    assert_eq!(span(&stream).await, (2, 1, 2));
    let info = stream.consumer_info("C").await.unwrap();
    assert_eq!(info.config.durable_name.as_deref(), Some("C"));
    let again = site.store("FILE.a", &[("Nats-Msg-Id", "1")], "x").await;
    assert_eq!(again, Ok(1), "the window for duplicates is still open");
    let message = stream.get_raw_message(2).await.unwrap();
    assert_eq!(message.headers.get("colour").unwrap().as_str(), "blue");
    assert!(site.js.get_stream("MEMORY").await.is_err());
}
