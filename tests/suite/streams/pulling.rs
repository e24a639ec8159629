//! Consumers that are asked for messages.

mod lives;
mod priorities;

use std::time::Duration;

use async_nats::jetstream::AckKind;
use async_nats::jetstream::consumer::{
    AckPolicy, Consumer, DeliverPolicy, PriorityPolicy, PullConsumer, pull,
};
use async_nats::{Message, jetstream};
use futures_util::{StreamExt, TryStreamExt};
use harness::eventually;
use serde_json::{Value, json};

use super::{Site, filled, side_by_side, soon, texts};

side_by_side!(
    every_answer_to_a_message_does_what_it_says,
    messages_come_again_until_somebody_answers_or_they_came_often_enough,
    consumers_begin_where_they_were_told_to,
    filters_choose_messages,
    pull_requests_end_with_the_right_status,
    waiting_requests_hear_of_the_end_of_their_consumer,
    too_many_unanswered_messages_stop_deliveries,
    paused_consumers_wait,
);

fn durable(name: &str) -> pull::Config {
    pull::Config {
        durable_name: Some(name.to_owned()),
        ..pull::Config::default()
    }
}

async fn take(consumer: &PullConsumer) -> jetstream::Message {
    let mut batch = consumer.batch().max_messages(1).messages().await.unwrap();
    soon(batch.next()).await.expect("a message").unwrap()
}

fn delivered(message: &jetstream::Message) -> (u64, i64) {
    let info = message.info().unwrap();
    (info.stream_sequence, info.delivered)
}

async fn every_answer_to_a_message_does_what_it_says(site: &Site) {
    let stream = filled(site, "ANSWERS", 5).await;
    let consumer = stream.create_consumer(durable("C")).await.unwrap();
    assert_eq!(consumer.cached_info().num_pending, 5);
    let first = take(&consumer).await;
    assert_eq!(delivered(&first), (1, 1));
    first.double_ack_with(AckKind::Nak(None)).await.unwrap();
    let first = take(&consumer).await;
    assert_eq!(delivered(&first), (1, 2));
    first.double_ack_with(AckKind::Progress).await.unwrap();
    first.double_ack().await.unwrap();
    let second = take(&consumer).await;
    second
        .double_ack_with(AckKind::Nak(Some(Duration::from_millis(50))))
        .await
        .unwrap();
    let third = take(&consumer).await;
    let mut seen = [delivered(&third), delivered(&take(&consumer).await)];
    seen.sort_unstable();
    assert!(seen == [(2, 2), (3, 1)] || seen == [(3, 1), (4, 1)], "{seen:?}");
    third.double_ack_with(AckKind::Term).await.unwrap();
    let info = consumer.get_info().await.unwrap();
    assert_eq!(info.ack_floor.stream_sequence, 1);
    let batch = consumer.batch().max_messages(2).messages().await.unwrap();
    let batch: Vec<_> = batch.try_collect().await.unwrap();
    assert_eq!(batch.len(), 2);

    let all = pull::Config {
        ack_policy: AckPolicy::All,
        ..durable("ALL")
    };
    let all = stream.create_consumer(all).await.unwrap();
    let batch = all.batch().max_messages(4).messages().await.unwrap();
    let batch: Vec<_> = batch.try_collect().await.unwrap();
    batch[2].double_ack().await.unwrap();
    let info = all.get_info().await.unwrap();
    assert_eq!((info.ack_floor.stream_sequence, info.num_ack_pending), (3, 1));

    let next = stream.create_consumer(durable("NEXT")).await.unwrap();
    let first = take(&next).await;
    let reply = first.reply.clone().unwrap();
    let second = site.one(&reply, "+NXT").await;
    assert_eq!(
        (second.subject.as_str(), &second.payload[..]),
        ("ANSWERS.2", &b"2"[..])
    );
    assert_eq!(next.get_info().await.unwrap().ack_floor.stream_sequence, 1);
}

