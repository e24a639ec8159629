//! `mco plugin generate`: clients from DDLs, and DDLs themselves.

mod client;
mod ddl;

use crate::command::Run;
use crate::ctx::Ctx;
use crate::exit::Exit;

/// Write a typed client, or a DDL.
#[derive(Debug, clap::Args)]
pub(crate) struct Generate {
    #[command(subcommand)]
    command: GenerateCommand,
}

#[derive(Debug, clap::Subcommand)]
enum GenerateCommand {
    Client(client::Client),
    Ddl(ddl::Ddl),
}

impl Run for Generate {
    async fn run(self, ctx: &Ctx) -> anyhow::Result<Exit> {
        match self.command {
            GenerateCommand::Client(client) => client.run(ctx).await,
            GenerateCommand::Ddl(ddl) => ddl.run(ctx).await,
        }
    }
}
