//! `mco broker server`: the brokers themselves.

mod check;
mod info;
mod list;
mod report;
mod request;

pub(super) use info::of;

use crate::command::Run;
use crate::ctx::Ctx;
use crate::exit::Exit;

/// Brokers: what they are, do and complain about
#[derive(Debug, clap::Args)]
pub(super) struct Server {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, clap::Subcommand)]
enum Command {
    #[command(visible_aliases = ["ls", "ping"])]
    List(list::List),
    Info(info::Info),
    #[command(subcommand)]
    Report(report::Report),
    #[command(subcommand, visible_alias = "req")]
    Request(request::Request),
    #[command(subcommand)]
    Check(Box<check::Check>),
}

impl Run for Server {
    async fn run(self, ctx: &Ctx) -> anyhow::Result<Exit> {
        match self.command {
            Command::List(command) => command.run(ctx).await,
            Command::Info(command) => command.run(ctx).await,
            Command::Report(command) => command.run(ctx).await,
            Command::Request(command) => command.run(ctx).await,
            Command::Check(command) => command.run(ctx).await,
        }
    }
}
