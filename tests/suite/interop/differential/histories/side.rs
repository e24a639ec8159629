//! One server's side of a history.

use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::time::Duration;

use async_nats::{Client, HeaderMap, Message, Request, StatusCode, Subscriber};
use futures_util::{FutureExt as _, StreamExt as _};
use serde_json::{Map, Value, json};

use super::super::streams::headers;
use super::story::{CONSUMERS, NAMES, Operation};

/// Between two looks at something that is not there yet.
pub(super) const PAUSE: Duration = Duration::from_millis(5);
/// Longest wait for the next message of an answer.
const PATIENCE: Duration = Duration::from_secs(10);
/// Members that tell of moments, places and programs.
const INCIDENTAL: [&str; 17] = [
    "id",
    "timestamp",
    "created",
    "did_create",
    "ts",
    "time",
    "first_ts",
    "last_ts",
    "last_active",
    "cluster",
    "pause_remaining",
    "pinned_client_id",
    "pinned_ts",
    "active",
    "_nats.ver",
    "_nats.level",
    "_nats.req.level",
];
/// Refusals whose words hold what a parser says, or names in any order.
const WORDS: [u64; 3] = [10025, 10069, 10095];
/// What a `nats-server` says that still removes the files of a stream of that name.
const STILL_THERE: u64 = 10049;

/// What a server shows at one moment.
pub(super) struct Look {
    pub(super) shown: Value,
    /// Whether something that should leave has not left.
    pub(super) moving: bool,
}

/// One server, its streams and what was heard from it.
pub(super) struct Side {
    client: Client,
    inbox: String,
    subscriptions: Vec<Subscriber>,
    /// By the consumer, request or subject they came for: only there they have an order.
    heard: BTreeMap<String, Vec<Message>>,
    pin: String,
}

pub(super) async fn connect(address: SocketAddr) -> Client {
    let options = async_nats::ConnectOptions::new().request_timeout(Some(PATIENCE));
    options.connect(address.to_string()).await.unwrap()
}

impl Side {
    pub(super) async fn start(client: Client) -> Self {
        let inbox = client.new_inbox();
        let mut subscriptions = Vec::new();
        let heard = [format!("{inbox}.>"), "r.>".to_owned()];
        // For them nobody listens on a deliver subject who listens on others as well.
        let delivered = CONSUMERS
            .iter()
            .flat_map(|name| [format!("d.{name}"), format!("d.{name}.x")]);
        for subject in heard.into_iter().chain(delivered) {
            subscriptions.push(client.subscribe(subject).await.unwrap());
        }
        Self {
            client,
            inbox,
            subscriptions,
            heard: BTreeMap::new(),
            pin: String::new(),
        }
    }

    /// Does it, and tells the answer.
    pub(super) async fn apply(&mut self, operation: &Operation) -> Value {
        match operation {
            Operation::Reset(name, body) => self.reset(name, body).await,
            Operation::Purge(name, body) => self.purge(name, body).await,
            Operation::Ask(tail, body) => loop {
                let mut answer = self.ask(tail, body).await;
                // They look who listens after they have answered.
                if let Some(answer) = answer.as_object_mut() {
                    answer.remove("push_bound");
                }
                if answer["error"]["err_code"] != STILL_THERE {
                    return essence(answer);
                }
                tokio::time::sleep(PAUSE).await;
            },
            Operation::Publish(subject, headers, payload) => {
                let mut block = HeaderMap::new();
                for (name, value) in headers {
                    block.append(*name, value.as_str());
                }
                let request = Request::new().headers(block).payload(payload.clone().into());
                answered(self.client.send_request(subject.clone(), request).await)
            }
            Operation::Direct(tail, body) => self.direct(tail, body).await,
            Operation::Pull(id, tail, body) => {
                let mut body = body.clone();
                if body.get("id").is_some() {
                    body["id"] = json!(self.pin);
                }
                let subject = format!("$JS.API.CONSUMER.MSG.NEXT.{tail}");
                let reply = format!("{}.{id}", self.inbox);
                let asked = self.client.publish_with_reply(subject, reply, text(&body).into());
                asked.await.unwrap();
                Value::Null
            }
            Operation::Acknowledge(number, payload) => self.acknowledge(*number, payload).await,
        }
    }

    async fn reset(&self, name: &str, body: &Value) -> Value {
        // They say nothing to who resets what is not there.
        let there = self.ask(&format!("CONSUMER.INFO.{name}"), &Value::Null).await;
        if !there["error"].is_null() {
            return essence(there);
        }
        // What is set beyond the end of a stream skips messages there.
        let sought = self.within(&name[..1], body).await;
        let mut answer = self.ask(&format!("CONSUMER.RESET.{name}"), &sought).await;
        // Their floor waits before messages that the consumer does not take until something after them is acknowledged.
        if body.is_null() {
            answer["reset_seq"].take();
        }
        essence(answer)
    }

