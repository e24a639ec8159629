//! Messages that are kept all or not at all.

use async_nats::jetstream::stream;
use async_nats::{HeaderMap, Request};
use serde_json::{Value, json};

use super::Streams;

/// Open batches of one stream, and of all.
const MOST: usize = 50;
const MOST_OF_ALL: usize = 1000;

impl Streams {
    async fn keep_batches(&self, name: &str) {
        let config = stream::Config {
            name: name.to_owned(),
            subjects: vec![name.to_owned()],
            allow_atomic_publish: true,
            ..stream::Config::default()
        };
        self.context.create_stream(config).await.unwrap();
    }

    /// The answer to a message of a batch; nothing where it says no more than that it came.
    async fn part(&self, stream: &str, id: &str, number: u64, commit: Option<&str>) -> Value {
        let mut headers = HeaderMap::new();
        headers.insert("Nats-Batch-Id", id);
        headers.insert("Nats-Batch-Sequence", number.to_string());
        if let Some(commit) = commit {
            headers.insert("Nats-Batch-Commit", commit);
        }
        let request = Request::new().headers(headers);
        let answer = self.client.send_request(stream.to_owned(), request).await;
        match &*answer.unwrap().payload {
            b"" => Value::Null,
            text => serde_json::from_slice(text).unwrap(),
        }
    }
}

#[tokio::test]
async fn open_batches_of_all_streams_are_bounded_together() {
    let streams = Streams::start().await;
    for index in 0..MOST_OF_ALL / MOST {
        let name = format!("S{index}");
        streams.keep_batches(&name).await;
        for batch in 0..MOST {
            let answer = streams.part(&name, &batch.to_string(), 1, None).await;
            assert_eq!(answer, Value::Null);
        }
    }
    streams.keep_batches("LAST").await;
    let refused = streams.part("LAST", "one", 1, None).await;
    assert_eq!(
        (&refused["error"]["code"], &refused["error"]["err_code"]),
        (&json!(429), &json!(10210))
    );
    let ack = streams.part("S0", "0", 2, Some("1")).await;
    assert_eq!(ack, json!({"stream": "S0", "seq": 2, "batch": "0", "count": 2}));
    assert_eq!(streams.part("LAST", "one", 1, None).await, Value::Null);
    streams.context.delete_stream("S1").await.unwrap();
    for batch in 2..MOST {
        let answer = streams.part("LAST", &batch.to_string(), 1, None).await;
        assert_eq!(answer, Value::Null, "what a deleted stream took is given back");
    }
}

#[tokio::test]
async fn an_open_batch_ends_with_the_engine_and_one_that_was_acknowledged_does_not() {
    let streams = Streams::start().await;
    streams.keep_batches("S").await;
    for number in 1..=2 {
        streams.part("S", "open", number, None).await;
        streams.part("S", "kept", number, None).await;
    }
    assert_eq!(streams.part("S", "kept", 3, Some("eob")).await["count"], 2);
    let streams = streams.restart().await;
    let lost = streams.part("S", "open", 3, Some("1")).await;
    assert_eq!(lost["error"]["err_code"], 10176, "{lost}");
    let mut stream = streams.context.get_stream("S").await.unwrap();
    assert_eq!(stream.info().await.unwrap().state.messages, 2);
}
