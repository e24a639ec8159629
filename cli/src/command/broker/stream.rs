//! `mco broker stream`: streams of the broker.

mod add;
mod content;
mod info;
mod list;
mod remove;
mod settings;

use serde_json::Value;

use super::api::Api;
use super::archive::{Backup, Restore};
use crate::command::Run;
use crate::ctx::Ctx;
use crate::exit::Exit;
use crate::names::Lesson;

/// Streams: what they keep and how
#[derive(Debug, clap::Args)]
pub(super) struct Stream {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, clap::Subcommand)]
enum Command {
    #[command(visible_aliases = ["list", "l"])]
    Ls(list::List),
    #[command(visible_alias = "rep")]
    Report(list::Report),
    #[command(visible_aliases = ["nfo", "i"])]
    Info(info::Info),
    #[command(visible_aliases = ["create", "new"])]
    Add(Box<add::Add>),
    #[command(visible_alias = "update")]
    Edit(Box<add::Edit>),
    #[command(visible_aliases = ["delete", "del"])]
    Rm(remove::Remove),
    Purge(remove::Purge),
    Rmm(remove::RemoveMessage),
    Seal(remove::Seal),
    View(content::View),
    Get(content::Get),
    #[command(visible_alias = "snapshot")]
    Backup(Backup),
    Restore(Restore),
}

impl Run for Stream {
    async fn run(self, ctx: &Ctx) -> anyhow::Result<Exit> {
        match self.command {
            Command::Ls(command) => command.run(ctx).await,
            Command::Report(command) => command.run(ctx).await,
            Command::Info(command) => command.run(ctx).await,
            Command::Add(command) => command.run(ctx).await,
            Command::Edit(command) => command.run(ctx).await,
            Command::Rm(command) => command.run(ctx).await,
            Command::Purge(command) => command.run(ctx).await,
            Command::Rmm(command) => command.run(ctx).await,
            Command::Seal(command) => command.run(ctx).await,
            Command::View(command) => command.run(ctx).await,
            Command::Get(command) => command.run(ctx).await,
            Command::Backup(command) => command.run(ctx).await,
            Command::Restore(command) => command.run(ctx).await,
        }
    }
}

/// What the API tells of a stream.
async fn described(api: &Api<'_>, stream: &str) -> anyhow::Result<Value> {
    let described = api.ask(&format!("STREAM.INFO.{stream}"), None).await?;
    api.ctx().learn_names(Lesson::Stream(stream.to_owned())).await;
    Ok(described)
}

/// Everything about a stream as a page.
pub(super) fn sheet(info: &Value, ctx: &Ctx) -> String {
    info::sheet(info, false, ctx).text()
}
