//! What is on the disk when a broker starts again.

use std::fs;
use std::path::Path;
use std::time::Duration;

use async_nats::jetstream::{self, stream};
use engine::{Engine, Options, StreamsOptions};

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
