//! `mco governor delete`: the end of a governor.

use super::governor;
use crate::ask::{Consent, consent};
use crate::command::Run;
use crate::ctx::Ctx;
use crate::exit::Exit;
use crate::out::words;

/// Remove a governor; who waits for a slot of it fails.
#[derive(Debug, clap::Args)]
pub(super) struct Delete {
    /// Name of the governor
    #[arg(id = "governor", value_name = "NAME")]
    pub(super) name: String,
    /// Ask nothing
    #[arg(short, long)]
    force: bool,
}

impl Run for Delete {
    async fn run(self, ctx: &Ctx) -> anyhow::Result<Exit> {
        let governor = governor(ctx, &self.name).await?;
        let active = governor.status().await?.active;
        let leases = words::count(usize::try_from(active).unwrap_or(usize::MAX), "lease");
        let question = format!("Delete {} with {leases}?", self.name);
        if !self.force && !consent(ctx, &question, Consent::Yes).await? {
            return Ok(Exit::Refused);
        }
        governor.delete().await?;
        Ok(Exit::Done)
    }
}
