//! Requests and events about the server itself, and what reaches from one account into another.

use std::sync::Arc;

use async_nats::{Client, ConnectOptions};
use engine::{
    Account, Authenticator, Engine, Identified, Login, Options, Permissions, Refused, StreamsOptions,
    SubjectRules,
};
use futures_util::StreamExt;
use serde_json::{Value, json};

/// Users are named for their accounts; `ann` may do little in `choria`.
#[derive(Debug)]
struct ByName;

impl Authenticator for ByName {
    fn authenticate(&self, login: &Login<'_>) -> Result<Identified, Refused> {
        let user = login.user.unwrap_or_default();
        let account = match user {
            "system" => Account::System,
            "node" => Account::Provisioning,
            _ => Account::Choria,
        };
        let little = Permissions {
            publish: SubjectRules {
                allow: vec!["$SYS.REQ.USER.INFO".to_owned()],
                ..SubjectRules::default()
            },
            ..Permissions::default()
        };
        Ok(Identified {
            account,
            user: user.to_owned(),
            permissions: (user == "ann").then(|| Arc::new(little)),
            valid_for: None,
        })
    }
}

struct Site {
    engine: Engine,
    _folder: tempfile::TempDir,
}

impl Site {
    async fn start() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let options = Options {
            authenticator: Arc::new(ByName),
            server_name: "b1.example.net".to_owned(),
            streams: Some(StreamsOptions::at(folder.path())),
            ..Options::local()
        };
        Self {
            engine: Engine::start(options).await.unwrap(),
            _folder: folder,
        }
    }

    async fn login(&self, user: &str) -> Client {
        let options = ConnectOptions::with_user_and_password(user.to_owned(), String::new()).name(user);
        options.connect(self.engine.address().to_string()).await.unwrap()
    }
}

async fn ask(client: &Client, subject: &str, body: &Value) -> Value {
    let body = body.to_string();
    let answer = client.request(subject.to_owned(), body.into()).await.unwrap();
    serde_json::from_slice(&answer.payload).unwrap()
}

async fn is_refused(client: &Client, subject: &str) -> bool {
    client.request(subject.to_owned(), "".into()).await.is_err()
}

#[tokio::test]
async fn everybody_may_ask_who_they_are() {
    let site = Site::start().await;
    let answer = ask(&site.login("ann").await, "$SYS.REQ.USER.INFO", &json!({})).await;
    assert_eq!(
        answer["data"],
        json!({
            "user": "ann", "account": "choria", "account_name": "choria",
            "permissions": {"publish": {"allow": ["$SYS.REQ.USER.INFO"]}, "subscribe": {}},
        })
    );
    assert_eq!(answer["server"]["name"], "b1.example.net");
    let answer = ask(&site.login("node").await, "$SYS.REQ.USER.INFO", &json!({})).await;
    assert_eq!(
        answer["data"],
        json!({"user": "node", "account": "provisioning", "account_name": "provisioning"})
    );
}

#[tokio::test]
async fn answers_go_where_the_caller_might_publish_or_listen_himself() {
    let site = Site::start().await;
    let (ann, bob) = (site.login("ann").await, site.login("bob").await);
    let mut heard = bob.subscribe("answers.>").await.unwrap();
    ask(&bob, "$SYS.REQ.USER.INFO", &json!({})).await;
    // Whoever listens on the first would take it for a request.
    for reply in ["answers.node.n1", "answers.mine"] {
        ann.publish_with_reply("$SYS.REQ.USER.INFO", reply, "".into())
            .await
            .unwrap();
    }
    let first = heard.next().await.unwrap();
    assert_eq!(first.subject.as_str(), "answers.mine");
}