    async fn purge(&self, name: &str, body: &Value) -> Value {
        // They skip numbers where more is purged than ever was there.
        let mut body = self.within(name, body).await;
        // They forget to go on, or to forget, where only some of what was given out goes.
        let consumers = self.ask(&format!("CONSUMER.LIST.{name}"), &Value::Null).await;
        let mut consumers = list(&consumers["consumers"]).iter();
        if consumers.any(|consumer| consumer["num_ack_pending"] != 0) {
            body["filter"] = json!("");
            body["keep"] = json!(0);
        }
        essence(self.ask(&format!("STREAM.PURGE.{name}"), &body).await)
    }

    async fn acknowledge(&self, number: usize, payload: &'static str) -> Value {
        let messages = self.heard.values().flatten();
        let replies = messages.filter_map(|message| message.reply.as_ref());
        let replies: Vec<_> = replies.filter(|reply| reply.starts_with("$JS.ACK.")).collect();
        let Some(reply) = replies.get(number % replies.len().max(1)) else {
            return Value::Null;
        };
        let reply = (*reply).clone();
        let mut places = reply.split('.').skip(2).take(2);
        let mut place = || places.next().unwrap_or_default();
        let consumer = format!("CONSUMER.INFO.{}.{}", place(), place());
        // They hear nothing about messages that need no acknowledgement.
        if self.ask(&consumer, &Value::Null).await["config"]["ack_policy"] == "none" {
            return Value::Null;
        }
        if payload.starts_with("+NXT") {
            let inbox = format!("{}.next", self.inbox);
            let asked = self.client.publish_with_reply(reply, inbox, payload.into());
            asked.await.unwrap();
            return Value::Null;
        }
        let request = Request::new().payload(payload.into()).timeout(Some(PATIENCE));
        answered(self.client.send_request(reply, request).await)
    }

    async fn ask(&self, tail: &str, body: &Value) -> Value {
        let asked = self
            .client
            .request(format!("$JS.API.{tail}"), text(body).into())
            .await;
        asked.map_or_else(
            |error| json!(error.kind().to_string()),
            |answer| serde_json::from_slice(&answer.payload).unwrap(),
        )
    }

    /// A request whose sequence is at most the next one of a stream.
    async fn within(&self, name: &str, body: &Value) -> Value {
        let info = self.ask(&format!("STREAM.INFO.{name}"), &Value::Null).await;
        let end = info["state"]["last_seq"].as_u64().unwrap_or(0) + 1;
        let mut body = body.clone();
        if let Some(seq) = body.get_mut("seq") {
            *seq = json!(seq.as_u64().unwrap_or(0).min(end));
        }
        body
    }

    /// All messages of one answer.
    async fn direct(&self, tail: &str, body: &Value) -> Value {
        let inbox = self.client.new_inbox();
        let mut answer = self.client.subscribe(inbox.clone()).await.unwrap();
        let subject = format!("$JS.API.DIRECT.GET.{tail}");
        let asked = self.client.publish_with_reply(subject, inbox, text(body).into());
        asked.await.unwrap();
        let mut read = Vec::new();
        while let Ok(Some(message)) = tokio::time::timeout(PATIENCE, answer.next()).await {
            let more = message
                .headers
                .as_ref()
                .is_some_and(|block| block.get("Nats-Num-Pending").is_some());
            read.push(line(&message));
            if message.status.is_some() || !more {
                return json!(read);
            }
        }
        read.push(json!("nothing more"));
        json!(read)
    }

    /// What the streams and consumers are, and all that was heard.
    pub(super) async fn look(&mut self) -> Look {
        let (mut shown, mut moving) = (Map::new(), false);
        let detailed = json!({"subjects_filter": ">", "deleted_details": true});
        for name in NAMES {
            let stream = self.ask(&format!("STREAM.INFO.{name}"), &detailed).await;
            if stream["error"].is_null() {
                let consumers = self.ask(&format!("CONSUMER.LIST.{name}"), &Value::Null).await;
                moving |= is_behind(&stream["mirror"]);
                moving |= list(&stream["sources"]).iter().any(is_behind);
                moving |= list(&consumers["consumers"]).iter().any(is_moving);
                shown.insert(format!("{name} consumers"), essence(consumers));
            }
            shown.insert(name.to_owned(), essence(stream));
        }
        for subscription in &mut self.subscriptions {
            while let Some(Some(message)) = subscription.next().now_or_never() {
                let pin = message
                    .headers
                    .as_ref()
                    .and_then(|block| block.get("Nats-Pin-Id"));
                if let Some(pin) = pin {
                    self.pin = pin.to_string();
                }
                let source = source(&message, &self.inbox);
                self.heard.entry(source).or_default().push(message);
            }
        }
        let heard = self.heard.iter();
        let heard = heard.map(|(key, messages)| (key.clone(), messages.iter().map(line).collect()));
        shown.insert("heard".to_owned(), Value::Object(heard.collect()));
        Look {
            shown: shown.into(),
            moving,
        }
    }

