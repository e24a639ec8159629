//! Counting, hashing and searching packages.

use config::Settings;
use md5::{Digest, Md5};
use protocol::rpc::Object;
use serde_json::json;

use crate::Answer;
use crate::agents::input::{outputs, required, succeeded};

use super::backend::{Backend, detect};
use super::name::Name;
use super::{BUDGET, Machine};

/// Bytes of the list of installed packages: some 100 000 of them.
const INVENTORY_LIMIT: usize = 32 << 20;

/// Packages a search answers with; the count tells how many there are.
const SEARCH_LIMIT: usize = 1000;

pub(super) async fn count(machine: &Machine, settings: &Settings) -> Result<Object, Answer> {
    let installed = installed(machine, detect(machine, settings)?).await?;
    let lines = installed.lines().filter(|line| !line.is_empty()).count();
    Ok(outputs([
        ("output", json!(lines.to_string())),
        ("exitcode", json!(0)),
    ]))
}

pub(super) async fn md5(machine: &Machine, settings: &Settings) -> Result<Object, Answer> {
    let installed = installed(machine, detect(machine, settings)?).await?;
    Ok(outputs([
        (
            "output",
            json!(format!(
                "{:032x}",
                u128::from_be_bytes(Md5::digest(installed).into())
            )),
        ),
        ("exitcode", json!(0)),
    ]))
}

pub(super) async fn search(machine: &Machine, settings: &Settings, data: &Object) -> Result<Object, Answer> {
    let term = Name::new(required(data, "package")?)?;
    let backend = detect(machine, settings)?;
    let output = machine.ask(backend.search(&term).within(BUDGET)).await?;
    let mut found = backend.read_search(&output)?;
    let count = found.len().to_string();
    found.truncate(SEARCH_LIMIT);
    Ok(outputs([
        ("package_count", json!(count)),
        ("available_packages", json!(found)),
    ]))
}

/// The lines that stand for installed packages.
async fn installed(machine: &Machine, backend: &dyn Backend) -> Result<String, Answer> {
    let mut command = backend.inventory().within(BUDGET);
    command.limit = INVENTORY_LIMIT;
    let what = format!("{} {}", command.program, command.args.join(" "));
    let output = succeeded(&what, machine.runner.run(command).await)?;
    match output.truncated {
        true => Err(Answer::aborted(format!(
            "{what} lists more packages than can be read"
        ))),
        false => Ok(backend.installed(&output.stdout)),
    }
}
