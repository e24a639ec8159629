//! `mco governor run`: a command that waits for a slot.

use std::time::Duration;

use client::governor::{Event, EventKind, GovernorError, Pace, Slot};
use tokio::time::{sleep, sleep_until};

use self::actor::Actor;
use crate::args::parse;
use crate::command::Run;
use crate::ctx::Ctx;
use crate::exit::Exit;
use crate::out::words;
use crate::report::Stop;

mod actor;
mod child;

/// What events say they are from.
pub(super) const COMPONENT: &str = "CLI";

/// Shortest time between two tries.
const LEAST_INTERVAL: Duration = Duration::from_secs(1);

/// A person who waits longer is told for what.
const QUIET: Duration = Duration::from_secs(1);

/// Run a command as soon as a slot is free, and give the slot back when it ends.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "The status is that of the command, 128 and the number of a signal that ended it; 1 when no slot was free in time.
Root acts as the node, whose configuration --config names: its name is what holders are called by."
)]
pub(super) struct RunCommand {
    /// Name of the governor
    #[arg(id = "governor", value_name = "NAME")]
    pub(super) name: String,
    /// The command; its own options follow `--`, or it is one quoted word
    #[arg(required = true)]
    command: Vec<String>,
    /// Wait this long for a slot; 0s takes one that is free now or none
    #[arg(long, value_name = "DURATION", default_value = "5m", value_parser = parse::duration)]
    max_wait: Duration,
    /// Time between tries, 1s or more
    #[arg(long, value_name = "DURATION", default_value = "5s", value_parser = parse::duration)]
    interval: Duration,
    /// Keep the slot until it expires, which limits how often instead of how many at once; no free slot in time is success
    #[arg(long)]
    max_per_period: bool,
}

impl Run for RunCommand {
    async fn run(self, ctx: &Ctx) -> anyhow::Result<Exit> {
        if self.interval < LEAST_INTERVAL {
            let given = words::go_duration(self.interval);
            return Err(Stop::error(format!("--interval {given} is too short: 1s at least")).into());
        }
        let words = child::words(&self.command)?;
        let deadline = ctx.started + self.max_wait;
        let actor = Actor::connect(ctx, &self.name, deadline).await?;
        let exit = match self.slot(ctx, &actor, deadline).await {
            Ok(Some(slot)) => self.hold(ctx, &actor, slot, &words).await,
            Ok(None) => Ok(Exit::Done),
            Err(error) => Err(error),
        };
        actor.link.close().await;
        exit
    }
}

impl RunCommand {
    /// Waits for a slot; none where that is fine.
    async fn slot(
        &self,
        ctx: &Ctx,
        actor: &Actor,
        deadline: tokio::time::Instant,
    ) -> anyhow::Result<Option<Slot>> {
        let governor = actor.governors().governor(&self.name)?;
        let give_up = async {
            tokio::select! {
                () = sleep_until(deadline) => {}
                () = ctx.interrupt.cancelled() => {}
            }
        };
        let campaign = governor.campaign(&actor.identity, Pace::every(self.interval), give_up);
        let mut campaign = std::pin::pin!(campaign);
        let slot = tokio::select! {
            biased;
            slot = &mut campaign => slot,
            () = sleep(QUIET), if ctx.err.terminal => {
                ctx.err.line(format!(
                    "{}: waiting for a slot of {}, at most {}; `mco governor view {}` shows who holds them",
                    ctx.program, self.name, words::go_duration(self.max_wait), self.name
                ))?;
                campaign.await
            }
        };
        if ctx.interrupt.is_cancelled() {
            if let Ok(slot) = slot {
                slot.release().await?;
            }
            return Err(Stop::interrupted().into());
        }
        match slot {
            Ok(slot) => Ok(Some(slot)),
            Err(GovernorError::Full { .. }) if self.max_per_period => Ok(None),
            Err(error) => {
                self.tell(ctx, actor, EventKind::Timeouts, 0).await;
                Err(anyhow::Error::new(error).context("could not get an execution slot"))
            }
        }
    }

    /// Runs the command while the slot is held.
    async fn hold(&self, ctx: &Ctx, actor: &Actor, slot: Slot, words: &[String]) -> anyhow::Result<Exit> {
        let lease = slot.id();
        self.tell(ctx, actor, EventKind::Enter, lease).await;
        let exit = child::run(ctx, words).await;
        if !self.max_per_period {
            let program = ctx.program;
            match slot.release().await {
                Ok(true) => {}
                Ok(false) => ctx.err.line(format!(
                    "{program}: the slot was lost while the command ran: it took longer than slots of {} are held, or somebody evicted it",
                    self.name
                ))?,
                Err(error) => ctx
                    .err
                    .line(format!("{program}: the slot is held until it expires: {error}"))?,
            }
        }
        self.tell(ctx, actor, EventKind::Exit, lease).await;
        exit
    }

    /// Tells who watches the fleet; that nobody can be told is no reason not to run.
    async fn tell(&self, ctx: &Ctx, actor: &Actor, kind: EventKind, lease: u64) {
        let event = Event {
            identity: actor.identity.clone(),
            component: COMPONENT.to_owned(),
            governor: self.name.clone(),
            lease,
            kind,
        };
        if let Err(error) = event.publish(&actor.link, ctx.clock.now()).await {
            tracing::debug!(%error, "nobody is told of it");
        }
    }
}
