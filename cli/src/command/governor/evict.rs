//! `mco governor evict`: a slot taken from its holder.

use client::governor::{Event, EventKind};

use super::governor;
use crate::ask::{Consent, consent};
use crate::command::Run;
use crate::ctx::Ctx;
use crate::exit::Exit;
use crate::report::Stop;
use crate::theme::line;

/// Take a slot from its holder, for whom nothing else changes.
#[derive(Debug, clap::Args)]
pub(super) struct Evict {
    /// Name of the governor
    name: String,
    /// Number of the lease, as `mco governor view` shows it
    lease: u64,
    /// Ask nothing
    #[arg(short, long)]
    force: bool,
}

impl Run for Evict {
    async fn run(self, ctx: &Ctx) -> anyhow::Result<Exit> {
        let governor = governor(ctx, &self.name).await?;
        let status = governor.status().await?;
        if status.active == 0 {
            ctx.out.line("No lease entries to remove")?;
            return Ok(Exit::Done);
        }
        let question = format!("Evict lease {} from {}?", self.lease, self.name);
        if !self.force && !consent(ctx, &question, Consent::Yes).await? {
            return Ok(Exit::Refused);
        }
        let Some(lease) = governor.evict(self.lease).await? else {
            let what = format!("governor {} has no lease {}", self.name, self.lease);
            let hint = format!("`mco governor view {}` shows the leases", self.name);
            return Err(Stop::error(what).hint(hint).into());
        };
        let event = Event {
            identity: lease.holder.clone(),
            component: super::run::COMPONENT.to_owned(),
            governor: self.name,
            lease: lease.id,
            kind: EventKind::Eviction,
        };
        event.publish(ctx.fleet().await?.link(), ctx.clock.now()).await?;
        ctx.out.line(format!(
            "Evicted \"{}\" from slot {}",
            line(&lease.holder),
            lease.id
        ))?;
        Ok(Exit::Done)
    }
}
