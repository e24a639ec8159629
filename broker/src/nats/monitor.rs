//! What a `nats-server` tells of itself over HTTP.

use std::net::SocketAddr;
use std::time::Duration;

use engine::Snapshot;
use serde::Deserialize;

/// It is on this machine.
const PATIENCE: Duration = Duration::from_secs(5);
/// Longest page that is read.
const LONGEST: usize = 4 * 1024 * 1024;
/// Serves clients; whether a cluster has all its members is another question.
const HEALTH: &str = "healthz?js-enabled-only=true";

/// Totals of a server; what it leaves out is 0.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Varz {
    connections: u64,
    total_connections: u64,
    subscriptions: u64,
    in_msgs: u64,
    out_msgs: u64,
    in_bytes: u64,
    out_bytes: u64,
    slow_consumers: u64,
}

pub(super) async fn is_healthy(server: SocketAddr) -> bool {
    page(server, HEALTH).await.is_some()
}

/// Totals now; none while the server does not answer.
pub(super) async fn snapshot(server: SocketAddr) -> Option<Snapshot> {
    let varz: Varz = serde_json::from_slice(&page(server, "varz").await?).ok()?;
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

/// A page of the server, when it is there and fine.
async fn page(server: SocketAddr, path: &str) -> Option<Vec<u8>> {
    let url = format!("http://{server}/{path}");
    let (status, body) = client::fetch(&url, PATIENCE, LONGEST).await.ok()?;
    (status == 200).then_some(body)
}
