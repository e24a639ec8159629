//! Events about streams, for listeners and for a stream of their own.

use async_nats::jetstream::stream;
use futures_util::StreamExt;
use serde_json::{Value, json};

use super::Streams;

fn config(name: &str, subject: &str) -> stream::Config {
    stream::Config {
        name: name.to_owned(),
        subjects: vec![subject.to_owned()],
        ..stream::Config::default()
    }
}

#[tokio::test]
async fn what_happens_to_streams_and_who_asked_is_told() {
    let streams = Streams::start().await;
    let mut events = streams.client.subscribe("$JS.EVENT.ADVISORY.>").await.unwrap();
    streams.known_subscriptions(1).await;
    streams.context.create_stream(config("S", "s")).await.unwrap();
    let created = events.next().await.unwrap();
    assert_eq!(created.subject.as_str(), "$JS.EVENT.ADVISORY.STREAM.CREATED.S");
    let mut event: Value = serde_json::from_slice(&created.payload).unwrap();
    assert_eq!(event["id"].as_str().map(str::len), Some(22));
    let event = event.as_object_mut().unwrap();
    event.remove("id");
    assert!(event.remove("timestamp").is_some());
    assert_eq!(
        Value::from(event.clone()),
        json!({"type": "io.nats.jetstream.advisory.v1.stream_action", "stream": "S", "action": "create"})
    );
    let audit = events.next().await.unwrap();
    assert_eq!(audit.subject.as_str(), "$JS.EVENT.ADVISORY.API");
    let audit: Value = serde_json::from_slice(&audit.payload).unwrap();
    assert_eq!(audit["subject"], "$JS.API.STREAM.CREATE.S");
    assert_eq!(
        (&audit["client"]["acc"], &audit["client"]["kind"]),
        (&json!("choria"), &json!("Client"))
    );
    let response: Value = serde_json::from_str(audit["response"].as_str().unwrap()).unwrap();
    assert_eq!(response["did_create"], true);
    let request: Value = serde_json::from_str(audit["request"].as_str().unwrap()).unwrap();
    assert_eq!(request["name"], "S");
}

#[tokio::test]
async fn a_stream_of_advisories_tells_nothing_about_itself() {
    let streams = Streams::start().await;
    let advisories = config("ADVISORIES", "$JS.EVENT.ADVISORY.>");
    let mut kept = streams.context.create_stream(advisories).await.unwrap();
    streams.context.create_stream(config("S", "s")).await.unwrap();
    streams.context.delete_stream("S").await.unwrap();
    // Audits of the three requests about streams, and two actions; each look is audited after it is answered.
    let mut looks = 0;
    loop {
        let messages = kept.info().await.unwrap().state.messages;
        if messages >= 5 + looks {
            assert_eq!(messages, 5 + looks);
            break;
        }
        looks += 1;
    }
}
