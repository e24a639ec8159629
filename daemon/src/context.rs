//! What a node knows of itself.

use std::sync::Arc;
use std::time::SystemTime;

use protocol::{Collective, Identity};

use crate::classes::Classes;
use crate::{Facts, Stats};

/// What a node knows of itself; agents get it with each call.
#[derive(Debug)]
pub struct Context {
    /// Who it is.
    pub identity: Identity,
    /// Collectives it joined; the first is the main one unless configured otherwise.
    pub collectives: Vec<Collective>,
    /// The main one.
    pub main_collective: Collective,
    /// The configuration.
    pub config: Arc<config::Server>,
    /// Schemas of the hosted agents, sorted by name.
    pub agents: Vec<Arc<ddl::Agent>>,
    /// Names of everything that answers here, `discovery` included, sorted.
    pub agent_names: Vec<String>,
    /// Facts.
    pub facts: Facts,
    /// Counters.
    pub stats: Arc<Stats>,
    /// The connection.
    pub link: client::Link,
    /// The time.
    pub clock: client::Clock,
    /// When the node started.
    pub started: SystemTime,
    pub(crate) classes: Classes,
}

impl Context {
    /// Lines of the classes file, sorted; empty when unreadable.
    pub fn classes(&self) -> Arc<[String]> {
        self.classes.get()
    }
}
