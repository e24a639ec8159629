//! What could be typed at a place in a command line: one engine for shells, the REPL and the screens. It walks the tree of
//! commands, so that there is no second grammar, and looks only into local files.

mod agents;
mod expects;
mod expression;
mod files;
mod filter;
pub(crate) mod fleet;
mod hint;
mod line;
pub(crate) mod met;
mod offer;
mod quote;
mod rank;
pub(crate) mod sources;
mod usage;
mod walk;

use clap::CommandFactory;
use tui::report::Candidate;

use crate::args::{ColorChoice, GlobalArgs};
use crate::cli::Cli;
use crate::ctx::Ctx;

pub(crate) use hint::hint;
pub(crate) use line::Line;
pub(crate) use offer::{Found, Offer, Paths};
pub(crate) use rank::{Matching, ranked};

/// A command line under way.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Typed<'a> {
    /// The line as typed, without the program's name.
    pub(crate) line: &'a str,
    /// Byte offset of the cursor.
    pub(crate) cursor: usize,
    /// The agent in use, whose actions are commands.
    pub(crate) agent: Option<&'a str>,
}

/// What could be typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Completion {
    /// Byte offset from which a candidate replaces the line up to the cursor.
    pub(crate) from: usize,
    /// The candidates, best first.
    pub(crate) candidates: Vec<Candidate>,
}

/// The words of a line as a shell would split them, the last one being under way.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Words<'a> {
    /// Those before the cursor's word.
    pub(crate) before: &'a [String],
    /// The part of the cursor's word that is before the cursor.
    pub(crate) word: &'a str,
    /// The agent in use.
    pub(crate) agent: Option<&'a str>,
}

/// Says what could be typed at the cursor, best first. Asks nobody, prints nothing and never fails: what cannot be read is not
/// offered.
pub(crate) async fn complete(ctx: &Ctx, typed: &Typed<'_>) -> Completion {
    let line = Line::before(typed.line, typed.cursor);
    let words = Words {
        before: &line.words,
        word: &line.word,
        agent: typed.agent,
    };
    let mut found = find(ctx, words).await;
    if let Some(paths) = found.paths {
        files::list(ctx, paths, &line.word, &mut found);
    }
    let offers = ranked(found, &line.word, Matching::Fuzzy);
    let candidate = |offer: Offer| Candidate {
        value: line.quote.whole(&offer.text, offer.complete),
        about: offer.about,
        complete: offer.complete,
    };
    Completion {
        from: line.from,
        candidates: offers.into_iter().map(candidate).collect(),
    }
}

/// Everything that could stand at the place of the last word, what was typed before first, whether it fits what is typed or not.
pub(crate) async fn find(ctx: &Ctx, words: Words<'_>) -> Found {
    let words = with_action(ctx, words).await;
    let tree = Cli::command();
    let place = walk::walk(&tree, &words);
    let quiet = quiet(ctx, &place);
    sources::find(&quiet, &place, words.word).await
}

/// The words without the agent in use where they begin with something else than an action of it.
async fn with_action<'a>(ctx: &Ctx, words: Words<'a>) -> Words<'a> {
    let (Some(agent), Some(first)) = (words.agent, words.before.first()) else {
        return words;
    };
    let known = ctx.library().await.agent(agent);
    let known = known.is_ok_and(|agent| agent.action(first).is_some());
    Words {
        agent: words.agent.filter(|_| known),
        ..words
    }
}

/// The same surroundings, heard by nobody, with the configuration that the line names.
fn quiet(ctx: &Ctx, place: &walk::Place<'_>) -> Ctx {
    let global = GlobalArgs {
        config: place.value("config").map(|file| ctx.path(file)),
        // Otherwise the configuration would be read for this alone.
        color: Some(ColorChoice::Never),
        ..GlobalArgs::default()
    };
    ctx.within(ctx.unseen(), global, None)
}

#[cfg(test)]
mod tests;
