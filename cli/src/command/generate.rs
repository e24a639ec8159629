//! Placeholder of Generate.

use crate::command::Run;
use crate::ctx::Ctx;
use crate::exit::Exit;

/// Placeholder of Generate.
#[derive(Debug, clap::Args)]
pub(crate) struct Generate {}

impl Run for Generate {
    async fn run(self, _ctx: &Ctx) -> anyhow::Result<Exit> {
        anyhow::bail!("not available in this version")
    }
}
