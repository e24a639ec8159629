//! `rpcutil#ping`.

use client::agent::{AgentClient, AgentError, Answers, lenient};
use serde_json::{Map, Value};

/// Answers with the time of the node.
#[derive(Debug, Clone)]
#[must_use = "nothing is asked before it is sent"]
pub struct PingRequest {
    agent: AgentClient,
    data: Map<String, Value>,
}

/// What `ping` answers; what is absent or of another type is none.
#[derive(Debug, Clone, Default, PartialEq, serde::Deserialize)]
pub struct PingOutputs {
    /// Clock of the node in Unix seconds.
    #[serde(rename = "pong", default, deserialize_with = "lenient")]
    pub pong: Option<f64>,
}

impl PingRequest {
    pub(crate) fn new(agent: AgentClient) -> Self {
        let data = agent.defaults("ping");
        Self { agent, data }
    }

    /// Checks the inputs, asks the nodes in scope and waits for their answers.
    pub async fn send(self) -> Result<Answers<PingOutputs>, AgentError> {
        self.agent.ask("ping", self.data).await
    }
}
