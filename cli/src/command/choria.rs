//! `mco choria`: words that older scripts use for what now has other names.

use crate::command::Run;
use crate::command::tool::config::Config;
use crate::ctx::Ctx;
use crate::exit::Exit;

/// Names of older versions.
#[derive(Debug, clap::Args)]
pub(crate) struct Choria {
    #[command(subcommand)]
    command: ChoriaCommand,
}

#[derive(Debug, clap::Subcommand)]
enum ChoriaCommand {
    #[command(name = "show_config", alias = "show-config")]
    ShowConfig(Config),
}

impl Run for Choria {
    async fn run(self, ctx: &Ctx) -> anyhow::Result<Exit> {
        let ChoriaCommand::ShowConfig(config) = self.command;
        config.run(ctx).await
    }
}
