//! Requests about all streams, and direct gets.

use async_nats::HeaderMap;
use async_nats::jetstream::{kv, stream};
use bytes::Bytes;
use futures_util::TryStreamExt;
use serde_json::{Value, json};

use super::Streams;

impl Streams {
    /// The answer to a request of the API.
    pub(super) async fn ask(&self, tail: &str, body: &str) -> Value {
        let subject = format!("$JS.API.{tail}");
        let answer = self
            .client
            .request(subject, body.to_owned().into())
            .await
            .unwrap();
        serde_json::from_slice(&answer.payload).unwrap()
    }

    async fn keep(&self, name: &str, subject: &str) {
        let config = stream::Config {
            name: name.to_owned(),
            subjects: vec![subject.to_owned()],
            allow_direct: true,
            ..stream::Config::default()
        };
        self.context.create_stream(config).await.unwrap();
    }
}

#[tokio::test]
async fn values_of_a_bucket_are_read_by_key_and_by_revision() {
    let streams = Streams::start().await;
    let config = kv::Config {
        bucket: "CFG".to_owned(),
        history: 5,
        ..kv::Config::default()
    };
    let bucket = streams.context.create_key_value(config).await.unwrap();
    assert_eq!(bucket.get("a.b").await.unwrap(), None);
    let first = bucket.put("a.b", "one".into()).await.unwrap();
    bucket.put("a.b", "two".into()).await.unwrap();
    let entry = bucket.entry("a.b").await.unwrap().unwrap();
    assert_eq!((entry.value, entry.revision), (Bytes::from("two"), 2));
    let earlier = bucket.entry_for_revision("a.b", first).await.unwrap().unwrap();
    assert_eq!(earlier.value, Bytes::from("one"));
}

#[tokio::test]
async fn a_stream_without_direct_gets_answers_none() {
    let streams = Streams::start().await;
    let config = stream::Config {
        name: "S".to_owned(),
        ..stream::Config::default()
    };
    streams.context.create_stream(config).await.unwrap();
    let failure = streams.client.request("$JS.API.DIRECT.GET.S.S", "".into()).await;
    let kind = failure.unwrap_err().kind();
    assert_eq!(kind, async_nats::client::RequestErrorKind::NoResponders);
}

