//! Placeholder of Inventory.

use crate::command::Run;
use crate::ctx::Ctx;
use crate::exit::Exit;

/// Placeholder of Inventory.
#[derive(Debug, clap::Args)]
pub(crate) struct Inventory {}

impl Run for Inventory {
    async fn run(self, _ctx: &Ctx) -> anyhow::Result<Exit> {
        anyhow::bail!("not available in this version")
    }
}
