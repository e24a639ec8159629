//! `mco inventory NODE`: what one node is; `--collectives`: how many nodes each collective has.

mod report;

use std::collections::BTreeMap;
use std::time::Duration;

use client::cache::Learned;
use protocol::rpc::Status;
use protocol::{Collective, Filter, Identity};
use serde_json::{Value, json};

use crate::args::{
    DiscoveryArgs, FilterArgs, FleetArgs, JsonShape, OutputArgs, RequestArgs, RolloutArgs, parse,
};
use crate::ask::{Outcome, Question, Selection, collect, gather};
use crate::command::Run;
use crate::ctx::Ctx;
use crate::exit::Exit;
use crate::out::{Silent, footer, grid, pretty, words};
use crate::report::Stop;

/// Show what one node is and has, or the size of every collective.
#[derive(Debug, clap::Args)]
pub(crate) struct Inventory {
    /// Node to look at
    #[arg(
        value_name = "NODE",
        required_unless_present = "collectives",
        conflicts_with = "collectives"
    )]
    node: Option<String>,
    /// Count nodes per collective instead
    #[arg(long, visible_aliases = ["list-collectives", "lc"])]
    collectives: bool,
    /// Leave the facts out
    #[arg(long)]
    no_facts: bool,
    /// One JSON document
    #[arg(short, long)]
    json: bool,
    /// Longest wait for replies, in seconds or as `2m`
    #[arg(short, long, value_name = "DURATION", value_parser = parse::duration)]
    timeout: Option<Duration>,
    #[command(flatten)]
    filter: FilterArgs,
    #[command(flatten)]
    discovery: DiscoveryArgs,
}

impl Run for Inventory {
    async fn run(self, ctx: &Ctx) -> anyhow::Result<Exit> {
        let fleet = FleetArgs {
            filter: self.filter.clone(),
            discovery: self.discovery.clone(),
            request: RequestArgs {
                timeout: self.timeout,
                ..RequestArgs::default()
            },
            rollout: RolloutArgs::default(),
            output: OutputArgs {
                json: self.json.then_some(JsonShape::Document),
                ..OutputArgs::default()
            },
        };
        match &self.node {
            Some(node) => self.node(node, &fleet, ctx).await,
            None => self.collectives(&fleet, ctx).await,
        }
    }
}

impl Inventory {
    async fn node(&self, name: &str, fleet: &FleetArgs, ctx: &Ctx) -> anyhow::Result<Exit> {
        if !fleet.filter.filter()?.is_empty()
            || !fleet.filter.sets()?.is_empty()
            || fleet.discovery.nodes.is_some()
        {
            return Err(Stop::error("filters are for --collectives, not for one node").into());
        }
        let node = Identity::new(name)?;
        let inventory = ask(&node, "inventory", fleet, ctx).await?;
        ctx.learn(vec![Learned::from_inventory(&node, &inventory)]).await;
        let stats = ask(&node, "daemon_stats", fleet, ctx).await?;
        if self.json {
            let document = json!({"identity": name, "inventory": inventory, "daemon_stats": stats});
            ctx.out.line(pretty(&document)?)?;
        } else {
            let now = ctx.clock.now();
            ctx.out
                .print(report::node(name, &inventory, &stats, !self.no_facts, now))?;
        }
        Ok(Exit::Done)
    }

    async fn collectives(&self, fleet: &FleetArgs, ctx: &Ctx) -> anyhow::Result<Exit> {
        let question = Question::new(&ctx.library().await, "rpcutil", "collective_info", &[])?;
        let outcome = collect(ctx, &question, fleet).await?;
        let counts = counts(&outcome);
        if self.json {
            ctx.out.line(pretty(&json!(counts))?)?;
            return Ok(outcome.exit(false));
        }
        let mut rows: Vec<(&str, usize)> = counts.into_iter().collect();
        rows.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
        let rows = rows
            .into_iter()
            .map(|(name, count)| vec![crate::theme::line(name).into_owned(), count.to_string()]);
        ctx.out.line(format!(
            "Collectives of {}\n",
            words::count(outcome.stats.ok, "node")
        ))?;
        let header = vec!["Collective".to_owned(), "Nodes".to_owned()];
        ctx.out.line(grid(header, rows, &ctx.out))?;
        if !outcome.stats.no_responses.is_empty() {
            ctx.out.print(format!(
                "\n{}",
                footer(&outcome, ctx.global.verbose, ctx.out.theme, ctx.out.columns)
            ))?;
        }
        Ok(outcome.exit(false))
    }
}

/// Nodes per collective.
fn counts(outcome: &Outcome) -> BTreeMap<&str, usize> {
    let mut counts = BTreeMap::new();
    for reply in outcome
        .replies
        .iter()
        .filter(|reply| reply.reply.statuscode == Status::Ok)
    {
        let names = reply.reply.data.get("collectives").and_then(Value::as_array);
        for name in names.into_iter().flatten().filter_map(Value::as_str) {
            *counts.entry(name).or_default() += 1;
        }
    }
    counts
}

/// What one action of rpcutil says on one node.
pub(in crate::command) async fn ask(
    node: &Identity,
    action: &str,
    fleet: &FleetArgs,
    ctx: &Ctx,
) -> anyhow::Result<Value> {
    let question = Question::new(&ctx.library().await, "rpcutil", action, &[])?;
    let config = ctx.config().await?;
    let collective: Collective = fleet.filter.collective(&config.common)?;
    let selection = Selection {
        nodes: Some(vec![node.clone()]),
        collective,
        filter: Filter::default(),
        named: true,
        took: Duration::ZERO,
    };
    let outcome = gather(ctx, &question, fleet, selection, &mut Silent).await?;
    if outcome.interrupted {
        return Err(Stop::interrupted().into());
    }
    let Some(answer) = outcome.replies.into_iter().next() else {
        return Err(Stop::error(format!("no answer from {node}"))
            .hint(format!("`mco ping -I {node}` shows whether it is there"))
            .into());
    };
    match answer.reply.statuscode {
        Status::Ok => Ok(answer.reply.data),
        _ => Err(Stop::error(format!(
            "{node} refused {}: {}",
            question.title(),
            answer.reply.statusmsg
        ))
        .into()),
    }
}
