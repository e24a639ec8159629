//! The connection to a broker: a cloneable handle over a task that reconnects for ever.

use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

use bytes::Bytes;
use futures_util::Stream;

/// Where to connect, and how.
#[derive(Debug, Clone)]
pub struct Options {
    /// Brokers as `nats://host:port` (also `tls://`), tried in random order.
    pub servers: Vec<String>,
    /// Connection name shown by the broker.
    pub name: String,
    /// Certificates for mutual TLS; none means no TLS.
    pub tls: Option<crate::credentials::X509Files>,
    /// User and password.
    pub login: Option<(String, config::Secret)>,
    /// Longest wait for one connection attempt.
    pub connect_timeout: Duration,
    /// Time between pings: 30 s for clients, 2 min for nodes.
    pub ping_interval: Duration,
    /// First tokens of inbox subjects, e.g. `mcollective.reply`.
    pub inbox_prefix: String,
    /// What to do when no broker answers at first.
    pub first: First,
}

/// What to do when no broker answers at first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum First {
    /// Keep trying with the reference's back-off (FiveSec table).
    RetryForever,
    /// Give up after this long, naming the addresses tried.
    GiveUpAfter(Duration),
}

/// Why there is no connection.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum LinkError {
    /// No broker answered.
    #[error("no broker answered at {}", servers.join(", "))]
    Unreachable {
        /// Addresses tried.
        servers: Vec<String>,
        /// What the last attempt said.
        source: Box<dyn std::error::Error + Send + Sync>,
    },
    /// A broker address cannot be used.
    #[error("broker address {address:?} is not host:port")]
    Address {
        /// As configured.
        address: String,
    },
    /// Credentials are missing or unusable.
    #[error(transparent)]
    Credentials(#[from] crate::credentials::CredentialsError),
    /// The SRV lookup failed and nothing else is configured.
    #[error("looking up brokers of {domain} failed")]
    Lookup {
        /// The domain asked for.
        domain: String,
        /// Why.
        source: Box<dyn std::error::Error + Send + Sync>,
    },
    /// The connection was closed for good.
    #[error("connection to the broker is closed")]
    Closed,
}

/// A received message.
#[derive(Debug, Clone)]
pub struct Message {
    /// Subject it was published to.
    pub subject: String,
    /// NATS reply subject, if any.
    pub reply: Option<String>,
    /// Payload.
    pub payload: Bytes,
}

/// Counters since the start.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names say it")]
pub struct LinkStats {
    pub in_messages: u64,
    pub out_messages: u64,
    pub in_bytes: u64,
    pub out_bytes: u64,
    pub reconnects: u64,
}

/// A cheap handle on a connection that heals itself.
#[derive(Debug, Clone)]
pub struct Link {}

/// Messages of one subscription; unsubscribes when dropped.
#[derive(Debug)]
pub struct Subscription {}

impl Options {
    /// Options from configuration: resolves brokers (config, SRV, `puppet:4222`) and the certificate files.
    pub async fn from_config(
        _common: &config::Common,
        _name: &str,
        _first: First,
    ) -> Result<Self, LinkError> {
        todo!()
    }
}

impl Link {
    /// Connects.
    pub async fn connect(_options: Options) -> Result<Self, LinkError> {
        todo!()
    }

    /// Publishes; waits for room in the outgoing queue.
    pub async fn publish(&self, _subject: &str, _payload: Bytes) -> Result<(), LinkError> {
        todo!()
    }

    /// Subscribes, optionally in a queue group. Survives reconnects.
    pub async fn subscribe(&self, _subject: &str, _queue: Option<&str>) -> Result<Subscription, LinkError> {
        todo!()
    }

    /// Waits until the broker has seen everything sent so far.
    pub async fn flush(&self) -> Result<(), LinkError> {
        todo!()
    }

    /// Address of the connected broker as `nats://host:port`, `unknown` while there is none.
    pub fn server(&self) -> String {
        todo!()
    }

    /// Whether a broker is connected right now.
    pub fn connected(&self) -> bool {
        todo!()
    }

    /// Counters.
    pub fn stats(&self) -> LinkStats {
        todo!()
    }

    /// Sends what is queued, then closes.
    pub async fn close(&self) {
        todo!()
    }
}

impl Stream for Subscription {
    type Item = Message;

    fn poll_next(self: Pin<&mut Self>, _cx: &mut Context<'_>) -> Poll<Option<Message>> {
        todo!()
    }
}
