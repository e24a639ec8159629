//! Placeholder of package.

use crate::command::Run;
use crate::ctx::Ctx;
use crate::exit::Exit;

/// Placeholder of package.
#[derive(Debug, clap::Args)]
pub(crate) struct Package {}

impl Run for Package {
    async fn run(self, _ctx: &Ctx) -> anyhow::Result<Exit> {
        anyhow::bail!("not available in this version")
    }
}
