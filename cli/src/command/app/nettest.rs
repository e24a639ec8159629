//! Placeholder of nettest.

use crate::command::Run;
use crate::ctx::Ctx;
use crate::exit::Exit;

/// Placeholder of nettest.
#[derive(Debug, clap::Args)]
pub(crate) struct Nettest {}

impl Run for Nettest {
    async fn run(self, _ctx: &Ctx) -> anyhow::Result<Exit> {
        anyhow::bail!("not available in this version")
    }
}
