//! `mco governor reset`: all slots free.

use super::governor;
use crate::ask::{Consent, consent};
use crate::command::Run;
use crate::ctx::Ctx;
use crate::exit::Exit;
use crate::out::words;

/// Take all slots from their holders.
#[derive(Debug, clap::Args)]
pub(super) struct Reset {
    /// Name of the governor
    #[arg(id = "governor", value_name = "NAME")]
    pub(super) name: String,
    /// Ask nothing
    #[arg(short, long)]
    force: bool,
}

impl Run for Reset {
    async fn run(self, ctx: &Ctx) -> anyhow::Result<Exit> {
        let governor = governor(ctx, &self.name).await?;
        let active = governor.status().await?.active;
        if active == 0 {
            ctx.out.line("No lease entries to remove")?;
            return Ok(Exit::Done);
        }
        let leases = words::count(usize::try_from(active).unwrap_or(usize::MAX), "lease");
        let question = format!("Reset {} with {leases}?", self.name);
        if !self.force && !consent(ctx, &question, Consent::Yes).await? {
            return Ok(Exit::Refused);
        }
        governor.reset().await?;
        Ok(Exit::Done)
    }
}
