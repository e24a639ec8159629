//! The engine as its program sees it: bind, serve, stop.

use std::net::SocketAddr;
use std::time::Duration;

use crate::Options;

/// A running engine.
#[derive(Debug)]
pub struct Engine {}

/// Why an engine did not start.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum EngineError {
    /// The address cannot be listened on.
    #[error("cannot listen on {address}")]
    Bind {
        /// Which address.
        address: SocketAddr,
        /// Why.
        source: std::io::Error,
    },
}

/// Totals, as `/varz` and the metrics show them.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names are those of /varz")]
pub struct Snapshot {
    pub connections: u64,
    pub total_connections: u64,
    pub subscriptions: u64,
    pub in_msgs: u64,
    pub out_msgs: u64,
    pub in_bytes: u64,
    pub out_bytes: u64,
    pub slow_consumers: u64,
}

impl Engine {
    /// Binds the listeners and starts serving; ready when it returns.
    pub async fn start(_options: Options) -> Result<Self, EngineError> {
        todo!()
    }

    /// Address of the client listener.
    pub fn address(&self) -> SocketAddr {
        todo!()
    }

    /// Address of the monitoring endpoints.
    pub fn monitor_address(&self) -> Option<SocketAddr> {
        todo!()
    }

    /// Totals now.
    pub fn snapshot(&self) -> Snapshot {
        todo!()
    }

    /// Tells clients to go elsewhere, then closes them evenly over the lame duck time, then stops.
    pub async fn lame_duck(self) {
        todo!()
    }

    /// Stops accepting, flushes and closes every peer, and waits at most `grace`.
    pub async fn shutdown(self, _grace: Duration) {
        todo!()
    }
}
