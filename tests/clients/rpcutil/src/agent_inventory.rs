//! `rpcutil#agent_inventory`.

use client::agent::{AgentClient, AgentError, Answers, lenient};
use serde_json::{Map, Value};

/// Lists the agents of a node with version, license and author.
#[derive(Debug, Clone)]
#[must_use = "nothing is asked before it is sent"]
pub struct AgentInventoryRequest {
    agent: AgentClient,
    data: Map<String, Value>,
}

/// What `agent_inventory` answers; what is absent or of another type is none.
#[derive(Debug, Clone, Default, PartialEq, serde::Deserialize)]
pub struct AgentInventoryOutputs {
    /// Metadata of every agent.
    #[serde(rename = "agents", default, deserialize_with = "lenient")]
    pub agents: Option<Vec<Value>>,
}

impl AgentInventoryRequest {
    pub(crate) fn new(agent: AgentClient) -> Self {
        let data = agent.defaults("agent_inventory");
        Self { agent, data }
    }

    /// Checks the inputs, asks the nodes in scope and waits for their answers.
    pub async fn send(self) -> Result<Answers<AgentInventoryOutputs>, AgentError> {
        self.agent.ask("agent_inventory", self.data).await
    }
}
