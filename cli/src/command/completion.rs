//! Placeholder of Completion.

use crate::command::Run;
use crate::ctx::Ctx;
use crate::exit::Exit;

/// Placeholder of Completion.
#[derive(Debug, clap::Args)]
pub(crate) struct Completion {}

impl Run for Completion {
    async fn run(self, _ctx: &Ctx) -> anyhow::Result<Exit> {
        anyhow::bail!("not available in this version")
    }
}
