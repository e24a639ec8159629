//! The way in for services of the same program.

use std::sync::Arc;

use async_nats::ConnectOptions;
use engine::{Authenticator, Engine, Identified, Login, Options, Refused};

use crate::wire::Wire;

/// Lets nobody in.
#[derive(Debug)]
struct Nobody;

impl Authenticator for Nobody {
    fn authenticate(&self, _: &Login<'_>) -> Result<Identified, Refused> {
        Err(Refused {
            reason: "it is not expected".to_owned(),
        })
    }
}

async fn closed() -> Engine {
    let options = Options {
        authenticator: Arc::new(Nobody),
        advertise: Some("broker.example.net:4222".to_owned()),
        max_connections: 0,
        inside: true,
        ..Options::local()
    };
    Engine::start(options).await.unwrap()
}

#[tokio::test]
async fn a_service_comes_in_with_the_token_whoever_else_may() {
    let engine = closed().await;
    let inside = engine.inside().unwrap();
    assert!(inside.address.ip().is_loopback());
    assert!(!format!("{inside:?}").contains(&inside.token));
    let options = ConnectOptions::with_token(inside.token.clone());
    let client = options.connect(inside.address.to_string()).await.unwrap();
    let info = client.server_info();
    assert_eq!(info.port, inside.address.port());
    assert!(info.connect_urls.is_empty() && !info.tls_required);
    let mut heard = client.subscribe("a").await.unwrap();
    client.publish("a", "b".into()).await.unwrap();
    assert_eq!(
        futures_util::StreamExt::next(&mut heard).await.unwrap().payload,
        "b"
    );
}

#[tokio::test]
async fn others_do_not_and_the_token_opens_no_other_door() {
    let engine = closed().await;
    let inside = engine.inside().unwrap();
    for login in [r#"{}"#, r#"{"auth_token":""}"#, r#"{"auth_token":"wrong"}"#] {
        let mut wire = Wire::dial(inside.address).await;
        wire.say(&format!("CONNECT {login}\r\n")).await;
        assert_eq!(wire.line().await, "-ERR 'Authorization Violation'");
    }
    let elsewhere = Options {
        authenticator: Arc::new(Nobody),
        inside: true,
        ..Options::local()
    };
    let engine = Engine::start(elsewhere).await.unwrap();
    let mut wire = Wire::dial(engine.address()).await;
    let token = &engine.inside().unwrap().token;
    wire.say(&format!("CONNECT {{\"auth_token\":\"{token}\"}}\r\n"))
        .await;
    assert_eq!(wire.line().await, "-ERR 'Authorization Violation'");
}

#[tokio::test]
async fn there_is_no_way_in_unless_it_was_asked_for() {
    let engine = Engine::start(Options::local()).await.unwrap();
    assert_eq!(engine.inside(), None);
}
