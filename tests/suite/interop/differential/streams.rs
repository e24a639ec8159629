//! Streams: the same requests and messages to both servers, and the same answers, but for moments and places.

mod batches;
mod configuring;
mod counting;
mod keeping;
mod scheduling;
mod script;

use std::collections::BTreeSet;
use std::net::SocketAddr;
use std::time::Duration;

use async_nats::{HeaderMap, Subscriber};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use futures_util::StreamExt as _;
use harness::peers;
use serde_json::{Map, Value, json};

use script::{Script, Step};

use super::servers::{Pair, Setting};

/// Longest wait for one answer.
const PATIENCE: Duration = Duration::from_secs(10);
/// Members that tell of moments, places and programs, and not of streams.
const INCIDENTAL: [&str; 14] = [
    "id",
    "timestamp",
    "created",
    "did_create",
    "ts",
    "time",
    "first_ts",
    "last_ts",
    "cluster",
    "mirror",
    "sources",
    "_nats.ver",
    "_nats.level",
    "_nats.req.level",
];

/// What a `nats-server` says that still removes the files of a stream of that name.
const STILL_THERE: u64 = 10049;
/// Where it is told that a batch was given up.
const ABANDONED: &str = "$JS.EVENT.ADVISORY.STREAM.BATCH_ABANDONED.>";

async fn connect(address: SocketAddr) -> async_nats::Client {
    let options = async_nats::ConnectOptions::new().request_timeout(Some(PATIENCE));
    options.connect(address.to_string()).await.unwrap()
}

async fn agree(scripts: Vec<Script>) {
    let Some(program) = peers::find("nats-server") else {
        return;
    };
    let pair = Pair::start(&program, Setting::Streams).await;
    let (ours, theirs) = (connect(pair.ours).await, connect(pair.theirs).await);
    let mut complaints = Vec::new();
    for script in &scripts {
        let (ours, theirs) = tokio::join!(transcript(&ours, script), transcript(&theirs, script));
        for ((step, ours), theirs) in script.iter().zip(ours).zip(theirs) {
            let mut found = Vec::new();
            differences("", &ours, &theirs, &mut found);
            if !found.is_empty() {
                let question: String = format!("{step:?}").chars().take(300).collect();
                complaints.push(format!("{question}\n    {}", found.join("\n    ")));
            }
        }
    }
    assert!(complaints.is_empty(), "\n{}", complaints.join("\n"));
}

/// The answers to a script, and no streams left.
async fn transcript(client: &async_nats::Client, script: &Script) -> Vec<Value> {
    let mut answers = Vec::new();
    let mut abandoned = client.subscribe(ABANDONED).await.unwrap();
    for step in script {
        let begun = tokio::time::Instant::now();
        let mut heard = answer(client, &mut abandoned, step).await;
        while heard["error"]["err_code"] == STILL_THERE && begun.elapsed() < PATIENCE {
            heard = answer(client, &mut abandoned, step).await;
        }
        answers.push(essence(heard));
    }
    abandoned.unsubscribe().await.unwrap();
    for name in ["S", "T", "U", "S/T", "S\\T"] {
        let _ = client
            .request(format!("$JS.API.STREAM.DELETE.{name}"), "".into())
            .await;
    }
    answers
}

async fn answer(client: &async_nats::Client, abandoned: &mut Subscriber, step: &Step) -> Value {
    let answer = match step {
        Step::Ask(tail, body) => {
            let body = if body.is_null() {
                String::new()
            } else {
                body.to_string()
            };
            client.request(format!("$JS.API.{tail}"), body.into()).await
        }
        Step::Publish(subject, headers, payload) => {
            let mut block = HeaderMap::new();
            for (name, value) in headers {
                block.insert(*name, value.as_str());
            }
            let request = async_nats::Request::new()
                .headers(block)
                .payload((*payload).into());
            client.send_request(*subject, request).await
        }
        Step::Until(name, seq) => return until(client, name, *seq).await,
        Step::Hear => {
            let told = tokio::time::timeout(PATIENCE, abandoned.next()).await;
            let told = told
                .ok()
                .flatten()
                .map(|told| serde_json::from_slice(&told.payload));
            return told.unwrap_or(Ok(json!("silence"))).unwrap();
        }
    };
    match answer {
        Ok(answer) => serde_json::from_slice(&answer.payload).unwrap_or(Value::Null),
        Err(error) => json!({ "no answer": error.kind().to_string() }),
    }
}

