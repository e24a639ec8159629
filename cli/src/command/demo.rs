//! `mco demo`: a whole fleet in one process.

use crate::command::Run;
use crate::ctx::Ctx;
use crate::exit::Exit;

/// Start a made-up fleet and run a command against it.
#[derive(Debug, clap::Args)]
pub(crate) struct Demo {}

impl Run for Demo {
    async fn run(self, _ctx: &Ctx) -> anyhow::Result<Exit> {
        anyhow::bail!("mco demo is not available in this version")
    }
}
