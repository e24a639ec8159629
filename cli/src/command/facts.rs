//! `mco facts FACT`: which values a fact has, and how often.

mod report;

use std::collections::BTreeSet;

use protocol::rpc::Status;
use serde_json::Value;

use crate::args::{FleetArgs, Format};
use crate::ask::{Outcome, Question, collect};
use crate::command::Run;
use crate::ctx::Ctx;
use crate::exit::Exit;
use crate::out::{Target, footer, pretty_two};
use crate::report::Stop;
use crate::theme::{Meaning, line};

use report::Report;

/// Longer values are not kept for completion.
const MAX_VALUE: usize = 60;

/// Count the values of a fact over the fleet.
#[derive(Debug, clap::Args)]
#[command(mut_arg("timeout", |arg| arg.short(None)), mut_arg("reply_to", |arg| arg.short(None)), mut_arg("table", |arg| arg.short('t')))]
pub(crate) struct Facts {
    /// Path of the fact, e.g. `os.family`
    fact: String,
    /// Name the nodes that have each value
    #[arg(short = 'n', long)]
    show_nodes: bool,
    /// Most frequent value first
    #[arg(short, long)]
    reverse: bool,
    #[command(flatten)]
    fleet: FleetArgs,
}

impl Run for Facts {
    async fn run(self, ctx: &Ctx) -> anyhow::Result<Exit> {
        let inputs = [("fact".to_owned(), self.fact.clone())];
        let question = Question::new(&ctx.library().await, "rpcutil", "get_fact", &inputs)?;
        if self.fleet.request.explain {
            return crate::ask::explain(ctx, &question, &self.fleet, false).await;
        }
        let outcome = collect(ctx, &question, &self.fleet).await?;
        for reply in outcome
            .replies
            .iter()
            .filter(|reply| reply.reply.statuscode != Status::Ok)
        {
            let message = ctx
                .err
                .theme
                .paint(Meaning::Warning, line(&reply.reply.statusmsg));
            ctx.err
                .line(format!("{}: {message}", line(reply.sender.as_str())))?;
        }
        let report = Report::new(&outcome.replies, self.reverse);
        self.learn(&outcome, ctx).await;
        let out = Target::open(ctx, &self.fleet.output)?;
        let nodes = self.show_nodes || ctx.global.verbose;
        match self.fleet.output.format() {
            _ if report.is_empty() => return Err(Stop::error("no facts were returned").into()),
            Format::Json(_) | Format::JsonLines => out.line(pretty_two(&report.json())?)?,
            Format::Senders { .. } => out.print(report.senders())?,
            Format::Table => out.line(report.table(nodes, &out))?,
            Format::Text => {
                out.print(report.text(&self.fact, nodes))?;
                out.print(footer(&outcome, ctx.global.verbose, out.theme, out.columns))?;
            }
        }
        Ok(outcome.exit(self.fleet.output.strict))
    }
}

impl Facts {
    /// Keeps the values, for completion.
    async fn learn(&self, outcome: &Outcome, ctx: &Ctx) {
        let Some(cache) = ctx.cache().await else { return };
        let texts = outcome.replies.iter().filter_map(|reply| {
            let value = reply.reply.data.get("value")?;
            match value {
                Value::String(text) => Some(text.clone()),
                Value::Number(_) | Value::Bool(_) => Some(value.to_string()),
                _ => None,
            }
        });
        let values: BTreeSet<String> = texts.filter(|text| text.len() <= MAX_VALUE).collect();
        if !values.is_empty() {
            let (fact, values) = (self.fact.clone(), values.into_iter().collect::<Vec<_>>());
            ctx.later(move || cache.learn_values(&fact, &values));
        }
    }
}
