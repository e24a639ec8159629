//! `mco resume`: going on with a rollout that stopped.

use crate::args::{FleetArgs, OutputArgs, RequestArgs, parse};
use crate::ask::ask_again;
use crate::command::Run;
use crate::ctx::Ctx;
use crate::exit::Exit;
use crate::job::Why;
use crate::rollout::Again;

/// Go on with a rollout that stopped: ask the nodes that were left.
///
/// The plan stays as it was: same nodes, batches and limits. Nodes that answered are not asked again; nodes that were being
/// asked when a rollout was cut short are. Failed and silent nodes are counted from zero.
#[derive(Debug, clap::Args)]
pub(crate) struct Resume {
    /// The job, or the beginning of its name; `mco jobs` lists them
    job: String,
    #[command(flatten)]
    again: AgainArgs,
}

/// What is needed to ask once more.
#[derive(Debug, clap::Args)]
pub(crate) struct AgainArgs {
    /// Inputs that were not written down because they look secret
    #[arg(value_name = "KEY=VALUE", value_parser = parse::pair)]
    secrets: Vec<(String, String)>,
    /// Do not ask before changing things
    #[arg(short, long)]
    yes: bool,
    #[command(flatten)]
    output: OutputArgs,
}

impl Resume {
    /// The job it goes on with.
    pub(crate) fn job(&self) -> &str {
        &self.job
    }

    /// Inputs that were given again.
    pub(crate) fn secrets(&self) -> &[(String, String)] {
        self.again.secrets()
    }
}

impl Run for Resume {
    async fn run(self, ctx: &Ctx) -> anyhow::Result<Exit> {
        self.again.ask(ctx, &self.job, Why::Resume).await
    }
}

impl AgainArgs {
    /// Inputs that were given again.
    pub(super) fn secrets(&self) -> &[(String, String)] {
        &self.secrets
    }

    /// Asks nodes of a job once more.
    pub(super) async fn ask(self, ctx: &Ctx, job: &str, why: Why) -> anyhow::Result<Exit> {
        let fleet = FleetArgs {
            request: RequestArgs {
                yes: self.yes,
                ..RequestArgs::default()
            },
            output: self.output,
            ..FleetArgs::default()
        };
        let again = Again {
            name: job,
            why,
            secrets: &self.secrets,
            asked: None,
        };
        ask_again(ctx, &again, &fleet).await
    }
}
