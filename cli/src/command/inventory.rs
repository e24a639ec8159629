//! `mco inventory NODE`: what one node is; `--collectives`: how many nodes each collective has.

mod collectives;
mod report;

use std::path::PathBuf;
use std::time::Duration;

use anyhow::Context;
use client::cache::Learned;
use protocol::rpc::Status;
use protocol::{Collective, Filter, Identity};
use serde_json::{Value, json};

use crate::args::{FleetArgs, Format};
use crate::ask::{Question, Selection, collect, gather};
use crate::command::Run;
use crate::ctx::Ctx;
use crate::exit::Exit;
use crate::out::{Silent, Target, footer, grid, pretty, words};
use crate::report::Stop;

/// Show what one node is and has, or the size of every collective.
#[derive(Debug, clap::Args)]
pub(crate) struct Inventory {
    /// Node to look at
    #[arg(
        value_name = "NODE",
        required_unless_present_any = ["collectives", "map"],
        conflicts_with_all = ["collectives", "map"]
    )]
    node: Option<String>,
    /// Count nodes per collective instead
    #[arg(long, visible_aliases = ["list-collectives", "lc"])]
    collectives: bool,
    /// Leave the facts out
    #[arg(long)]
    no_facts: bool,
    /// Show the facts, as without --no-facts
    #[arg(long = "facts", hide = true, overrides_with = "no_facts")]
    with_facts: bool,
    /// Draw the collectives and their nodes into a file, as a graph in the DOT language
    #[arg(long, visible_aliases = ["collective-graph", "cg"], value_name = "FILE")]
    map: Option<PathBuf>,
    #[command(flatten)]
    fleet: FleetArgs,
}

impl Run for Inventory {
    async fn run(self, ctx: &Ctx) -> anyhow::Result<Exit> {
        match &self.node {
            Some(node) => self.node(node, ctx).await,
            None => self.collectives(ctx).await,
        }
    }
}

impl Inventory {
    async fn node(&self, name: &str, ctx: &Ctx) -> anyhow::Result<Exit> {
        let fleet = &self.fleet;
        if !fleet.filter.filter()?.is_empty()
            || !fleet.filter.sets()?.is_empty()
            || fleet.discovery.nodes.is_some()
        {
            return Err(Stop::error("filters are for --collectives, not for one node").into());
        }
        if fleet.request.is_sent_only() || fleet.rollout.is_rollout() || fleet.rollout.dry_run {
            return Err(Stop::error("one node is looked at, and its answers are shown")
                .hint("`mco rpc rpcutil inventory` takes every flag of a request")
                .into());
        }
        let node = Identity::new(name)?;
        if fleet.request.explain {
            let question = Question::new(&ctx.library().await, "rpcutil", "inventory", &[])?;
            let mut fleet = fleet.clone();
            fleet.filter.identities = vec![name.to_owned()];
            return crate::ask::explain(ctx, &question, &fleet, false).await;
        }
        let out = Target::open(ctx, &fleet.output)?;
        let inventory = ask(&node, "inventory", fleet, ctx).await?;
        ctx.learn(vec![Learned::from_inventory(&node, &inventory)]).await;
        let stats = ask(&node, "daemon_stats", fleet, ctx).await?;
        match fleet.output.format() {
            Format::Json(_) | Format::JsonLines => {
                let document = json!({"identity": name, "inventory": inventory, "daemon_stats": stats});
                out.line(pretty(&document)?)?;
            }
            _ => out.print(report::node(
                name,
                &inventory,
                &stats,
                !self.no_facts,
                ctx.clock.now(),
            ))?,
        }
        Ok(Exit::Done)
    }

    async fn collectives(&self, ctx: &Ctx) -> anyhow::Result<Exit> {
        let question = Question::new(&ctx.library().await, "rpcutil", "collective_info", &[])?;
        if self.fleet.request.explain {
            return crate::ask::explain(ctx, &question, &self.fleet, false).await;
        }
        let outcome = collect(ctx, &question, &self.fleet).await?;
        let out = Target::open(ctx, &self.fleet.output)?;
        let exit = outcome.exit(self.fleet.output.strict);
        let members = collectives::members(&outcome);
        if let Some(file) = &self.map {
            let file = ctx.environment.cwd.join(file);
            std::fs::write(&file, collectives::graph(&members))
                .with_context(|| format!("{} cannot be written", file.display()))?;
            ctx.err.line(format!("Wrote {}", file.display()))?;
            return Ok(exit);
        }
        match self.fleet.output.format() {
            Format::Json(_) | Format::JsonLines => {
                out.line(pretty(&collectives::counts(&members))?)?;
                return Ok(exit);
            }
            Format::Senders { json } => {
                out.print(collectives::senders(&members, json)?)?;
                return Ok(exit);
            }
            Format::Table | Format::Text => {}
        }
        out.line(format!(
            "Collectives of {}\n",
            words::count(outcome.stats.ok, "node")
        ))?;
        let header = vec!["Collective".to_owned(), "Nodes".to_owned()];
        out.line(grid(header, collectives::rows(&members), &out))?;
        if !outcome.stats.no_responses.is_empty() {
            out.print(format!(
                "\n{}",
                footer(&outcome, ctx.global.verbose, out.theme, out.columns)
            ))?;
        }
        Ok(exit)
    }
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
    let collective: Collective = fleet.filter.collective(&config.member)?;
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
