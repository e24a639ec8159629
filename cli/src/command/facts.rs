//! Placeholder of Facts.

use crate::command::Run;
use crate::ctx::Ctx;
use crate::exit::Exit;

/// Placeholder of Facts.
#[derive(Debug, clap::Args)]
pub(crate) struct Facts {}

impl Run for Facts {
    async fn run(self, _ctx: &Ctx) -> anyhow::Result<Exit> {
        anyhow::bail!("not available in this version")
    }
}
