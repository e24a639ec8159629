//! What a stream holds, read by direct gets.

use std::collections::BTreeMap;

use async_nats::header::NATS_SEQUENCE;
use async_nats::jetstream::{self, stream};
use async_nats::{HeaderMap, StatusCode};
use futures_util::StreamExt;

/// Messages of one request.
const BATCH: u64 = 500;

/// One message.
#[derive(Debug, Clone)]
pub(super) struct Stored {
    pub(super) subject: String,
    pub(super) payload: String,
    pub(super) headers: HeaderMap,
}

/// All messages of a stream, by sequence.
pub(super) async fn read(context: &jetstream::Context, name: &str) -> BTreeMap<u64, Stored> {
    let client = context.client();
    let mut found = BTreeMap::new();
    loop {
        let from = found.last_key_value().map_or(1, |(seq, _)| seq + 1);
        let inbox = client.new_inbox();
        let mut answers = client.subscribe(inbox.clone()).await.unwrap();
        let asked = format!("{{\"seq\":{from},\"batch\":{BATCH}}}");
        let to = format!("$JS.API.DIRECT.GET.{name}");
        client.publish_with_reply(to, inbox, asked.into()).await.unwrap();
        loop {
            let answer = answers.next().await.unwrap();
            match answer.status {
                Some(StatusCode::NOT_FOUND) => return found,
                Some(_) => break,
                None => add(&mut found, answer),
            }
        }
    }
}

fn add(found: &mut BTreeMap<u64, Stored>, answer: async_nats::Message) {
    let headers = answer.headers.unwrap();
    let seq = headers.get(NATS_SEQUENCE).unwrap().as_str().parse().unwrap();
    let message = Stored {
        subject: headers.get("Nats-Subject").unwrap().to_string(),
        payload: String::from_utf8(answer.payload.to_vec()).unwrap(),
        headers,
    };
    let twice = found.insert(seq, message);
    assert!(twice.is_none(), "sequence {seq} came twice");
}

pub(super) async fn state(context: &jetstream::Context, name: &str) -> stream::State {
    let stream = context.get_stream(name).await.unwrap();
    stream.cached_info().state.clone()
}

/// A stream on `subjects` that tells its messages by direct gets.
pub(super) fn config(name: &str, subjects: &str) -> stream::Config {
    stream::Config {
        name: name.to_owned(),
        subjects: vec![subjects.to_owned()],
        allow_direct: true,
        allow_rollup: true,
        ..stream::Config::default()
    }
}
