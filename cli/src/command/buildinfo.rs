//! Placeholder of Buildinfo.

use crate::command::Run;
use crate::ctx::Ctx;
use crate::exit::Exit;

/// Placeholder of Buildinfo.
#[derive(Debug, clap::Args)]
pub(crate) struct Buildinfo {}

impl Run for Buildinfo {
    async fn run(self, _ctx: &Ctx) -> anyhow::Result<Exit> {
        anyhow::bail!("not available in this version")
    }
}
