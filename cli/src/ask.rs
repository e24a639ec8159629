//! Asking the fleet: who is meant, is that wise, send it, gather what comes back, show it.

mod gather;
mod line;
mod method;
mod names;
mod progress;
mod prompt;
mod question;
mod safety;
mod select;
mod stdin;

use crate::args::{FleetArgs, Format};
use crate::ctx::Ctx;
use crate::exit::Exit;
use crate::explain::Plan;
use crate::out::{self, Layout, Sink};
use crate::report::Stop;

pub(crate) use gather::{Outcome, gather};
pub(crate) use method::chosen;
pub(crate) use prompt::Prompt;
pub(crate) use question::{Question, find};
pub(crate) use safety::confirm;
pub(crate) use select::{Selection, Selector};

/// How a command wants its question asked and answered.
pub(crate) struct Manner<'a> {
    /// The flags.
    pub(crate) args: &'a FleetArgs,
    /// Layout of replies for people; none for the one the DDL suggests.
    pub(crate) layout: Option<Box<dyn Layout>>,
    /// Whether a person is asked before an unfiltered question even where the DDL says that it only reads.
    pub(crate) wary: bool,
}

/// Asks one question and shows the answers in the way the flags want.
pub(crate) async fn ask(ctx: &Ctx, question: &Question, manner: Manner<'_>) -> anyhow::Result<Exit> {
    let args = manner.args;
    if args.request.explain {
        return explain(ctx, question, args, manner.wary).await;
    }
    let target = out::Target::open(ctx, &args.output)?;
    let mut sink = out::sink(question, &args.output, manner.layout, target, ctx.global.verbose);
    let outcome = run(ctx, question, args, manner.wary, sink.as_mut()).await;
    match outcome {
        Ok(outcome) => {
            sink.finish(&outcome)?;
            if args.output.format() == Format::Table {
                left_out(ctx, &outcome)?;
            }
            let exit = outcome.exit(args.output.strict);
            if exit == Exit::Silent
                && let Some(doubt) = ctx.doubt().await
            {
                ctx.err.line(format!("{}: warning: {doubt}", ctx.program))?;
            }
            Ok(exit)
        }
        Err(error) => {
            sink.fail(&error)?;
            Err(error)
        }
    }
}

/// A table shows only what went well and no statistics, so the rest is at least counted beside it.
fn left_out(ctx: &Ctx, outcome: &Outcome) -> std::io::Result<()> {
    let (failed, silent) = (outcome.stats.failed, outcome.stats.no_responses.len());
    if failed + silent == 0 {
        return Ok(());
    }
    let failed = out::words::count(failed, "node");
    ctx.err.line(format!(
        "\nNot in the table: {failed} that failed, {silent} without a response"
    ))
}

/// Says in words what would be asked; nothing is sent.
pub(crate) async fn explain(
    ctx: &Ctx,
    question: &Question,
    args: &FleetArgs,
    wary: bool,
) -> anyhow::Result<Exit> {
    let plan = Plan {
        question,
        args,
        config: ctx.config().await?,
        piped: ctx.input_piped(),
        wary,
    };
    ctx.out.print(plan.text(ctx.out.theme)?)?;
    Ok(Exit::Done)
}

/// Asks one question and hands the answers over without showing any.
pub(crate) async fn collect(ctx: &Ctx, question: &Question, args: &FleetArgs) -> anyhow::Result<Outcome> {
    run(ctx, question, args, false, &mut out::Silent).await
}

async fn run(
    ctx: &Ctx,
    question: &Question,
    args: &FleetArgs,
    wary: bool,
    sink: &mut dyn Sink,
) -> anyhow::Result<Outcome> {
    let selection = Selector::new(ctx, args).await?.select(question, sink).await?;
    confirm(ctx, question, args, &selection, wary).await?;
    gather(ctx, question, args, selection, sink).await
}

/// An error when nobody was found who hosts the agent, if one is needed.
pub(crate) async fn nobody(ctx: &Ctx, agent: Option<&str>) -> anyhow::Error {
    let hosts = agent.map(|agent| format!("; the nodes must host the agent {agent}"));
    let usual = format!("`mco ping` shows who answers at all{}", hosts.unwrap_or_default());
    let hint = ctx.doubt().await.unwrap_or(usual);
    Stop::error("no nodes were discovered").hint(hint).into()
}
