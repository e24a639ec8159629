//! Starting, losing the broker, and stopping.

use std::time::Duration;

use daemon::{Node, NodeError};
use futures_util::StreamExt;
use protocol::rpc::Status;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::time::timeout;
use tokio_util::sync::CancellationToken;

use crate::odd::{odd, patient};
use crate::world::{NODE, PATIENCE, Setup, World, broker, config, nothing};

#[tokio::test]
async fn a_node_without_broker_keeps_trying_until_it_is_stopped() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let dir = tempfile::tempdir().unwrap();
    let config = config(dir.path(), listener.local_addr().unwrap(), &Setup::default());
    let stop = CancellationToken::new();
    let starting = Node::builder(config).start(stop.clone());
    let refusing = async {
        for _ in 0..2 {
            drop(listener.accept().await.unwrap());
        }
        stop.cancel();
    };
    let both = async { tokio::join!(starting, refusing) };
    let (started, ()) = timeout(PATIENCE, both).await.unwrap();
    assert!(matches!(started, Err(NodeError::Stopped)), "{started:?}");
}

#[tokio::test]
async fn a_node_comes_back_when_its_broker_does() {
    let mut world = World::usual().await;
    assert_eq!(world.verdict("rpcutil", "ping", nothing()).await.0, Status::Ok);
    let engine = world.engine.take().unwrap();
    let address = engine.address();
    engine.shutdown(Duration::from_secs(1)).await;
    world.engine = Some(broker(address, false).await);
    let back = async {
        // The operator's own link heals too, and the order is anybody's guess: ask until an answer comes.
        loop {
            let request = world.call("rpcutil", "ping", nothing());
            let subject = world.reply_subject(&request);
            let mut replies = world.link.subscribe(subject.as_str(), None).await.unwrap();
            let bytes = world.encode(&request).into();
            let _ = world
                .link
                .publish("mcollective.broadcast.agent.rpcutil", bytes)
                .await;
            if timeout(Duration::from_millis(200), replies.next()).await.is_ok() {
                break;
            }
        }
    };
    timeout(PATIENCE, back).await.expect("the node comes back");
    world.end().await;
}

#[tokio::test]
async fn stopping_waits_for_requests_no_longer_than_granted() {
    let lines = "rpcauthorization = false\nsoft_shutdown_timeout = 1".to_owned();
    let setup = Setup {
        lines,
        ..Setup::default()
    };
    let world = World::start(setup, |node| node.agent(patient())).await;
    let hang = world.call("odd", "hang", nothing());
    world.publish("odd", world.encode(&hang)).await;
    world.settle().await;
    world.end().await;
}

#[tokio::test]
async fn agents_without_timeout_or_with_a_taken_name_are_not_hosted() {
    let dir = tempfile::tempdir().unwrap();
    let config = config(dir.path(), ([127, 0, 0, 1], 1).into(), &Setup::default());
    let builder = Node::builder(config).agent(odd()).agent(odd());
    let error = builder.start(CancellationToken::new()).await.unwrap_err();
    assert_eq!(
        error.to_string(),
        "agent odd cannot be hosted: there is another agent of that name"
    );
}

#[tokio::test]
async fn the_status_file_and_the_metrics_tell_how_the_node_fares() {
    let dir = tempfile::tempdir().unwrap();
    let status = dir.path().join("status.json");
    let lines = format!(
        "rpcauthorization = false\nplugin.choria.status_file_path = {}",
        status.display()
    );
    let world = World::start(
        Setup {
            lines,
            metrics: true,
            ..Setup::default()
        },
        |node| node,
    )
    .await;
    world.verdict("rpcutil", "ping", nothing()).await;
    let mut socket = TcpStream::connect(world.node.metrics_address().unwrap())
        .await
        .unwrap();
    socket
        .write_all(b"GET /metrics HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
        .await
        .unwrap();
    let mut page = String::new();
    timeout(PATIENCE, socket.read_to_string(&mut page))
        .await
        .unwrap()
        .unwrap();
    assert!(
        page.contains(&format!("choria_server_replies{{identity=\"{NODE}\"}} 1\n")),
        "{page}"
    );
    world.end().await;
    let text = std::fs::read_to_string(&status).unwrap();
    let told: serde_json::Value = serde_json::from_str(&text).unwrap();
    assert_eq!(told["identity"], NODE);
    assert_eq!(told["stats"]["replies"], 1);
    assert!(told["certificate_expires"].as_str().unwrap() > "2025");
    assert!(told["last_message"].as_u64().unwrap() > 1_700_000_000);
}
