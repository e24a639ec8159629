//! Asking a person before many machines change.

use std::collections::HashSet;
use std::ops::ControlFlow;

use config::Safety;
use ddl::Risk;
use protocol::{Collective, Identity};

use crate::args::FleetArgs;
use crate::ask::prompt::{Prompt, is_yes};
use crate::ask::proposal::{Frame, Proposal};
use crate::ask::{Question, Selection};
use crate::ctx::Ctx;
use crate::job::Numbers;
use crate::report::Stop;
use crate::rollout;

/// Of fewer known nodes a share says nothing: one of three is no large part of a fleet.
const LEAST_FLEET: usize = 20;

/// Why a person should be asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Reason {
    /// Nothing narrows down which nodes are meant.
    Unfiltered,
    /// Many nodes are meant.
    Many,
    /// A large part of all known nodes is meant, in percent.
    Share(usize),
    /// So many of the nodes were never heard of before, on a machine that knows the fleet.
    Strangers(usize),
    /// It goes on with something that stopped.
    Again,
}

/// What is known of a question's reach.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Reach {
    /// Whether it changes something.
    pub(crate) risk: Risk,
    /// Whether a person is asked about unfiltered questions even if they only read.
    pub(crate) wary: bool,
    /// Whether nothing narrows down which nodes are meant.
    pub(crate) unfiltered: bool,
    /// Nodes it is meant for.
    pub(crate) nodes: usize,
    /// Nodes known to exist, where that is known.
    pub(crate) fleet: Option<usize>,
    /// Nodes it is meant for that were never heard of before.
    pub(crate) strangers: usize,
}

/// Asks before a change that reaches far, when there is somebody to ask. An error ends the command with status 10.
pub(crate) async fn confirm(
    ctx: &Ctx,
    question: &Question,
    args: &FleetArgs,
    selection: &Selection,
    wary: bool,
) -> anyhow::Result<()> {
    let Some(reason) = why(ctx, question, selection, wary).await? else {
        return Ok(());
    };
    let nodes = selection.nodes.as_ref().map_or(0, Vec::len);
    let numbers = rollout::numbers(&args.rollout, nodes);
    ask(ctx, question, args, selection, &numbers, reason).await
}

/// Why a person should be asked before this question is, if so.
pub(crate) async fn why(
    ctx: &Ctx,
    question: &Question,
    selection: &Selection,
    wary: bool,
) -> anyhow::Result<Option<Reason>> {
    let Some(nodes) = &selection.nodes else {
        return Ok(None);
    };
    let safety = &ctx.config().await?.safety;
    let (fleet, strangers) = known(ctx, &selection.collective, nodes).await.unwrap_or_default();
    let reach = Reach {
        risk: risk(question, safety),
        wary,
        unfiltered: selection.filter.is_empty() && !selection.named,
        nodes: nodes.len(),
        fleet,
        strangers,
    };
    Ok(reason(reach, safety))
}

/// An error for a change where only looking is allowed.
pub(crate) async fn permit(ctx: &Ctx, question: &Question) -> anyhow::Result<()> {
    let read_only = ctx.follower().is_some_and(|follower| follower.is_read_only());
    if read_only && risk(question, &ctx.config().await?.safety) == Risk::Change {
        let title = question.title();
        return Err(Stop::refused(format!("{title} changes nodes, and only looking is allowed here")).into());
    }
    Ok(())
}

/// Whether what nobody can confirm is refused.
pub(super) fn is_strict(ctx: &Ctx, safety: &Safety) -> bool {
    safety.strict || ctx.follower().is_some_and(|follower| follower.is_strict())
}

/// Asks before going on with a change that stopped.
pub(crate) async fn confirm_again(
    ctx: &Ctx,
    question: &Question,
    args: &FleetArgs,
    selection: &Selection,
    numbers: &Numbers,
) -> anyhow::Result<()> {
    match risk(question, &ctx.config().await?.safety) {
        Risk::Read => Ok(()),
        Risk::Change => ask(ctx, question, args, selection, numbers, Reason::Again).await,
    }
}

/// Whether an action changes something: the site's word goes before the DDL's.
pub(crate) fn risk(question: &Question, safety: &Safety) -> Risk {
    let title = question.title();
    if safety.changes.contains(&title) {
        Risk::Change
    } else if safety.reads.contains(&title) {
        Risk::Read
    } else {
        question.action().risk()
    }
}

