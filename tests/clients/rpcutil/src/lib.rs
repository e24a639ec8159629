//! What a node is, what it runs and how it is doing: client of the agent rpcutil 0.1.0.
//!
//! Written by `mco plugin generate client`; changes are lost when it is written again.

#[rustfmt::skip]
mod agent_inventory;
#[rustfmt::skip]
mod collective_info;
#[rustfmt::skip]
mod daemon_stats;
#[rustfmt::skip]
mod get_config_item;
#[rustfmt::skip]
mod get_data;
#[rustfmt::skip]
mod get_fact;
#[rustfmt::skip]
mod get_facts;
#[rustfmt::skip]
mod inventory;
#[rustfmt::skip]
mod ping;

pub use client::agent::{AgentClient, AgentError, Answers, Identity, Reply, Scope};

pub use agent_inventory::{AgentInventoryOutputs, AgentInventoryRequest};
pub use collective_info::{CollectiveInfoOutputs, CollectiveInfoRequest};
pub use daemon_stats::{DaemonStatsOutputs, DaemonStatsRequest};
pub use get_config_item::{GetConfigItemOutputs, GetConfigItemRequest};
pub use get_data::{GetDataOutputs, GetDataRequest};
pub use get_fact::{GetFactOutputs, GetFactRequest};
pub use get_facts::{GetFactsOutputs, GetFactsRequest};
pub use inventory::{InventoryOutputs, InventoryRequest};
pub use ping::{PingOutputs, PingRequest};

/// The agent's DDL, JSON.
pub const DDL: &str = include_str!("../ddl.json");

/// Client of the agent rpcutil. Cheap to clone.
#[derive(Debug, Clone)]
pub struct RpcutilClient {
    agent: AgentClient,
}

#[rustfmt::skip]
impl RpcutilClient {
    /// A client that asks the nodes in scope.
    pub fn new(fleet: client::Fleet, scope: Scope) -> Result<Self, AgentError> {
        Ok(Self { agent: AgentClient::new(fleet, DDL, scope)? })
    }

    /// The same client for other nodes.
    pub fn among(&self, scope: Scope) -> Self {
        Self { agent: self.agent.among(scope) }
    }

    /// Finds the nodes in scope.
    pub async fn discover(&self) -> Result<Vec<Identity>, AgentError> {
        self.agent.discover().await
    }

    /// Lists the agents of a node with version, license and author.
    pub fn agent_inventory(&self) -> AgentInventoryRequest {
        AgentInventoryRequest::new(self.agent.clone())
    }

    /// Names the collectives a node takes part in.
    pub fn collective_info(&self) -> CollectiveInfoRequest {
        CollectiveInfoRequest::new(self.agent.clone())
    }

    /// Counts what the server process has done since it started.
    pub fn daemon_stats(&self) -> DaemonStatsRequest {
        DaemonStatsRequest::new(self.agent.clone())
    }

    /// Shows one setting as the server uses it.
    pub fn get_config_item(&self, item: impl Into<String>) -> GetConfigItemRequest {
        GetConfigItemRequest::new(self.agent.clone(), item.into())
    }

    /// Asks a data plugin.
    pub fn get_data(&self, source: impl Into<String>) -> GetDataRequest {
        GetDataRequest::new(self.agent.clone(), source.into())
    }

    /// Shows one fact.
    pub fn get_fact(&self, fact: impl Into<String>) -> GetFactRequest {
        GetFactRequest::new(self.agent.clone(), fact.into())
    }

    /// Shows several facts.
    pub fn get_facts(&self, facts: impl Into<String>) -> GetFactsRequest {
        GetFactsRequest::new(self.agent.clone(), facts.into())
    }

    /// Shows all there is to know about a node.
    pub fn inventory(&self) -> InventoryRequest {
        InventoryRequest::new(self.agent.clone())
    }

    /// Answers with the time of the node.
    pub fn ping(&self) -> PingRequest {
        PingRequest::new(self.agent.clone())
    }
}
