//! `mco inventory NODE`: what one node is; `--collectives`: how many nodes each collective has.

mod report;

use std::collections::BTreeMap;

use protocol::rpc::Status;
use protocol::{Collective, Filter, Identity};
use serde_json::{Value, json};

use crate::args::FleetArgs;
use crate::ask::{Question, Selection, collect, gather};
use crate::command::Run;
use crate::ctx::Ctx;
use crate::exit::Exit;
use crate::out::{Silent, footer, grid, pretty, words};
use crate::report::Stop;

/// Show what one node is and has, or count the nodes of every collective.
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
        let node = Identity::new(name)?;
        let inventory = self.ask(&node, "inventory", ctx).await?;
        let stats = self.ask(&node, "daemon_stats", ctx).await?;
        if self.fleet.output.json {
            let document = json!({"identity": name, "inventory": inventory, "daemon_stats": stats});
            ctx.out.line(pretty(&document)?)?;
        } else {
            let now = ctx.clock.now();
            ctx.out
                .print(report::node(name, &inventory, &stats, !self.no_facts, now))?;
        }
        Ok(Exit::Done)
    }

    /// What one action of rpcutil says on one node.
    async fn ask(&self, node: &Identity, action: &str, ctx: &Ctx) -> anyhow::Result<Value> {
        let question = Question::new(&ctx.library().await?, "rpcutil", action, &[])?;
        let config = ctx.config().await?;
        let collective: Collective = self.fleet.filter.collective(&config.common)?;
        let selection = Selection {
            nodes: Some(vec![node.clone()]),
            collective,
            filter: Filter::default(),
            named: true,
            took: std::time::Duration::ZERO,
        };
        let outcome = gather(ctx, &question, &self.fleet, selection, &mut Silent).await?;
        if outcome.interrupted {
            return Err(Stop::interrupted().into());
        }
        let Some(answer) = outcome.replies.into_iter().next() else {
            return Err(Stop::usage(format!("no answer from {node}"))
                .hint(format!("`mco ping -I {node}` shows whether it is there"))
                .into());
        };
        match answer.reply.statuscode {
            Status::Ok => Ok(answer.reply.data),
            _ => Err(Stop::usage(format!(
                "{node} refused {}: {}",
                question.title(),
                answer.reply.statusmsg
            ))
            .into()),
        }
    }

    async fn collectives(&self, ctx: &Ctx) -> anyhow::Result<Exit> {
        let question = Question::new(&ctx.library().await?, "rpcutil", "collective_info", &[])?;
        let outcome = collect(ctx, &question, &self.fleet).await?;
        let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
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
        if self.fleet.output.json {
            ctx.out.line(pretty(&json!(counts))?)?;
            return Ok(outcome.exit(self.fleet.output.strict));
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
        ctx.out.line(grid(header, rows, ctx.out.theme))?;
        if !outcome.stats.no_responses.is_empty() {
            ctx.out.print(format!(
                "\n{}",
                footer(&outcome, ctx.global.verbose, ctx.out.theme)
            ))?;
        }
        Ok(outcome.exit(self.fleet.output.strict))
    }
}