#[tokio::test]
async fn administrators_see_all_of_the_server_and_others_only_their_account() {
    let site = Site::start().await;
    let (system, bob) = (site.login("system").await, site.login("bob").await);
    let statsz = ask(&system, "$SYS.REQ.SERVER.PING", &json!({})).await;
    assert_eq!(
        (&statsz["statsz"]["connections"], &statsz["server"]["jetstream"]),
        (&json!(2), &json!(true))
    );
    let id = statsz["server"]["id"].as_str().unwrap().to_owned();
    for (page, member) in [
        ("IDZ", "id"),
        ("VARZ", "jetstream"),
        ("SUBSZ", "num_subscriptions"),
        ("CONNZ", "connections"),
        ("ACCOUNTZ", "accounts"),
        ("JSZ", "streams"),
        ("HEALTHZ", "status"),
        ("ROUTEZ", "num_routes"),
        ("GATEWAYZ", "outbound_gateways"),
        ("LEAFZ", "leafs"),
    ] {
        for server in ["PING", &id] {
            let answer = ask(&system, &format!("$SYS.REQ.SERVER.{server}.{page}"), &json!({})).await;
            assert!(!answer["data"][member].is_null(), "{page}: {answer}");
        }
        if page != "CONNZ" {
            assert!(is_refused(&bob, &format!("$SYS.REQ.SERVER.PING.{page}")).await);
        }
    }
    let own = ask(&bob, "$SYS.REQ.SERVER.PING.CONNZ", &json!({})).await;
    assert_eq!(
        (&own["data"]["total"], &own["data"]["connections"][0]["name"]),
        (&json!(1), &json!("bob"))
    );
    let own = ask(&bob, "$SYS.REQ.ACCOUNT.PING.STATZ", &json!({})).await;
    assert_eq!(own["data"]["account_statz"][0]["acc"], "choria");
    for (page, member) in [
        ("INFO", "account_name"),
        ("CONNZ", "total"),
        ("STATZ", "account_statz"),
        ("JSZ", "memory"),
    ] {
        let answer = ask(&system, &format!("$SYS.REQ.ACCOUNT.choria.{page}"), &json!({})).await;
        assert!(!answer["data"][member].is_null(), "{page}: {answer}");
    }
    let none = ask(&system, "$SYS.REQ.ACCOUNT.nobody.INFO", &json!({})).await;
    assert_eq!(none["error"]["code"], 404);
    let none = ask(&system, "$SYS.REQ.SERVER.PING.EXPVARZ", &json!({})).await;
    assert_eq!(
        none["error"],
        json!({"code": 501, "description": "this server has no EXPVARZ"})
    );
}

#[tokio::test]
async fn a_request_to_other_servers_is_not_answered() {
    let site = Site::start().await;
    let system = site.login("system").await;
    let mut answers = system.subscribe("answers").await.unwrap();
    for name in ["other.example.net", "b1"] {
        let body = json!({"server_name": name}).to_string();
        system
            .publish_with_reply("$SYS.REQ.SERVER.PING.IDZ", "answers", body.into())
            .await
            .unwrap();
    }
    let exact = json!({"server_name": "b1", "exact_match": true}).to_string();
    system
        .publish_with_reply("$SYS.REQ.SERVER.PING.IDZ", "answers", exact.into())
        .await
        .unwrap();
    let last = json!({"server_name": "b1.example.net", "exact_match": true}).to_string();
    system
        .publish_with_reply("$SYS.REQ.SERVER.PING.VARZ", "answers", last.into())
        .await
        .unwrap();
    let read = |message: async_nats::Message| serde_json::from_slice::<Value>(&message.payload).unwrap();
    assert!(read(answers.next().await.unwrap())["data"]["start"].is_null());
    assert!(!read(answers.next().await.unwrap())["data"]["start"].is_null());
}

