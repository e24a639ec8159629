//! Placeholder of Tool.

use crate::command::Run;
use crate::ctx::Ctx;
use crate::exit::Exit;

/// Placeholder of Tool.
#[derive(Debug, clap::Args)]
pub(crate) struct Tool {}

impl Run for Tool {
    async fn run(self, _ctx: &Ctx) -> anyhow::Result<Exit> {
        anyhow::bail!("not available in this version")
    }
}
