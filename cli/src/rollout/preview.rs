//! What a rollout would do.

use std::fmt::Write;
use std::time::Duration;

use protocol::Identity;
use serde_json::json;

use super::Machine;
use super::plan::{numbers, pace, patience, pauses};
use crate::args::{FleetArgs, Format};
use crate::ask::{Question, Selection};
use crate::ctx::Ctx;
use crate::job::{Numbers, names};
use crate::out::{pretty, words};
use crate::theme::{Meaning, Theme};

/// Batches listed unless more detail is wanted.
const MAX_BATCHES: usize = 50;

/// What a question would do to the nodes that were found for it.
#[derive(Debug, Clone)]
pub(crate) struct Preview {
    /// The nodes, in the order in which they would be asked.
    pub(crate) nodes: Vec<Identity>,
    /// Sizes, limits and pauses.
    pub(crate) numbers: Numbers,
    /// Longest wait for the answers of one batch.
    wait: Duration,
}

impl Preview {
    /// Goes through it in thought; nothing is sent.
    pub(crate) fn new(nodes: Vec<Identity>, numbers: Numbers, wait: Duration) -> Self {
        let nodes = Machine::new(nodes, numbers.shape()).waiting();
        Self { nodes, numbers, wait }
    }

    /// What the flags come to; none for a question that any one node answers.
    pub(crate) async fn of(
        ctx: &Ctx,
        question: &Question,
        args: &FleetArgs,
        selection: Selection,
    ) -> anyhow::Result<Option<Self>> {
        let Some(nodes) = selection.nodes else {
            return Ok(None);
        };
        let numbers = numbers(&args.rollout, nodes.len());
        let wait = patience(question, args.request.timeout, ctx.config().await?);
        Ok(Some(Self::new(nodes, numbers, wait)))
    }

    /// How it would go, in words.
    pub(crate) fn pace(&self) -> String {
        pace(&self.numbers, self.nodes.len())
    }

    /// Time that passes in pauses between batches.
    fn pauses(&self) -> Duration {
        pauses(&self.numbers, self.nodes.len())
    }

    /// Longest it takes.
    pub(crate) fn longest(&self) -> Duration {
        let batches = u32::try_from(self.numbers.shape().batches(self.nodes.len())).unwrap_or(u32::MAX);
        self.wait.saturating_mul(batches).saturating_add(self.pauses())
    }

    fn machine(&self) -> Machine {
        Machine::new(self.nodes.clone(), self.numbers.shape())
    }

    fn duration(&self) -> String {
        format!(
            "\nIt takes {} of pauses and the time the nodes need, {} at most. Nothing was sent.\n",
            words::span(self.pauses().as_secs()),
            words::span(self.longest().as_secs())
        )
    }
}

/// Shows the batches and how long they take at least and at most; nothing is sent.
pub(crate) async fn dry_run(
    ctx: &Ctx,
    question: &Question,
    args: &FleetArgs,
    selection: Selection,
) -> anyhow::Result<()> {
    let Some(preview) = Preview::of(ctx, question, args, selection).await? else {
        ctx.out
            .line("Any one node would be asked, as this is a service agent.")?;
        return Ok(());
    };
    let mut machine = preview.machine();
    if args.output.format() == Format::Text {
        let title = format!("{} on {}", question.title(), preview.pace());
        ctx.out
            .print(listing(&title, machine, ctx.global.verbose, ctx.out.theme))?;
        ctx.out.print(preview.duration())?;
    } else {
        let batches: Vec<_> = std::iter::from_fn(|| machine.next())
            .map(|batch| json!({"canary": batch.canary, "nodes": names(&batch.nodes)}))
            .collect();
        let document = json!({
            "agent": question.agent.metadata.name,
            "action": question.action().name,
            "targets": preview.nodes.len(),
            "numbers": preview.numbers,
            "batches": batches,
        });
        ctx.out.line(pretty(&document)?)?;
    }
    Ok(())
}

fn listing(title: &str, mut machine: Machine, verbose: bool, theme: Theme) -> String {
    let mut text = format!("{}\n\n", theme.paint(Meaning::Title, title));
    let mut left_out = 0;
    while let Some(batch) = machine.next() {
        if batch.number > MAX_BATCHES && !verbose {
            left_out += 1;
            continue;
        }
        let width = batch.of.to_string().len();
        let who = match batch.nodes.as_slice() {
            [only] => only.to_string(),
            [first, .., last] => format!("{first} to {last}"),
            [] => String::new(),
        };
        let canary = if batch.canary { ", canary" } else { "" };
        let _ = writeln!(
            text,
            "  batch {:>width$}/{}  {}{canary}: {who}",
            batch.number,
            batch.of,
            words::count(batch.nodes.len(), "node"),
        );
    }
    if left_out > 0 {
        let _ = writeln!(text, "  and {left_out} more, which -v lists");
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::args::{Limit, RolloutArgs};
    use crate::fixture::node;

    #[test]
    fn a_dry_run_lists_batches_and_times() {
        let nodes = (1..=5).map(|n| node(&format!("web{n}"))).collect();
        let flags = RolloutArgs {
            canary: Some(Limit::Count(1)),
            batch: Some(Limit::Count(3)),
            batch_sleep: Some(Duration::from_secs(30)),
            ..RolloutArgs::default()
        };
        let preview = Preview::new(nodes, numbers(&flags, 5), Duration::from_secs(62));
        let text = listing("service#restart", preview.machine(), false, Theme::PLAIN) + &preview.duration();
        insta::assert_snapshot!(text, @r"
        service#restart

          batch 1/3  1 node, canary: web1
          batch 2/3  3 nodes: web2 to web4
          batch 3/3  1 node: web5

        It takes 1m of pauses and the time the nodes need, 4m 6s at most. Nothing was sent.
        ");
    }
}
