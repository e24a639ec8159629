//! The `puppet` agent: drives the Puppet agent of the machine through its command and its state files.

mod allow;
mod installation;
mod lock;
mod resource;
mod runonce;
mod state;
mod summary;

use std::sync::Arc;
use std::time::SystemTime;

use async_trait::async_trait;
use config::Settings;
use protocol::rpc::Object;
use tokio::sync::OnceCell;
use tokio::time::Instant;

use super::background::Background;
use super::input::{answer, unknown_action};
use crate::command::Runner;
use crate::{Agent, Answer, Call, Context};

use installation::{Installation, Paths};

/// The agent.
pub(super) struct Puppet {
    ddl: Arc<ddl::Agent>,
    machine: Machine,
}

/// What every action works on.
struct Machine {
    runner: Arc<dyn Runner>,
    changes: Background,
    /// Asking Puppet takes seconds and the answer only changes with its configuration.
    paths: OnceCell<Paths>,
}

/// One call with all it needs.
struct Work<'a> {
    machine: &'a Machine,
    settings: &'a Settings,
    puppet: Installation,
    paths: &'a Paths,
    call: &'a Call,
    /// Unix seconds.
    now: i64,
    started: Instant,
}

impl Puppet {
    pub(super) fn new(ddl: Arc<ddl::Agent>, runner: Arc<dyn Runner>) -> Self {
        Self {
            ddl,
            machine: Machine::new(runner),
        }
    }
}

#[async_trait]
impl Agent for Puppet {
    fn ddl(&self) -> &Arc<ddl::Agent> {
        &self.ddl
    }

    fn takes_undeclared(&self, action: &str) -> bool {
        action == "resource"
    }

    async fn call(&self, call: Call, node: &Context) -> Answer {
        perform(
            &self.machine,
            &call,
            &node.config.member.settings,
            node.clock.now(),
        )
        .await
    }
}

impl Machine {
    fn new(runner: Arc<dyn Runner>) -> Self {
        Self {
            runner,
            changes: Background::default(),
            paths: OnceCell::new(),
        }
    }
}

/// Runs one action.
async fn perform(machine: &Machine, call: &Call, settings: &Settings, now: SystemTime) -> Answer {
    answer(act(machine, call, settings, now).await)
}

async fn act(machine: &Machine, call: &Call, settings: &Settings, now: SystemTime) -> Result<Object, Answer> {
    let started = Instant::now();
    let puppet = Installation::find(&*machine.runner, settings)?;
    let paths = machine
        .paths
        .get_or_try_init(|| puppet.paths(&*machine.runner))
        .await?;
    let now = time::OffsetDateTime::from(now).unix_timestamp();
    let work = Work {
        machine,
        settings,
        puppet,
        paths,
        call,
        now,
        started,
    };
    match call.action.as_str() {
        "status" => state::status(&work).await,
        "enable" => lock::enable(&work).await,
        "disable" => lock::disable(&work).await,
        "last_run_summary" => summary::last_run(&work).await,
        "runonce" => runonce::runonce(&work).await,
        "resource" => resource::resource(&work).await,
        _ => Err(unknown_action(call)),
    }
}

#[cfg(test)]
mod tests;
