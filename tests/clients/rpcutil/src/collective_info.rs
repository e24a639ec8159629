//! `rpcutil#collective_info`.

use client::agent::{AgentClient, AgentError, Answers, lenient};
use serde_json::{Map, Value};

/// Names the collectives a node takes part in.
#[derive(Debug, Clone)]
#[must_use = "nothing is asked before it is sent"]
pub struct CollectiveInfoRequest {
    agent: AgentClient,
    data: Map<String, Value>,
}

/// What `collective_info` answers; what is absent or of another type is none.
#[derive(Debug, Clone, Default, PartialEq, serde::Deserialize)]
pub struct CollectiveInfoOutputs {
    /// Every collective the node listens in.
    #[serde(rename = "collectives", default, deserialize_with = "lenient")]
    pub collectives: Option<Vec<Value>>,
    /// Collective the node uses unless told otherwise.
    #[serde(rename = "main_collective", default, deserialize_with = "lenient")]
    pub main_collective: Option<String>,
}

impl CollectiveInfoRequest {
    pub(crate) fn new(agent: AgentClient) -> Self {
        let data = agent.defaults("collective_info");
        Self { agent, data }
    }

    /// Checks the inputs, asks the nodes in scope and waits for their answers.
    pub async fn send(self) -> Result<Answers<CollectiveInfoOutputs>, AgentError> {
        self.agent.ask("collective_info", self.data).await
    }
}