/// How many nodes of a collective exist as far as is known here, and how many of these nodes were never heard of.
async fn known(ctx: &Ctx, collective: &Collective, nodes: &[Identity]) -> Option<(Option<usize>, usize)> {
    let (cache, collective) = (ctx.cache().await?, collective.clone());
    let mut strangers: HashSet<Identity> = nodes.iter().cloned().collect();
    let counting = tokio::task::spawn_blocking(move || {
        let mut size = 0;
        cache.each(|known| {
            size += usize::from(known.is_in(&collective));
            strangers.remove(&known.node);
            ControlFlow::Continue(())
        });
        (fleet(size), strangers.len())
    });
    counting.await.ok()
}

/// The size of a fleet, when it is enough for shares to mean something.
pub(crate) fn fleet(known: usize) -> Option<usize> {
    (known >= LEAST_FLEET).then_some(known)
}

/// Why somebody should be asked, if they should.
pub(crate) fn reason(reach: Reach, safety: &Safety) -> Option<Reason> {
    if reach.risk == Risk::Read && !reach.wary {
        return None;
    }
    if reach.unfiltered {
        return Some(Reason::Unfiltered);
    }
    if reach.risk == Risk::Read && reach.nodes <= safety.confirm_over {
        return None;
    }
    let share = reach
        .fleet
        .filter(|fleet| *fleet > 0)
        .map(|fleet| reach.nodes.saturating_mul(100) / fleet);
    match share {
        _ if reach.nodes > safety.confirm_over => Some(Reason::Many),
        Some(share) if share > safety.confirm_percent => Some(Reason::Share(share)),
        Some(_) if reach.risk == Risk::Change && reach.strangers > 0 => {
            Some(Reason::Strangers(reach.strangers))
        }
        _ => None,
    }
}

async fn ask(
    ctx: &Ctx,
    question: &Question,
    args: &FleetArgs,
    selection: &Selection,
    numbers: &Numbers,
    reason: Reason,
) -> anyhow::Result<()> {
    if args.request.yes || ctx.is_attended() {
        return Ok(());
    }
    let safety = &ctx.config().await?.safety;
    let nodes = selection.nodes.as_deref().unwrap_or_default();
    if !ctx.can_ask() {
        return refused(is_strict(ctx, safety), reason, nodes.len());
    }
    let typed = nodes.len() > safety.type_over;
    let proposal = Proposal {
        question,
        risk: risk(question, safety),
        nodes,
        numbers,
        reason,
    };
    ctx.err.print(proposal.text(Frame::of(ctx)))?;
    let wanted = if typed {
        format!("Type {} to go on: ", nodes.len())
    } else {
        "Go on? [y/N] ".to_owned()
    };
    let answer = Prompt::new(ctx).line(&wanted).await?;
    let agreed = if typed {
        answer.trim() == nodes.len().to_string()
    } else {
        is_yes(&answer)
    };
    if agreed {
        return Ok(());
    }
    Err(Stop::refused("nothing was sent").into())
}

/// Where nobody can be asked a change goes ahead as it does in other clients, unless the site minds.
fn refused(strict: bool, reason: Reason, nodes: usize) -> anyhow::Result<()> {
    if !strict {
        return Ok(());
    }
    let why = reason.words(nodes);
    Err(Stop::refused(format!("nobody can be asked here: {why}"))
        .hint("--yes says that it is meant (plugin.mco.safety.strict)")
        .into())
}

impl Reason {
    /// The reason in words.
    pub(crate) fn words(self, nodes: usize) -> String {
        let nodes = crate::out::words::count(nodes, "node");
        match self {
            Self::Unfiltered => "no filter was given".to_owned(),
            Self::Many => format!("{nodes} are a lot"),
            Self::Share(percent) => format!("{nodes} are {percent}% of all that are known"),
            Self::Strangers(1) => "one of them was never heard of before".to_owned(),
            Self::Strangers(count) => format!("{count} of them were never heard of before"),
            Self::Again => "it stopped before".to_owned(),
        }
    }
}

#[cfg(test)]
mod tests;
