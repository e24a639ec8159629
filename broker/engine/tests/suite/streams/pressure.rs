//! More than streams can take at once, and the end of the engine.

use std::time::Duration;

use async_nats::jetstream::{self, stream};
use futures_util::future::join_all;

use super::Streams;
use crate::wire::Wire;

async fn keep(context: &jetstream::Context) {
    let config = stream::Config {
        name: "S".to_owned(),
        subjects: vec!["s.>".to_owned()],
        ..stream::Config::default()
    };
    context.create_stream(config).await.unwrap();
}

#[tokio::test]
async fn every_message_of_many_publishers_is_acknowledged_once_and_in_their_order() {
    const PUBLISHERS: u64 = 32;
    const EACH: u64 = 200;
    let streams = Streams::start().await;
    keep(&streams.context).await;
    let address = streams.engine.address().to_string();
    let publishers = (0..PUBLISHERS).map(|publisher| {
        let address = address.clone();
        async move {
            let context = jetstream::new(async_nats::connect(address).await.unwrap());
            let mut acks = Vec::new();
            for _ in 0..EACH {
                acks.push(
                    context
                        .publish(format!("s.{publisher}"), "x".into())
                        .await
                        .unwrap(),
                );
            }
            let mut sequences = Vec::new();
            for ack in acks {
                sequences.push(ack.await.unwrap().sequence);
            }
            assert!(sequences.is_sorted());
            sequences
        }
    });
    let mut all: Vec<u64> = join_all(publishers).await.concat();
    all.sort_unstable();
    assert!(all.into_iter().eq(1..=PUBLISHERS * EACH));
}

#[tokio::test]
async fn a_flood_of_requests_is_answered_or_refused_one_by_one() {
    const FLOOD: usize = 20_000;
    let streams = Streams::start().await;
    keep(&streams.context).await;
    let mut wire = Wire::login(streams.engine.address(), r#""headers":true,"no_responders":true"#).await;
    wire.say("SUB in 1\r\n").await;
    let burst = "PUB $JS.API.STREAM.INFO.S in 0\r\n\r\n".repeat(FLOOD / 100);
    let mut answers = 0;
    for _ in 0..100 {
        wire.say(&burst).await;
        for _ in 0..FLOOD / 100 {
            let mut line = wire.line().await;
            if line == "PING" {
                line = wire.line().await;
            }
            assert!(line.starts_with("MSG in 1 "), "{line}");
            let text = wire.line().await;
            assert!(
                text.contains("stream_info_response") || text.contains("\"err_code\":10167"),
                "{text}"
            );
            answers += 1;
        }
    }
    assert_eq!(answers, FLOOD);
}

#[tokio::test]
async fn what_an_engine_has_taken_when_it_ends_is_acknowledged_or_refused() {
    let Streams {
        engine,
        client,
        context,
        folder: _folder,
    } = Streams::start().await;
    keep(&context).await;
    let mut wire = Wire::login(engine.address(), "").await;
    wire.say("SUB in 1\r\n").await;
    wire.say(&"PUB s.a in 1\r\nx\r\n".repeat(500)).await;
    // The engine has read them once it answers this.
    wire.say("PING\r\n").await;
    let mut lines = 0;
    loop {
        let line = wire.line().await;
        match &*line {
            "PONG" => break,
            _ => lines += 1,
        }
    }
    drop(client);
    let ending = engine.shutdown(Duration::from_secs(20));
    let reading = async {
        loop {
            let line = wire.line().await;
            if line.is_empty() {
                break;
            }
            lines += 1;
        }
    };
    tokio::join!(ending, reading);
    assert_eq!(lines, 1000);
}

#[tokio::test]
async fn an_engine_that_is_dropped_ends_its_streams_too() {
    let streams = Streams::start().await;
    keep(&streams.context).await;
    let ack = streams.context.publish("s.a", "x".into()).await.unwrap();
    let Streams { engine, .. } = streams;
    tokio::task::spawn_blocking(move || drop(engine)).await.unwrap();
    let _ = ack.await;
}
