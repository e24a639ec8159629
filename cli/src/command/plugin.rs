//! Placeholder of Plugin.

use crate::command::Run;
use crate::ctx::Ctx;
use crate::exit::Exit;

/// Placeholder of Plugin.
#[derive(Debug, clap::Args)]
pub(crate) struct Plugin {}

impl Run for Plugin {
    async fn run(self, _ctx: &Ctx) -> anyhow::Result<Exit> {
        anyhow::bail!("not available in this version")
    }
}
