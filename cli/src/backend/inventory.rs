//! Asking nodes what they are, some at a time, and keeping what they say.

use std::sync::Arc;
use std::time::{Duration, SystemTime};

use client::NodeReply;
use client::cache::{Cache, Learned};
use futures_util::StreamExt;
use futures_util::stream::FuturesUnordered;
use protocol::rpc::Status;
use protocol::{Filter, Identity};
use tokio_util::sync::CancellationToken;
use tui::fleet::Known;
use tui::{Report, Reports};

use super::basin::Basin;
use crate::args::{FleetArgs, OutputArgs};
use crate::ask::{Outcome, Question, Selection, gather};
use crate::ctx::Ctx;
use crate::out::Sink;

/// Nodes asked at once: their facts must fit in memory, here and in the broker.
const BATCH: usize = 100;

/// Batches under way, so that a few silent nodes do not keep all others waiting.
const AT_ONCE: usize = 4;

/// Hears what nodes answer.
struct Ear(Arc<Basin<NodeReply>>);

impl Sink for Ear {
    fn reply(&mut self, reply: &NodeReply) -> anyhow::Result<()> {
        self.0.put(reply.clone());
        Ok(())
    }

    fn finish(&mut self, _outcome: &Outcome) -> anyhow::Result<()> {
        Ok(())
    }
}

/// Asks these nodes and keeps what they say; `each` hears of those that told something, and may have it reported.
pub(super) async fn learn(
    ctx: &Ctx,
    nodes: &[Identity],
    reports: &Reports,
    mut each: impl FnMut(&[Learned]) -> Option<Report> + Send,
) -> anyhow::Result<()> {
    let cache = ctx.cache().await;
    let heard = Arc::new(Basin::default());
    let over = CancellationToken::new();
    let asking = async {
        let asked = ask_all(ctx, nodes, &heard).await;
        over.cancel();
        asked
    };
    let keeping = async {
        loop {
            let replies = tokio::select! {
                biased;
                replies = heard.next() => replies,
                () = over.cancelled() => break,
            };
            keep(ctx, cache.as_ref(), told(&replies), reports, &mut each).await;
        }
        keep(ctx, cache.as_ref(), told(&heard.take()), reports, &mut each).await;
    };
    let (asked, ()) = tokio::join!(asking, keeping);
    asked
}

async fn ask_all(ctx: &Ctx, nodes: &[Identity], heard: &Arc<Basin<NodeReply>>) -> anyhow::Result<()> {
    let question = Question::new(&ctx.library().await, "rpcutil", "inventory", &[])?;
    let args = FleetArgs {
        output: OutputArgs {
            quiet: true,
            ..OutputArgs::default()
        },
        ..FleetArgs::default()
    };
    let collective = args.filter.collective(&ctx.config().await?.member)?;
    let selection = |nodes: &[Identity]| Selection {
        nodes: Some(nodes.to_vec()),
        collective: collective.clone(),
        filter: Filter::default(),
        named: true,
        took: Duration::ZERO,
    };
    let mut batches = nodes.chunks(BATCH).map(selection);
    let mut asked = FuturesUnordered::new();
    loop {
        while asked.len() < AT_ONCE
            && let Some(batch) = batches.next()
        {
            asked.push(ask(ctx, &question, &args, batch, heard.clone()));
        }
        match asked.next().await {
            Some(asked) => asked?,
            None => return Ok(()),
        }
    }
}

async fn ask(
    ctx: &Ctx,
    question: &Question,
    args: &FleetArgs,
    batch: Selection,
    heard: Arc<Basin<NodeReply>>,
) -> anyhow::Result<()> {
    gather(ctx, question, args, batch, &mut Ear(heard))
        .await
        .map(drop)
}

fn newly(told: &Learned, now: SystemTime) -> Known {
    let count = |names: &[String]| u16::try_from(names.len()).unwrap_or(u16::MAX);
    Known {
        node: told.node.clone(),
        seen: now,
        learned: true,
        classes: count(&told.classes),
        agents: count(&told.agents),
    }
}

fn told(replies: &[NodeReply]) -> Vec<Learned> {
    let good = replies
        .iter()
        .filter(|reply| reply.reply.statuscode == Status::Ok);
    good.map(|reply| Learned::from_inventory(&reply.sender, &reply.reply.data))
        .collect()
}

async fn keep(
    ctx: &Ctx,
    cache: Option<&Cache>,
    told: Vec<Learned>,
    reports: &Reports,
    each: &mut (impl FnMut(&[Learned]) -> Option<Report> + Send),
) {
    if told.is_empty() {
        return;
    }
    let report = each(&told);
    let newly = told.iter().map(|told| newly(told, ctx.clock.now())).collect();
    reports.send(Report::Newly(newly)).await;
    if let Some(cache) = cache.cloned() {
        let now = ctx.clock.now();
        // What cannot be kept is asked again another time.
        let _ = tokio::task::spawn_blocking(move || cache.learn(&told, now)).await;
    }
    if let Some(report) = report {
        reports.send(report).await;
    }
}
