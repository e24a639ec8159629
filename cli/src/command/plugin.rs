//! `mco plugin`: what is known about agents, and what can be made of it.

mod doc;
mod document;
mod generate;
mod lint;
mod schema;

use crate::command::Run;
use crate::ctx::Ctx;
use crate::exit::Exit;

/// Look at what is known about agents, check it, and make things of it.
#[derive(Debug, clap::Args)]
pub(crate) struct Plugin {
    #[command(subcommand)]
    command: PluginCommand,
}

#[derive(Debug, clap::Subcommand)]
enum PluginCommand {
    Doc(doc::Doc),
    Generate(Box<generate::Generate>),
    Lint(lint::Lint),
    Schema(schema::Schema),
}

impl Run for Plugin {
    async fn run(self, ctx: &Ctx) -> anyhow::Result<Exit> {
        match self.command {
            PluginCommand::Doc(doc) => doc.run(ctx).await,
            PluginCommand::Generate(generate) => generate.run(ctx).await,
            PluginCommand::Lint(lint) => lint.run(ctx).await,
            PluginCommand::Schema(schema) => schema.run(ctx).await,
        }
    }
}
