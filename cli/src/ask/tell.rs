//! Asking without waiting for the answers: they go to a subject of the user's (`--reply-to`) or nowhere (`--no-results`).

use client::{Call, Targets};
use ddl::Risk;
use serde_json::json;

use crate::args::{FleetArgs, Format};
use crate::ask::safety::is_strict;
use crate::ask::{Prompt, Question, Selection, Selector, confirm, note_question, permit, risk};
use crate::ctx::Ctx;
use crate::exit::Exit;
use crate::out::{self, pretty_two};
use crate::report::Stop;

/// Sends the question to whom it is meant for and prints the id of the request.
pub(crate) async fn tell(
    ctx: &Ctx,
    question: &Question,
    args: &FleetArgs,
    wary: bool,
) -> anyhow::Result<Exit> {
    if args.rollout.is_rollout() || args.rollout.resume.is_some() {
        return Err(
            Stop::error("a rollout needs the answers, which --reply-to and --no-results give away").into(),
        );
    }
    let selection = select(ctx, question, args).await?;
    note_question(ctx, question, args, selection.nodes.as_ref().map(Vec::len));
    permit(ctx, question).await?;
    confirm(ctx, question, args, &selection, wary).await?;
    if !args.request.yes && selection.reaches_everybody() {
        confirm_everybody(ctx, question).await?;
    }
    let targets = match selection.nodes {
        Some(nodes) => Targets::Nodes(nodes),
        None if question.agent.metadata.service => Targets::Service,
        None => Targets::Broadcast { expect: None },
    };
    let call = Call {
        agent: question.agent_name()?,
        action: question.action().name.clone(),
        data: question.data.clone(),
        targets,
        collective: selection.collective,
        filter: selection.filter,
        timeout: question.agent.timeout(),
        ttl: args.request.ttl,
    };
    let id = ctx
        .fleet()
        .await?
        .tell(call, args.request.reply_to.as_deref())
        .await?;
    ctx.note(|asked| asked.requests.push(id.to_string()));
    match args.output.format() {
        Format::Json(_) | Format::JsonLines => {
            ctx.out.line(pretty_two(&json!({"requestid": id.as_str()}))?)?;
        }
        _ => ctx.out.line(id.as_str())?,
    }
    Ok(Exit::Done)
}

/// Asks before a change of every node, of which nobody knows how many there are.
async fn confirm_everybody(ctx: &Ctx, question: &Question) -> anyhow::Result<()> {
    let safety = &ctx.config().await?.safety;
    if question.agent.metadata.service || risk(question, safety) == Risk::Read {
        return Ok(());
    }
    let why = format!(
        "{} may change every node, as no filter was given",
        question.title()
    );
    if ctx.can_ask() {
        if Prompt::new(ctx).agrees(&format!("{why}. Go on? [y/N] ")).await? {
            return Ok(());
        }
        return Err(Stop::refused("nothing was sent").into());
    }
    match is_strict(ctx, safety) {
        true => Err(Stop::refused(why)
            .hint("--yes says that it is meant (plugin.mco.safety.strict)")
            .into()),
        false => Ok(()),
    }
}

/// Nodes are only looked for where something chooses them on this machine.
async fn select(ctx: &Ctx, question: &Question, args: &FleetArgs) -> anyhow::Result<Selection> {
    let selector = Selector::new(ctx, args).await?;
    match selector.unsought() {
        Some(selection) if !question.agent.metadata.service => Ok(selection),
        _ => selector.select(question, &mut out::Silent).await,
    }
}
