//! The `nettest` agent: how the machine reaches others.

mod connect;
mod ping;

use std::sync::Arc;

use async_trait::async_trait;

use super::input::{answer, refused, required, unknown_action};
use crate::command::Runner;
use crate::{Agent, Answer, Call, Context};

/// Longest host name, as the schema says.
const HOST_LIMIT: usize = 80;

/// The agent.
pub(super) struct NetTest {
    ddl: Arc<ddl::Agent>,
    runner: Arc<dyn Runner>,
}

impl NetTest {
    pub(super) fn new(ddl: Arc<ddl::Agent>, runner: Arc<dyn Runner>) -> Self {
        Self { ddl, runner }
    }
}

#[async_trait]
impl Agent for NetTest {
    fn ddl(&self) -> &Arc<ddl::Agent> {
        &self.ddl
    }

    async fn call(&self, call: Call, _node: &Context) -> Answer {
        perform(&*self.runner, &call).await
    }
}

/// Runs one action.
async fn perform(runner: &dyn Runner, call: &Call) -> Answer {
    let host = match required(&call.data, "fqdn").and_then(host) {
        Ok(host) => host,
        Err(failure) => return failure,
    };
    answer(match call.action.as_str() {
        "ping" => ping::ping(runner, host).await,
        "connect" => connect::connect(host, &call.data).await,
        _ => Err(unknown_action(call)),
    })
}

/// A host name or address that may become an argument.
fn host(text: &str) -> Result<&str, Answer> {
    let sound = text.len() <= HOST_LIMIT
        && text.starts_with(|first: char| first.is_ascii_alphanumeric() || first == ':')
        && text
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || b".-_:".contains(&byte));
    match sound {
        true => Ok(text),
        false => Err(refused("fqdn", "is not a host name or address")),
    }
}

#[cfg(test)]
mod tests;
