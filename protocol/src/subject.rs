//! Subjects: where on the message network something is said.

use std::fmt;

use crate::{AgentName, CallerId, Collective, Identity, RequestId};

/// A subject built from valid names only.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Subject(String);

impl Subject {
    /// Every node of a collective that hosts `agent`.
    pub fn broadcast(collective: &Collective, agent: &AgentName) -> Self {
        Self(format!("{collective}.broadcast.agent.{agent}"))
    }

    /// One node of a collective that hosts the service agent; subscribe in a queue group named after the agent.
    pub fn service(collective: &Collective, agent: &AgentName) -> Self {
        Self(format!("{collective}.broadcast.service.{agent}"))
    }

    /// One node.
    pub fn node(collective: &Collective, node: &Identity) -> Self {
        Self(format!("{collective}.node.{node}"))
    }

    /// Replies to one request; holds the hash of the whole caller id.
    pub fn reply(_collective: &Collective, _caller: &CallerId, _request: &RequestId) -> Self {
        todo!()
    }

    /// The subject as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Subject {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
