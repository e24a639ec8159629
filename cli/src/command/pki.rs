//! `mco pki`: certificates and first configurations for a site without Puppet.

mod init;
mod issue;
mod renew;
mod show;

use std::path::PathBuf;

use crate::command::Run;
use crate::ctx::Ctx;
use crate::exit::Exit;

/// Make an authority, and credentials for brokers, nodes and users
///
/// A kit is a folder with a certificate or token, its key, the authority's certificate and a configuration file. Copy it to its
/// machine.
#[derive(Debug, clap::Args)]
pub(crate) struct Pki {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, clap::Subcommand)]
enum Command {
    Init(init::Init),
    Broker(issue::Broker),
    Node(issue::Node),
    User(issue::User),
    Renew(renew::Renew),
    Show(show::Show),
}

/// Where the authority's folder is.
#[derive(Debug, clap::Args)]
struct Folder {
    /// Folder of the authority; keep it on one machine and back it up
    #[arg(long, value_name = "DIR", default_value = "mco-pki")]
    dir: PathBuf,
}

impl Run for Pki {
    async fn run(self, ctx: &Ctx) -> anyhow::Result<Exit> {
        match self.command {
            Command::Init(command) => command.run(ctx).await,
            Command::Broker(command) => command.run(ctx).await,
            Command::Node(command) => command.run(ctx).await,
            Command::User(command) => command.run(ctx).await,
            Command::Renew(command) => command.run(ctx).await,
            Command::Show(command) => command.run(ctx).await,
        }
    }
}
