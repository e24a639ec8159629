//! `mco jobs prune`: forgetting rollouts that are over.

use std::time::Duration;

use crate::args::parse;
use crate::command::Run;
use crate::ctx::Ctx;
use crate::exit::Exit;
use crate::job::Store;
use crate::out::words;

/// Forget complete rollouts that are older than a month
#[derive(Debug, clap::Args)]
pub(crate) struct Prune {
    /// Another age
    #[arg(long, value_name = "DURATION", default_value = "30d", value_parser = parse::duration)]
    older: Duration,
    /// Also those with nodes left to ask
    #[arg(long)]
    open: bool,
}

impl Run for Prune {
    async fn run(self, ctx: &Ctx) -> anyhow::Result<Exit> {
        let store = Store::of(&ctx.environment)?;
        let latest = ctx.clock.now().checked_sub(self.older);
        let mut gone = 0;
        for id in store.names()? {
            let Ok((job, false)) = store.read(&id) else {
                continue;
            };
            let made = words::moment(&job.plan.time);
            if made.is_some_and(|made| latest.is_some_and(|latest| made <= latest))
                && (self.open || job.is_complete())
            {
                store.remove(&id)?;
                gone += 1;
            }
        }
        ctx.err.line(format!("{} forgotten", words::count(gone, "job")))?;
        Ok(Exit::Done)
    }
}
