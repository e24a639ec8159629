use std::error::Error;
use std::net::SocketAddr;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;
use tokio_util::task::TaskTracker;

use super::*;

const PATIENCE: Duration = Duration::from_millis(100);

fn options(server: SocketAddr) -> Options {
    Options {
        servers: vec![server.to_string()],
        name: "test".into(),
        tls: None,
        login: None,
        connect_timeout: Duration::from_secs(2),
        ping_interval: Duration::from_secs(30),
        inbox_prefix: "mcollective.reply".into(),
        first: First::GiveUpAfter(PATIENCE),
    }
}

/// A listener that says `greeting` to everybody, then reads and is silent.
async fn says(greeting: &'static str) -> SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    TaskTracker::new().spawn(async move {
        while let Ok((mut peer, _)) = listener.accept().await {
            peer.write_all(greeting.as_bytes()).await.unwrap();
            TaskTracker::new().spawn(async move { peer.read_to_end(&mut Vec::new()).await });
        }
    });
    address
}

async fn trouble(server: SocketAddr) -> String {
    let error = Link::connect(options(server)).await.unwrap_err();
    let text = format!("{error}: {}", error.source().unwrap());
    text.replace(&server.port().to_string(), "PORT")
}

#[tokio::test]
async fn a_port_nobody_listens_on_is_named() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    drop(listener);
    insta::assert_snapshot!(trouble(address).await, @"no broker answered at nats://127.0.0.1:PORT: connection refused");
}

#[tokio::test]
async fn a_broker_that_says_nothing_is_named() {
    insta::assert_snapshot!(trouble(says("").await).await, @"no broker answered at nats://127.0.0.1:PORT: it did not answer in time");
}

#[tokio::test]
async fn something_else_on_the_port_is_recognised() {
    let web = says("HTTP/1.1 400 Bad Request\r\n\r\n").await;
    insta::assert_snapshot!(trouble(web).await, @"no broker answered at nats://127.0.0.1:PORT: it does not speak the NATS protocol");
}

#[tokio::test]
async fn refused_credentials_are_told_apart_from_silence() {
    let strict = says("INFO {}\r\n-ERR 'Authorization Violation'\r\n").await;
    insta::assert_snapshot!(trouble(strict).await, @"no broker answered at nats://127.0.0.1:PORT: it refused our credentials (authorization violation)");
}

#[tokio::test]
async fn an_address_without_a_port_is_refused_before_anything_is_tried() {
    let mut options = options("127.0.0.1:1".parse().unwrap());
    options.servers.push("nats://broker.example.net".into());
    let error = Link::connect(options).await.unwrap_err();
    insta::assert_snapshot!(error, @r#"broker address "nats://broker.example.net" is not host:port"#);
}
