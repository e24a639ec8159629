//! What a `nats-server` tells of itself over HTTP.

use std::net::SocketAddr;
use std::time::Duration;

use client::HttpError;
use engine::Snapshot;
use serde::Deserialize;
use serde::de::DeserializeOwned;

/// It is on this machine.
const PATIENCE: Duration = Duration::from_secs(5);
/// Longest page that is read: the one of 10 000 connections. Who wants more asks with `offset` and `limit`.
const LONGEST: usize = 16 * 1024 * 1024;
/// Serves clients; whether a cluster has all its members is another question.
const HEALTH: &str = "/healthz?js-enabled-only=true";

/// Totals of a server; what it leaves out is 0.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Varz {
    pub(super) connections: u64,
    pub(super) total_connections: u64,
    pub(super) routes: u64,
    pub(super) remotes: u64,
    pub(super) leafnodes: u64,
    pub(super) subscriptions: u64,
    pub(super) in_msgs: u64,
    pub(super) out_msgs: u64,
    pub(super) in_bytes: u64,
    pub(super) out_bytes: u64,
    pub(super) slow_consumers: u64,
    pub(super) mem: u64,
    pub(super) cpu: f64,
    pub(super) cores: u64,
    pub(super) max_connections: u64,
}

/// Totals of its streams.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Jsz {
    pub(super) memory: u64,
    pub(super) storage: u64,
    pub(super) streams: u64,
    pub(super) consumers: u64,
    pub(super) messages: u64,
    pub(super) bytes: u64,
    pub(super) config: JszLimits,
}

/// What its streams may take.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct JszLimits {
    pub(super) max_memory: i64,
    pub(super) max_storage: i64,
}

/// Its leaf nodes.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Leafz {
    pub(super) leafs: Vec<LeafFigures>,
}

/// One leaf node.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct LeafFigures {
    pub(super) ip: String,
    pub(super) port: u16,
    pub(super) account: String,
    /// As Go writes durations.
    pub(super) rtt: String,
    pub(super) in_msgs: u64,
    pub(super) out_msgs: u64,
    pub(super) in_bytes: u64,
    pub(super) out_bytes: u64,
    pub(super) subscriptions: u64,
}

pub(super) async fn is_healthy(server: SocketAddr) -> bool {
    matches!(fetch(server, HEALTH).await, Ok((200, _)))
}

/// Totals now; none while the server does not answer.
pub(super) async fn snapshot(server: SocketAddr) -> Option<Snapshot> {
    let varz = varz(server).await?;
    Some(Snapshot {
        connections: varz.connections,
        total_connections: varz.total_connections,
        subscriptions: varz.subscriptions,
        in_msgs: varz.in_msgs,
        out_msgs: varz.out_msgs,
        in_bytes: varz.in_bytes,
        out_bytes: varz.out_bytes,
        slow_consumers: varz.slow_consumers,
    })
}

pub(super) async fn varz(server: SocketAddr) -> Option<Varz> {
    document(server, "/varz").await
}

pub(super) async fn jsz(server: SocketAddr) -> Option<Jsz> {
    document(server, "/jsz").await
}

pub(super) async fn leafz(server: SocketAddr) -> Option<Leafz> {
    document(server, "/leafz").await
}

/// Status and body of a page.
pub(super) async fn fetch(server: SocketAddr, path: &str) -> Result<(u16, Vec<u8>), HttpError> {
    client::fetch(&format!("http://{server}{path}"), PATIENCE, LONGEST).await
}

/// A page, when it is there and fine.
async fn document<T: DeserializeOwned>(server: SocketAddr, path: &str) -> Option<T> {
    let (status, body) = fetch(server, path).await.ok()?;
    (status == 200).then(|| serde_json::from_slice(&body).ok())?
}
