//! Placeholder of service.

use crate::command::Run;
use crate::ctx::Ctx;
use crate::exit::Exit;

/// Placeholder of service.
#[derive(Debug, clap::Args)]
pub(crate) struct Service {}

impl Run for Service {
    async fn run(self, _ctx: &Ctx) -> anyhow::Result<Exit> {
        anyhow::bail!("not available in this version")
    }
}
