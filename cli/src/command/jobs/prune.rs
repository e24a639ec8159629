//! `mco jobs prune`: forgetting rollouts that are over.

use std::time::Duration;

use time::OffsetDateTime;
use time::format_description::well_known::Rfc3339;

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
        let latest = OffsetDateTime::from(ctx.clock.now()) - self.older;
        let mut gone = 0;
        for id in store.names()? {
            let Ok((job, false)) = store.read(&id) else {
                continue;
            };
            let made = OffsetDateTime::parse(&job.plan.time, &Rfc3339);
            if made.is_ok_and(|made| made <= latest) && (self.open || job.is_complete()) {
                store.remove(&id)?;
                gone += 1;
            }
        }
        ctx.err.line(format!("{} forgotten", words::count(gone, "job")))?;
        Ok(Exit::Done)
    }
}
