//! What an agent is to its node.

use std::sync::Arc;

use async_trait::async_trait;
use protocol::rpc::{Object, Status};
use protocol::{CallerId, Collective, RequestId};

use crate::Context;

/// One authorised, audited call of an action.
#[derive(Debug, Clone)]
pub struct Call {
    /// Action, known to the agent's DDL.
    pub action: String,
    /// Inputs as sent, `process_results` removed.
    pub data: Object,
    /// Authenticated caller.
    pub caller: CallerId,
    /// Request id.
    pub request_id: RequestId,
    /// Collective it came through.
    pub collective: Collective,
    /// Host it came from; informational.
    pub sender: String,
}

/// What an action answers.
#[derive(Debug, Clone, PartialEq)]
pub struct Answer {
    /// How it went.
    pub status: Status,
    /// `OK` or the reason.
    pub message: String,
    /// Outputs.
    pub data: Object,
}

impl Answer {
    /// Success with these outputs.
    pub fn ok(data: Object) -> Self {
        Self {
            status: Status::Ok,
            message: "OK".into(),
            data,
        }
    }

    /// Failure with a reason; outputs can be added with [`Answer::with`].
    pub fn fail(status: Status, message: impl Into<String>) -> Self {
        Self {
            status,
            message: message.into(),
            data: Object::new(),
        }
    }

    /// The action could not do it.
    pub fn aborted(message: impl Into<String>) -> Self {
        Self::fail(Status::Aborted, message)
    }

    /// Replaces the outputs, e.g. of a failure that can still tell the state it found.
    pub fn with(mut self, data: Object) -> Self {
        self.data = data;
        self
    }
}

/// An agent: a schema and the code behind it. Shared by every node of the process, so state of a node belongs in `Context`.
#[async_trait]
pub trait Agent: Send + Sync {
    /// Its schema: name, timeout, actions.
    fn ddl(&self) -> &Arc<ddl::Agent>;

    /// Whether an action takes inputs its schema does not declare, as `puppet#resource` takes properties. They arrive unchecked.
    fn takes_undeclared(&self, _action: &str) -> bool {
        false
    }

    /// Runs one action. The node enforces the timeout by dropping the future, and turns a panic into a failed answer.
    async fn call(&self, call: Call, node: &Context) -> Answer;
}
