//! Installing, updating and removing.

use std::time::Duration;

use protocol::rpc::Object;

use crate::Answer;
use crate::command::{Command, Output};

use super::backend::{Backend, State};
use super::name::{Name, Version};
use super::{Machine, QUERY};

/// How long a request waits for its change; with the questions before and after it fits the agent's 180 s.
const PATIENCE: Duration = Duration::from_secs(130);

pub(super) async fn install(
    machine: &Machine,
    backend: &'static dyn Backend,
    name: &Name,
    version: Option<&Version>,
) -> Result<Object, Answer> {
    let before = machine.state(backend, name).await?;
    if before.present && version.is_none() {
        return Err(unchanged(&before, "already installed"));
    }
    let known = ensure_known(machine, backend, name).await;
    known.map_err(|failure| failure.with(before.outputs()))?;
    let output = run(machine, "installing", name, backend.install(name, version)).await;
    settle(machine, backend, name, output, |state| state.present).await
}

pub(super) async fn update(
    machine: &Machine,
    backend: &'static dyn Backend,
    name: &Name,
) -> Result<Object, Answer> {
    let before = machine.state(backend, name).await?;
    if !before.present {
        return Err(unchanged(&before, "not installed"));
    }
    let output = run(machine, "updating", name, backend.update(name)).await;
    settle(machine, backend, name, output, |state| state.present).await
}

pub(super) async fn uninstall(
    machine: &Machine,
    backend: &'static dyn Backend,
    name: &Name,
) -> Result<Object, Answer> {
    let before = machine.state(backend, name).await?;
    if !before.present {
        return Err(unchanged(&before, "not installed"));
    }
    let output = run(machine, "uninstalling", name, backend.uninstall(name)).await;
    settle(machine, backend, name, output, |state| !state.present).await
}

pub(super) async fn purge(
    machine: &Machine,
    backend: &'static dyn Backend,
    name: &Name,
) -> Result<Object, Answer> {
    let before = machine.state(backend, name).await?;
    if !backend.purgeable(&before) {
        return Err(unchanged(&before, "not installed"));
    }
    let output = run(machine, "purging", name, backend.purge(name)).await;
    settle(machine, backend, name, output, |state| !backend.purgeable(state)).await
}

/// A failure that still tells the state it found.
fn unchanged(state: &State, reason: &str) -> Answer {
    Answer::aborted(format!("package {} is {reason}", state.name)).with(state.outputs())
}

/// Refuses names the package manager would read as something else than a name.
async fn ensure_known(machine: &Machine, backend: &dyn Backend, name: &Name) -> Result<(), Answer> {
    let Some(command) = backend.known(name) else {
        return Ok(());
    };
    let output = machine.ask(command.within(QUERY)).await?;
    match output.stdout.lines().any(|line| line == name.bare()) {
        true => Ok(()),
        false => Err(Answer::aborted(format!("no repository has a package {name}"))),
    }
}

async fn run(machine: &Machine, doing: &str, name: &Name, command: Command) -> Result<Output, Answer> {
    machine
        .changes
        .run(&machine.runner, &format!("{doing} {name}"), command, PATIENCE)
        .await
}

/// Tells the state after a change, which also has to be the wanted one.
async fn settle(
    machine: &Machine,
    backend: &dyn Backend,
    name: &Name,
    result: Result<Output, Answer>,
    wanted: impl Fn(&State) -> bool,
) -> Result<Object, Answer> {
    let after = machine.state(backend, name).await;
    match (result, after) {
        (Ok(output), Ok(state)) if wanted(&state) => {
            let mut data = state.outputs();
            data.insert("output".into(), output.stdout.into());
            Ok(data)
        }
        (Ok(output), Ok(state)) => {
            let mut data = state.outputs();
            data.insert("output".into(), output.stdout.into());
            let found = format!(
                "the package manager reported success, but {name} is {}",
                state.ensure
            );
            Err(Answer::aborted(found).with(data))
        }
        (Err(failure), Ok(state)) => Err(failure.with(state.outputs())),
        (Err(failure), Err(_)) => Err(failure),
        (Ok(_), Err(failure)) => Err(failure),
    }
}