    /// Takes all streams away.
    pub(super) async fn leave(self) {
        for name in NAMES {
            self.ask(&format!("STREAM.DELETE.{name}"), &Value::Null).await;
        }
    }
}

/// Whether a consumer could give out something, or has to be about to.
fn is_moving(consumer: &Value) -> bool {
    let wanted = consumer["num_waiting"] != 0 || consumer["push_bound"] == true;
    wanted && consumer["num_pending"] != 0
}

fn is_behind(origin: &Value) -> bool {
    !origin.is_null() && (origin["lag"] != 0 || origin["active"] == -1)
}

fn list(value: &Value) -> &[Value] {
    value.as_array().map_or(&[], Vec::as_slice)
}

fn text(body: &Value) -> String {
    match body {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        _ => body.to_string(),
    }
}

fn answered(answer: Result<Message, async_nats::RequestError>) -> Value {
    match answer {
        Ok(answer) => essence(serde_json::from_slice(&answer.payload).unwrap_or(Value::Null)),
        Err(error) => json!(error.kind().to_string()),
    }
}

/// A message without its moment.
fn line(message: &Message) -> Value {
    let reply = message.reply.as_deref().unwrap_or_default();
    let mut tokens: Vec<&str> = reply.split('.').collect();
    let is_stored = tokens.len() == 9;
    if is_stored {
        tokens[7] = "TIME";
    }
    let block = message.headers.iter().flat_map(HeaderMap::iter);
    // Where nobody answers, the subject is repeated, with its moment.
    let block = block.filter(|(name, _)| {
        message.status != Some(StatusCode::NO_RESPONDERS) || AsRef::<str>::as_ref(*name) != "Nats-Subject"
    });
    let mut block: Vec<String> = block
        .map(|(name, values)| match name.as_ref() {
            moment @ ("Nats-Pin-Id" | "Nats-Time-Stamp") => moment.to_owned(),
            name => format!("{name}: {values:?}"),
        })
        .collect();
    block.sort();
    json!({
        "subject": is_stored.then_some(message.subject.as_str()),
        "status": message.status.map(|status| status.as_u16()),
        "description": message.description,
        "reply": tokens.join("."),
        "headers": block,
        "payload": String::from_utf8_lossy(&message.payload),
    })
}

/// The consumer that sent a message, else the request or subject it came for.
fn source(message: &Message, inbox: &str) -> String {
    let consumer = message
        .reply
        .as_deref()
        .and_then(|reply| reply.strip_prefix("$JS.ACK."));
    match consumer {
        Some(rest) => rest.split('.').take(2).collect::<Vec<_>>().join("."),
        None => message
            .subject
            .strip_prefix(inbox)
            .unwrap_or(&message.subject)
            .to_owned(),
    }
}

/// An answer without what differs between any two servers.
fn essence(mut answer: Value) -> Value {
    if let Some(error) = answer.get("error") {
        let words = Some(&error["description"]).filter(|_| {
            !error["err_code"]
                .as_u64()
                .is_some_and(|code| WORDS.contains(&code))
        });
        return json!({
            "type": answer["type"], "stream": answer["stream"], "seq": answer["seq"],
            "code": error["code"], "err_code": error["err_code"], "description": words,
        });
    }
    if let Some(block) = answer.pointer_mut("/message/hdrs") {
        *block = headers(block);
    }
    strip(&mut answer);
    answer
}

fn strip(value: &mut Value) {
    match value {
        Value::Object(members) => {
            // A stream that never held anything begins at 0, and for them at 1 once it was purged.
            if members.get("last_seq") == Some(&json!(0)) {
                for place in ["first_seq", "deleted", "num_deleted"] {
                    members.remove(place);
                }
            }
            // What went without being given, they count as given or not by the way it went.
            members.remove("ack_floor");
            if let Some(delivered) = members.get_mut("delivered").and_then(Value::as_object_mut) {
                delivered.remove("stream_seq");
            }
            members.retain(|name, _| !INCIDENTAL.contains(&name.as_str()));
            members.values_mut().for_each(strip);
        }
        Value::Array(values) => values.iter_mut().for_each(strip),
        _ => {}
    }
}
