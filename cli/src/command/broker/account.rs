//! `mco broker account`: what the account has and may have, and all its streams in a folder.

use std::path::PathBuf;

use super::api::Api;
use super::archive;
use super::show::{Sheet, bytes, bytes_limit, count, limit, text};
use crate::command::Run;
use crate::ctx::Ctx;
use crate::exit::Exit;
use crate::out::pretty_two;

/// The account: its streams, consumers and limits
#[derive(Debug, clap::Args)]
pub(super) struct Account {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, clap::Subcommand)]
enum Command {
    #[command(visible_alias = "nfo")]
    Info(Info),
    Backup(Backup),
    Restore(Restore),
}

/// Show what the account has and may have
#[derive(Debug, clap::Args)]
struct Info {
    /// One JSON document
    #[arg(short, long)]
    json: bool,
}

/// Write every stream and bucket into a folder of its own
#[derive(Debug, clap::Args)]
struct Backup {
    /// Folder to write to
    target: PathBuf,
    #[command(flatten)]
    how: archive::How,
}

/// Make the streams and buckets of such a folder again
#[derive(Debug, clap::Args)]
struct Restore {
    /// Folder to read from
    source: PathBuf,
    /// No progress
    #[arg(long)]
    no_progress: bool,
}

impl Run for Account {
    async fn run(self, ctx: &Ctx) -> anyhow::Result<Exit> {
        match self.command {
            Command::Info(command) => command.run(ctx).await,
            Command::Backup(command) => archive::backup_all(ctx, &command.target, command.how).await,
            Command::Restore(command) => {
                archive::restore_all(ctx, &command.source, !command.no_progress).await
            }
        }
    }
}

impl Run for Info {
    async fn run(self, ctx: &Ctx) -> anyhow::Result<Exit> {
        let api = Api::open(ctx).await?;
        let user = api.broker("USER.INFO", &serde_json::Value::Null).await?;
        let streams = api.ask("INFO", None).await?;
        if self.json {
            let both = serde_json::json!({"user": user["data"], "streams": streams});
            ctx.out.line(pretty_two(&both)?)?;
            return Ok(Exit::Done);
        }
        let mut sheet = Sheet::new("Account");
        let limits = &streams["limits"];
        sheet
            .heading("Connection")
            .pair("User", text(&user["data"]["user"]))
            .pair("Account", text(&user["data"]["account"]))
            .pair("Broker", text(&user["server"]["name"]))
            .pair("Version", text(&user["server"]["ver"]))
            .pair("Expires", text(&user["data"]["expires"]))
            .heading("Streams")
            .pair("API Level", text(&streams["api"]["level"]))
            .pair("API Requests", count(&streams["api"]["total"]))
            .pair("API Errors", count(&streams["api"]["errors"]))
            .pair(
                "Memory",
                format!(
                    "{} of {}",
                    bytes(&streams["memory"]),
                    bytes_limit(&limits["max_memory"])
                ),
            )
            .pair(
                "Disk",
                format!(
                    "{} of {}",
                    bytes(&streams["storage"]),
                    bytes_limit(&limits["max_storage"])
                ),
            )
            .pair(
                "Streams",
                format!(
                    "{} of {}",
                    count(&streams["streams"]),
                    limit(&limits["max_streams"])
                ),
            )
            .pair(
                "Consumers",
                format!(
                    "{} of {}",
                    count(&streams["consumers"]),
                    limit(&limits["max_consumers"])
                ),
            );
        ctx.out.line(sheet.text())?;
        Ok(Exit::Done)
    }
}
