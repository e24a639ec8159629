//! Finding the nodes a scope means, told as they answer.

use std::sync::Arc;
use std::time::Duration;

use client::NodeReply;
use protocol::{AgentName, Identity};
use tokio::time::Instant;
use tokio_util::sync::CancellationToken;
use tui::report::{Discovered, Trouble};
use tui::{Report, Reports, Ticket};

use super::Session;
use super::basin::Basin;
use super::scope;
use super::trouble::{Jotter, trouble};
use crate::ask::{Outcome, Selector};
use crate::ctx::Ctx;
use crate::out::Sink;

/// Every node that takes part hosts this agent.
const AGENT: &str = "rpcutil";

/// Hears of nodes while they are found.
struct Ear {
    heard: Arc<Basin<Identity>>,
}

impl Sink for Ear {
    fn found(&mut self, node: &Identity) {
        self.heard.put(node.clone());
    }

    fn reply(&mut self, _reply: &NodeReply) -> anyhow::Result<()> {
        Ok(())
    }

    fn finish(&mut self, _outcome: &Outcome) -> anyhow::Result<()> {
        Ok(())
    }
}

/// What was found.
struct Found {
    nodes: Vec<Identity>,
    method: &'static str,
    took: Duration,
}

/// Finds nodes; `cut` ends it early with those that answered so far.
pub(super) async fn discover(
    session: Arc<Session>,
    stop: CancellationToken,
    cut: CancellationToken,
    ticket: Ticket,
    words: Vec<String>,
    reports: Reports,
) {
    let _forgets = session.tasks.forgets(ticket);
    let jotter = Jotter::default();
    let ctx = session.ctx(&stop, &jotter);
    let heard = Arc::new(Basin::default());
    let ear = Ear { heard: heard.clone() };
    let finding = find(&ctx, &words, ear);
    tokio::pin!(finding);
    let began = Instant::now();
    let mut all = Vec::new();
    let result = loop {
        tokio::select! {
            biased;
            () = cut.cancelled() => break None,
            nodes = heard.next() => tell(ticket, nodes, &mut all, &reports).await,
            found = &mut finding => break Some(found),
        }
    };
    tell(ticket, heard.take(), &mut all, &reports).await;
    let result = match result {
        None => Ok(discovered(all, "mc", began.elapsed(), true)),
        Some(Ok(found)) => Ok(discovered(found.nodes, found.method, found.took, false)),
        Some(Err(error)) => Err(trouble(&error)),
    };
    let nobody = result
        .as_ref()
        .is_ok_and(|found| found.nodes.is_empty() && !found.cut);
    jotter.tell(&reports).await;
    // Who answered is known before it is said that all have.
    ctx.close().await;
    reports.send(Report::Discovered { ticket, result }).await;
    if nobody && let Some(doubt) = ctx.doubt().await {
        reports.send(Report::Said(Trouble::new(doubt))).await;
    }
}

async fn find(ctx: &Ctx, words: &[String], mut ear: Ear) -> anyhow::Result<Found> {
    let scope = scope::parse(ctx, words)?;
    let selector = Selector::new(ctx, &scope.args).await?;
    let (found, _) = selector.find(&AgentName::new(AGENT)?, &mut ear).await?;
    let random = ctx.config().await?.limit_random;
    Ok(Found {
        nodes: scope.limits.limited(found.nodes, random),
        method: found.method,
        took: found.took,
    })
}

async fn tell(ticket: Ticket, nodes: Vec<Identity>, all: &mut Vec<Identity>, reports: &Reports) {
    if nodes.is_empty() {
        return;
    }
    all.extend_from_slice(&nodes);
    reports.send(Report::Discovering { ticket, nodes }).await;
}

fn discovered(mut nodes: Vec<Identity>, method: &str, took: Duration, cut: bool) -> Discovered {
    nodes.sort();
    Discovered {
        nodes: nodes.into(),
        method: method.to_owned(),
        took,
        cut,
    }
}
