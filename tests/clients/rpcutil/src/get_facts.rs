//! `rpcutil#get_facts`.

use client::agent::{AgentClient, AgentError, Answers, lenient};
use serde_json::{Map, Value};

/// Shows several facts.
#[derive(Debug, Clone)]
#[must_use = "nothing is asked before it is sent"]
pub struct GetFactsRequest {
    agent: AgentClient,
    data: Map<String, Value>,
}

/// What `get_facts` answers; what is absent or of another type is none.
#[derive(Debug, Clone, Default, PartialEq, serde::Deserialize)]
pub struct GetFactsOutputs {
    /// Values by name, null where there is none.
    #[serde(rename = "values", default, deserialize_with = "lenient")]
    pub values: Option<Map<String, Value>>,
}

impl GetFactsRequest {
    pub(crate) fn new(agent: AgentClient, facts: String) -> Self {
        let mut data = agent.defaults("get_facts");
        data.insert("facts".to_owned(), facts.into());
        Self { agent, data }
    }

    /// Checks the inputs, asks the nodes in scope and waits for their answers.
    pub async fn send(self) -> Result<Answers<GetFactsOutputs>, AgentError> {
        self.agent.ask("get_facts", self.data).await
    }
}
