//! Consumers that send without being asked.

use std::time::Duration;

use async_nats::jetstream;
use async_nats::jetstream::consumer::{AckPolicy, Consumer, DeliverPolicy, push};
use async_nats::jetstream::stream::Stream;
use futures_util::{StreamExt, TryStreamExt};
use harness::eventually;
use serde_json::{Value, json};

use super::{Site, filled, side_by_side, soon};

side_by_side!(
    messages_come_in_order_and_again_when_nobody_answers,
    a_group_shares_messages,
    heartbeats_and_flow_control_keep_a_slow_reader_served,
    ordered_consumers_go_on_when_theirs_is_taken_away,
    consumers_wait_for_somebody_to_listen,
    answers_are_measured_where_that_is_wanted,
);

fn durable(name: &str) -> push::Config {
    push::Config {
        durable_name: Some(name.to_owned()),
        deliver_subject: format!("delivered.{name}"),
        ..push::Config::default()
    }
}

/// What a new consumer sends.
async fn heard(stream: &Stream, config: push::Config) -> push::Messages {
    let consumer: Consumer<push::Config> = stream.create_consumer(config).await.unwrap();
    consumer.messages().await.unwrap()
}

async fn next(messages: &mut push::Messages) -> jetstream::Message {
    soon(messages.next()).await.unwrap().unwrap()
}

async fn messages_come_in_order_and_again_when_nobody_answers(site: &Site) {
    let stream = filled(site, "PUSHED", 20).await;
    let config = push::Config {
        ack_wait: Duration::from_millis(200),
        max_ack_pending: 5,
        ..durable("PUSHED")
    };
    let mut messages = heard(&stream, config).await;
    let mut last = 0;
    let mut repeated = false;
    while last < 20 || !repeated {
        let message = next(&mut messages).await;
        let info = message.info().unwrap();
        if info.stream_sequence == 7 && info.delivered == 1 {
            continue;
        }
        repeated |= info.stream_sequence == 7;
        last = last.max(info.stream_sequence);
        assert_eq!(message.payload, info.stream_sequence.to_string());
        message.double_ack().await.unwrap();
    }
    assert!(repeated);
}

async fn a_group_shares_messages(site: &Site) {
    let stream = filled(site, "SHARED", 0).await;
    let config = push::Config {
        deliver_group: Some("workers".to_owned()),
        ..durable("SHARED")
    };
    let consumer: Consumer<push::Config> = stream.create_consumer(config).await.unwrap();
    let (mut first, mut second) = (
        consumer.messages().await.unwrap(),
        consumer.messages().await.unwrap(),
    );
    const ALL: u64 = 60;
    for number in 1..=ALL {
        site.keep("SHARED.a", &number.to_string()).await;
    }
    let (mut ones, mut others) = (0, 0);
    while ones + others < ALL {
        tokio::select! {
            message = next(&mut first) => { message.ack().await.unwrap(); ones += 1; }
            message = next(&mut second) => { message.ack().await.unwrap(); others += 1; }
        }
    }
    assert!(ones > 0 && others > 0, "{ones} and {others}");
    let done = async || (consumer.get_info().await.unwrap().ack_floor.stream_sequence == ALL).then_some(());
    eventually("all answers to arrive", done).await;
}

