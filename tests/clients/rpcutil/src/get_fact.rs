//! `rpcutil#get_fact`.

use client::agent::{AgentClient, AgentError, Answers, lenient};
use serde_json::{Map, Value};

/// Shows one fact.
#[derive(Debug, Clone)]
#[must_use = "nothing is asked before it is sent"]
pub struct GetFactRequest {
    agent: AgentClient,
    data: Map<String, Value>,
}

/// What `get_fact` answers; what is absent or of another type is none.
#[derive(Debug, Clone, Default, PartialEq, serde::Deserialize)]
pub struct GetFactOutputs {
    /// Name that was asked for.
    #[serde(rename = "fact", default, deserialize_with = "lenient")]
    pub fact: Option<String>,
    /// Value of the fact, null where there is none.
    #[serde(rename = "value", default, deserialize_with = "lenient")]
    pub value: Option<Value>,
}

impl GetFactRequest {
    pub(crate) fn new(agent: AgentClient, fact: String) -> Self {
        let mut data = agent.defaults("get_fact");
        data.insert("fact".to_owned(), fact.into());
        Self { agent, data }
    }

    /// Checks the inputs, asks the nodes in scope and waits for their answers.
    pub async fn send(self) -> Result<Answers<GetFactOutputs>, AgentError> {
        self.agent.ask("get_fact", self.data).await
    }
}
