//! One agent, driven through its DDL: the ground under clients that `mco plugin generate client` writes.

mod answers;
mod output;
mod scope;

use std::sync::Arc;

use ddl::{DocumentError, InputError};
use protocol::rpc::Object;
use protocol::{AgentName, Collective, InvalidName};
use serde::de::DeserializeOwned;
use tokio::time::sleep;

use crate::discover::{Broadcast, Discover, DiscoverError, Query};
use crate::{Call, Fleet, RequestError, Targets};

pub use answers::{Answers, Reply};
pub use output::{Output, lenient};
pub use protocol::Identity;
pub use scope::Scope;

/// An agent of a fleet, and which nodes are asked. Cheap to clone.
#[derive(Debug, Clone)]
pub struct AgentClient {
    fleet: Fleet,
    ddl: Arc<ddl::Agent>,
    scope: Scope,
}

/// Why an action could not be asked for.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum AgentError {
    /// The DDL cannot be read.
    #[error("the agent's DDL cannot be used")]
    Ddl(#[from] DocumentError),
    /// The agent has no such action.
    #[error("agent {agent} has no action {action}")]
    Action {
        /// The agent.
        agent: String,
        /// The action.
        action: String,
    },
    /// An input breaks a rule of the DDL.
    #[error(transparent)]
    Input(#[from] InputError),
    /// A name that cannot be used.
    #[error(transparent)]
    Name(#[from] InvalidName),
    /// Nodes could not be looked for.
    #[error(transparent)]
    Discover(#[from] DiscoverError),
    /// The request could not be made.
    #[error(transparent)]
    Request(#[from] RequestError),
    /// Nobody is meant.
    #[error("no nodes were discovered")]
    Nobody,
}

impl AgentClient {
    /// A client for the agent a DDL document (JSON) describes.
    pub fn new(fleet: Fleet, ddl: &str, scope: Scope) -> Result<Self, AgentError> {
        let ddl = Arc::new(ddl::Agent::from_json(ddl.as_bytes())?);
        Ok(Self { fleet, ddl, scope })
    }

    /// The agent's DDL.
    pub fn ddl(&self) -> &ddl::Agent {
        &self.ddl
    }

    /// The inputs of an action that have a default, as requests carry them.
    pub fn defaults(&self, action: &str) -> Object {
        let inputs = self.ddl.action(action).map(|action| &action.input);
        let defaults = inputs.into_iter().flatten();
        defaults
            .filter_map(|(name, input)| Some((name.clone(), input.default.clone()?)))
            .collect()
    }

    /// The same agent of other nodes.
    pub fn among(&self, scope: Scope) -> Self {
        Self {
            scope,
            ..self.clone()
        }
    }

    /// Finds the nodes in scope that host the agent.
    pub async fn discover(&self) -> Result<Vec<Identity>, AgentError> {
        if let Some(nodes) = &self.scope.nodes {
            return Ok(nodes.clone());
        }
        let config = self.fleet.config();
        let mut filter = self.scope.filter.clone();
        filter.agent.push(self.ddl.metadata.name.clone());
        let query = Query {
            collective: self.collective()?,
            filter,
            timeout: self.scope.discovery_timeout.unwrap_or(config.discovery_timeout),
            adaptive: config.discovery_window && self.scope.discovery_timeout.is_none(),
            expect: None,
        };
        let found = Broadcast::new(&self.fleet).discover(&query, &mut |_| ()).await?;
        Ok(found.nodes)
    }

    /// Checks the inputs against the DDL, asks the nodes in scope, in batches if the scope says so, and waits for the answers.
    pub async fn ask<O: DeserializeOwned>(
        &self,
        action: &str,
        data: Object,
    ) -> Result<Answers<O>, AgentError> {
        let Some(schema) = self.ddl.action(action) else {
            return Err(AgentError::Action {
                agent: self.ddl.metadata.name.clone(),
                action: action.to_owned(),
            });
        };
        schema.check(&data)?;
        let mut answers = Answers::new(schema.clone());
        if self.ddl.metadata.service {
            self.call(Targets::Service, action, data, &mut answers).await?;
            return Ok(answers);
        }
        let nodes = self.discover().await?;
        if nodes.is_empty() {
            return Err(AgentError::Nobody);
        }
        let (size, pause) = match self.scope.batch {
            Some((size, pause)) => (size.max(1), Some(pause)),
            None => (nodes.len(), None),
        };
        for (number, batch) in nodes.chunks(size).enumerate() {
            if let Some(pause) = pause.filter(|_| number > 0) {
                sleep(pause).await;
            }
            let targets = Targets::Nodes(batch.to_vec());
            self.call(targets, action, data.clone(), &mut answers).await?;
        }
        Ok(answers)
    }

    async fn call<O: DeserializeOwned>(
        &self,
        targets: Targets,
        action: &str,
        data: Object,
        answers: &mut Answers<O>,
    ) -> Result<(), AgentError> {
        let patience = self.fleet.config().discovery_timeout + self.ddl.timeout();
        let call = Call {
            agent: AgentName::new(&self.ddl.metadata.name)?,
            action: action.to_owned(),
            data,
            targets,
            collective: self.collective()?,
            filter: self.scope.filter.clone(),
            timeout: self.scope.timeout.unwrap_or(patience),
            ttl: None,
        };
        let mut replies = self.fleet.call(call).await?;
        while let Some(reply) = replies.next().await {
            if reply.expected {
                answers.add(reply);
            }
        }
        answers.end(replies.stats());
        Ok(())
    }

    fn collective(&self) -> Result<Collective, InvalidName> {
        match &self.scope.collective {
            Some(collective) => Ok(collective.clone()),
            None => Collective::new(&self.fleet.config().member.main_collective),
        }
    }
}
