//! Which nodes a client asks, and how patiently.

use std::time::Duration;

use protocol::filter::FactSyntax;
use protocol::{Collective, Filter, Identity};

/// Which nodes are asked, and how patiently. Starts with everybody who hosts the agent.
#[derive(Debug, Clone, Default)]
pub struct Scope {
    pub(super) filter: Filter,
    pub(super) nodes: Option<Vec<Identity>>,
    pub(super) collective: Option<Collective>,
    pub(super) timeout: Option<Duration>,
    pub(super) discovery_timeout: Option<Duration>,
    pub(super) batch: Option<(usize, Duration)>,
}

impl Scope {
    /// Everybody who hosts the agent.
    pub fn everybody() -> Self {
        Self::default()
    }

    /// Nodes with this class, as `apache` or `/^role/`.
    pub fn class(mut self, class: &str) -> Self {
        self.filter.cf_class.push(class.to_owned());
        self
    }

    /// Nodes with this fact, as `country=uk`.
    pub fn fact(mut self, fact: &str) -> Result<Self, FactSyntax> {
        self.filter.add_fact(fact)?;
        Ok(self)
    }

    /// Nodes that host this agent too.
    pub fn agent(mut self, agent: &str) -> Self {
        self.filter.agent.push(agent.to_owned());
        self
    }

    /// Nodes of this name, as `web1.example.net` or `/^web/`; any of several.
    pub fn identity(mut self, identity: &str) -> Self {
        self.filter.identity.push(identity.to_owned());
        self
    }

    /// Exactly these nodes, without looking for them first.
    pub fn nodes(mut self, nodes: Vec<Identity>) -> Self {
        self.nodes = Some(nodes);
        self
    }

    /// Another collective than the main one.
    pub fn collective(mut self, collective: Collective) -> Self {
        self.collective = Some(collective);
        self
    }

    /// Longest wait for answers, of each batch; the agent's own timeout and that of discovery when not set.
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.timeout = Some(timeout);
        self
    }

    /// Waits this long for discovery instead of the configured time.
    pub fn discovery_timeout(mut self, timeout: Duration) -> Self {
        self.discovery_timeout = Some(timeout);
        self
    }

    /// Asks so many nodes at a time, with a pause between the batches.
    pub fn in_batches(mut self, size: usize, pause: Duration) -> Self {
        self.batch = Some((size, pause));
        self
    }
}
