//! `mco pki`: certificates for a site without Puppet.

use crate::command::Run;
use crate::ctx::Ctx;
use crate::exit::Exit;

/// Make and inspect certificates.
#[derive(Debug, clap::Args)]
pub(crate) struct Pki {}

impl Run for Pki {
    async fn run(self, _ctx: &Ctx) -> anyhow::Result<Exit> {
        anyhow::bail!("mco pki is not available in this version")
    }
}