async fn messages_come_again_until_somebody_answers_or_they_came_often_enough(site: &Site) {
    let stream = filled(site, "AGAIN", 1).await;
    let advisory = "$JS.EVENT.ADVISORY.CONSUMER.MAX_DELIVERIES.AGAIN.C";
    let mut advisories = site.client.subscribe(advisory).await.unwrap();
    let config = pull::Config {
        backoff: vec![Duration::from_millis(20), Duration::from_millis(60)],
        max_deliver: 3,
        ..durable("C")
    };
    let consumer = stream.create_consumer(config).await.unwrap();
    let mut messages = consumer.messages().await.unwrap();
    for time in 1..=3 {
        let message = soon(messages.next()).await.unwrap().unwrap();
        assert_eq!(delivered(&message), (1, time));
    }
    let advisory = soon(advisories.next()).await.unwrap();
    let advisory: Value = serde_json::from_slice(&advisory.payload).unwrap();
    assert_eq!(advisory["type"], "io.nats.jetstream.advisory.v1.max_deliver");
    assert_eq!(
        (&advisory["stream_seq"], &advisory["deliveries"]),
        (&json!(1), &json!(3))
    );
    drop(messages);
    let (messages, status) = site.pull("AGAIN", "C", json!({"no_wait": true})).await;
    assert_eq!((messages.len(), status.as_str()), (0, "404 No Messages"));
}

async fn consumers_begin_where_they_were_told_to(site: &Site) {
    let stream = filled(site, "BEGIN", 6).await;
    let time = stream.get_raw_message(5).await.unwrap().time;
    for (policy, sequences) in [
        (DeliverPolicy::All, &[1, 2, 3, 4, 5, 6][..]),
        (DeliverPolicy::Last, &[6]),
        (DeliverPolicy::New, &[]),
        (DeliverPolicy::ByStartSequence { start_sequence: 4 }, &[4, 5, 6]),
        (DeliverPolicy::ByStartTime { start_time: time }, &[5, 6]),
        (DeliverPolicy::LastPerSubject, &[4, 5, 6]),
    ] {
        let config = pull::Config {
            deliver_policy: policy,
            filter_subject: "BEGIN.>".to_owned(),
            ..pull::Config::default()
        };
        let consumer = stream.create_consumer(config).await.unwrap();
        let pending = usize::try_from(consumer.cached_info().num_pending).unwrap();
        assert_eq!(pending, sequences.len(), "{policy:?}");
        let messages = consumer.fetch().max_messages(10).messages().await.unwrap();
        let found: Vec<_> = messages
            .map_ok(|message| delivered(&message).0)
            .try_collect()
            .await
            .unwrap();
        assert_eq!(found, sequences, "{policy:?}");
    }
}

async fn filters_choose_messages(site: &Site) {
    let stream = filled(site, "FILTERED", 9).await;
    for (filters, found) in [
        (&["FILTERED.0"][..], &["3", "6", "9"][..]),
        (&["FILTERED.0", "FILTERED.1"], &["1", "3", "4", "6", "7", "9"]),
        (&["FILTERED.x"], &[]),
    ] {
        let config = pull::Config {
            filter_subjects: filters.iter().map(|filter| (*filter).to_owned()).collect(),
            ..pull::Config::default()
        };
        let consumer = stream.create_consumer(config).await.unwrap();
        let name = &consumer.cached_info().name;
        let (messages, _) = site
            .pull("FILTERED", name, json!({"no_wait": true, "batch": 20}))
            .await;
        assert_eq!(texts(&messages), found, "{filters:?}");
    }
    let heads = pull::Config {
        headers_only: true,
        ..durable("HEADS")
    };
    let message = take(&stream.create_consumer(heads).await.unwrap()).await;
    assert!(message.payload.is_empty());
    let headers = message.headers.as_ref().unwrap();
    assert_eq!(headers.get("Nats-Msg-Size").unwrap().as_str(), "1");
}

