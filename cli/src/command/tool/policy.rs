//! `mco tool policy`: trying and checking policies before nodes follow them.

mod inputs;
mod lint;
mod report;
mod test;

use crate::command::Run;
use crate::ctx::Ctx;
use crate::exit::Exit;

/// Try and check policies before nodes follow them.
#[derive(Debug, clap::Args)]
pub(crate) struct Policy {
    #[command(subcommand)]
    command: PolicyCommand,
}

#[derive(Debug, clap::Subcommand)]
enum PolicyCommand {
    Test(Box<test::Test>),
    Lint(lint::Lint),
}

impl Run for Policy {
    async fn run(self, ctx: &Ctx) -> anyhow::Result<Exit> {
        match self.command {
            PolicyCommand::Test(test) => test.run(ctx).await,
            PolicyCommand::Lint(lint) => lint.run(ctx).await,
        }
    }
}

#[cfg(test)]
mod tests;
