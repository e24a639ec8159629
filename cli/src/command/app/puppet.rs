//! Placeholder of puppet.

use crate::command::Run;
use crate::ctx::Ctx;
use crate::exit::Exit;

/// Placeholder of puppet.
#[derive(Debug, clap::Args)]
pub(crate) struct Puppet {}

impl Run for Puppet {
    async fn run(self, _ctx: &Ctx) -> anyhow::Result<Exit> {
        anyhow::bail!("not available in this version")
    }
}
