//! A real client library against the engine.

use std::time::Duration;

use async_nats::{Client, ConnectOptions, HeaderMap};
use engine::{Engine, Options};
use futures_util::StreamExt;
use tokio::time::timeout;

use crate::credentials::Authority;

async fn connect(engine: &Engine) -> Client {
    async_nats::connect(engine.address().to_string()).await.unwrap()
}

/// A round trip: what the client said before is done.
async fn settle(client: &Client) {
    client.request("nobody.listens", "".into()).await.unwrap_err();
}

async fn next(subscriber: &mut async_nats::Subscriber) -> async_nats::Message {
    timeout(Duration::from_secs(20), subscriber.next())
        .await
        .expect("a message in time")
        .unwrap()
}

#[tokio::test]
async fn a_message_reaches_every_subscriber() {
    let engine = Engine::start(Options::local()).await.unwrap();
    let (alice, bob) = (connect(&engine).await, connect(&engine).await);
    let mut wide = alice.subscribe("news.>").await.unwrap();
    let mut exact = bob.subscribe("news.today").await.unwrap();
    settle(&alice).await;
    settle(&bob).await;
    let payload = vec![7; 100_000];
    bob.publish("news.today", payload.clone().into()).await.unwrap();
    assert_eq!(next(&mut wide).await.payload, payload);
    assert_eq!(next(&mut exact).await.payload, payload);
    engine.shutdown(Duration::from_secs(5)).await;
}

#[tokio::test]
async fn a_request_is_answered() {
    let engine = Engine::start(Options::local()).await.unwrap();
    let (asker, answerer) = (connect(&engine).await, connect(&engine).await);
    let mut requests = answerer.subscribe("service").await.unwrap();
    settle(&answerer).await;
    let serve = async {
        let request = next(&mut requests).await;
        answerer
            .publish(request.reply.unwrap(), "pong".into())
            .await
            .unwrap();
    };
    let (reply, ()) = tokio::join!(asker.request("service", "ping".into()), serve);
    assert_eq!(reply.unwrap().payload, "pong");
}

#[tokio::test]
async fn a_request_nobody_serves_fails_at_once() {
    let engine = Engine::start(Options::local()).await.unwrap();
    let error = connect(&engine)
        .await
        .request("nobody", "".into())
        .await
        .unwrap_err();
    assert_eq!(error.kind(), async_nats::client::RequestErrorKind::NoResponders);
}

#[tokio::test]
async fn headers_arrive_as_sent() {
    let engine = Engine::start(Options::local()).await.unwrap();
    let client = connect(&engine).await;
    let mut subscriber = client.subscribe("s").await.unwrap();
    let mut headers = HeaderMap::new();
    headers.insert("Trace-Id", "abc");
    client
        .publish_with_headers("s", headers, "body".into())
        .await
        .unwrap();
    let message = next(&mut subscriber).await;
    assert_eq!(message.headers.unwrap().get("Trace-Id").unwrap().as_str(), "abc");
    assert_eq!(message.payload, "body");
}

#[tokio::test]
async fn a_queue_group_gets_each_message_once() {
    let engine = Engine::start(Options::local()).await.unwrap();
    let client = connect(&engine).await;
    let mut members = Vec::new();
    for _ in 0..3 {
        members.push(client.queue_subscribe("work", "q".to_owned()).await.unwrap());
    }
    for _ in 0..300 {
        client.publish("work", "".into()).await.unwrap();
    }
    let members = members
        .into_iter()
        .zip(0..)
        .map(|(member, n)| member.map(move |_| n));
    let mut all = futures_util::stream::select_all(members).take(300);
    let mut counts = [0; 3];
    while let Some(member) = timeout(Duration::from_secs(20), all.next()).await.unwrap() {
        counts[member] += 1;
    }
    settle(&client).await;
    assert_eq!(engine.snapshot().out_msgs, 300);
    assert!(counts.iter().all(|&count| count > 0), "{counts:?}");
}

#[tokio::test]
async fn a_client_returns_after_the_engine_restarts() {
    let engine = Engine::start(Options::local()).await.unwrap();
    let address = engine.address();
    let client = ConnectOptions::new()
        .reconnect_delay_callback(|_| Duration::from_millis(10))
        .connect(address.to_string())
        .await
        .unwrap();
    let mut subscriber = client.subscribe("s").await.unwrap();
    client.flush().await.unwrap();
    engine.shutdown(Duration::from_secs(5)).await;
    let again = Engine::start(Options {
        listen: address,
        ..Options::local()
    })
    .await
    .unwrap();
    let other = connect(&again).await;
    let arrived = async {
        loop {
            other.publish("s", "back".into()).await.unwrap();
            if let Ok(Some(message)) = timeout(Duration::from_millis(20), subscriber.next()).await {
                break message;
            }
        }
    };
    assert_eq!(
        timeout(Duration::from_secs(20), arrived).await.unwrap().payload,
        "back"
    );
}

#[tokio::test]
async fn a_client_speaks_tls_and_large_messages_come_through() {
    let authority = Authority::new();
    let engine = Engine::start(authority.options(false)).await.unwrap();
    let folder = tempfile::tempdir().unwrap();
    let roots = folder.path().join("ca.pem");
    std::fs::write(&roots, authority.pem()).unwrap();
    let options = || {
        ConnectOptions::new()
            .require_tls(true)
            .add_root_certificates(roots.clone())
    };
    let url = format!("tls://localhost:{}", engine.address().port());
    let (alice, bob) = (
        options().connect(&url).await.unwrap(),
        options().connect(&url).await.unwrap(),
    );
    let mut subscriber = alice.subscribe("big.*").await.unwrap();
    settle(&alice).await;
    let payload: Vec<u8> = (0..1_000_000_u32).map(|n| (n % 251) as u8).collect();
    for _ in 0..4 {
        bob.publish("big.one", payload.clone().into()).await.unwrap();
    }
    bob.flush().await.unwrap();
    for _ in 0..4 {
        assert_eq!(next(&mut subscriber).await.payload, payload);
    }
}
