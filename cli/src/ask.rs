//! Asking the fleet: who is meant, is that wise, send it, gather what comes back, show it.

mod again;
mod consent;
mod form;
mod gather;
mod line;
mod method;
mod names;
mod progress;
mod prompt;
mod proposal;
mod question;
mod remember;
mod safety;
mod select;
mod stdin;
mod tell;

use crate::args::{FleetArgs, Format};
use crate::ctx::{Ctx, Printer};
use crate::exit::Exit;
use crate::explain::{Memory, Plan};
use crate::job::{Why, masked};
use crate::out::{self, Layout, Sieve, Sink, Tee};
use crate::report::Stop;
use crate::rollout::{self, Again, Check};

pub(crate) use again::{again_line, note_whole};
pub(crate) use consent::{Consent, consent};
pub(crate) use form::{Item, choose, fill};
pub(crate) use gather::{Outcome, gather};
pub(crate) use method::chosen;
pub(crate) use progress::Progress;
pub(crate) use prompt::Prompt;
pub(crate) use question::{Question, find, unknown_action};
pub(crate) use remember::{AUTOMATIC, remember};
pub(crate) use safety::{Reach, confirm, confirm_again, fleet, permit, reason, risk, why};
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
    if args.rollout.dry_run {
        return dry_run(ctx, question, args).await;
    }
    if args.request.is_sent_only() {
        return tell::tell(ctx, question, args, manner.wary).await;
    }
    let resumed = match &args.rollout.resume {
        None => None,
        Some(_) if !args.filter.words().is_empty() || !args.discovery.words().is_empty() => {
            return Err(Stop::error("--resume asks the nodes of the job and takes no others").into());
        }
        Some(job) => match rollout::resume(ctx, &Again::of(job, question)).await? {
            None => return nothing_left(ctx, job, Why::Resume),
            some => some,
        },
    };
    let mut sink = sink(ctx, question, args, manner.layout)?;
    let outcome = match resumed {
        Some(resumed) => resumed.go(ctx, args, sink.as_mut()).await,
        None => run(ctx, question, args, manner.wary, sink.as_mut()).await,
    };
    conclude(ctx, args, sink, outcome).await
}

/// Goes on with a job, or with some of its nodes, and shows the answers in the way the flags want.
pub(crate) async fn ask_again(ctx: &Ctx, again: &Again<'_>, args: &FleetArgs) -> anyhow::Result<Exit> {
    let Some(resumed) = rollout::resume(ctx, again).await? else {
        return nothing_left(ctx, again.name, again.why);
    };
    let mut sink = sink(ctx, &resumed.question, args, None)?;
    let outcome = resumed.go(ctx, args, sink.as_mut()).await;
    conclude(ctx, args, sink, outcome).await
}

fn sink(
    ctx: &Ctx,
    question: &Question,
    args: &FleetArgs,
    layout: Option<Box<dyn Layout>>,
) -> anyhow::Result<Box<dyn Sink>> {
    let target = out::Target::open(ctx, &args.output)?;
    let sink = match ctx.is_attended() {
        true => Box::new(out::Silent),
        false => out::sink(question, &args.output, layout, target, ctx.global.verbose),
    };
    let sink = match ctx.follower().and_then(|follower| follower.follow(question)) {
        Some(follower) => Box::new(Tee::new(sink, follower)),
        None => sink,
    };
    Ok(match &args.output.filter_replies {
        Some(expression) => Box::new(Sieve::new(sink, expression, ctx.clock.clone(), ctx.err.clone())?),
        None => sink,
    })
}

/// Shows the end of it and decides the exit status.
async fn conclude(
    ctx: &Ctx,
    args: &FleetArgs,
    mut sink: Box<dyn Sink>,
    outcome: anyhow::Result<Outcome>,
) -> anyhow::Result<Exit> {
    let outcome = match outcome {
        Ok(outcome) => outcome,
        Err(error) => {
            sink.fail(&error)?;
            return Err(error);
        }
    };
    let shown = sink.finish(&outcome);
    if args.output.format() == Format::Table {
        left_out(ctx, &outcome)?;
    }
    if let Some(ending) = outcome.rollout.as_ref().filter(|_| !ctx.is_attended()) {
        ending.conclude(ctx, args.output.is_for_people())?;
    }
    let exit = outcome.exit(args.output.strict);
    match shown {
        // Whoever stopped reading still has nodes left to ask.
        Err(_) if exit == Exit::Error => return Ok(exit),
        shown => shown?,
    }
    if exit == Exit::Silent
        && let Some(doubt) = ctx.doubt().await
    {
        ctx.err.line(format!("{}: warning: {doubt}", ctx.program))?;
    }
    Ok(exit)
}