async fn heartbeats_and_flow_control_keep_a_slow_reader_served(site: &Site) {
    const COUNT: u64 = 80;
    let stream = filled(site, "SLOW", 0).await;
    let payload = "x".repeat(64 * 1024);
    let mut acks = Vec::new();
    for _ in 0..COUNT {
        acks.push(site.js.publish("SLOW.a", payload.clone().into()).await.unwrap());
    }
    for ack in acks {
        ack.await.unwrap();
    }
    let config = push::Config {
        ack_policy: AckPolicy::None,
        flow_control: true,
        idle_heartbeat: Duration::from_millis(200),
        ..durable("SLOW")
    };
    // The client answers for itself; a plain subscription shows what it answers to.
    let mut heard = site.client.subscribe("delivered.SLOW").await.unwrap();
    stream.create_consumer(config).await.unwrap();
    let (mut messages, mut asked, mut idle) = (0, 0, 0);
    while messages < COUNT || idle == 0 {
        let message = soon(heard.next()).await.unwrap();
        match (message.status, message.description.as_deref()) {
            (None, _) => messages += 1,
            (Some(_), Some("FlowControl Request")) => {
                asked += 1;
                let answer = message.reply.unwrap();
                assert!(answer.starts_with("$JS.FC."), "{answer}");
                site.client.publish(answer, "".into()).await.unwrap();
            }
            (Some(_), Some("Idle Heartbeat")) => {
                idle += 1;
                let headers = message.headers.unwrap();
                if let Some(stalled) = headers.get("Nats-Consumer-Stalled") {
                    site.client
                        .publish(stalled.as_str().to_owned(), "".into())
                        .await
                        .unwrap();
                }
            }
            other => unreachable!("{other:?}"),
        }
    }
    assert_eq!(messages, COUNT);
    assert!(asked > 0);
}

async fn ordered_consumers_go_on_when_theirs_is_taken_away(site: &Site) {
    let stream = filled(site, "ORDERLY", 40).await;
    let config = push::OrderedConfig {
        deliver_subject: site.client.new_inbox(),
        deliver_policy: DeliverPolicy::All,
        ..push::OrderedConfig::default()
    };
    let consumer: Consumer<push::OrderedConfig> = stream.create_consumer(config).await.unwrap();
    let mut messages = consumer.messages().await.unwrap();
    for number in 1..=50_u64 {
        if number == 20 {
            let names: Vec<String> = stream.consumer_names().try_collect().await.unwrap();
            for name in names {
                stream.delete_consumer(&name).await.unwrap();
            }
            for number in 41..=50 {
                site.keep("ORDERLY.a", &number.to_string()).await;
            }
        }
        // Heartbeats that are missed are told beside.
        let message = loop {
            if let Ok(message) = soon(messages.next()).await.unwrap() {
                break message;
            }
        };
        assert_eq!(message.payload, number.to_string());
    }
}

async fn consumers_wait_for_somebody_to_listen(site: &Site) {
    let stream = filled(site, "LISTENED", 3).await;
    let consumer = stream.create_consumer(durable("LISTENED")).await.unwrap();
    let info = consumer.get_info().await.unwrap();
    assert_eq!((info.push_bound, info.num_pending), (false, 3));
    let mut messages = consumer.messages().await.unwrap();
    next(&mut messages).await.ack().await.unwrap();
    assert!(consumer.get_info().await.unwrap().push_bound);
    let (_, status) = site.pull("LISTENED", "LISTENED", json!({})).await;
    assert_eq!(status, "409 Consumer is push based");
    let other = push::Config {
        deliver_subject: "delivered.elsewhere".to_owned(),
        ..durable("LISTENED")
    };
    assert!(stream.create_consumer(other).await.is_err(), "somebody listens");
}

async fn answers_are_measured_where_that_is_wanted(site: &Site) {
    let stream = filled(site, "SAMPLED", 1).await;
    let mut metrics = site
        .client
        .subscribe("$JS.EVENT.METRIC.CONSUMER.ACK.SAMPLED.>")
        .await
        .unwrap();
    let config = push::Config {
        sample_frequency: 100,
        ..durable("SAMPLED")
    };
    let mut messages = heard(&stream, config).await;
    next(&mut messages).await.double_ack().await.unwrap();
    let metric = soon(metrics.next()).await.unwrap();
    let metric: Value = serde_json::from_slice(&metric.payload).unwrap();
    assert_eq!(metric["type"], "io.nats.jetstream.metric.v1.consumer_ack");
    assert_eq!(
        (&metric["stream_seq"], &metric["deliveries"]),
        (&json!(1), &json!(1))
    );
}
