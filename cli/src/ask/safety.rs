//! Asking a person before many machines change.

use ddl::Risk;

use crate::args::FleetArgs;
use crate::ask::{Prompt, Question, Selection};
use crate::ctx::Ctx;
use crate::out::words;
use crate::report::Stop;

/// More nodes than this are confirmed whatever the filter.
const CONFIRM_OVER: usize = 50;

/// Why a person should be asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Reason {
    /// Nothing narrows down which nodes are meant.
    Unfiltered,
    /// Many nodes are meant.
    Many,
}

/// Asks before a change that reaches far, when there is somebody to ask. An error ends the command with status 10.
pub(crate) async fn confirm(
    ctx: &Ctx,
    question: &Question,
    args: &FleetArgs,
    selection: &Selection,
    wary: bool,
) -> anyhow::Result<()> {
    let Some(nodes) = &selection.nodes else {
        return Ok(());
    };
    let unfiltered = selection.filter.is_empty() && !selection.named;
    let Some(reason) = reason(question.action().risk(), wary, unfiltered, nodes.len()) else {
        return Ok(());
    };
    if args.request.yes || !ctx.can_ask() {
        return Ok(());
    }
    let text = prompt(question, nodes.len(), reason);
    if Prompt::new(ctx).agrees(&text).await? {
        return Ok(());
    }
    Err(Stop::refused("nothing was sent").into())
}

/// Why somebody should be asked, if they should.
pub(crate) fn reason(risk: Risk, wary: bool, unfiltered: bool, nodes: usize) -> Option<Reason> {
    if risk == Risk::Read && !wary {
        return None;
    }
    if unfiltered {
        Some(Reason::Unfiltered)
    } else if nodes > CONFIRM_OVER {
        Some(Reason::Many)
    } else {
        None
    }
}

fn prompt(question: &Question, nodes: usize, reason: Reason) -> String {
    let verb = match question.action().risk() {
        Risk::Change => "may change",
        Risk::Read => "would run on",
    };
    let why = match reason {
        Reason::Unfiltered => "no filter was given",
        Reason::Many => "that is a lot",
    };
    let nodes = words::count(nodes, "node");
    format!("{} {verb} {nodes}: {why}. Go on? [y/N] ", question.title())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixture;

    #[test]
    fn reading_never_asks_and_changes_ask_when_they_reach_far() {
        assert_eq!(reason(Risk::Read, false, true, 1000), None);
        assert_eq!(reason(Risk::Change, false, true, 1), Some(Reason::Unfiltered));
        assert_eq!(reason(Risk::Change, false, false, 50), None);
        assert_eq!(reason(Risk::Change, false, false, 51), Some(Reason::Many));
        assert_eq!(reason(Risk::Read, true, true, 1), Some(Reason::Unfiltered));
    }

    #[test]
    fn the_prompt_names_the_count_and_the_reason() {
        let restart = fixture::question("restart");
        insta::assert_snapshot!(prompt(&restart, 214, Reason::Many), @"service#restart may change 214 nodes: that is a lot. Go on? [y/N]");
        let status = fixture::question("status");
        insta::assert_snapshot!(prompt(&status, 1, Reason::Unfiltered), @"service#status would run on 1 node: no filter was given. Go on? [y/N]");
    }
}