fn nothing_left(ctx: &Ctx, job: &str, why: Why) -> anyhow::Result<Exit> {
    ctx.err.line(rollout::nothing_left(job, why))?;
    Ok(Exit::Done)
}

/// Finds the nodes and shows in which batches they would be asked.
async fn dry_run(ctx: &Ctx, question: &Question, args: &FleetArgs) -> anyhow::Result<Exit> {
    let selection = sought(ctx, question, args).await?;
    rollout::dry_run(ctx, question, args, selection).await?;
    Ok(Exit::Done)
}

/// The nodes a question would be asked of; nothing else is asked of them.
pub(crate) async fn sought(ctx: &Ctx, question: &Question, args: &FleetArgs) -> anyhow::Result<Selection> {
    Check::of(ctx, question, &args.rollout).await?;
    let selector = Selector::new(ctx, args).await?;
    Box::pin(selector.select(question, &mut out::Silent)).await
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
    explain_to(&ctx.out, ctx, question, args, wary).await?;
    Ok(Exit::Done)
}

/// The same to another stream.
pub(crate) async fn explain_to(
    stream: &Printer,
    ctx: &Ctx,
    question: &Question,
    args: &FleetArgs,
    wary: bool,
) -> anyhow::Result<()> {
    let plan = Plan {
        question,
        args,
        config: ctx.config().await?,
        piped: ctx.input_piped(),
        wary,
        memory: Memory::of(ctx, &args.filter).await,
    };
    stream.print(plan.text(stream.theme)?)?;
    Ok(())
}

/// Asks one question and hands the answers over without showing any.
pub(crate) async fn collect(ctx: &Ctx, question: &Question, args: &FleetArgs) -> anyhow::Result<Outcome> {
    if args.rollout.dry_run || args.rollout.resume.is_some() {
        return Err(Stop::error(
            "--dry-run and --resume belong to commands that ask one question of many nodes",
        )
        .into());
    }
    if args.request.is_sent_only() {
        return Err(Stop::error(
            "this command is made of the answers, which --reply-to and --no-results give away",
        )
        .into());
    }
    let outcome = run(ctx, question, args, false, &mut out::Silent).await?;
    if let Some(ending) = &outcome.rollout {
        ending.conclude(ctx, args.output.is_for_people())?;
    }
    Ok(outcome)
}

async fn run(
    ctx: &Ctx,
    question: &Question,
    args: &FleetArgs,
    wary: bool,
    sink: &mut dyn Sink,
) -> anyhow::Result<Outcome> {
    let check = Check::of(ctx, question, &args.rollout).await?;
    let selection = Selector::new(ctx, args).await?;
    let selection = Box::pin(selection.select(question, sink)).await?;
    note_question(ctx, question, args, selection.nodes.as_ref().map(Vec::len));
    permit(ctx, question).await?;
    confirm(ctx, question, args, &selection, wary).await?;
    let (asked, collective) = (selection.nodes.clone(), selection.collective.clone());
    let outcome = match args.rollout.is_rollout() {
        true => rollout::start(ctx, question, args, check, selection, sink).await?,
        false => gather(ctx, question, args, selection, sink).await?,
    };
    note_outcome(ctx, &outcome);
    if let Some(asked) = asked {
        remember(ctx, asked, &collective, &outcome).await;
    }
    Ok(outcome)
}

/// Tells the history what is asked and of how many nodes.
pub(crate) fn note_question(ctx: &Ctx, question: &Question, args: &FleetArgs, nodes: Option<usize>) {
    ctx.note(|asked| {
        asked.agent = Some(question.agent.metadata.name.clone());
        asked.action = Some(question.action().name.clone());
        asked.inputs = masked(question.action(), &question.data).0;
        asked.filter = args.filter.words();
        asked.targets = nodes;
    });
}

/// Tells the history what came of it. A command may ask several questions.
pub(crate) fn note_outcome(ctx: &Ctx, outcome: &Outcome) {
    ctx.note(|asked| {
        let job = outcome.rollout.as_ref().and_then(|ending| ending.job.as_ref());
        asked.job = job.map(ToString::to_string);
        if outcome.rollout.is_none() {
            asked.requests.push(outcome.stats.request_id.to_string());
        }
        asked.ok += outcome.stats.ok;
        asked.failed += outcome.stats.failed;
        asked.silent += outcome.stats.no_responses.len();
    });
}

/// An error when nobody was found who hosts the agent, if one is needed.
pub(crate) async fn nobody(ctx: &Ctx, agent: Option<&str>) -> anyhow::Error {
    let hosts = agent.map(|agent| format!("; the nodes must host the agent {agent}"));
    let usual = format!("`mco ping` shows who answers at all{}", hosts.unwrap_or_default());
    let hint = ctx.doubt().await.unwrap_or(usual);
    Stop::error("no nodes were discovered").hint(hint).into()
}
