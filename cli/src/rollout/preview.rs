//! What a rollout would do.

use std::fmt::Write;
use std::time::Duration;

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

/// Shows the batches and how long they take at least and at most; nothing is sent.
pub(crate) async fn dry_run(
    ctx: &Ctx,
    question: &Question,
    args: &FleetArgs,
    selection: Selection,
) -> anyhow::Result<()> {
    let Some(nodes) = selection.nodes else {
        ctx.out
            .line("Any one node would be asked, as this is a service agent.")?;
        return Ok(());
    };
    let count = nodes.len();
    let numbers = numbers(&args.rollout, count);
    let machine = Machine::new(nodes, numbers.shape());
    if args.output.format() == Format::Text {
        let wait = patience(question, args.request.timeout, ctx.config().await?);
        let title = format!("{} on {}", question.title(), pace(&numbers, count));
        ctx.out
            .print(listing(&title, machine, ctx.global.verbose, ctx.out.theme))?;
        ctx.out.print(duration(&numbers, count, wait))?;
    } else {
        let mut machine = machine;
        let batches: Vec<_> = std::iter::from_fn(|| machine.next())
            .map(|batch| json!({"canary": batch.canary, "nodes": names(&batch.nodes)}))
            .collect();
        let document = json!({
            "agent": question.agent.metadata.name,
            "action": question.action().name,
            "targets": count,
            "numbers": numbers,
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

fn duration(numbers: &Numbers, nodes: usize, wait: Duration) -> String {
    let batches = u32::try_from(numbers.shape().batches(nodes)).unwrap_or(u32::MAX);
    let pauses = pauses(numbers, nodes);
    let most = wait.saturating_mul(batches).saturating_add(pauses);
    format!(
        "\nIt takes {} of pauses and the time the nodes need, {} at most. Nothing was sent.\n",
        words::span(pauses.as_secs()),
        words::span(most.as_secs())
    )
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
        let numbers = numbers(&flags, 5);
        let machine = Machine::new(nodes, numbers.shape());
        let text = listing("service#restart", machine, false, Theme::PLAIN)
            + &duration(&numbers, 5, Duration::from_secs(62));
        insta::assert_snapshot!(text, @r"
        service#restart

          batch 1/3  1 node, canary: web1
          batch 2/3  3 nodes: web2 to web4
          batch 3/3  1 node: web5

        It takes 1m of pauses and the time the nodes need, 4m 6s at most. Nothing was sent.
        ");
    }
}
