//! `mco jobs retry`: another chance for nodes that failed or were silent.

use crate::command::Run;
use crate::command::resume::AgainArgs;
use crate::ctx::Ctx;
use crate::exit::Exit;
use crate::job::Why;

/// Ask the failed or the silent nodes of a rollout again
///
/// They are asked at the pace of the plan and under the same limits, counted from zero.
#[derive(Debug, clap::Args)]
#[command(group = clap::ArgGroup::new("which").required(true))]
pub(crate) struct Retry {
    /// The job, or the beginning of its name
    job: String,
    /// Nodes that failed, or did not pass the check after their batch
    #[arg(long, group = "which")]
    failed: bool,
    /// Nodes that gave no answer
    #[arg(long, group = "which")]
    silent: bool,
    #[command(flatten)]
    again: AgainArgs,
}

impl Retry {
    /// The job, and which of its nodes are asked.
    pub(super) fn again(&self) -> (&str, Why) {
        let why = match self.failed {
            true => Why::RetryFailed,
            false => Why::RetrySilent,
        };
        (&self.job, why)
    }

    /// Inputs that were given again.
    pub(super) fn secrets(&self) -> &[(String, String)] {
        self.again.secrets()
    }
}

impl Run for Retry {
    async fn run(self, ctx: &Ctx) -> anyhow::Result<Exit> {
        let (_, why) = self.again();
        self.again.ask(ctx, &self.job, why).await
    }
}
