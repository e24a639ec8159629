//! What keeps messages, as programs of others use it: one suite for both engines.

mod advisories;
mod archives;
mod batches;
mod buckets;
mod go_cli;
mod keeping;
mod nats_py;
mod objects;
mod publishing;
mod pulling;
mod pushing;
mod reading;
mod restarts;

use std::time::Duration;

use async_nats::jetstream::{Context, context::ContextBuilder, stream};
use async_nats::{Client, ConnectOptions, HeaderMap, Message, Request};
use futures_util::StreamExt;
use harness::{Engine, World, eventually};
use mco::site::{Security, USER};
use serde_json::Value;

/// Longest wait for what comes by itself.
const PATIENCE: Duration = Duration::from_secs(40);

/// A broker with an engine, and a client with the certificate of the site's user.
struct Site {
    world: World,
    engine: Engine,
    client: Client,
    js: Context,
}

impl Site {
    async fn start(engine: Engine) -> Self {
        Self::configured(engine, "").await
    }

    /// With further lines of the broker's configuration.
    async fn configured(engine: Engine, lines: &str) -> Self {
        let mut world = World::configured(&engine, Security::V1, lines);
        world.site.start_broker().await.unwrap();
        let client = connect(&world).await;
        let js = ContextBuilder::new()
            .timeout(PATIENCE)
            .ack_timeout(PATIENCE)
            .build(client.clone());
        Self {
            world,
            engine,
            client,
            js,
        }
    }

    async fn restart(&mut self) {
        self.engine.restart(&mut self.world).await;
    }

    async fn stream(&self, config: stream::Config) -> stream::Stream {
        self.js.create_stream(config).await.unwrap()
    }

    /// Publishes and returns the sequence it was kept as, or the number of the error.
    async fn store(&self, subject: &str, headers: &[(&str, &str)], payload: &str) -> Result<u64, u64> {
        let mut block = HeaderMap::new();
        for (name, value) in headers {
            block.append(*name, *value);
        }
        let request = Request::new().headers(block).payload(payload.to_owned().into());
        let answer = self.client.send_request(subject.to_owned(), request).await;
        let answer: Value = serde_json::from_slice(&answer.unwrap().payload).unwrap();
        match answer.pointer("/error/err_code").and_then(Value::as_u64) {
            Some(code) => Err(code),
            None => Ok(answer["seq"].as_u64().unwrap()),
        }
    }

    /// Publishes what is kept without conditions.
    async fn keep(&self, subject: &str, payload: &str) -> u64 {
        self.store(subject, &[], payload).await.unwrap()
    }

    /// Asks the API what clients have no words for.
    async fn ask(&self, tail: &str, body: Value) -> Value {
        let body = if body.is_null() {
            String::new()
        } else {
            body.to_string()
        };
        let answer = self.client.request(format!("$JS.API.{tail}"), body.into()).await;
        serde_json::from_slice(&answer.unwrap().payload).unwrap()
    }

    /// Likewise, for the number of the error; zero where there is none.
    async fn refusal(&self, tail: &str, body: Value) -> u64 {
        let answer = self.ask(tail, body).await;
        answer
            .pointer("/error/err_code")
            .and_then(Value::as_u64)
            .unwrap_or_default()
    }

    /// The first message or status that answers a request; messages have the subject they are kept with, so that the client's own
    /// requests do not find theirs.
    async fn one(&self, subject: &str, body: &str) -> Message {
        let inbox = self.client.new_inbox();
        let mut answers = self.client.subscribe(inbox.clone()).await.unwrap();
        let body = body.to_owned().into();
        let sent = self.client.publish_with_reply(subject.to_owned(), inbox, body);
        sent.await.unwrap();
        soon(answers.next()).await.unwrap()
    }

    /// What comes in answer to a request, until a status ends it.
    async fn until_status(&self, subject: &str, body: Value) -> (Vec<Message>, String) {
        let inbox = self.client.new_inbox();
        let mut answers = self.client.subscribe(inbox.clone()).await.unwrap();
        let body = body.to_string().into();
        let sent = self.client.publish_with_reply(subject.to_owned(), inbox, body);
        sent.await.unwrap();
        let mut messages = Vec::new();
        loop {
            let answer = soon(answers.next()).await.unwrap();
            let Some(status) = answer.status else {
                messages.push(answer);
                continue;
            };
            let text = answer.description.unwrap_or_default();
            return (messages, format!("{} {text}", status.as_u16()));
        }
    }

    /// Pulls with this request, until a status ends it.
    async fn pull(&self, stream: &str, consumer: &str, body: Value) -> (Vec<Message>, String) {
        let subject = format!("$JS.API.CONSUMER.MSG.NEXT.{stream}.{consumer}");
        self.until_status(&subject, body).await
    }
}

/// A client with the certificate of the site's user.
async fn connect(world: &World) -> Client {
    let kit = world.site.user_kit(USER);
    let options = ConnectOptions::new()
        .add_root_certificates(kit.join("ca.pem"))
        .add_client_certificate(kit.join("cert.pem"), kit.join("key.pem"))
        .require_tls(true)
        .request_timeout(Some(PATIENCE))
        .retry_on_initial_connect();
    let address = format!("tls://localhost:{}", world.site.address().port());
    options.connect(address).await.unwrap()
}

/// A stream of this name for everything below it.
fn named(name: &str) -> stream::Config {
    stream::Config {
        name: name.to_owned(),
        subjects: vec![format!("{name}.>")],
        ..stream::Config::default()
    }
}

/// A stream with so many messages, of which every third has the same subject.
async fn filled(site: &Site, name: &str, messages: u64) -> stream::Stream {
    let stream = site.stream(named(name)).await;
    for number in 1..=messages {
        site.keep(&format!("{name}.{}", number % 3), &number.to_string())
            .await;
    }
    stream
}

/// How many messages a stream has, the first and the last.
async fn span(stream: &stream::Stream) -> (u64, u64, u64) {
    let state = stream.get_info().await.unwrap().state;
    (state.messages, state.first_sequence, state.last_sequence)
}

/// Waits until a stream has so many messages.
async fn holds(stream: &stream::Stream, count: u64) {
    let name = &stream.cached_info().config.name;
    let look = async || (span(stream).await.0 == count).then_some(());
    eventually(&format!("{name} to hold {count}"), look).await;
}

/// What a future gives that must not wait long.
async fn soon<F: Future>(future: F) -> F::Output {
    let outcome = tokio::time::timeout(PATIENCE, future).await;
    outcome.expect("it comes in time")
}

fn texts(messages: &[Message]) -> Vec<&str> {
    messages
        .iter()
        .map(|message| std::str::from_utf8(&message.payload).unwrap())
        .collect()
}

/// Runs scenarios side by side in one world, which they do not disturb: a test for each engine.
macro_rules! side_by_side {
    ($($scenario:ident),+ $(,)?) => {
        async fn all(engine: harness::Engine) {
            let site = super::Site::start(engine).await;
            tokio::join!($(Box::pin($scenario(&site))),+);
        }
        harness::on_both_engines!(all);
    };
}
use side_by_side;
