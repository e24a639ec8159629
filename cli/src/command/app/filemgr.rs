//! Placeholder of filemgr.

use crate::command::Run;
use crate::ctx::Ctx;
use crate::exit::Exit;

/// Placeholder of filemgr.
#[derive(Debug, clap::Args)]
pub(crate) struct Filemgr {}

impl Run for Filemgr {
    async fn run(self, _ctx: &Ctx) -> anyhow::Result<Exit> {
        anyhow::bail!("not available in this version")
    }
}