#[tokio::test]
async fn who_comes_who_goes_and_who_is_thrown_out_is_told() {
    let site = Site::start().await;
    let system = site.login("system").await;
    let mut events = system.subscribe("$SYS.ACCOUNT.choria.>").await.unwrap();
    while site.engine.snapshot().subscriptions < 1 {
        tokio::task::yield_now().await;
    }
    let options = ConnectOptions::with_user_and_password("bob".into(), String::new()).max_reconnects(1);
    let bob = options.connect(site.engine.address().to_string()).await.unwrap();
    let event: Value = serde_json::from_slice(&events.next().await.unwrap().payload).unwrap();
    assert_eq!(event["type"], "io.nats.server.advisory.v1.client_connect");
    assert_eq!(
        (&event["client"]["user"], &event["client"]["acc"]),
        (&json!("bob"), &json!("choria"))
    );
    let id = site.login("system").await.server_info().server_id;
    let kick = json!({"cid": event["client"]["id"]});
    let done = ask(&system, &format!("$SYS.REQ.SERVER.{id}.KICK"), &kick).await;
    assert!(done["error"].is_null(), "{done}");
    let event: Value = serde_json::from_slice(&events.next().await.unwrap().payload).unwrap();
    assert_eq!(event["type"], "io.nats.server.advisory.v1.client_disconnect");
    assert_eq!(event["reason"], "Kicked");
    drop(bob);
    let done = ask(
        &system,
        &format!("$SYS.REQ.SERVER.{id}.KICK"),
        &json!({"cid": 999}),
    )
    .await;
    assert_eq!(done["error"]["code"], 404);
}

#[tokio::test]
async fn nodes_without_an_identity_reach_their_election_and_nothing_else() {
    let site = Site::start().await;
    let (node, bob) = (site.login("node").await, site.login("bob").await);
    let streams = async_nats::jetstream::new(bob.clone());
    let info = "choria.streams.STREAM.INFO.KV_CHORIA_LEADER_ELECTION";
    let missing = ask(&node, info, &json!({})).await;
    assert_eq!(missing["error"]["err_code"], 10059);
    let bucket = async_nats::jetstream::kv::Config {
        bucket: "CHORIA_LEADER_ELECTION".to_owned(),
        ..Default::default()
    };
    let bucket = streams.create_key_value(bucket).await.unwrap();
    let there = ask(&node, info, &json!({})).await;
    assert_eq!(there["config"]["name"], "KV_CHORIA_LEADER_ELECTION");
    for subject in [
        "$KV.CHORIA_LEADER_ELECTION.provisioner",
        "choria.streams.$KV.CHORIA_LEADER_ELECTION.provisioner",
    ] {
        let ack = ask(&node, subject, &json!("me")).await;
        assert_eq!(ack["stream"], "KV_CHORIA_LEADER_ELECTION", "{ack}");
    }
    assert_eq!(bucket.get("provisioner").await.unwrap().unwrap(), "\"me\"");
    assert!(is_refused(&node, "$KV.CHORIA_LEADER_ELECTION.other").await);
    assert!(is_refused(&node, "choria.streams.STREAM.DELETE.KV_CHORIA_LEADER_ELECTION").await);
    let api = ask(&node, "$JS.API.INFO", &json!({})).await;
    assert_eq!(api["error"]["err_code"], 10039);
    let api = ask(
        &node,
        "$JS.API.STREAM.DELETE.KV_CHORIA_LEADER_ELECTION",
        &json!({}),
    )
    .await;
    assert_eq!(api["error"]["err_code"], 10039);
}

#[tokio::test]
async fn life_signs_of_nodes_without_an_identity_are_kept_by_the_streams_of_everybody() {
    let site = Site::start().await;
    let (node, bob) = (site.login("node").await, site.login("bob").await);
    let streams = async_nats::jetstream::new(bob);
    let config = async_nats::jetstream::stream::Config {
        name: "EVENTS".to_owned(),
        subjects: vec!["choria.lifecycle.>".to_owned(), "choria.machine.>".to_owned()],
        ..Default::default()
    };
    let mut events = streams.create_stream(config).await.unwrap();
    node.publish("choria.machine.transition", "no".into())
        .await
        .unwrap();
    node.publish("choria.lifecycle.event.startup.server", "yes".into())
        .await
        .unwrap();
    while events.info().await.unwrap().state.messages == 0 {}
    let kept = events.get_raw_message(1).await.unwrap();
    assert_eq!(kept.subject.as_str(), "choria.lifecycle.event.startup.server");
    assert_eq!(events.info().await.unwrap().state.messages, 1);
}
