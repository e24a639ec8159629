//! `mco governor evict`: a slot taken from its holder.

use client::governor::{Event, EventKind};

use super::governor;
use crate::ask::{Consent, consent};
use crate::command::Run;
use crate::ctx::Ctx;
use crate::exit::Exit;
use crate::out::words;
use crate::report::Stop;
use crate::theme::line;

/// Take a slot from its holder, for whom nothing else changes.
#[derive(Debug, clap::Args)]
pub(super) struct Evict {
    /// Name of the governor
    #[arg(id = "governor", value_name = "NAME")]
    pub(super) name: String,
    /// Number of the lease, as `mco governor view` shows it
    lease: u64,
    /// Ask nothing
    #[arg(short, long)]
    force: bool,
}

impl Evict {
    /// The lease was given back, has expired, or never was.
    fn gone(&self) -> Stop {
        let what = format!("governor {} has no lease {}", self.name, self.lease);
        Stop::error(what).hint(format!("`mco governor view {}` shows the leases", self.name))
    }
}

impl Run for Evict {
    async fn run(self, ctx: &Ctx) -> anyhow::Result<Exit> {
        let governor = governor(ctx, &self.name).await?;
        let leases = governor.leases().await?;
        let Some(lease) = leases.iter().find(|lease| lease.id == self.lease) else {
            return Err(self.gone().into());
        };
        let age = ctx.clock.now().duration_since(lease.since).unwrap_or_default();
        let question = format!(
            "Evict {} from slot {} of {}, held for {}?",
            line(&lease.holder),
            lease.id,
            self.name,
            words::span(age.as_secs())
        );
        if !self.force && !consent(ctx, &question, Consent::Yes).await? {
            return Ok(Exit::Refused);
        }
        let Some(lease) = governor.evict(self.lease).await? else {
            return Err(self.gone().into());
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
