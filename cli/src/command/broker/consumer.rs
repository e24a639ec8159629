//! `mco broker consumer`: consumers of the broker's streams.

mod add;
mod change;
mod info;
mod list;
mod next;

use crate::command::Run;
use crate::ctx::Ctx;
use crate::exit::Exit;

/// Consumers: who reads a stream, and how far each has come
#[derive(Debug, clap::Args)]
pub(super) struct Consumer {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, clap::Subcommand)]
enum Command {
    #[command(visible_aliases = ["list", "l"])]
    Ls(list::List),
    #[command(visible_aliases = ["nfo", "i"])]
    Info(info::Info),
    #[command(visible_aliases = ["create", "new"])]
    Add(Box<add::Add>),
    #[command(visible_aliases = ["delete", "del"])]
    Rm(change::Remove),
    Next(next::Next),
    Pause(change::Pause),
    Resume(change::Resume),
}

impl Run for Consumer {
    async fn run(self, ctx: &Ctx) -> anyhow::Result<Exit> {
        match self.command {
            Command::Ls(command) => command.run(ctx).await,
            Command::Info(command) => command.run(ctx).await,
            Command::Add(command) => command.run(ctx).await,
            Command::Rm(command) => command.run(ctx).await,
            Command::Next(command) => command.run(ctx).await,
            Command::Pause(command) => command.run(ctx).await,
            Command::Resume(command) => command.run(ctx).await,
        }
    }
}
