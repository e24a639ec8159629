//! Consumers over a restart of the broker, and what their creators may do with them.

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use async_nats::jetstream::{self, consumer, stream};
use engine::{
    Account, Authenticator, Engine, Identified, Login, Options, Permissions, Refused, StreamsOptions,
    SubjectRules,
};
use futures_util::{StreamExt, TryStreamExt};
use serde_json::{Value, json};

use crate::wire::Wire;

async fn start(folder: &Path, options: Options) -> (Engine, jetstream::Context) {
    let options = Options {
        streams: Some(StreamsOptions::at(folder.to_owned())),
        ..options
    };
    let engine = Engine::start(options).await.unwrap();
    let client = async_nats::connect(engine.address().to_string()).await.unwrap();
    (engine, jetstream::new(client))
}

async fn orders(context: &jetstream::Context) -> stream::Stream {
    let config = stream::Config {
        name: "ORDERS".to_owned(),
        subjects: vec!["orders.>".to_owned()],
        ..stream::Config::default()
    };
    let stream = context.create_stream(config).await.unwrap();
    for number in 1..=6 {
        let sent = context.publish("orders.x", number.to_string().into());
        sent.await.unwrap().await.unwrap();
    }
    stream
}

#[tokio::test]
async fn a_durable_consumer_goes_on_after_a_restart() {
    let folder = tempfile::tempdir().unwrap();
    let (engine, context) = start(folder.path(), Options::local()).await;
    let stream = orders(&context).await;
    let config = consumer::pull::Config {
        durable_name: Some("C".to_owned()),
        ..consumer::pull::Config::default()
    };
    let consumer = stream.create_consumer(config).await.unwrap();
    let batch = consumer.fetch().max_messages(4).messages().await.unwrap();
    let batch: Vec<_> = batch.try_collect().await.unwrap();
    batch[0].double_ack().await.unwrap();
    batch[1].ack().await.unwrap();
    batch[2].double_ack().await.unwrap();
    let before = consumer.get_info().await.unwrap();
    engine.shutdown(Duration::from_secs(30)).await;

    let (_engine, context) = start(folder.path(), Options::local()).await;
    let consumer: consumer::PullConsumer = context.get_consumer_from_stream("C", "ORDERS").await.unwrap();
    let info = consumer.cached_info();
    assert_eq!(info.num_ack_pending, 1);
    assert_eq!(info.num_pending, 2);
    assert_eq!(info.ack_floor.stream_sequence, 3);
    assert_eq!((info.created, &info.config), (before.created, &before.config));
    let mut messages = consumer.messages().await.unwrap();
    for number in [5, 6] {
        let message = messages.next().await.unwrap().unwrap();
        assert_eq!(message.payload, number.to_string());
        assert_eq!(message.info().unwrap().consumer_sequence, number);
    }
}

#[derive(Debug)]
struct Limited;

impl Authenticator for Limited {
    fn authenticate(&self, _: &Login<'_>) -> Result<Identified, Refused> {
        let rules = |allow: &[&str]| SubjectRules {
            allow: allow.iter().map(|&subject| subject.to_owned()).collect(),
            ..SubjectRules::default()
        };
        Ok(Identified {
            account: Account::Choria,
            user: "limited".to_owned(),
            permissions: Some(Arc::new(Permissions {
                publish: rules(&["$JS.>", "orders.>", "say.>"]),
                subscribe: rules(&[
                    "_INBOX.>",
                    "hear.>",
                    "*.broadcast.agent.>",
                    "choria.node.me",
                    "choria.lifecycle.>",
                ]),
            })),
            valid_for: None,
        })
    }
}

#[tokio::test]
async fn a_consumer_says_nothing_that_its_creator_may_not() {
    let folder = tempfile::tempdir().unwrap();
    let limited = Options {
        authenticator: Arc::new(Limited),
        ..Options::local()
    };
    let (_engine, context) = start(folder.path(), limited).await;
    orders(&context).await;
    let code = async |deliver: &str| {
        let request =
            json!({"stream_name": "ORDERS", "config": {"durable_name": "P", "deliver_subject": deliver}});
        let answer: Value = context
            .request("CONSUMER.CREATE.ORDERS.P", &request)
            .await
            .unwrap();
        answer["error"]["err_code"].as_u64().unwrap_or_default()
    };
    assert_eq!(code("choria.node.web1").await, 10112);
    assert_eq!(code("hear.me").await, 0);
    assert_eq!(code("choria.node.web1").await, 10112);
    assert_eq!(code("say.it").await, 0);
    // Who hears requests must not send them, nor make up what the fleet says.
    for heard in [
        "choria.node.me",
        "choria.broadcast.agent.rpcutil",
        "choria.lifecycle.event.startup.x",
    ] {
        assert_eq!(code(heard).await, 10112, "{heard}");
    }
}

