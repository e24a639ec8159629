//! The `service` agent: asks, starts, stops and restarts services through systemd, OpenRC or System V scripts.

mod init;
mod name;
mod openrc;
mod systemd;
mod sysv;

use std::sync::Arc;
use std::time::Duration;

use async_trait::async_trait;
use config::Settings;
use protocol::rpc::Object;

use super::input::{answer, chain, outputs, required, unknown_action};
use crate::command::Runner;
use crate::{Agent, Answer, Call, Context};

use init::{Init, State};
use name::Name;

/// How long one question to the init system may take.
const QUERY: Duration = Duration::from_secs(7);

/// How long a start, stop or restart may take; with a question before and after it fits the agent's 60 s.
const CHANGE: Duration = Duration::from_secs(45);

/// The agent.
pub(super) struct Service {
    ddl: Arc<ddl::Agent>,
    runner: Arc<dyn Runner>,
}

impl Service {
    pub(super) fn new(ddl: Arc<ddl::Agent>, runner: Arc<dyn Runner>) -> Self {
        Self { ddl, runner }
    }
}

#[async_trait]
impl Agent for Service {
    fn ddl(&self) -> &Arc<ddl::Agent> {
        &self.ddl
    }

    async fn call(&self, call: Call, node: &Context) -> Answer {
        perform(&*self.runner, &call, &node.config.member.settings).await
    }
}

/// Runs one action.
async fn perform(runner: &dyn Runner, call: &Call, settings: &Settings) -> Answer {
    let name = match required(&call.data, "service").and_then(Name::new) {
        Ok(name) => name,
        Err(failure) => return failure,
    };
    let init = match init::detect(runner, settings) {
        Ok(init) => init,
        Err(failure) => return failure,
    };
    answer(match call.action.as_str() {
        "status" => state(runner, init, &name).await.map(State::outputs),
        "start" => change(runner, init, &name, "start", Some(State::Running)).await,
        "stop" => change(runner, init, &name, "stop", Some(State::Stopped)).await,
        "restart" => change(runner, init, &name, "restart", None).await,
        _ => Err(unknown_action(call)),
    })
}

async fn state(runner: &dyn Runner, init: &dyn Init, name: &Name) -> Result<State, Answer> {
    let output = runner.run(init.query(name).within(QUERY)).await?;
    init.read(&output)
}

/// Starts, stops or restarts. A service that already is as wanted is a failure which tells so: callers count on it.
async fn change(
    runner: &dyn Runner,
    init: &dyn Init,
    name: &Name,
    verb: &str,
    wanted: Option<State>,
) -> Result<Object, Answer> {
    let before = state(runner, init, name).await?;
    if wanted == Some(before) {
        let message = format!("could not {verb} {name}: it is already {}", before.word());
        return Err(Answer::aborted(message).with(before.outputs()));
    }
    let result = runner.run(init.change(verb, name).within(CHANGE)).await;
    let after = state(runner, init, name).await.unwrap_or(State::Unknown);
    let reason = match result {
        Err(error) => chain(&error),
        Ok(output) if !output.success() => output.complaint(),
        // A one-shot service may be done already when it is asked again, so only a clear refusal counts.
        Ok(_) if verb == "stop" && after == State::Running => "it still runs".into(),
        Ok(_) => return Ok(after.outputs()),
    };
    Err(Answer::aborted(format!("could not {verb} {name}: {reason}")).with(after.outputs()))
}

impl State {
    fn outputs(self) -> Object {
        outputs([("status", self.word().into())])
    }
}

#[cfg(test)]
mod tests;
