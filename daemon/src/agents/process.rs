//! The `process` agent: lists processes.

mod list;
mod table;
mod users;

use std::sync::Arc;

use async_trait::async_trait;

use super::input::unknown_action;
use crate::{Agent, Answer, Call, Context};

/// The agent.
pub(super) struct Process {
    ddl: Arc<ddl::Agent>,
}

impl Process {
    pub(super) fn new(ddl: Arc<ddl::Agent>) -> Self {
        Self { ddl }
    }
}

#[async_trait]
impl Agent for Process {
    fn ddl(&self) -> &Arc<ddl::Agent> {
        &self.ddl
    }

    async fn call(&self, call: Call, _node: &Context) -> Answer {
        perform(&call).await
    }
}

/// Runs one action.
async fn perform(call: &Call) -> Answer {
    match call.action.as_str() {
        "list" => list::list(&call.data).await,
        _ => unknown_action(call),
    }
}
