//! `mco cache refresh`: asks nodes for all there is to know, some at a time.

use std::time::Duration;

use client::cache::Learned;
use protocol::Filter;
use protocol::rpc::Status;

use crate::args::{DiscoveryArgs, FilterArgs, FleetArgs, OutputArgs, RequestArgs, parse};
use crate::ask::{Outcome, Question, Selection, Selector, gather};
use crate::command::Run;
use crate::ctx::Ctx;
use crate::exit::Exit;
use crate::out::{Silent, words};

/// Nodes asked at once: their facts must fit in memory, here and in the broker.
const BATCH: usize = 200;

/// Ask the nodes what they are and keep it.
#[derive(Debug, clap::Args)]
pub(super) struct Refresh {
    /// Longest wait for the replies of a batch, in seconds or as `2m`
    #[arg(short, long, value_name = "DURATION", value_parser = parse::duration)]
    timeout: Option<Duration>,
    #[command(flatten)]
    filter: FilterArgs,
    #[command(flatten)]
    discovery: DiscoveryArgs,
}

impl Run for Refresh {
    async fn run(self, ctx: &Ctx) -> anyhow::Result<Exit> {
        let cache = super::open(ctx).await?;
        let args = FleetArgs {
            filter: self.filter,
            discovery: self.discovery.with_method(),
            request: RequestArgs {
                timeout: self.timeout,
                ..RequestArgs::default()
            },
            output: OutputArgs {
                senders: true,
                ..OutputArgs::default()
            },
            ..FleetArgs::default()
        };
        let question = Question::new(&ctx.library().await, "rpcutil", "inventory", &[])?;
        let selection = Selector::new(ctx, &args)
            .await?
            .select(&question, &mut Silent)
            .await?;
        let nodes = selection.nodes.clone().unwrap_or_default();
        let (mut learned, mut interrupted) = (0, false);
        for batch in nodes.chunks(BATCH) {
            let part = Selection {
                nodes: Some(batch.to_vec()),
                filter: Filter::default(),
                ..selection.clone()
            };
            let outcome = gather(ctx, &question, &args, part, &mut Silent).await?;
            let known = told(&outcome);
            learned += known.len();
            let (cache, now) = (cache.clone(), ctx.clock.now());
            tokio::task::spawn_blocking(move || cache.learn(&known, now)).await?;
            if outcome.interrupted {
                interrupted = true;
                break;
            }
        }
        let all = words::count(nodes.len(), "node");
        ctx.err.line(format!("Learned {learned} of {all}"))?;
        Ok(match interrupted {
            true => Exit::Interrupted,
            false if learned < nodes.len() => Exit::Failed,
            false => Exit::Done,
        })
    }
}

/// What the nodes that succeeded said of themselves.
fn told(outcome: &Outcome) -> Vec<Learned> {
    let answers = outcome
        .replies
        .iter()
        .filter(|it| it.reply.statuscode == Status::Ok);
    answers
        .map(|answer| Learned::from_inventory(&answer.sender, &answer.reply.data))
        .collect()
}
