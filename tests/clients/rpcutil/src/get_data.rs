//! `rpcutil#get_data`.

use client::agent::{AgentClient, AgentError, Answers};
use serde_json::{Map, Value};

/// Asks a data plugin.
#[derive(Debug, Clone)]
#[must_use = "nothing is asked before it is sent"]
pub struct GetDataRequest {
    agent: AgentClient,
    data: Map<String, Value>,
}

/// What `get_data` answers; what is absent or of another type is none.
#[derive(Debug, Clone, Default, PartialEq, serde::Deserialize)]
pub struct GetDataOutputs {
}

impl GetDataRequest {
    pub(crate) fn new(agent: AgentClient, source: String) -> Self {
        let mut data = agent.defaults("get_data");
        data.insert("source".to_owned(), source.into());
        Self { agent, data }
    }

    /// What to ask, for plugins that take a question.
    pub fn query(mut self, query: impl Into<String>) -> Self {
        self.data.insert("query".to_owned(), query.into().into());
        self
    }

    /// Checks the inputs, asks the nodes in scope and waits for their answers.
    pub async fn send(self) -> Result<Answers<GetDataOutputs>, AgentError> {
        self.agent.ask("get_data", self.data).await
    }
}
