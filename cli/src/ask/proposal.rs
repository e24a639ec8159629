//! What a person is shown before many machines change.

use ddl::Risk;
use protocol::Identity;
use tui::text::quoted;
use unicode_width::UnicodeWidthStr;

use crate::ask::Question;
use crate::ask::safety::Reason;
use crate::ctx::Ctx;
use crate::explain::inputs;
use crate::job::{Numbers, masked};
use crate::out::words;
use crate::rollout;
use crate::theme::{line, pad};

/// Columns inside the frame.
const WIDTH: usize = 70;

/// Narrowest terminal that gets a frame.
const MIN_TERMINAL: usize = 40;

/// Nodes named as examples.
const EXAMPLES: usize = 2;

/// What is about to happen.
pub(super) struct Proposal<'a> {
    /// What would be asked.
    pub(super) question: &'a Question,
    /// Whether it changes something.
    pub(super) risk: Risk,
    /// Of whom.
    pub(super) nodes: &'a [Identity],
    /// How fast.
    pub(super) numbers: &'a Numbers,
    /// Why somebody is asked.
    pub(super) reason: Reason,
}

/// How a proposal is set off from the rest.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Frame {
    /// In a box of so many columns inside.
    Box(usize),
    /// Not at all.
    Plain,
}

impl Frame {
    /// A box where it fits and the terminal can draw one.
    pub(super) fn of(ctx: &Ctx) -> Self {
        if ctx.err.theme.ascii || ctx.width < MIN_TERMINAL {
            Self::Plain
        } else {
            Self::Box(WIDTH.min(ctx.width - 2))
        }
    }
}

impl Proposal<'_> {
    /// The proposal, with a line end.
    pub(super) fn text(&self, frame: Frame) -> String {
        let lines = [self.request(), self.targets(), self.pace(), self.warning()];
        let lines = lines.into_iter().filter(|line| !line.is_empty());
        match frame {
            Frame::Plain => lines.map(|line| format!("{line}\n")).collect(),
            Frame::Box(width) => boxed(lines.flat_map(|line| wrapped(&line, width - 2)), width),
        }
    }

    fn request(&self) -> String {
        let risk = match self.risk {
            Risk::Change => "CHANGE",
            Risk::Read => "READ",
        };
        let mut text = format!("{risk}   {}", self.question.title());
        let (data, _) = masked(self.question.action(), &self.question.data);
        for (name, value) in inputs(&data) {
            text.push_str(&format!(" {}", quoted(&format!("{name}={value}"))));
        }
        line(&text).into_owned()
    }

    fn targets(&self) -> String {
        let mut named: Vec<&str> = self.nodes.iter().map(Identity::as_str).collect();
        named.sort_unstable();
        let count = words::count(named.len(), "node");
        let examples = named
            .iter()
            .take(EXAMPLES)
            .copied()
            .collect::<Vec<_>>()
            .join(", ");
        match named.len() {
            0 => count,
            few if few <= EXAMPLES => format!("{count}: {examples}"),
            many => format!("{count}: {examples} and {} more", many - EXAMPLES),
        }
    }

    /// Nothing when all are asked at once.
    fn pace(&self) -> String {
        let pace = rollout::pace(self.numbers, self.nodes.len());
        let Some((_, parts)) = pace.split_once(": ") else {
            return String::new();
        };
        let pauses = rollout::pauses(self.numbers, self.nodes.len()).as_secs();
        if pauses == 0 {
            parts.to_owned()
        } else {
            format!("{parts}, {} or more", words::span(pauses))
        }
    }

    fn warning(&self) -> String {
        let why = self.reason.words(self.nodes.len());
        match self.risk {
            Risk::Change => format!("There is no undo, and {why}."),
            Risk::Read => format!("You are asked because {why}."),
        }
    }
}

fn boxed(lines: impl Iterator<Item = String>, width: usize) -> String {
    let title = "─ Confirm ";
    let mut text = format!("┌{title}{}┐\n", "─".repeat(width.saturating_sub(title.width())));
    for line in lines {
        text.push_str(&format!("│ {} │\n", pad(&line, width - 2)));
    }
    text.push_str(&format!("└{}┘\n", "─".repeat(width)));
    text
}

/// Breaks a line between words, or within one that is too long.
fn wrapped(text: &str, width: usize) -> Vec<String> {
    let mut lines = vec![String::new()];
    for c in text.chars() {
        let current = lines.last_mut().expect("there is always a line");
        current.push(c);
        if current.width() > width {
            let cut = current.rfind(' ').filter(|cut| *cut > 0);
            let at = cut.unwrap_or(current.len() - c.len_utf8());
            let rest = current.split_off(at);
            lines.push(rest.trim_start().to_owned());
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::args::{Limit, RolloutArgs};
    use crate::fixture::{self, node};
    use std::time::Duration;

    fn proposal(frame: Frame) -> String {
        let flags = RolloutArgs {
            canary: Some(Limit::Count(1)),
            batch: Some(Limit::Count(10)),
            batch_sleep: Some(Duration::from_secs(30)),
            stop_on: Some(Limit::Count(2)),
            ..RolloutArgs::default()
        };
        let nodes: Vec<_> = (101..=314)
            .map(|n| node(&format!("web{n}.uk.lab.test")))
            .collect();
        Proposal {
            question: &fixture::question("restart"),
            risk: Risk::Change,
            nodes: &nodes,
            numbers: &rollout::numbers(&flags, nodes.len()),
            reason: Reason::Many,
        }
        .text(frame)
    }

    #[test]
    fn a_change_is_proposed_in_a_box() {
        insta::assert_snapshot!(proposal(Frame::Box(70)), @r"
        ┌─ Confirm ────────────────────────────────────────────────────────────┐
        │ CHANGE   service#restart                                             │
        │ 214 nodes: web101.uk.lab.test, web102.uk.lab.test and 212 more       │
        │ canary 1, batches of 10, 30s apart, stop on 2 failures, 11m or more  │
        │ There is no undo, and 214 nodes are a lot.                           │
        └──────────────────────────────────────────────────────────────────────┘
        ");
    }

    #[test]
    fn narrow_boxes_wrap_and_plain_terminals_get_plain_lines() {
        insta::assert_snapshot!(proposal(Frame::Box(44)), @r"
        ┌─ Confirm ──────────────────────────────────┐
        │ CHANGE   service#restart                   │
        │ 214 nodes: web101.uk.lab.test,             │
        │ web102.uk.lab.test and 212 more            │
        │ canary 1, batches of 10, 30s apart, stop   │
        │ on 2 failures, 11m or more                 │
        │ There is no undo, and 214 nodes are a lot. │
        └────────────────────────────────────────────┘
        ");
        insta::assert_snapshot!(proposal(Frame::Plain), @r"
        CHANGE   service#restart
        214 nodes: web101.uk.lab.test, web102.uk.lab.test and 212 more
        canary 1, batches of 10, 30s apart, stop on 2 failures, 11m or more
        There is no undo, and 214 nodes are a lot.
        ");
    }

    #[test]
    fn a_word_longer_than_a_line_is_cut() {
        assert_eq!(wrapped("ab abcdef g", 4), ["ab", "abcd", "ef g"]);
        assert_eq!(wrapped("", 4), [""]);
    }
}
