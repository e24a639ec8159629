//! DDL documents on disk: reading one by file or agent name, writing one.

use std::fs;
use std::path::Path;

use anyhow::Context;
use client::files;
use ddl::Agent;

use crate::ctx::Ctx;

/// Larger than any DDL.
const MAX_DDL: u64 = 4 << 20;

/// Reads a file, `.json` or YAML, or else the DDL of an agent of that name known here.
pub(super) async fn load(ddl: &str, ctx: &Ctx) -> anyhow::Result<Agent> {
    let path = ctx.environment.cwd.join(ddl);
    if !path.is_file() {
        return Ok(Agent::clone(&*crate::ask::find(&ctx.library().await, ddl)?));
    }
    let unusable = || format!("{ddl} is not a usable DDL");
    let bytes = files::read(&path, MAX_DDL).with_context(|| format!("{ddl} cannot be read"))?;
    match path.extension().is_some_and(|it| it == "json") {
        true => Agent::from_json(&bytes).with_context(unusable),
        false => Agent::from_yaml(&bytes).with_context(unusable),
    }
}

/// Writes a file and the folders it lies in.
pub(super) fn write(path: &Path, text: &str) -> anyhow::Result<()> {
    let folder = path.parent().unwrap_or(Path::new("."));
    fs::create_dir_all(folder)
        .and_then(|()| fs::write(path, text))
        .with_context(|| format!("{} cannot be written", path.display()))
}
