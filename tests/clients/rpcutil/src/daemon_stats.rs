//! `rpcutil#daemon_stats`.

use client::agent::{AgentClient, AgentError, Answers, lenient};
use serde_json::{Map, Value};

/// Counts what the server process has done since it started.
#[derive(Debug, Clone)]
#[must_use = "nothing is asked before it is sent"]
pub struct DaemonStatsRequest {
    agent: AgentClient,
    data: Map<String, Value>,
}

/// What `daemon_stats` answers; what is absent or of another type is none.
#[derive(Debug, Clone, Default, PartialEq, serde::Deserialize)]
pub struct DaemonStatsOutputs {
    /// Names of the loaded agents.
    #[serde(rename = "agents", default, deserialize_with = "lenient")]
    pub agents: Option<Vec<Value>>,
    /// File the configuration was read from.
    #[serde(rename = "configfile", default, deserialize_with = "lenient")]
    pub configfile: Option<String>,
    /// Lifecycle events sent.
    #[serde(rename = "events", default, deserialize_with = "lenient")]
    pub events: Option<i64>,
    /// Requests meant for other nodes.
    #[serde(rename = "filtered", default, deserialize_with = "lenient")]
    pub filtered: Option<i64>,
    /// Requests whose filter this node matched.
    #[serde(rename = "passed", default, deserialize_with = "lenient")]
    pub passed: Option<i64>,
    /// Id of the server process.
    #[serde(rename = "pid", default, deserialize_with = "lenient")]
    pub pid: Option<i64>,
    /// Replies sent.
    #[serde(rename = "replies", default, deserialize_with = "lenient")]
    pub replies: Option<i64>,
    /// Start of the server in Unix seconds.
    #[serde(rename = "starttime", default, deserialize_with = "lenient")]
    pub starttime: Option<i64>,
    /// What runs inside the server.
    #[serde(rename = "threads", default, deserialize_with = "lenient")]
    pub threads: Option<Vec<Value>>,
    /// Processor time used, by kind.
    #[serde(rename = "times", default, deserialize_with = "lenient")]
    pub times: Option<Map<String, Value>>,
    /// Messages received.
    #[serde(rename = "total", default, deserialize_with = "lenient")]
    pub total: Option<i64>,
    /// Requests that came too late or from the future.
    #[serde(rename = "ttlexpired", default, deserialize_with = "lenient")]
    pub ttlexpired: Option<i64>,
    /// Messages that security refused.
    #[serde(rename = "unvalidated", default, deserialize_with = "lenient")]
    pub unvalidated: Option<i64>,
    /// Messages that security accepted.
    #[serde(rename = "validated", default, deserialize_with = "lenient")]
    pub validated: Option<i64>,
    /// Version of the server.
    #[serde(rename = "version", default, deserialize_with = "lenient")]
    pub version: Option<String>,
}

impl DaemonStatsRequest {
    pub(crate) fn new(agent: AgentClient) -> Self {
        let data = agent.defaults("daemon_stats");
        Self { agent, data }
    }

    /// Checks the inputs, asks the nodes in scope and waits for their answers.
    pub async fn send(self) -> Result<Answers<DaemonStatsOutputs>, AgentError> {
        self.agent.ask("daemon_stats", self.data).await
    }
}
