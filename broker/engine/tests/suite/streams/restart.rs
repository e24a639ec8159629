//! What is on the disk when a broker starts again.

use std::fs;
use std::path::Path;
use std::time::Duration;

use async_nats::jetstream::{self, consumer, stream};
use engine::{Engine, Options, StreamsOptions};
use futures_util::StreamExt;

async fn start(folder: &Path) -> (Engine, jetstream::Context) {
    let options = Options {
        streams: Some(StreamsOptions::at(folder.to_owned())),
        ..Options::local()
    };
    let engine = Engine::start(options).await.unwrap();
    let client = async_nats::connect(engine.address().to_string()).await.unwrap();
    (engine, jetstream::new(client))
}

async fn create(context: &jetstream::Context, name: &str) -> Result<stream::Stream, String> {
    let config = stream::Config {
        name: name.to_owned(),
        subjects: vec![format!("{name}.>")],
        ..stream::Config::default()
    };
    let created = context.create_stream(config).await;
    created.map_err(|error| error.to_string())
}

async fn publish(context: &jetstream::Context, subject: &str, payload: &str) -> u64 {
    let sent = context
        .publish(subject.to_owned(), payload.to_owned().into())
        .await;
    sent.unwrap().await.unwrap().sequence
}

#[tokio::test]
async fn a_stream_is_there_again_after_a_restart_and_goes_on() {
    let folder = tempfile::tempdir().unwrap();
    let (engine, context) = start(folder.path()).await;
    create(&context, "grüße").await.unwrap();
    for number in 1..=3 {
        assert_eq!(publish(&context, "grüße.a", &number.to_string()).await, number);
    }
    engine.shutdown(Duration::from_secs(5)).await;

    let (_engine, context) = start(folder.path()).await;
    let again = context.get_stream("grüße").await.unwrap();
    let message = again.get_raw_message(2).await.unwrap();
    assert_eq!((&*message.subject, &*message.payload), ("grüße.a", &b"2"[..]));
    assert_eq!(publish(&context, "grüße.b", "4").await, 4);
}

#[tokio::test]
async fn a_damaged_stream_is_left_alone_and_others_are_served() {
    let folder = tempfile::tempdir().unwrap();
    let (engine, context) = start(folder.path()).await;
    for name in ["GOOD", "BAD"] {
        create(&context, name).await.unwrap();
        publish(&context, &format!("{name}.a"), "one").await;
        publish(&context, &format!("{name}.a"), "two").await;
    }
    engine.shutdown(Duration::from_secs(5)).await;
    let log = folder.path().join("BAD/000000000001.log");
    let mut bytes = fs::read(&log).unwrap();
    bytes[130] ^= 1;
    fs::write(&log, &bytes).unwrap();

    let (_engine, context) = start(folder.path()).await;
    assert_eq!(publish(&context, "GOOD.a", "three").await, 3);
    let refused = create(&context, "BAD").await.map(drop).unwrap_err();
    assert!(refused.contains("stream is offline"), "{refused}");
    assert!(refused.contains("000000000001.log at byte"), "{refused}");
    assert_eq!(fs::read(&log).unwrap(), bytes);
}

#[tokio::test]
async fn whoever_waits_for_messages_hears_that_the_server_stops() {
    let folder = tempfile::tempdir().unwrap();
    let (engine, context) = start(folder.path()).await;
    let stream = create(&context, "S").await.unwrap();
    let durable = consumer::pull::Config {
        durable_name: Some("C".to_owned()),
        ..consumer::pull::Config::default()
    };
    stream.create_consumer(durable).await.unwrap();
    let client = context.client();
    let inbox = client.new_inbox();
    let mut answers = client.subscribe(inbox.clone()).await.unwrap();
    let next = "$JS.API.CONSUMER.MSG.NEXT.S.C";
    let sent = client.publish_with_reply(next, inbox, r#"{"batch": 3}"#.into());
    sent.await.unwrap();
    while stream.consumer_info("C").await.unwrap().num_waiting == 0 {
        tokio::task::yield_now().await;
    }
    engine.shutdown(Duration::from_secs(5)).await;
    let told = answers.next().await.unwrap();
    assert_eq!(told.status.map(|status| status.as_u16()), Some(409));
    assert_eq!(told.description.as_deref(), Some("Server Shutdown"));
    let headers = told.headers.unwrap();
    assert_eq!(headers.get("Nats-Pending-Messages").unwrap().as_str(), "3");
}