#[tokio::test]
async fn lists_are_cut_into_pages_and_filtered_by_subject() {
    let streams = Streams::start().await;
    let none = streams.ask("STREAM.NAMES", "").await;
    let kind = "io.nats.jetstream.api.v1.stream_names_response";
    assert_eq!(
        none,
        json!({"type": kind, "total": 0, "offset": 0, "limit": 1024, "streams": null})
    );
    let none = streams.ask("STREAM.LIST", "{}").await;
    assert_eq!((&none["streams"], &none["limit"]), (&json!([]), &json!(256)));
    streams.keep("B", "b.*").await;
    streams.keep("A", "a.>").await;
    let all = streams.ask("STREAM.NAMES", "").await;
    assert_eq!(all["streams"], json!(["A", "B"]));
    let names: Vec<String> = streams.context.stream_names().try_collect().await.unwrap();
    assert_eq!(names.len(), 2);
    let infos: Vec<_> = streams.context.streams().try_collect().await.unwrap();
    assert_eq!(infos.len(), 2);
    let some = streams.ask("STREAM.NAMES", r#"{"subject":"*.x"}"#).await;
    assert_eq!(some["streams"], json!(["A", "B"]));
    let some = streams.ask("STREAM.NAMES", r#"{"subject":"b.x"}"#).await;
    assert_eq!(some["streams"], json!(["B"]));
    let rest = streams.ask("STREAM.NAMES", r#"{"offset":1}"#).await;
    assert_eq!(
        (&rest["total"], &rest["offset"], &rest["streams"]),
        (&json!(2), &json!(1), &json!(["B"]))
    );
    let beyond = streams.ask("STREAM.LIST", r#"{"offset":7}"#).await;
    assert_eq!((&beyond["offset"], &beyond["streams"]), (&json!(2), &json!([])));
}

#[tokio::test]
async fn the_account_tells_what_is_there_and_how_the_api_is_used() {
    let streams = Streams::start().await;
    streams.keep("A", "a.>").await;
    let memory = stream::Config {
        name: "M".to_owned(),
        storage: stream::StorageType::Memory,
        max_bytes: 1000,
        ..stream::Config::default()
    };
    streams.context.create_stream(memory).await.unwrap();
    streams
        .context
        .publish("a.b", "x".into())
        .await
        .unwrap()
        .await
        .unwrap();
    let account = streams.context.query_account().await.unwrap();
    assert_eq!((account.streams, account.consumers, account.memory), (2, 0, 0));
    assert!(account.storage > 0);
    assert_eq!((account.requests.total, account.requests.errors), (3, 0));
    let raw = streams.ask("INFO", "").await;
    assert_eq!(
        (&raw["reserved_memory"], &raw["api"]["level"]),
        (&json!(1000), &json!(2))
    );
    assert!(streams.client.server_info().jetstream);
}

#[tokio::test]
async fn what_the_api_does_not_know_or_do_is_said() {
    let streams = Streams::start().await;
    let unknown = streams.ask("STREAM.PAINT.S", "").await;
    assert_eq!(unknown["type"], "io.nats.jetstream.api.v1.system_response");
    assert_eq!(
        unknown["error"],
        json!({"code": 400, "err_code": 10003, "description": "bad request"})
    );
    let cluster = streams.ask("META.LEADER.STEPDOWN", "").await;
    assert_eq!(
        (&cluster["error"]["code"], &cluster["error"]["err_code"]),
        (&json!(503), &json!(10010))
    );
    let missing = streams.ask("STREAM.INFO.S", "").await;
    assert_eq!(missing["error"]["err_code"], 10059);
    let account = streams.ask("INFO", "").await;
    assert_eq!(account["api"]["errors"], 3);
}

#[tokio::test]
async fn a_request_for_a_newer_server_is_refused() {
    let streams = Streams::start().await;
    streams.keep("A", "a").await;
    let ask = async |subject: &'static str| {
        let mut headers = HeaderMap::new();
        headers.insert("Nats-Required-Api-Level", "99");
        let answer = streams.client.request_with_headers(subject, headers, "".into());
        answer.await.unwrap()
    };
    let answer: Value = serde_json::from_slice(&ask("$JS.API.STREAM.INFO.A").await.payload).unwrap();
    assert_eq!(
        (&answer["error"]["code"], &answer["error"]["err_code"]),
        (&json!(412), &json!(10185))
    );
    let status = ask("$JS.API.DIRECT.GET.A.a").await.status;
    assert_eq!(status.map(|status| status.as_u16()), Some(412));
}

#[tokio::test]
async fn streams_reserve_and_take_no_more_than_they_may_together() {
    let streams = Streams::start_with(|options| {
        options.max_memory = Some(10_000);
        options.max_disk = Some(1000);
    })
    .await;
    let account = streams.ask("INFO", "").await;
    assert_eq!(
        (
            &account["limits"]["max_memory"],
            &account["limits"]["max_storage"]
        ),
        (&json!(-1), &json!(-1))
    );
    let reserving = |name: &str, storage, max_bytes| stream::Config {
        name: name.to_owned(),
        storage,
        max_bytes,
        ..stream::Config::default()
    };
    let create = async |config: stream::Config| {
        let body = serde_json::to_string(&config).unwrap();
        let answer = streams
            .ask(&format!("STREAM.CREATE.{}", config.name), &body)
            .await;
        answer["error"]["err_code"].as_u64()
    };
    assert_eq!(create(reserving("A", stream::StorageType::File, 600)).await, None);
    assert_eq!(
        create(reserving("B", stream::StorageType::File, 600)).await,
        Some(10047)
    );
    assert_eq!(
        create(reserving("B", stream::StorageType::Memory, 10_001)).await,
        Some(10028)
    );
    let grown = serde_json::to_string(&reserving("A", stream::StorageType::File, 900)).unwrap();
    assert_eq!(streams.ask("STREAM.UPDATE.A", &grown).await["error"], Value::Null);

    assert_eq!(
        create(reserving("M", stream::StorageType::Memory, -1)).await,
        None
    );
    let publish = async || {
        let answer = streams
            .client
            .request("M", Bytes::from(vec![0; 1000]))
            .await
            .unwrap();
        let ack: Value = serde_json::from_slice(&answer.payload).unwrap();
        ack["error"]["err_code"].as_u64()
    };
    let mut taken = 0;
    loop {
        match publish().await {
            None => taken += 1,
            Some(code) => {
                assert_eq!(code, 10023);
                break;
            }
        }
    }
    assert!(taken >= 9);
    assert_eq!(streams.ask("STREAM.PURGE.M", "").await["success"], true);
    while publish().await.is_some() {}
}
