//! `mco plugin`: what is known about agents.

mod doc;

use crate::command::Run;
use crate::ctx::Ctx;
use crate::exit::Exit;

/// Look at what is known about agents.
#[derive(Debug, clap::Args)]
pub(crate) struct Plugin {
    #[command(subcommand)]
    command: PluginCommand,
}

#[derive(Debug, clap::Subcommand)]
enum PluginCommand {
    Doc(doc::Doc),
}

impl Run for Plugin {
    async fn run(self, ctx: &Ctx) -> anyhow::Result<Exit> {
        match self.command {
            PluginCommand::Doc(doc) => doc.run(ctx).await,
        }
    }
}