#[tokio::test]
async fn a_stream_publishes_nothing_again_that_its_creator_may_not() {
    let folder = tempfile::tempdir().unwrap();
    let limited = Options {
        authenticator: Arc::new(Limited),
        ..Options::local()
    };
    let (_engine, context) = start(folder.path(), limited).await;
    let ask = async |verb: &str, more: Value| {
        let mut config = json!({"name": "S", "subjects": ["in.>"], "storage": "memory"});
        config
            .as_object_mut()
            .unwrap()
            .extend(more.as_object().unwrap().clone());
        let request = if verb == "RESTORE" {
            json!({"config": config})
        } else {
            config
        };
        let answer: Value = context
            .request(format!("STREAM.{verb}.S"), &request)
            .await
            .unwrap();
        answer["error"]["description"]
            .as_str()
            .unwrap_or_default()
            .to_owned()
    };
    let again = |destination: &str| json!({"republish": {"src": "in.>", "dest": destination}});
    let refusal = "no permission to publish to the republish destination \"other.>\"";
    assert_eq!(ask("CREATE", again("other.>")).await, refusal);
    assert_eq!(ask("RESTORE", again("other.>")).await, refusal);
    assert_eq!(ask("CREATE", json!({})).await, "");
    assert_eq!(ask("UPDATE", again("other.>")).await, refusal);
    for allowed in ["say.>", "choria.republish.>"] {
        assert_eq!(ask("UPDATE", again(allowed)).await, "", "{allowed}");
    }
    let requests = ask("UPDATE", again("choria.broadcast.agent.>")).await;
    assert!(requests.ends_with("is for requests or replies"), "{requests}");
}

#[tokio::test]
async fn nobody_has_answers_sent_where_he_may_neither_speak_nor_listen() {
    let folder = tempfile::tempdir().unwrap();
    let limited = Options {
        authenticator: Arc::new(Limited),
        ..Options::local()
    };
    let (engine, context) = start(folder.path(), limited).await;
    orders(&context).await;
    let violation = r#"-ERR 'Permissions Violation for Publish with Reply of "choria.node.web1"'"#;
    let mut wire = Wire::login(engine.address(), r#""headers":true,"no_responders":true"#).await;
    for request in [
        "STREAM.MSG.GET.ORDERS",
        "DIRECT.GET.ORDERS",
        "CONSUMER.MSG.NEXT.ORDERS.C",
        "INFO",
    ] {
        wire.say(&format!(
            "PUB $JS.API.{request} choria.node.web1 9\r\n{{\"seq\":1}}\r\n"
        ))
        .await;
        wire.expect(violation).await;
    }
    wire.say("PUB $JS.API.INFO choria.broadcast.agent.x 0\r\n\r\n")
        .await;
    wire.expect(&violation.replace("node.web1", "broadcast.agent.x"))
        .await;
    wire.say("SUB choria.broadcast.agent.x 7\r\nPUB orders.1 choria.broadcast.agent.x 0\r\n\r\n")
        .await;
    wire.say("SUB hear.it 8\r\nPUB orders.1 hear.it 0\r\n\r\n").await;
    assert!(wire.line().await.starts_with("MSG hear.it 8 "));
    assert!(wire.line().await.contains("\"stream\":\"ORDERS\""));
    let order = json!({"deliver_subject": "choria.node.web1"});
    let answer: Value = context.request("STREAM.SNAPSHOT.ORDERS", &order).await.unwrap();
    assert_eq!(answer["error"]["err_code"], 10015, "{answer}");
    wire.say("SUB hear.me 1\r\nPUB $JS.API.INFO hear.me 0\r\n\r\n")
        .await;
    assert!(wire.line().await.starts_with("MSG hear.me 1 "));
}

#[tokio::test]
async fn what_is_published_on_a_pattern_is_kept_by_nobody() {
    let streams = super::Streams::start().await;
    orders(&streams.context).await;
    let mut wire = Wire::login(streams.engine.address(), r#""headers":true,"no_responders":true"#).await;
    wire.say("SUB hear.me 1\r\nPUB orders.* hear.me 1\r\nx\r\n").await;
    assert!(wire.line().await.starts_with("MSG hear.me 1 "));
    assert!(wire.line().await.contains("\"err_code\":10077"));
}

#[tokio::test]
async fn a_schedule_makes_and_reads_nothing_that_its_publisher_may_not() {
    let folder = tempfile::tempdir().unwrap();
    let limited = Options {
        authenticator: Arc::new(Limited),
        ..Options::local()
    };
    let (_engine, context) = start(folder.path(), limited).await;
    let config = json!({
        "name": "S", "subjects": ["orders.>", "hear.>", "secret.>"], "storage": "memory", "allow_msg_schedules": true,
    });
    let made: Value = context.request("STREAM.CREATE.S", &config).await.unwrap();
    assert!(made["error"].is_null(), "{made}");
    let publish = async |headers: &[(&str, &str)]| {
        let mut block = async_nats::HeaderMap::new();
        for (name, value) in headers {
            block.insert(*name, *value);
        }
        let sent = context
            .publish_with_headers("orders.x", block, "x".into())
            .await
            .unwrap();
        let refusal = sent
            .await
            .err()
            .map(|error| error.to_string())
            .unwrap_or_default();
        ["10190", "10203", "10212"]
            .into_iter()
            .find(|number| refusal.contains(number))
            .map(String::from)
    };
    let pattern = ("Nats-Schedule", "@every 1h");
    let target = |subject| ("Nats-Schedule-Target", subject);
    let source = |subject| ("Nats-Schedule-Source", subject);
    let refused = Some("10190".to_owned());
    assert_eq!(publish(&[pattern, target("secret.a")]).await, refused);
    assert_eq!(
        publish(&[pattern, target("orders.a"), source("secret.a")]).await,
        refused
    );
    assert_eq!(
        publish(&[pattern, target("orders.a"), source("hear.a")]).await,
        None
    );
    let end = |subject| [("Nats-Schedule-Next", "purge"), ("Nats-Scheduler", subject)];
    assert_eq!(publish(&end("secret.a")).await, Some("10212".to_owned()));
    assert_eq!(publish(&end("orders.a")).await, None);
}
