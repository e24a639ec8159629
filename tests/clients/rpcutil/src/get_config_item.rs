//! `rpcutil#get_config_item`.

use client::agent::{AgentClient, AgentError, Answers, lenient};
use serde_json::{Map, Value};

/// Shows one setting as the server uses it.
#[derive(Debug, Clone)]
#[must_use = "nothing is asked before it is sent"]
pub struct GetConfigItemRequest {
    agent: AgentClient,
    data: Map<String, Value>,
}

/// What `get_config_item` answers; what is absent or of another type is none.
#[derive(Debug, Clone, Default, PartialEq, serde::Deserialize)]
pub struct GetConfigItemOutputs {
    /// Key that was asked for.
    #[serde(rename = "item", default, deserialize_with = "lenient")]
    pub item: Option<String>,
    /// Value in use.
    #[serde(rename = "value", default, deserialize_with = "lenient")]
    pub value: Option<Value>,
}

impl GetConfigItemRequest {
    pub(crate) fn new(agent: AgentClient, item: String) -> Self {
        let mut data = agent.defaults("get_config_item");
        data.insert("item".to_owned(), item.into());
        Self { agent, data }
    }

    /// Checks the inputs, asks the nodes in scope and waits for their answers.
    pub async fn send(self) -> Result<Answers<GetConfigItemOutputs>, AgentError> {
        self.agent.ask("get_config_item", self.data).await
    }
}
