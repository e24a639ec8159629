//! The `package` agent: asks and changes the software of the machine through apt and dpkg, or dnf (yum) and rpm.

mod apt;
mod backend;
mod change;
mod inventory;
mod name;
mod rpm;
mod updates;

use std::sync::Arc;
use std::time::Duration;

use async_trait::async_trait;
use config::Settings;
use protocol::rpc::Object;

use super::background::Background;
use super::input::{answer, required, text, unknown_action};
use crate::command::{Command, Output, Runner};
use crate::{Agent, Answer, Call, Context};

use backend::{Backend, State};
use name::{Name, Version};

/// Questions about one package are quick.
const QUERY: Duration = Duration::from_secs(15);

/// How long an action that only asks may take: a little less than the agent's 180 s.
const BUDGET: Duration = Duration::from_secs(170);

/// The agent.
pub(super) struct Package {
    ddl: Arc<ddl::Agent>,
    machine: Machine,
}

/// What every action works on.
pub(super) struct Machine {
    runner: Arc<dyn Runner>,
    changes: Background,
}

impl Package {
    pub(super) fn new(ddl: Arc<ddl::Agent>, runner: Arc<dyn Runner>) -> Self {
        Self {
            ddl,
            machine: Machine::new(runner),
        }
    }
}

#[async_trait]
impl Agent for Package {
    fn ddl(&self) -> &Arc<ddl::Agent> {
        &self.ddl
    }

    async fn call(&self, call: Call, node: &Context) -> Answer {
        perform(&self.machine, &call, &node.config.member.settings).await
    }
}

impl Machine {
    fn new(runner: Arc<dyn Runner>) -> Self {
        Self {
            runner,
            changes: Background::default(),
        }
    }

    /// Runs a question.
    async fn ask(&self, command: Command) -> Result<Output, Answer> {
        Ok(self.runner.run(command).await?)
    }

    /// What is installed of a package.
    async fn state(&self, backend: &dyn Backend, name: &Name) -> Result<State, Answer> {
        let output = self.ask(backend.query(name).within(QUERY)).await?;
        backend.read_state(name, &output)
    }
}

/// Runs one action.
async fn perform(machine: &Machine, call: &Call, settings: &Settings) -> Answer {
    let data = &call.data;
    answer(match call.action.as_str() {
        "status" => status(machine, settings, data).await,
        "install" | "update" | "uninstall" | "purge" => change(machine, settings, call).await,
        "search" => inventory::search(machine, settings, data).await,
        "count" => inventory::count(machine, settings).await,
        "md5" => inventory::md5(machine, settings).await,
        "refresh" => updates::refresh(machine, settings).await,
        "checkupdates" => updates::check(machine, settings).await,
        "apt_checkupdates" => updates::apt_check(machine).await,
        "yum_checkupdates" => updates::yum_check(machine).await,
        "apt_update" => updates::apt_update(machine).await,
        "yum_clean" => updates::yum_clean(machine, settings, data).await,
        _ => Err(unknown_action(call)),
    })
}

async fn status(machine: &Machine, settings: &Settings, data: &Object) -> Result<Object, Answer> {
    let name = Name::new(required(data, "package")?)?;
    let backend = backend::detect(machine, settings)?;
    Ok(machine.state(backend, &name).await?.outputs())
}

async fn change(machine: &Machine, settings: &Settings, call: &Call) -> Result<Object, Answer> {
    let name = Name::new(required(&call.data, "package")?)?;
    let backend = backend::detect(machine, settings)?;
    match call.action.as_str() {
        "install" => {
            let version = text(&call.data, "version")?.map(Version::new).transpose()?;
            change::install(machine, backend, &name, version.as_ref()).await
        }
        "update" => change::update(machine, backend, &name).await,
        "uninstall" => change::uninstall(machine, backend, &name).await,
        _ => change::purge(machine, backend, &name).await,
    }
}

#[cfg(test)]
mod hostile;
#[cfg(test)]
mod tests;
