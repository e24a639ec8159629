//! `rpcutil#inventory`.

use client::agent::{AgentClient, AgentError, Answers, lenient};
use serde_json::{Map, Value};

/// Shows all there is to know about a node.
#[derive(Debug, Clone)]
#[must_use = "nothing is asked before it is sent"]
pub struct InventoryRequest {
    agent: AgentClient,
    data: Map<String, Value>,
}

/// What `inventory` answers; what is absent or of another type is none.
#[derive(Debug, Clone, Default, PartialEq, serde::Deserialize)]
pub struct InventoryOutputs {
    /// Names of the agents.
    #[serde(rename = "agents", default, deserialize_with = "lenient")]
    pub agents: Option<Vec<Value>>,
    /// Classes the node belongs to.
    #[serde(rename = "classes", default, deserialize_with = "lenient")]
    pub classes: Option<Vec<Value>>,
    /// Every collective the node listens in.
    #[serde(rename = "collectives", default, deserialize_with = "lenient")]
    pub collectives: Option<Vec<Value>>,
    /// Names of the data plugins.
    #[serde(rename = "data_plugins", default, deserialize_with = "lenient")]
    pub data_plugins: Option<Vec<Value>>,
    /// All facts.
    #[serde(rename = "facts", default, deserialize_with = "lenient")]
    pub facts: Option<Map<String, Value>>,
    /// Autonomous agents with version and state.
    #[serde(rename = "machines", default, deserialize_with = "lenient")]
    pub machines: Option<Vec<Value>>,
    /// Collective the node uses unless told otherwise.
    #[serde(rename = "main_collective", default, deserialize_with = "lenient")]
    pub main_collective: Option<String>,
    /// Whether the server can replace itself by another version.
    #[serde(rename = "upgradable", default, deserialize_with = "lenient")]
    pub upgradable: Option<bool>,
    /// Version of the server.
    #[serde(rename = "version", default, deserialize_with = "lenient")]
    pub version: Option<String>,
}

impl InventoryRequest {
    pub(crate) fn new(agent: AgentClient) -> Self {
        let data = agent.defaults("inventory");
        Self { agent, data }
    }

    /// Checks the inputs, asks the nodes in scope and waits for their answers.
    pub async fn send(self) -> Result<Answers<InventoryOutputs>, AgentError> {
        self.agent.ask("inventory", self.data).await
    }
}
