//! Placeholder of process.

use crate::command::Run;
use crate::ctx::Ctx;
use crate::exit::Exit;

/// Placeholder of process.
#[derive(Debug, clap::Args)]
pub(crate) struct Process {}

impl Run for Process {
    async fn run(self, _ctx: &Ctx) -> anyhow::Result<Exit> {
        anyhow::bail!("not available in this version")
    }
}
