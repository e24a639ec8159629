//! `mco tool`: looking at this installation.

pub(super) mod config;
mod inventory;
mod policy;
mod status;

use crate::command::Run;
use crate::ctx::Ctx;
use crate::exit::Exit;

/// Look at the configuration, policies, a node's status, inventories.
#[derive(Debug, clap::Args)]
pub(crate) struct Tool {
    #[command(subcommand)]
    command: ToolCommand,
}

#[derive(Debug, clap::Subcommand)]
enum ToolCommand {
    Config(config::Config),
    Policy(policy::Policy),
    Inventory(Box<inventory::Inventory>),
    Status(status::Status),
}

impl Run for Tool {
    async fn run(self, ctx: &Ctx) -> anyhow::Result<Exit> {
        match self.command {
            ToolCommand::Config(config) => config.run(ctx).await,
            ToolCommand::Policy(policy) => policy.run(ctx).await,
            ToolCommand::Inventory(inventory) => inventory.run(ctx).await,
            ToolCommand::Status(status) => status.run(ctx).await,
        }
    }
}
