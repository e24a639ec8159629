//! Where answers go: text for people, JSON, JSON Lines, a table, or just names, behind one trait.

mod alike;
mod document;
mod encode;
mod footer;
mod json;
mod jsonl;
mod layout;
mod senders;
mod sieve;
mod table;
mod tee;
mod text;
pub(crate) mod value;
pub(crate) mod words;

use std::fs::File;
use std::time::Duration;

use anyhow::Context;
use client::NodeReply;
use protocol::Identity;

use crate::args::{Format, OutputArgs};
use crate::ask::{Outcome, Question};
use crate::ctx::{Ctx, Printer};
use crate::job::JobId;
use crate::rollout::Batch;

pub(crate) use encode::{compact, pretty, pretty_two};
pub(crate) use footer::{columns_down, footer};
pub(crate) use layout::Layout;
pub(crate) use sieve::Sieve;
pub(crate) use table::grid;
pub(crate) use tee::Tee;

/// Takes what happens to a question and makes an answer of it.
pub(crate) trait Sink: Send {
    /// Discovery begins.
    fn discovering(&mut self, _method: &str) -> anyhow::Result<()> {
        Ok(())
    }

    /// Discovery has found a node that is meant.
    fn found(&mut self, _node: &Identity) {}

    /// Discovery is over.
    fn discovered(&mut self, _method: &str, _count: usize, _took: Duration) -> anyhow::Result<()> {
        Ok(())
    }

    /// The question goes out to these nodes, sorted; to nobody by name when any one node answers. A rollout asks them by and by.
    fn asking(&mut self, _job: Option<&JobId>, _nodes: &[Identity]) {}

    /// A rollout over so many nodes begins.
    fn rollout(&mut self, _job: Option<&JobId>, _nodes: usize) -> anyhow::Result<()> {
        Ok(())
    }

    /// The next nodes of a rollout are asked.
    fn batch(&mut self, _batch: &Batch) -> anyhow::Result<()> {
        Ok(())
    }

    /// Whether this answer will be printed when it arrives, so that the progress bar must step aside.
    fn prints(&self, _reply: &NodeReply) -> bool {
        false
    }

    /// An expected answer has arrived.
    fn reply(&mut self, reply: &NodeReply) -> anyhow::Result<()>;

    /// No more answers come.
    fn finish(&mut self, outcome: &Outcome) -> anyhow::Result<()>;

    /// It went wrong before there was a tally.
    fn fail(&mut self, _error: &anyhow::Error) -> anyhow::Result<()> {
        Ok(())
    }
}

/// Shows nothing.
pub(crate) struct Silent;

impl Sink for Silent {
    fn reply(&mut self, _reply: &NodeReply) -> anyhow::Result<()> {
        Ok(())
    }

    fn finish(&mut self, _outcome: &Outcome) -> anyhow::Result<()> {
        Ok(())
    }
}

/// Where the answer is written: standard output, or the file named with `-o`.
pub(crate) struct Target;

impl Target {
    /// Opens the file if one is named.
    pub(crate) fn open(ctx: &Ctx, args: &OutputArgs) -> anyhow::Result<Printer> {
        let Some(path) = &args.output else {
            return Ok(ctx.out.clone());
        };
        let file = File::create(path)
            .with_context(|| format!("output file {} cannot be written", path.display()))?;
        let theme = ctx.global.theme(&ctx.environment, false);
        Ok(Printer::new(Box::new(file), theme, None))
    }
}

/// The sink for the shape the flags ask for.
pub(crate) fn sink(
    question: &Question,
    args: &OutputArgs,
    layout: Option<Box<dyn Layout>>,
    out: Printer,
    verbose: bool,
) -> Box<dyn Sink> {
    match args.format() {
        Format::Senders { json } => Box::new(senders::Senders::new(out, json, args.sort)),
        Format::Json(shape) => Box::new(json::Json::new(out, question, args.sort, shape)),
        Format::JsonLines => Box::new(jsonl::JsonLines::new(out, question)),
        Format::Table => Box::new(table::Table::new(out, question, args)),
        Format::Text => Box::new(text::Text::new(out, question, args, layout, verbose)),
    }
}

/// The answers in the order to show them.
fn ordered(outcome: &Outcome, sort: bool) -> Vec<&NodeReply> {
    let mut replies: Vec<&NodeReply> = outcome.replies.iter().collect();
    if sort {
        replies.sort_by(|a, b| a.sender.cmp(&b.sender));
    }
    replies
}
