//! `mco ddl`: the DDLs kept on this machine, so that nobody has to install them by hand.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::Context;
use client::{Registry, RegistryError};
use protocol::AgentName;

use crate::command::Run;
use crate::ctx::Ctx;
use crate::exit::Exit;
use crate::out::{grid, words};
use crate::report::Stop;
use crate::theme::line;

/// Get DDLs from the registry, and see which ones are kept here.
#[derive(Debug, clap::Args)]
pub(crate) struct Ddl {
    #[command(subcommand)]
    command: DdlCommand,
}

#[derive(Debug, clap::Subcommand)]
enum DdlCommand {
    Sync(Sync),
    /// List the DDLs kept here and their age
    List,
    /// Remove the DDLs kept here
    Clear,
}

/// Get DDLs from the registry: all of them, or those named.
#[derive(Debug, clap::Args)]
struct Sync {
    /// Agents
    #[arg(value_name = "AGENT")]
    agents: Vec<String>,
}

impl Run for Ddl {
    async fn run(self, ctx: &Ctx) -> anyhow::Result<Exit> {
        match self.command {
            DdlCommand::Sync(sync) => Box::pin(sync.run(ctx)).await,
            DdlCommand::List => list(ctx, &folder(ctx).await?),
            DdlCommand::Clear => clear(&folder(ctx).await?),
        }
    }
}

impl Sync {
    async fn run(&self, ctx: &Ctx) -> anyhow::Result<Exit> {
        let folder = folder(ctx).await?;
        let registry = Registry::new(ctx.fleet().await?);
        let names = if self.agents.is_empty() {
            registry.names().await.map_err(explained)?
        } else {
            let names = self.agents.iter().map(|name| AgentName::new(name));
            names.collect::<Result<_, _>>()?
        };
        let (mut kept, mut failed) = (0, 0);
        for name in names {
            // The DDLs that come with the program always win, so a copy would only confuse.
            if ddl::builtin(name.as_str()).is_some() && self.agents.is_empty() {
                continue;
            }
            match registry.fetch(&name, &folder).await {
                Ok(agent) => {
                    kept += 1;
                    ctx.out.line(format!(
                        "{} {}",
                        agent.metadata.name,
                        line(&agent.metadata.version)
                    ))?;
                }
                Err(
                    error @ (RegistryError::Request(_)
                    | RegistryError::Silent { .. }
                    | RegistryError::File { .. }),
                ) => {
                    return Err(explained(error));
                }
                Err(error) => {
                    failed += 1;
                    let error = anyhow::Error::from(error);
                    ctx.err.line(format!("{}: {name}: {error:#}", ctx.program))?;
                }
            }
        }
        ctx.err.line(format!(
            "{} kept in {}",
            words::count(kept, "DDL"),
            folder.display()
        ))?;
        Ok(if failed == 0 { Exit::Done } else { Exit::Failed })
    }
}

/// Gets the DDL of an agent nobody here knows, where the configuration names a place for DDLs of the registry.
pub(crate) async fn learn(ctx: &Ctx, agent: &str) -> anyhow::Result<()> {
    // Whatever needs the rest of a broken configuration will complain.
    let Some(folder) = ctx
        .config()
        .await
        .ok()
        .and_then(|config| config.registry_cache.clone())
    else {
        return Ok(());
    };
    let Ok(name) = AgentName::new(agent) else {
        return Ok(());
    };
    if !matches!(
        ctx.library().await.agent(agent),
        Err(client::LibraryError::Unknown { .. })
    ) {
        return Ok(());
    }
    match Registry::new(ctx.fleet().await?).fetch(&name, &folder).await {
        // Whoever asks for the agent next says that nobody knows it.
        Ok(_) | Err(RegistryError::Refused { .. }) => Ok(()),
        Err(error) => Err(explained(error)),
    }
}

fn explained(error: RegistryError) -> anyhow::Error {
    match error {
        RegistryError::Silent { .. } => Stop::error(error.to_string())
            .hint("a node with plugin.choria.services.registry.store set is one")
            .into(),
        error => error.into(),
    }
}

fn list(ctx: &Ctx, folder: &Path) -> anyhow::Result<Exit> {
    let mut rows = Vec::new();
    for path in files(folder) {
        let bytes = fs::read(&path).with_context(|| format!("{} cannot be read", path.display()))?;
        let age = path.metadata().and_then(|it| it.modified()).ok();
        let age = age.and_then(|age| ctx.clock.now().duration_since(age).ok());
        let age = age.map_or_else(|| "-".to_owned(), words::age);
        rows.push(match ddl::Agent::from_json(&bytes) {
            Ok(agent) => vec![
                agent.metadata.name,
                agent.metadata.version,
                age,
                agent.metadata.description,
            ],
            Err(error) => vec![path.display().to_string(), "-".to_owned(), age, error.to_string()],
        });
    }
    if rows.is_empty() {
        ctx.err
            .line("No DDL is kept here; `mco ddl sync` gets those of the registry")?;
        return Ok(Exit::Done);
    }
    let rows = rows
        .into_iter()
        .map(|row| row.iter().map(|cell| line(cell).into_owned()).collect());
    let header = ["Agent", "Version", "Age", "Description"].map(str::to_owned);
    ctx.out.line(grid(header.to_vec(), rows, &ctx.out))?;
    Ok(Exit::Done)
}

fn clear(folder: &Path) -> anyhow::Result<Exit> {
    for path in files(folder) {
        fs::remove_file(&path).with_context(|| format!("{} cannot be removed", path.display()))?;
    }
    Ok(Exit::Done)
}

/// The DDLs kept in a folder, sorted.
fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder.join("agent")).into_iter().flatten().flatten();
    let mut files: Vec<_> = entries
        .map(|entry| entry.path())
        .filter(|path| path.extension().is_some_and(|it| it == "json"))
        .collect();
    files.sort();
    files
}

/// Where DDLs of the registry are kept: as configured, else beside the other caches.
async fn folder(ctx: &Ctx) -> anyhow::Result<PathBuf> {
    let configured = ctx.config().await?.registry_cache.clone();
    configured.or_else(|| ctx.ddl_cache()).ok_or_else(|| {
        Stop::error("there is no folder for DDLs of the registry")
            .hint("plugin.choria.services.registry.cache, HOME or XDG_CACHE_HOME names one")
            .into()
    })
}