/// Waits for a stream to come to a sequence; tells how far it came.
async fn until(client: &async_nats::Client, name: &str, seq: u64) -> Value {
    let begun = tokio::time::Instant::now();
    loop {
        let info = client
            .request(format!("$JS.API.STREAM.INFO.{name}"), "".into())
            .await
            .unwrap();
        let info: Value = serde_json::from_slice(&info.payload).unwrap();
        let last = &info["state"]["last_seq"];
        if last.as_u64().is_some_and(|last| last >= seq) || begun.elapsed() > PATIENCE {
            return last.clone();
        }
        tokio::task::yield_now().await;
    }
}

/// An answer without what differs between any two servers. What is wrong with a JSON text is known by its number.
fn essence(mut answer: Value) -> Value {
    if let Some(error) = answer.get("error") {
        let text = Some(&error["description"]).filter(|_| error["err_code"] != 10025);
        return json!({
            "type": answer["type"], "stream": answer["stream"], "seq": answer["seq"],
            "code": error["code"], "err_code": error["err_code"], "description": text,
        });
    }
    if let Some(block) = answer.pointer_mut("/message/hdrs") {
        *block = headers(block);
    }
    for part in ["", "/state", "/message", "/config/metadata"] {
        if let Some(part) = answer.pointer_mut(part).and_then(Value::as_object_mut) {
            strip(part, &INCIDENTAL);
        }
    }
    answer
}

/// The lines of a header block, in no order, and without the id that a server gives to a stream that is a source.
pub(super) fn headers(block: &Value) -> Value {
    let block = STANDARD
        .decode(block.as_str().unwrap_or_default())
        .unwrap_or_default();
    let text = String::from_utf8_lossy(&block);
    let of_stream = |line: &str| match line.split_once(": ") {
        Some(("Nats-Stream-Source", origin)) => origin.split(' ').take(5).collect::<Vec<_>>().join(" "),
        // Whole seconds, and the same clock.
        Some(("Nats-Schedule-Next", next)) => next.replace(|letter: char| letter.is_ascii_digit(), "0"),
        _ => line.to_owned(),
    };
    text.split("\r\n")
        .map(of_stream)
        .collect::<BTreeSet<_>>()
        .into_iter()
        .collect()
}

/// Where two answers differ.
pub(super) fn differences(at: &str, ours: &Value, theirs: &Value, found: &mut Vec<String>) {
    if let (Some(ours), Some(theirs)) = (ours.as_object(), theirs.as_object()) {
        let names: BTreeSet<&String> = ours.keys().chain(theirs.keys()).collect();
        let member =
            |side: &Map<String, Value>, name: &String| side.get(name).cloned().unwrap_or(Value::Null);
        for name in names {
            differences(
                &format!("{at}.{name}"),
                &member(ours, name),
                &member(theirs, name),
                found,
            );
        }
    } else if let (Some(ours), Some(theirs)) = (ours.as_array(), theirs.as_array())
        && ours.len() == theirs.len()
    {
        for (number, (ours, theirs)) in ours.iter().zip(theirs).enumerate() {
            differences(&format!("{at}[{number}]"), ours, theirs, found);
        }
    } else if ours != theirs && !(is_nothing(ours) && is_nothing(theirs)) {
        found.push(format!("{at}: ours {ours}, theirs {theirs}"));
    }
}

fn is_nothing(value: &Value) -> bool {
    value.is_null() || value.as_object().is_some_and(Map::is_empty)
}

fn strip(members: &mut Map<String, Value>, names: &[&str]) {
    for name in names {
        members.remove(*name);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn configurations_are_judged_alike() {
    agree(configuring::configurations()).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn updates_are_judged_alike() {
    agree(configuring::updates()).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn messages_are_kept_and_refused_alike() {
    agree(keeping::messages()).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn schedules_are_judged_alike() {
    agree(scheduling::schedules()).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn scheduled_messages_are_made_alike() {
    agree(scheduling::messages()).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn counters_add_up_alike() {
    agree(counting::counters()).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn batches_are_kept_and_refused_alike() {
    agree(batches::batches()).await;
}
