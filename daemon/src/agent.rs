//! What an agent is to its node.

mod builder;

use std::sync::Arc;
use std::time::{Duration, SystemTime};

use async_trait::async_trait;
use ddl::InputError;
use protocol::rpc::{Object, Status};
use protocol::{CallerId, Collective, RequestId};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::Context;

pub use builder::{BuildError, Builder};

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
    /// How long the request is good for, from `time` on.
    pub ttl: Duration,
    /// When it was made, by the caller's clock.
    pub time: SystemTime,
}

impl Call {
    /// The inputs as a type.
    ///
    /// - **Errors:** the answer to a call whose inputs do not fit it.
    pub fn inputs<T: DeserializeOwned>(&self) -> Result<T, Answer> {
        let refused = |error| Answer::fail(Status::InvalidData, format!("inputs cannot be used: {error}"));
        T::deserialize(&self.data).map_err(refused)
    }
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

    /// Success with outputs from a type, one for each of its fields.
    ///
    /// - **Errors:** the answer for a value that is no object, or not JSON.
    pub fn of(outputs: &impl Serialize) -> Result<Self, Self> {
        match serde_json::to_value(outputs) {
            Ok(Value::Object(data)) => Ok(Self::ok(data)),
            Ok(_) => Err(Self::fail(Status::UnknownError, "the outputs are no object")),
            Err(error) => Err(Self::fail(
                Status::UnknownError,
                format!("the outputs are not JSON: {error}"),
            )),
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

    /// Checks the inputs of a call before it runs, by default against the schema.
    ///
    /// - **Errors:** the answer to a call that must not run.
    fn check(&self, action: &ddl::Action, data: &Object) -> Result<(), Answer> {
        let checked = if self.takes_undeclared(&action.name) {
            let declared = data.iter().filter(|(name, _)| action.input.contains_key(*name));
            action.check(
                &declared
                    .map(|(name, value)| (name.clone(), value.clone()))
                    .collect(),
            )
        } else {
            action.check(data)
        };
        checked.map_err(|error| match error {
            InputError::Missing { .. } => Answer::fail(Status::MissingData, error.to_string()),
            error => Answer::fail(Status::InvalidData, error.to_string()),
        })
    }

    /// Runs one action. The node enforces the timeout by dropping the future, and turns a panic into a failed answer.
    async fn call(&self, call: Call, node: &Context) -> Answer;
}
