//! One server's side of a comparison, and what it is made of.

use std::net::SocketAddr;
use std::time::Duration;

use async_nats::{Client, Message, Subscriber};
use futures_util::StreamExt;
use serde_json::{Value, json};

/// Longest wait for something that both should send.
const PATIENCE: Duration = Duration::from_secs(5);
/// Members that differ by their nature.
const VOLATILE: [&str; 8] = [
    "created",
    "ts",
    "last_active",
    "cluster",
    "pause_remaining",
    "pinned_client_id",
    "pinned_ts",
    "metadata",
];
/// Refusals whose words hold what the JSON or number parser says.
const PARSER_WORDS: [u64; 2] = [10025, 10095];

/// One thing a client does.
#[derive(Debug, Clone)]
pub(super) enum Step {
    /// A request of the API below `CONSUMER.`; the answer is compared.
    Ask(String, String),
    /// A pull request and how many messages to read.
    Pull(String, usize),
    /// Reads so many more.
    Read(usize),
    /// An answer to the n-th message read so far.
    Ack(usize, &'static str),
    Publish(&'static str, &'static str),
    /// Waits until so many requests wait.
    Waiting(u64),
}

pub(super) fn create(config: Value) -> Step {
    ask("CREATE.S.C", json!({"stream_name": "S", "config": config}))
}

pub(super) fn ask(tail: &str, body: Value) -> Step {
    let text = if body.is_null() {
        String::new()
    } else {
        body.to_string()
    };
    Step::Ask(tail.to_owned(), text)
}

pub(super) fn pull(body: &str, messages: usize) -> Step {
    Step::Pull(body.to_owned(), messages)
}

/// One server's side of a case.
pub(super) struct Side {
    client: Client,
    inbox: Subscriber,
    reply: String,
    read: Vec<Message>,
    transcript: Vec<String>,
}

impl Side {
    pub(super) async fn start(address: SocketAddr) -> Self {
        let client = async_nats::connect(address.to_string()).await.unwrap();
        let reply = client.new_inbox();
        let inbox = client.subscribe(reply.clone()).await.unwrap();
        Self {
            client,
            inbox,
            reply,
            read: Vec::new(),
            transcript: Vec::new(),
        }
    }

    async fn api(&self, tail: &str, body: String) -> Value {
        let request = self.client.request(format!("$JS.API.{tail}"), body.into());
        match request.await {
            Ok(answer) => serde_json::from_slice(&answer.payload).unwrap(),
            Err(error) => json!(error.kind().to_string()),
        }
    }

    /// Runs one case on a stream of its own.
    pub(super) async fn run(&mut self, stream: &Value, steps: &[Step]) -> Vec<String> {
        self.read.clear();
        // What comes late from the case before must not be read in this one.
        self.reply = self.client.new_inbox();
        self.inbox = self.client.subscribe(self.reply.clone()).await.unwrap();
        self.api("STREAM.DELETE.S", String::new()).await;
        let made = self.api("STREAM.CREATE.S", stream.to_string()).await;
        assert!(made["error"].is_null(), "{made}");
        for step in steps {
            self.step(step).await;
        }
        std::mem::take(&mut self.transcript)
    }

    async fn step(&mut self, step: &Step) {
        match step {
            Step::Ask(tail, body) => {
                let mut answer = self.api(&format!("CONSUMER.{tail}"), body.clone()).await;
                normalize(&mut answer);
                self.transcript.push(answer.to_string());
            }
            Step::Publish(subject, payload) => {
                let sent = self.client.request(*subject, (*payload).into()).await;
                sent.unwrap();
            }
            Step::Pull(body, messages) => {
                let reply = self.reply.clone();
                let request = self.client.publish_with_reply(
                    "$JS.API.CONSUMER.MSG.NEXT.S.C",
                    reply,
                    body.clone().into(),
                );
                request.await.unwrap();
                self.read(*messages).await;
            }
            Step::Read(messages) => self.read(*messages).await,
            Step::Waiting(requests) => loop {
                let info = self.api("CONSUMER.INFO.S.C", String::new()).await;
                if info["num_waiting"] == *requests {
                    break;
                }
            },
            Step::Ack(number, payload) => {
                let reply = self.read[*number].reply.clone().unwrap();
                let confirmed = self.client.request(reply, (*payload).into()).await;
                self.transcript.push(format!("confirmed: {}", confirmed.is_ok()));
            }
        }
    }

    async fn read(&mut self, messages: usize) {
        for _ in 0..messages {
            let Ok(Some(message)) = tokio::time::timeout(PATIENCE, self.inbox.next()).await else {
                self.transcript.push("nothing".to_owned());
                return;
            };
            self.transcript.push(line(&message));
            self.read.push(message);
        }
    }
}

/// A message without its moment.
fn line(message: &Message) -> String {
    let reply = message.reply.as_deref().unwrap_or_default();
    let mut tokens: Vec<&str> = reply.split('.').collect();
    if tokens.len() == 9 {
        tokens[7] = "TIME";
    }
    let mut headers: Vec<String> = message
        .headers
        .iter()
        .flat_map(|headers| headers.iter())
        .map(|(name, values)| match name.as_ref() {
            "Nats-Pin-Id" => "Nats-Pin-Id".to_owned(),
            name => format!("{name}: {values:?}"),
        })
        .collect();
    headers.sort();
    let status = message.status.map(|status| status.as_u16());
    format!(
        "{} {} {status:?} {:?} {headers:?} {:?}",
        if message.subject.starts_with("_INBOX") {
            "inbox"
        } else {
            &message.subject
        },
        tokens.join("."),
        message.description,
        message.payload
    )
}

fn normalize(answer: &mut Value) {
    if let Some(error) = answer.get_mut("error")
        && error["err_code"]
            .as_u64()
            .is_some_and(|code| PARSER_WORDS.contains(&code))
    {
        error["description"] = Value::Null;
    }
    // What goes beside an error means nothing.
    if let (Some(error), Some(kind)) = (answer.get("error"), answer.get("type")) {
        *answer = json!({"error": error, "type": kind});
    }
    match answer {
        Value::Object(members) => {
            members.retain(|name, _| !VOLATILE.contains(&name.as_str()));
            members.values_mut().for_each(normalize);
        }
        Value::Array(values) => values.iter_mut().for_each(normalize),
        _ => {}
    }
}
