//! A node: assembly, state, start and stop.

use std::sync::Arc;

use protocol::{Collective, Identity};
use tokio_util::sync::CancellationToken;

use crate::Agent;

/// A running node.
#[derive(Debug)]
pub struct Node {}

/// Assembles a node.
pub struct NodeBuilder {
    config: config::Server,
    agents: Vec<Arc<dyn Agent>>,
}

/// Why a node did not start.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum NodeError {
    /// Credentials are missing or unusable.
    #[error(transparent)]
    Credentials(#[from] client::credentials::CredentialsError),
    /// Broker addresses or the connection itself.
    #[error(transparent)]
    Link(#[from] client::LinkError),
    /// A name in the configuration cannot be used on the wire.
    #[error(transparent)]
    Name(#[from] protocol::InvalidName),
    /// Two agents with one name, or one without timeout.
    #[error("agent {agent} cannot be hosted: {reason}")]
    Agent {
        /// Which agent.
        agent: String,
        /// Why.
        reason: String,
    },
}

/// What a node knows of itself; agents get it with each call.
#[derive(Debug)]
pub struct Context {
    /// Who it is.
    pub identity: Identity,
    /// Collectives it joined; the first is the main one unless configured otherwise.
    pub collectives: Vec<Collective>,
    /// The configuration.
    pub config: Arc<config::Server>,
    /// Schemas of the hosted agents, sorted by name.
    pub agents: Vec<Arc<ddl::Agent>>,
    /// Facts.
    pub facts: Facts,
    /// Counters.
    pub stats: Arc<Stats>,
    /// The connection.
    pub link: client::Link,
    /// The time.
    pub clock: client::Clock,
    /// When the node started.
    pub started: std::time::SystemTime,
}

/// Built-in facts merged with the configured fact files.
#[derive(Debug)]
pub struct Facts {}

/// Counters of requests, as `daemon_stats` and the status file report them.
#[derive(Debug, Default)]
#[expect(missing_docs, reason = "the names say it; streams.md 11 defines them")]
pub struct Stats {
    pub total: std::sync::atomic::AtomicU64,
    pub validated: std::sync::atomic::AtomicU64,
    pub unvalidated: std::sync::atomic::AtomicU64,
    pub passed: std::sync::atomic::AtomicU64,
    pub filtered: std::sync::atomic::AtomicU64,
    pub replies: std::sync::atomic::AtomicU64,
    pub ttl_expired: std::sync::atomic::AtomicU64,
    pub replayed: std::sync::atomic::AtomicU64,
    pub events: std::sync::atomic::AtomicU64,
}

impl Facts {
    /// The merged facts as JSON text, refreshed when files changed or the gathered part grew old.
    pub fn json(&self) -> Arc<str> {
        todo!()
    }
}

impl Context {
    /// Lines of the classes file, sorted; empty when unreadable.
    pub fn classes(&self) -> Arc<[String]> {
        todo!()
    }
}

impl Node {
    /// Starts assembling a node from its configuration, with every built-in agent.
    pub fn builder(config: config::Server) -> NodeBuilder {
        NodeBuilder {
            config,
            agents: Vec::new(),
        }
    }

    /// What it knows of itself.
    pub fn context(&self) -> &Arc<Context> {
        todo!()
    }

    /// Waits until the node has stopped.
    pub async fn stopped(self) {
        todo!()
    }
}

impl NodeBuilder {
    /// Adds an agent.
    pub fn agent(mut self, agent: Arc<dyn Agent>) -> Self {
        self.agents.push(agent);
        self
    }

    /// Uses another clock.
    pub fn clock(self, _clock: client::Clock) -> Self {
        self
    }

    /// Uses these facts in place of the gathered ones; fact files still merge on top.
    pub fn facts(self, _facts: protocol::rpc::Object) -> Self {
        self
    }

    /// Uses these classes in place of the classes file.
    pub fn classes(self, _classes: Vec<String>) -> Self {
        self
    }

    /// Connects (retrying for ever), subscribes and serves until `stop` fires. Returns once subscribed.
    pub async fn start(self, _stop: CancellationToken) -> Result<Node, NodeError> {
        let _ = (self.config, self.agents);
        todo!()
    }
}
