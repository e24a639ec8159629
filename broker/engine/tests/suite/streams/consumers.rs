//! Consumers and key-value buckets, as async-nats uses them.

use std::time::Duration;

use async_nats::jetstream::consumer::{self, AckPolicy, DeliverPolicy, PullConsumer, pull, push};
use async_nats::jetstream::{self, AckKind, kv, stream};
use futures_util::{StreamExt, TryStreamExt};

use super::Streams;

/// Longest wait for what should come at once, on a machine that does other things too.
const PATIENCE: Duration = Duration::from_secs(30);

async fn orders(streams: &Streams, messages: usize) -> stream::Stream {
    let stream = streams
        .context
        .create_stream(stream::Config {
            name: "ORDERS".to_owned(),
            subjects: vec!["orders.>".to_owned()],
            ..stream::Config::default()
        })
        .await
        .unwrap();
    for number in 1..=messages {
        let subject = format!("orders.{}", number % 3);
        let sent = streams.context.publish(subject, number.to_string().into());
        sent.await.unwrap().await.unwrap();
    }
    stream
}

fn durable(name: &str) -> pull::Config {
    pull::Config {
        durable_name: Some(name.to_owned()),
        ..pull::Config::default()
    }
}

async fn next(
    messages: &mut (impl futures_util::Stream<Item = Result<jetstream::Message, impl std::fmt::Debug>> + Unpin),
) -> jetstream::Message {
    let next = tokio::time::timeout(PATIENCE, messages.next());
    next.await
        .expect("a message comes")
        .expect("the stream goes on")
        .unwrap()
}

#[tokio::test]
async fn a_pull_consumer_gives_what_it_was_not_acknowledged_for() {
    let streams = Streams::start().await;
    let stream = orders(&streams, 5).await;
    let consumer = stream.create_consumer(durable("C")).await.unwrap();
    assert_eq!(consumer.cached_info().num_pending, 5);
    let messages = consumer.fetch().max_messages(3).messages().await.unwrap();
    let batch: Vec<_> = messages.try_collect().await.unwrap();
    assert_eq!(batch.len(), 3);
    for message in &batch {
        message.double_ack().await.unwrap();
    }
    let info = consumer.get_info().await.unwrap();
    assert_eq!((info.num_pending, info.num_ack_pending), (2, 0));
    assert_eq!(
        (info.ack_floor.consumer_sequence, info.ack_floor.stream_sequence),
        (3, 3)
    );
    let mut messages = consumer
        .stream()
        .max_messages_per_batch(1)
        .messages()
        .await
        .unwrap();
    for number in [4, 5] {
        let message = next(&mut messages).await;
        assert_eq!(message.payload, number.to_string());
        let info = message.info().unwrap();
        assert_eq!((info.stream_sequence, info.pending), (number, 5 - number));
        message.ack_with(AckKind::Nak(None)).await.unwrap();
        let again = next(&mut messages).await;
        assert_eq!(again.info().unwrap().delivered, 2);
        again.double_ack().await.unwrap();
    }
}

#[tokio::test]
async fn a_message_that_nobody_acknowledges_in_time_comes_again() {
    let streams = Streams::start().await;
    let stream = orders(&streams, 1).await;
    let consumer = stream
        .create_consumer(pull::Config {
            ack_wait: Duration::from_millis(50),
            max_deliver: 2,
            ..durable("C")
        })
        .await
        .unwrap();
    let advisories = "$JS.EVENT.ADVISORY.CONSUMER.MAX_DELIVERIES.ORDERS.C";
    let mut advisories = streams.client.subscribe(advisories).await.unwrap();
    let mut messages = consumer.messages().await.unwrap();
    for delivered in [1, 2] {
        let message = next(&mut messages).await;
        assert_eq!(message.info().unwrap().delivered, delivered);
    }
    let told = tokio::time::timeout(PATIENCE, advisories.next())
        .await
        .unwrap()
        .unwrap();
    let told: serde_json::Value = serde_json::from_slice(&told.payload).unwrap();
    assert_eq!(told["type"], "io.nats.jetstream.advisory.v1.max_deliver");
    assert_eq!((&told["stream_seq"], &told["deliveries"]), (&1.into(), &2.into()));
    let info = consumer.get_info().await.unwrap();
    assert_eq!((info.num_ack_pending, info.num_pending), (0, 0));
}

#[tokio::test]
async fn consumers_are_listed_updated_and_deleted() {
    let streams = Streams::start().await;
    let stream = orders(&streams, 0).await;
    for name in ["B", "A"] {
        stream.create_consumer(durable(name)).await.unwrap();
    }
    let mut names: Vec<String> = stream.consumer_names().try_collect().await.unwrap();
    // The client hands out a page from its end.
    names.sort();
    assert_eq!(names, ["A", "B"]);
    let infos: Vec<consumer::Info> = stream.consumers().try_collect().await.unwrap();
    assert_eq!(infos.len(), 2);
    let updated = stream
        .update_consumer(pull::Config {
            description: Some("new".to_owned()),
            filter_subject: "orders.1".to_owned(),
            ..durable("A")
        })
        .await
        .unwrap();
    assert_eq!(updated.cached_info().config.description.as_deref(), Some("new"));
    assert!(stream.create_consumer_strict(durable("A")).await.is_err());
    stream.delete_consumer("A").await.unwrap();
    assert!(stream.get_consumer::<pull::Config>("A").await.is_err());
    assert!(stream.delete_consumer("A").await.is_err());
}

