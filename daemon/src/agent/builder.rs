//! Agents made of functions.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

use async_trait::async_trait;
use futures_util::FutureExt;
use futures_util::future::BoxFuture;

use super::{Agent, Answer, Call};
use crate::Context;

/// Makes an agent of a schema and a function for each of its actions.
///
/// Inputs are checked against the schema before a function runs, and outputs it leaves out get the defaults of the schema.
///
/// ```
/// use daemon::{Answer, Call, Context, agent::Builder};
/// use serde::{Deserialize, Serialize};
///
/// #[derive(Deserialize)]
/// struct Level { pct: u8 }
///
/// #[derive(Serialize)]
/// struct Was { was: u8, node: String }
///
/// # fn agent(schema: ddl::Agent) -> Result<std::sync::Arc<dyn daemon::Agent>, daemon::agent::BuildError> {
/// Builder::new(schema)
///     .action("level", |call: Call, node: &Context| {
///         let node = node.identity.to_string();
///         async move {
///             let level: Level = call.inputs()?;
///             if level.pct > 100 {
///                 return Err(Answer::aborted("no lamp is that bright"));
///             }
///             Answer::of(&Was { was: level.pct, node })
///         }
///     })
///     .build()
/// # }
/// ```
pub struct Builder {
    ddl: ddl::Agent,
    actions: BTreeMap<String, Function>,
}

/// Why a schema and functions make no agent.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum BuildError {
    /// The schema declares an action that nothing runs.
    #[error("agent {agent} has no function for its action {action}")]
    Missing {
        /// Which agent.
        agent: String,
        /// Which action.
        action: String,
    },
    /// A function is for an action that the schema does not declare.
    #[error("agent {agent} declares no action {action}")]
    Undeclared {
        /// Which agent.
        agent: String,
        /// Which action.
        action: String,
    },
}

type Outcome = Result<Answer, Answer>;
type Function = Box<dyn Fn(Call, &Context) -> BoxFuture<'static, Outcome> + Send + Sync>;

/// What a builder makes.
struct Built {
    ddl: Arc<ddl::Agent>,
    actions: BTreeMap<String, Function>,
}

impl Builder {
    /// Starts with a schema.
    pub fn new(ddl: ddl::Agent) -> Self {
        Self {
            ddl,
            actions: BTreeMap::new(),
        }
    }

    /// Runs an action with a function; of two for one action the later counts.
    ///
    /// Both sides of its result are answers, so that `?` ends a call. What it needs of the node it takes before its first `await`.
    pub fn action<F, R>(mut self, name: &str, run: F) -> Self
    where
        F: Fn(Call, &Context) -> R + Send + Sync + 'static,
        R: Future<Output = Outcome> + Send + 'static,
    {
        let function = move |call: Call, node: &Context| run(call, node).boxed();
        self.actions.insert(name.to_owned(), Box::new(function));
        self
    }

    /// The agent.
    ///
    /// - **Errors:** an action without a function, or a function without an action.
    pub fn build(self) -> Result<Arc<dyn Agent>, BuildError> {
        let agent = || self.ddl.metadata.name.clone();
        let declared = self.ddl.actions.iter().map(|action| &action.name);
        if let Some(action) = declared
            .into_iter()
            .find(|name| !self.actions.contains_key(*name))
        {
            return Err(BuildError::Missing {
                agent: agent(),
                action: action.clone(),
            });
        }
        if let Some(action) = self.actions.keys().find(|name| self.ddl.action(name).is_none()) {
            return Err(BuildError::Undeclared {
                agent: agent(),
                action: action.clone(),
            });
        }
        Ok(Arc::new(Built {
            ddl: Arc::new(self.ddl),
            actions: self.actions,
        }))
    }
}

#[async_trait]
impl Agent for Built {
    fn ddl(&self) -> &Arc<ddl::Agent> {
        &self.ddl
    }

    async fn call(&self, call: Call, node: &Context) -> Answer {
        let Some((function, action)) = self.actions.get(&call.action).zip(self.ddl.action(&call.action))
        else {
            return Answer::aborted(format!("action {} is not implemented", call.action));
        };
        let mut answer = function(call, node).await.unwrap_or_else(|refusal| refusal);
        action.apply_output_defaults(&mut answer.data);
        answer
    }
}

impl fmt::Debug for Builder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Builder")
            .field("agent", &self.ddl.metadata.name)
            .field("actions", &self.actions.keys())
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use protocol::rpc::Status;
    use serde::{Deserialize, Serialize};
    use serde_json::json;

    use super::*;
    use crate::agents::call;

    #[derive(Debug, PartialEq, Deserialize)]
    struct Level {
        pct: u8,
        room: Option<String>,
    }

    #[test]
    fn inputs_become_a_type_and_whatever_does_not_fit_is_an_answer() {
        let level = |data| call("level", data).inputs::<Level>();
        let room = None;
        assert_eq!(level(json!({"pct": 40})).unwrap(), Level { pct: 40, room });
        let refusal = level(json!({"pct": 400})).unwrap_err();
        assert_eq!(refusal.status, Status::InvalidData);
        assert_eq!(
            refusal.message,
            "inputs cannot be used: invalid value: integer `400`, expected u8"
        );
    }

    #[test]
    fn outputs_come_from_a_type_that_is_an_object() {
        #[derive(Serialize)]
        struct Was {
            was: u8,
        }
        assert_eq!(Answer::of(&Was { was: 7 }).unwrap().data["was"], 7);
        assert_eq!(Answer::of(&7).unwrap_err().status, Status::UnknownError);
    }

    #[test]
    fn every_action_has_a_function_and_every_function_an_action() {
        let schema = || ddl::Agent::clone(&ddl::builtin("service").unwrap());
        let nothing = |_: Call, _: &Context| async { Answer::of(&json!({})) };
        let error = Builder::new(schema()).build().map(drop).unwrap_err();
        assert_eq!(
            error.to_string(),
            "agent service has no function for its action restart"
        );
        let mut builder = Builder::new(schema()).action("dance", nothing);
        for action in schema().actions {
            builder = builder.action(&action.name, nothing);
        }
        let error = builder.build().map(drop).unwrap_err();
        assert_eq!(error.to_string(), "agent service declares no action dance");
    }
}
