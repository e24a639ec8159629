//! A broker that finds one of its streams damaged serves the others and says so; a repair brings back what can be read.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use async_nats::jetstream;
use harness::{World, eventually};
use serde_json::Value;
use tokio::io::{AsyncReadExt, AsyncWriteExt};

use super::{Broker, stored};

const MESSAGES: u64 = 30;
const NAMES: [&str; 4] = ["FIRST", "SECOND", "THIRD", "FOURTH"];
/// Bytes of a log before its first commit.
const EMPTY: u64 = 44;

async fn publish(context: &jetstream::Context, name: &str) -> u64 {
    let sent = context.publish(format!("{name}.a"), "precious".into()).await;
    sent.unwrap().await.unwrap().sequence
}

/// The file in which the messages of a stream are.
fn log(store: &Path, name: &str) -> PathBuf {
    store.join("streams").join(name).join("000000000001.log")
}

fn maintain(word: &str, store: &Path) -> Output {
    let broker = env!("CARGO_BIN_EXE_test-broker");
    let ran = Command::new(broker).args(["stream", word]).arg(store).output();
    ran.unwrap()
}

/// The page of a broker's monitoring.
async fn page(port: u16, path: &str) -> String {
    let connected = async || tokio::net::TcpStream::connect(("127.0.0.1", port)).await.ok();
    let mut socket = eventually("the monitoring to answer", connected).await;
    let request = format!("GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
    socket.write_all(request.as_bytes()).await.unwrap();
    let mut answer = String::new();
    socket.read_to_string(&mut answer).await.unwrap();
    answer
}

#[tokio::test(flavor = "multi_thread")]
async fn a_damaged_stream_is_named_everywhere_and_repaired_and_the_others_are_served() {
    let broker = Broker::prepare().await;
    let store = broker.world.site.broker_kit().join("streams");
    let port = monitored(&broker.world);
    let mut process = broker.launch();
    let context = jetstream::new(broker.connect(&mut process).await);
    for name in NAMES {
        let config = stored::config(name, &format!("{name}.>"));
        context.create_stream(config).await.unwrap();
        for _ in 0..MESSAGES {
            publish(&context, name).await;
        }
    }
    assert_eq!(process.terminate(), Some(0), "{}", process.output());
    let path = log(&store, "SECOND");
    let mut bytes = fs::read(&path).unwrap();
    let middle = bytes.windows(8).filter(|window| window == b"precious").count() / 2;
    let at = (0..bytes.len())
        .filter(|at| bytes[*at..].starts_with(b"precious"))
        .nth(middle)
        .unwrap();
    bytes[at + 3] ^= 0x10;
    fs::write(&path, &bytes).unwrap();
    let emptied = fs::OpenOptions::new().write(true).open(log(&store, "FOURTH"));
    emptied.unwrap().set_len(EMPTY).unwrap();

    let mut process = broker.launch();
    let context = jetstream::new(broker.connect(&mut process).await);
    for name in ["FIRST", "THIRD"] {
        assert_eq!(publish(&context, name).await, MESSAGES + 1);
    }
    let list: Value = context
        .request("STREAM.LIST", &serde_json::json!({}))
        .await
        .unwrap();
    let place = format!("{} at byte", path.display());
    let told = list["offline"]["SECOND"].as_str().unwrap_or_default();
    assert!(told.contains(&place), "{list}");
    let told = list["offline"]["FOURTH"].as_str().unwrap_or_default();
    assert!(told.contains("writes behind it are missing"), "{list}");
    let health = page(port, "/healthz").await;
    assert!(
        health.starts_with("HTTP/1.1 503") && ["SECOND", "FOURTH"].iter().any(|name| health.contains(name)),
        "{health}"
    );
    let said = process.output();
    assert!(
        said.contains("cannot be served") && said.contains(&place),
        "{said}"
    );
    assert_eq!(process.terminate(), Some(0), "{}", process.output());
    assert_eq!(fs::read(&path).unwrap(), bytes);

    let checked = maintain("check", &store);
    let text = String::from_utf8(checked.stdout).unwrap();
    assert_eq!(checked.status.code(), Some(2), "{text}");
    assert!(
        text.contains("SECOND: damaged, 29 messages") && text.contains("FIRST: fine"),
        "{text}"
    );
    assert!(
        text.contains("FOURTH: damaged, 0 messages") && text.contains("messages 1 to 30 are lost"),
        "{text}"
    );
    let repaired = maintain("repair", &store);
    assert_eq!(repaired.status.code(), Some(0), "{repaired:?}");
    let mut process = broker.launch();
    let context = jetstream::new(broker.connect(&mut process).await);
    assert_eq!(stored::read(&context, "SECOND").await.len() as u64, MESSAGES - 1);
    assert_eq!(publish(&context, "SECOND").await, MESSAGES + 1);
    assert_eq!(publish(&context, "FOURTH").await, MESSAGES + 1);
    let health = page(port, "/healthz").await;
    assert!(health.starts_with("HTTP/1.1 200"), "{health}");
}

/// Lets the site's broker be monitored; the port.
fn monitored(world: &World) -> u16 {
    let port = harness::cluster::free([127, 0, 0, 1].into()).port();
    let config = world.site.broker_kit().join("broker.conf");
    let text = fs::read_to_string(&config).unwrap();
    fs::write(&config, format!("{text}plugin.choria.stats_port = {port}\n")).unwrap();
    port
}
