//! Asking repositories what is new.

use std::time::Duration;

use config::Settings;
use protocol::rpc::Object;
use serde_json::json;
use tokio::time::Instant;

use crate::Answer;
use crate::agents::input::{outputs, refused, succeeded, text};
use crate::command::{Output, cut};

use super::backend::{self, Backend};
use super::{BUDGET, Machine};

/// What `yum clean` may be asked to forget.
const CLEAN_MODES: &[&str] = &[
    "all",
    "headers",
    "packages",
    "metadata",
    "dbcache",
    "plugins",
    "expire-cache",
];

/// Bytes of a tool's talk that go into a reply; the parsed list is what matters.
const OUTPUT_LIMIT: usize = 64 * 1024;

/// Packages a reply lists, so that it stays below what a broker carries.
const OUTDATED_LIMIT: usize = 2000;

pub(super) async fn check(machine: &Machine, settings: &Settings) -> Result<Object, Answer> {
    named(machine, backend::detect(machine, settings)?).await
}

pub(super) async fn yum_check(machine: &Machine) -> Result<Object, Answer> {
    named(machine, backend::rpm(machine)?).await
}

pub(super) async fn apt_check(machine: &Machine) -> Result<Object, Answer> {
    outdated(machine, backend::apt(machine)?, BUDGET).await
}

pub(super) async fn refresh(machine: &Machine, settings: &Settings) -> Result<Object, Answer> {
    let mut data = refresh_with(machine, backend::detect(machine, settings)?).await?;
    data.remove("outdated_packages");
    Ok(data)
}

pub(super) async fn apt_update(machine: &Machine) -> Result<Object, Answer> {
    refresh_with(machine, backend::apt(machine)?).await
}

pub(super) async fn yum_clean(
    machine: &Machine,
    settings: &Settings,
    data: &Object,
) -> Result<Object, Answer> {
    let mode = match text(data, "mode")? {
        Some(mode) => mode,
        None => settings.raw("plugin.package.yum_clean_mode").unwrap_or("all"),
    };
    if !CLEAN_MODES.contains(&mode) {
        return Err(refused("mode", &format!("is none of {}", CLEAN_MODES.join(", "))));
    }
    let rpm = backend::rpm(machine)?;
    let what = format!("{} clean {mode}", rpm.tool);
    let output = succeeded(&what, machine.runner.run(rpm.clean(mode).within(BUDGET)).await)?;
    Ok(told(output))
}

/// What is out of date, with the manager that says so.
async fn named(machine: &Machine, backend: &dyn Backend) -> Result<Object, Answer> {
    let mut data = outdated(machine, backend, BUDGET).await?;
    data.insert("package_manager".into(), backend.manager().into());
    Ok(data)
}

/// Fetches the lists of packages and tells what is out of date by them.
async fn refresh_with(machine: &Machine, backend: &dyn Backend) -> Result<Object, Answer> {
    let started = Instant::now();
    let command = backend.refresh().within(BUDGET);
    let what = format!("{} {}", command.program, command.args.join(" "));
    succeeded(&what, machine.runner.run(command).await)?;
    outdated(machine, backend, BUDGET.saturating_sub(started.elapsed())).await
}

async fn outdated(machine: &Machine, backend: &dyn Backend, within: Duration) -> Result<Object, Answer> {
    let output = machine.ask(backend.updates().within(within)).await?;
    let found = backend.read_updates(&output)?;
    let outdated: Vec<_> = found
        .iter()
        .take(OUTDATED_LIMIT)
        .map(backend::Outdated::output)
        .collect();
    let mut data = told(output);
    data.insert("outdated_packages".into(), outdated.into());
    Ok(data)
}

fn told(output: Output) -> Object {
    let mut said = output.stdout;
    cut(&mut said, OUTPUT_LIMIT);
    outputs([("output", json!(said)), ("exitcode", json!(output.code))])
}
