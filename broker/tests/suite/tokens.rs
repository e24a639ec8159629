//! Who may come in with a token, and what it allows.

use std::time::Duration;

use async_nats::Event;
use futures_util::StreamExt;
use protocol::security::ed25519::Seed;
use protocol::token::{Claims, ClientPermissions, Provisioning, ServerClaims};
use tokio::time::timeout;

use crate::engine::Engine;
use crate::on_both_engines;
use crate::site::{HOUR, PATIENCE, Site, common};

fn node(seed: &Seed) -> Claims {
    Claims::Server(ServerClaims {
        identity: "n1.example.net".to_owned(),
        collectives: vec!["choria".to_owned()],
        common: common(seed),
        ..ServerClaims::default()
    })
}

on_both_engines!(
    a_client_asks_a_node_and_neither_says_what_it_may_not,
    a_token_that_another_key_shows_is_refused,
    a_connection_ends_when_its_token_does,
    an_unprovisioned_node_is_apart_but_its_life_signs_are_heard,
);

async fn a_client_asks_a_node_and_neither_says_what_it_may_not(engine: Engine) {
    let site = Site::start(&engine, "").await;
    let seed = Seed::generate();
    let mut node = site.connect(node(&seed), &seed, HOUR).await.unwrap();
    let mut client = site
        .client(
            ClientPermissions {
                fleet_management: true,
                ..ClientPermissions::default()
            },
            HOUR,
        )
        .await;
    let [inbox, _] = protocol::Subject::replies("choria", "up=ann");
    let mut answers = client.nats.subscribe(inbox.clone()).await.unwrap();
    let mut asked = node.nats.subscribe("choria.node.n1.example.net").await.unwrap();
    site.hears(2).await;
    let reply = inbox.replace('>', "1");
    client
        .nats
        .publish_with_reply("choria.node.n1.example.net", reply, "?".into())
        .await
        .unwrap();
    let question = timeout(PATIENCE, asked.next()).await.unwrap().unwrap();
    node.nats
        .publish(question.reply.unwrap(), "!".into())
        .await
        .unwrap();
    let answer = timeout(PATIENCE, answers.next()).await.unwrap().unwrap();
    assert_eq!(&answer.payload[..], b"!");

    node.nats
        .publish("choria.node.n2.example.net", "?".into())
        .await
        .unwrap();
    assert!(node.violation().await.contains("choria.node.n2.example.net"));
    let _refused = client.nats.subscribe("choria.reply.>").await.unwrap();
    assert!(client.violation().await.contains("choria.reply.>"));
}

async fn a_token_that_another_key_shows_is_refused(engine: Engine) {
    let site = Site::start(&engine, "").await;
    let refused = site
        .connect(node(&Seed::generate()), &Seed::generate(), HOUR)
        .await;
    assert_eq!(refused.err().as_deref(), Some("AuthorizationViolation"));
}

async fn a_connection_ends_when_its_token_does(engine: Engine) {
    let site = Site::start(&engine, "").await;
    let mut client = site
        .client(ClientPermissions::default(), Duration::from_secs(6))
        .await;
    client.event(|event| matches!(event, Event::Disconnected)).await;
}

async fn an_unprovisioned_node_is_apart_but_its_life_signs_are_heard(engine: Engine) {
    let site = Site::start(
        &engine,
        "plugin.choria.network.provisioning.client_password = s3cret\n",
    )
    .await;
    let viewer = site
        .client(
            ClientPermissions {
                events_viewer: true,
                ..ClientPermissions::default()
            },
            HOUR,
        )
        .await;
    let mut events = viewer.nats.subscribe("choria.lifecycle.event.>").await.unwrap();
    site.hears(1).await;
    let token = Claims::Provisioning(Provisioning {
        token: "t0ken".to_owned(),
        urls: "localhost:4222".to_owned(),
        ..Provisioning::default()
    });
    let mut new = site.connect(token, &Seed::generate(), HOUR).await.unwrap();
    let subject = "choria.lifecycle.event.startup.provision_mode_server";
    new.nats.publish(subject, "born".into()).await.unwrap();
    let event = timeout(PATIENCE, events.next()).await.unwrap().unwrap();
    assert_eq!(
        (event.subject.as_str(), &event.payload[..]),
        (subject, &b"born"[..])
    );
    new.nats
        .publish("choria.broadcast.agent.rpcutil", "?".into())
        .await
        .unwrap();
    assert!(new.violation().await.contains("choria.broadcast.agent.rpcutil"));
}
