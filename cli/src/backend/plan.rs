//! What a command would do, with nobody asked but for discovery.

use std::collections::HashSet;
use std::ffi::OsString;
use std::ops::ControlFlow;
use std::sync::Arc;
use std::time::Duration;

use ddl::Risk;
use protocol::{Collective, Identity};
use tokio_util::sync::CancellationToken;
use tui::report::Plan;
use tui::{Report, Reports, Ticket};

use super::Session;
use super::trouble::{Jotter, trouble};
use crate::args::Handed;
use crate::ask::{Question, find, risk, sought, why};
use crate::cli::{EXTRA_OPTIONS, Words};
use crate::command::Command;
use crate::command::rpc::Rpc;
use crate::ctx::Ctx;
use crate::explain;
use crate::job::{Store, Why};
use crate::report::Stop;
use crate::rollout::{Left, Preview, left, nothing_left};

/// Tells what a command would do.
pub(super) async fn plan(
    session: Arc<Session>,
    stop: CancellationToken,
    ticket: Ticket,
    words: Vec<String>,
    nodes: Option<Arc<[Identity]>>,
    reports: Reports,
) {
    let ctx = session.ctx(&stop, &Jotter::default());
    let result = of(&ctx, &words, nodes).await;
    let result = result.map(Box::new).map_err(|error| trouble(&error));
    reports.send(Report::Plan { ticket, result }).await;
}

async fn of(ctx: &Ctx, words: &[String], nodes: Option<Arc<[Identity]>>) -> anyhow::Result<Plan> {
    let line = std::iter::once(ctx.program.into()).chain(words.iter().map(OsString::from));
    let extra = ctx.environment.var(EXTRA_OPTIONS);
    let mut command = Words::new(line, extra).parse()?.command;
    if let Some(nodes) = nodes
        && !command.hand_over(Handed(nodes))
    {
        return Err(Stop::error("only `mco rpc` takes nodes that were chosen").into());
    }
    if let Some((job, why)) = command.goes_on() {
        return again(ctx, job, why).await;
    }
    match command {
        Command::Rpc(rpc) => request(ctx, &rpc).await,
        _ => Err(Stop::error("only requests and rollouts have a plan")
            .hint("`mco rpc AGENT ACTION` is a request")
            .into()),
    }
}

async fn request(ctx: &Ctx, rpc: &Rpc) -> anyhow::Result<Plan> {
    let (agent, action, inputs) = rpc.parts();
    let action = action.ok_or_else(|| Stop::error(format!("no action of {agent} is named")))?;
    let question = Question::new(&ctx.library().await, agent, action, &inputs)?;
    let args = &rpc.fleet;
    let selection = sought(ctx, &question, args).await?;
    let ask = match args.request.yes {
        true => None,
        false => why(ctx, &question, &selection, false).await?,
    };
    let collective = selection.collective.clone();
    let mut plan = outline(ctx, &question, explain::command(&question, args)).await?;
    match Preview::of(ctx, &question, args, selection).await? {
        Some(preview) => {
            plan.ask = ask.map(|reason| reason.words(preview.nodes.len()));
            reach(ctx, &collective, preview, &mut plan).await;
        }
        None => plan.pace = "any one node answers for this service".to_owned(),
    }
    Ok(plan)
}

/// The parts that do not depend on the nodes.
async fn outline(ctx: &Ctx, question: &Question, command: String) -> anyhow::Result<Plan> {
    let change = risk(question, &ctx.config().await?.safety) == Risk::Change;
    Ok(Plan {
        command,
        title: question.title(),
        change,
        remarks: remarks(question),
        ..Plan::default()
    })
}

/// What comes back of each node, and what is made of it.
fn remarks(question: &Question) -> Vec<String> {
    let action = question.action();
    let outputs: Vec<&str> = action.output.keys().map(String::as_str).collect();
    let mut remarks = Vec::new();
    if !outputs.is_empty() {
        remarks.push(format!("each node tells {}", outputs.join(", ")));
    }
    let summaries: Vec<String> = action
        .aggregate
        .iter()
        .map(|one| format!("{}({})", one.function, one.output))
        .collect();
    if !summaries.is_empty() {
        remarks.push(format!("summed up by {}", summaries.join(", ")));
    }
    remarks
}

async fn reach(ctx: &Ctx, collective: &Collective, preview: Preview, plan: &mut Plan) {
    plan.pace = preview.pace();
    plan.longest = preview.longest();
    plan.targets = preview.nodes.into();
    let Some(cache) = ctx.cache().await else { return };
    let (targets, collective) = (plan.targets.clone(), collective.clone());
    let counting = tokio::task::spawn_blocking(move || {
        let mut strangers: HashSet<&Identity> = targets.iter().collect();
        let mut known = 0;
        cache.each(|node| {
            strangers.remove(&node.node);
            known += usize::from(node.is_in(&collective));
            ControlFlow::Continue(())
        });
        (known, strangers.len())
    });
    if let Ok((known, strangers)) = counting.await {
        (plan.known, plan.strangers) = (known, strangers);
    }
}

/// What going on with a job would do.
async fn again(ctx: &Ctx, name: &str, reason: Why) -> anyhow::Result<Plan> {
    let store = Store::of(&ctx.environment)?;
    let Left { job, nodes, numbers } = left(&store, name, reason)?;
    if nodes.is_empty() {
        return Err(Stop::error(nothing_left(name, reason)).into());
    }
    let request = &job.plan.request;
    let agent = find(&ctx.library().await, &request.agent)?;
    let config = ctx.config().await?;
    let wait = match request.timeout {
        Some(chosen) => Duration::from_millis(chosen),
        None => config.discovery_timeout + agent.timeout(),
    };
    let action = agent.action(&request.action);
    let title = format!("{}#{}", request.agent, request.action);
    let words = match reason {
        Why::RetryFailed => format!("mco jobs retry {} --failed", job.id),
        Why::RetrySilent => format!("mco jobs retry {} --silent", job.id),
        Why::Start | Why::Resume | Why::Other => format!("mco resume {}", job.id),
    };
    let reads = config.safety.reads.contains(&title) && !config.safety.changes.contains(&title);
    let mut plan = Plan {
        command: words,
        change: !reads && action.is_none_or(|action| action.risk() == Risk::Change),
        title,
        remarks: vec![format!("it goes on with {}", job.plan.command)],
        ..Plan::default()
    };
    if plan.change {
        plan.ask = Some("it stopped before".to_owned());
    }
    let collective = Collective::new(&job.plan.collective)?;
    reach(ctx, &collective, Preview::new(nodes, numbers, wait), &mut plan).await;
    Ok(plan)
}
