//! One line per node: name, colon, what it said.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::fmt::Write;

use client::NodeReply;
use protocol::rpc::Status;
use unicode_width::UnicodeWidthStr;

use crate::out::{Layout, words};
use crate::theme::{Meaning, Theme, align_right, line};

/// Columns in front of the longest name.
const INDENT: usize = 3;

/// Most reasons of failures that are told apart.
const MAX_REASONS: usize = 10;

/// What a node said on its line; none leaves it out.
type Say = Box<dyn Fn(&NodeReply) -> Option<String> + Send>;

/// One line per node that has something to say. Failures show their message.
struct Lines {
    say: Say,
}

impl Layout for Lines {
    fn replies(&self, replies: &[&NodeReply], theme: Theme) -> String {
        let width = replies
            .iter()
            .map(|reply| reply.sender.as_str().width())
            .max()
            .unwrap_or(0)
            + INDENT;
        let mut text = String::new();
        for reply in replies {
            let said = match reply.reply.statuscode {
                Status::Ok => (self.say)(reply).map(|said| line(&said).into_owned()),
                _ => Some(theme.paint(Meaning::Warning, line(reply.reply.statusmsg.trim_end()))),
            };
            if let Some(said) = said {
                let _ = writeln!(
                    text,
                    "{}: {said}",
                    align_right(&line(reply.sender.as_str()), width)
                );
            }
        }
        if !text.is_empty() {
            text.push('\n');
        }
        text
    }
}

/// Shows what `say` finds in successful replies, and the message of failed ones.
pub(super) fn lines(say: impl Fn(&NodeReply) -> Option<String> + Send + 'static) -> Box<dyn Layout> {
    Box::new(Lines { say: Box::new(say) })
}

/// How many nodes failed for which reason, most frequent first; nothing when none did.
pub(super) fn failures(replies: &[&NodeReply], theme: Theme) -> String {
    let mut reasons: BTreeMap<String, usize> = BTreeMap::new();
    for reply in replies
        .iter()
        .filter(|reply| reply.reply.statuscode != Status::Ok)
    {
        *reasons
            .entry(line(reply.reply.statusmsg.trim_end()).into_owned())
            .or_default() += 1;
    }
    let mut reasons: Vec<_> = reasons.into_iter().collect();
    reasons.sort_by_key(|(_, count)| Reverse(*count));
    let mut text = String::new();
    for (reason, count) in reasons.iter().take(MAX_REASONS) {
        let reason = theme.paint(Meaning::Warning, reason);
        let _ = writeln!(text, "   {} failed: {reason}", words::count(*count, "node"));
    }
    if !text.is_empty() {
        text.push('\n');
    }
    text
}

/// An output of a reply on one line; nothing for one that is missing.
pub(super) fn output(reply: &NodeReply, name: &str) -> String {
    reply
        .reply
        .data
        .get(name)
        .map(crate::out::value::short)
        .unwrap_or_default()
}
