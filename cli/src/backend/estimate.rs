//! How many known nodes a scope means. Nobody is asked.

use std::sync::Arc;

use tokio_util::sync::CancellationToken;
use tui::report::Estimate;
use tui::{Report, Reports, Ticket};

use super::Session;
use super::scope::{self, Scope};
use super::trouble::Jotter;
use crate::ctx::Ctx;
use crate::explain::Memory;

/// Checks the words of a scope and counts.
pub(super) async fn estimate(
    session: Arc<Session>,
    stop: CancellationToken,
    ticket: Ticket,
    words: Vec<String>,
    reports: Reports,
) {
    let ctx = session.ctx(&stop, &Jotter::default());
    let result = match scope::parse(&ctx, &words) {
        Ok(scope) => count(&ctx, scope, stop).await,
        Err(error) => Err(error),
    };
    let result = result.map_err(|error| scope::mistake(&ctx, &words, &error));
    reports.send(Report::Estimate { ticket, result }).await;
}

async fn count(ctx: &Ctx, scope: Scope, stop: CancellationToken) -> anyhow::Result<Estimate> {
    let Scope { args, limits } = scope;
    args.filter.collective(&ctx.config().await?.member)?;
    let Some(memory) = Memory::of(ctx, &args.filter).await else {
        return Ok(Estimate::default());
    };
    let (filter, sets) = (args.filter.filter()?, args.filter.sets()?);
    let looking = move || memory.meant(&filter, &sets, || !stop.is_cancelled());
    let meant = tokio::task::spawn_blocking(looking).await??;
    let mut nodes = meant.nodes;
    if let Some(limit) = limits.limit() {
        nodes.truncate(limit.of(nodes.len()));
    }
    Ok(Estimate {
        matching: nodes.len(),
        nodes: nodes.into(),
        unsure: meant.unsure,
        known: meant.fleet,
    })
}