async fn pull_requests_end_with_the_right_status(site: &Site) {
    const MILLISECOND: u64 = 1_000_000;
    let stream = filled(site, "STATUS", 3).await;
    let limited = pull::Config {
        max_batch: 5,
        max_bytes: 1000,
        max_expires: Duration::from_secs(60),
        max_waiting: 1,
        ..durable("LIMITED")
    };
    stream.create_consumer(limited).await.unwrap();
    stream.create_consumer(durable("C")).await.unwrap();
    let (tenth, minutes) = (100 * MILLISECOND, 120_000 * MILLISECOND);
    for (consumer, body, found, status) in [
        (
            "LIMITED",
            json!({"batch": 6}),
            &[][..],
            "409 Exceeded MaxRequestBatch of 5",
        ),
        (
            "LIMITED",
            json!({"expires": minutes}),
            &[],
            "409 Exceeded MaxRequestExpires of 1m0s",
        ),
        (
            "LIMITED",
            json!({"max_bytes": 2000}),
            &[],
            "409 Exceeded MaxRequestMaxBytes of 1000",
        ),
        (
            "C",
            json!({"batch": 2, "max_bytes": 10}),
            &[],
            "409 Message Size Exceeds MaxBytes",
        ),
        (
            "C",
            json!({"batch": 1, "max_bytes": 5000}),
            &["1"],
            "409 Batch Completed",
        ),
        (
            "C",
            json!({"expires": tenth, "idle_heartbeat": tenth}),
            &[],
            "400 Bad Request - heartbeat value too large",
        ),
        (
            "C",
            json!({"batch": 5, "no_wait": true}),
            &["2", "3"],
            "404 No Messages",
        ),
        ("C", json!({"no_wait": true}), &[], "404 No Messages"),
        ("C", json!({"expires": tenth}), &[], "408 Request Timeout"),
        (
            "C",
            json!({"expires": minutes, "idle_heartbeat": tenth}),
            &[],
            "100 Idle Heartbeat",
        ),
        ("NOBODY", json!({}), &[], "503"),
    ] {
        let (messages, ended) = site.pull("STATUS", consumer, body.clone()).await;
        assert_eq!(
            (texts(&messages), ended.trim()),
            (found.to_vec(), status),
            "{body}"
        );
    }
}

async fn waiting_requests_hear_of_the_end_of_their_consumer(site: &Site) {
    let stream = filled(site, "ENDING", 0).await;
    let config = pull::Config {
        max_waiting: 2,
        ..durable("C")
    };
    let consumer = stream.create_consumer(config).await.unwrap();
    let waiting = site.pull("ENDING", "C", json!({"expires": 60_000_000_000_u64}));
    let full = async {
        waits(&consumer, 2).await;
        let (_, status) = site.pull("ENDING", "C", json!({})).await;
        assert_eq!(status, "409 Exceeded MaxWaiting");
        stream.delete_consumer("C").await.unwrap();
    };
    let also = site.pull("ENDING", "C", json!({"batch": 10}));
    let ((_, first), (_, second), ()) = tokio::join!(waiting, also, full);
    assert_eq!(
        (first.as_str(), second.as_str()),
        ("409 Consumer Deleted", "409 Consumer Deleted")
    );
}

/// Waits until so many requests wait for messages.
async fn waits(consumer: &PullConsumer, count: usize) {
    let look = async || (consumer.get_info().await.unwrap().num_waiting == count).then_some(());
    eventually(&format!("{count} waiting requests"), look).await;
}

async fn too_many_unanswered_messages_stop_deliveries(site: &Site) {
    let stream = filled(site, "STALLED", 4).await;
    let config = pull::Config {
        max_ack_pending: 2,
        ..durable("C")
    };
    let consumer = stream.create_consumer(config).await.unwrap();
    let mut messages = consumer.messages().await.unwrap();
    let first = soon(messages.next()).await.unwrap().unwrap();
    soon(messages.next()).await.unwrap().unwrap();
    let info = consumer.get_info().await.unwrap();
    assert_eq!((info.num_ack_pending, info.num_pending), (2, 2));
    first.ack().await.unwrap();
    let third = soon(messages.next()).await.unwrap().unwrap();
    assert_eq!(delivered(&third), (3, 1));
}

async fn paused_consumers_wait(site: &Site) {
    let stream = filled(site, "PAUSED", 1).await;
    let consumer = stream.create_consumer(durable("C")).await.unwrap();
    let until = json!({"pause_until": "2999-01-01T00:00:00Z"});
    let paused = site.ask("CONSUMER.PAUSE.PAUSED.C", until).await;
    assert_eq!(paused["paused"], true);
    assert!(consumer.get_info().await.unwrap().paused);
    let (messages, status) = site.pull("PAUSED", "C", json!({"expires": 100_000_000})).await;
    assert_eq!((messages.len(), status.as_str()), (0, "408 Request Timeout"));
    assert!(!stream.resume_consumer("C").await.unwrap().paused);
    assert_eq!(delivered(&take(&consumer).await), (1, 1));
}
