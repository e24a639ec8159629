//! `mco jobs`: rollouts, past and paused.

mod list;
mod prune;
mod remove;
mod retry;
mod show;

use crate::command::Run;
use crate::ctx::Ctx;
use crate::exit::Exit;
use crate::job::Why;

/// Rollouts, past and paused.
#[derive(Debug, clap::Args)]
#[command(args_conflicts_with_subcommands = true)]
pub(crate) struct Jobs {
    #[command(subcommand)]
    what: Option<What>,
    #[command(flatten)]
    list: list::List,
}

#[derive(Debug, clap::Subcommand)]
enum What {
    #[command(visible_alias = "list")]
    Ls(list::List),
    Show(show::Show),
    Retry(retry::Retry),
    Rm(remove::Remove),
    Prune(prune::Prune),
}

impl Jobs {
    /// The job some of whose nodes are asked again, and which ones.
    pub(crate) fn again(&self) -> Option<(&str, Why)> {
        match &self.what {
            Some(What::Retry(retry)) => Some(retry.again()),
            _ => None,
        }
    }

    /// The secrets that were given for nodes to be asked again; none when none are.
    pub(crate) fn secrets(&self) -> Option<&[(String, String)]> {
        match &self.what {
            Some(What::Retry(retry)) => Some(retry.secrets()),
            _ => None,
        }
    }
}

impl Run for Jobs {
    async fn run(self, ctx: &Ctx) -> anyhow::Result<Exit> {
        match self.what {
            None => self.list.run(ctx).await,
            Some(What::Ls(list)) => list.run(ctx).await,
            Some(What::Show(show)) => show.run(ctx).await,
            Some(What::Retry(retry)) => retry.run(ctx).await,
            Some(What::Rm(remove)) => remove.run(ctx).await,
            Some(What::Prune(prune)) => prune.run(ctx).await,
        }
    }
}
