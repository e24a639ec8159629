//! `mco jwt`: tokens and the keys they are signed with.

mod check;
mod client;
mod files;
pub(crate) mod keys;
mod provisioning;
mod server;
mod view;

use std::path::Path;

use crate::ask::Prompt;
use crate::command::Run;
use crate::ctx::Ctx;
use crate::exit::Exit;
use crate::report::Stop;

/// Make, show and check tokens and their keys
#[derive(Debug, clap::Args)]
#[command(args_conflicts_with_subcommands = true, arg_required_else_help = true)]
pub(crate) struct Jwt {
    #[command(subcommand)]
    command: Option<Command>,
    #[command(flatten)]
    view: Option<view::View>,
}

#[derive(Debug, clap::Subcommand)]
enum Command {
    #[command(visible_aliases = ["show", "v", "s"])]
    View(view::View),
    Check(check::Check),
    #[command(visible_alias = "c")]
    Client(client::Client),
    Server(server::Server),
    #[command(visible_aliases = ["prov", "provision", "p"])]
    Provisioning(provisioning::Provisioning),
    #[command(visible_alias = "k")]
    Keys(keys::Keys),
}

/// What every command that writes a token may be given.
#[derive(Debug, clap::Args)]
struct Making {
    /// Replace an existing file
    #[arg(short, long, help_heading = None::<&str>)]
    force: bool,
    /// Sign with HashiCorp Vault, which this version cannot
    #[arg(long, hide = true)]
    vault: bool,
}

impl Run for Jwt {
    async fn run(self, ctx: &Ctx) -> anyhow::Result<Exit> {
        match self.command {
            Some(Command::View(command)) => command.run(ctx).await,
            Some(Command::Check(command)) => command.run(ctx).await,
            Some(Command::Client(command)) => command.run(ctx).await,
            Some(Command::Server(command)) => command.run(ctx).await,
            Some(Command::Provisioning(command)) => command.run(ctx).await,
            Some(Command::Keys(command)) => command.run(ctx).await,
            None => match self.view {
                Some(view) => view.run(ctx).await,
                None => Err(Stop::error("no token file was given").into()),
            },
        }
    }
}

impl Making {
    /// Refuses what this version does not do.
    fn check(&self) -> anyhow::Result<()> {
        if self.vault {
            return Err(Stop::error("signing with Vault is not available in this version")
                .hint("give the seed or RSA key as a file")
                .into());
        }
        Ok(())
    }
}

/// Writes a token that was made.
async fn save(
    prompt: &mut Prompt<'_>,
    ctx: &Ctx,
    file: &Path,
    token: &str,
    force: bool,
) -> anyhow::Result<Exit> {
    files::write(prompt, &[(file, token)], force).await?;
    let (file, program) = (file.display(), ctx.program);
    ctx.out.line(format!(
        "Saved token to {file}, `{program} jwt view {file}` shows it"
    ))?;
    Ok(Exit::Done)
}

#[cfg(test)]
mod tests;