#[tokio::test]
async fn a_bucket_is_read_written_watched_and_listed() {
    let streams = Streams::start().await;
    let bucket = streams
        .context
        .create_key_value(kv::Config {
            bucket: "CFG".to_owned(),
            history: 5,
            ..kv::Config::default()
        })
        .await
        .unwrap();
    let keys = |bucket: kv::Store| async move {
        let keys: Vec<String> = bucket.keys().await.unwrap().try_collect().await.unwrap();
        keys
    };
    assert!(keys(bucket.clone()).await.is_empty());
    bucket.put("auth.username", "bob".into()).await.unwrap();
    bucket.put("auth.username", "alice".into()).await.unwrap();
    bucket.put("auth.realm", "x".into()).await.unwrap();
    assert_eq!(bucket.get("auth.username").await.unwrap().unwrap(), "alice");
    assert!(bucket.get("nothing").await.unwrap().is_none());
    let history: Vec<kv::Entry> = bucket
        .history("auth.username")
        .await
        .unwrap()
        .try_collect()
        .await
        .unwrap();
    let values: Vec<_> = history.iter().map(|entry| entry.value.as_ref()).collect();
    assert_eq!(values, [b"bob".as_ref(), b"alice".as_ref()]);
    let mut found = keys(bucket.clone()).await;
    found.sort();
    assert_eq!(found, ["auth.realm", "auth.username"]);
    let mut watch = bucket.watch("auth.*").await.unwrap();
    bucket.put("auth.username", "eve".into()).await.unwrap();
    let change = tokio::time::timeout(PATIENCE, watch.next())
        .await
        .unwrap()
        .unwrap()
        .unwrap();
    assert_eq!(
        (change.key.as_str(), change.value.as_ref()),
        ("auth.username", b"eve".as_ref())
    );
    bucket.delete("auth.realm").await.unwrap();
    let change = tokio::time::timeout(PATIENCE, watch.next())
        .await
        .unwrap()
        .unwrap()
        .unwrap();
    assert_eq!(change.operation, kv::Operation::Delete);
    let mut all = bucket.watch_with_history("auth.username").await.unwrap();
    let first = tokio::time::timeout(PATIENCE, all.next())
        .await
        .unwrap()
        .unwrap()
        .unwrap();
    assert_eq!(first.value.as_ref(), b"eve");
}

#[tokio::test]
async fn push_and_ordered_consumers_deliver_everything_in_order() {
    let streams = Streams::start().await;
    let stream = orders(&streams, 100).await;
    let inbox = streams.client.new_inbox();
    let pushed = stream
        .create_consumer(push::Config {
            durable_name: Some("P".to_owned()),
            deliver_subject: inbox,
            ack_policy: AckPolicy::None,
            ..push::Config::default()
        })
        .await
        .unwrap();
    let mut messages = pushed.messages().await.unwrap();
    let ordered = stream
        .create_consumer(push::OrderedConfig {
            deliver_subject: streams.client.new_inbox(),
            filter_subject: "orders.1".to_owned(),
            ..push::OrderedConfig::default()
        })
        .await
        .unwrap();
    let mut filtered = ordered.messages().await.unwrap();
    let pulled: consumer::Consumer<pull::OrderedConfig> = stream
        .create_consumer(pull::OrderedConfig {
            deliver_policy: DeliverPolicy::ByStartSequence { start_sequence: 50 },
            ..pull::OrderedConfig::default()
        })
        .await
        .unwrap();
    let mut late = pulled.messages().await.unwrap();
    for number in 1..=100 {
        assert_eq!(next(&mut messages).await.payload, number.to_string());
        if number % 3 == 1 {
            assert_eq!(next(&mut filtered).await.payload, number.to_string());
        }
        if number >= 50 {
            assert_eq!(next(&mut late).await.payload, number.to_string());
        }
    }
}

#[tokio::test]
async fn those_who_pull_from_one_consumer_share_its_messages() {
    let streams = Streams::start().await;
    let stream = orders(&streams, 0).await;
    let consumer: PullConsumer = stream.create_consumer(durable("C")).await.unwrap();
    let mut first = consumer.messages().await.unwrap();
    let mut second = consumer.messages().await.unwrap();
    // Both wait before there is anything to share.
    loop {
        tokio::select! {
            biased;
            _ = first.next() => unreachable!("there is nothing yet"),
            _ = second.next() => unreachable!("there is nothing yet"),
            info = consumer.get_info() => if info.unwrap().num_waiting == 2 { break },
        }
    }
    for number in 0..10 {
        let sent = streams.context.publish("orders.x", number.to_string().into());
        sent.await.unwrap().await.unwrap();
    }
    for _ in 0..5 {
        next(&mut first).await.ack().await.unwrap();
        next(&mut second).await.ack().await.unwrap();
    }
}
