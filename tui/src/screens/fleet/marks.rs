//! Nodes chosen by hand, and acting on them.

use std::collections::BTreeSet;

use protocol::Identity;

use super::Fleet;
use super::diff::{Diff, MOST_NODES};
use crate::effect::{Effect, Message, Notice, Tone};
use crate::keymap::Verb;
use crate::scope::Targets;
use crate::session::Session;

impl Fleet {
    /// Marks the node under the cursor, or takes its mark away, and goes on to the next.
    pub(super) fn mark(&mut self, session: &mut Session) {
        let Some(row) = self.nodes.current() else {
            return;
        };
        if !session.marks.remove(&row.node) {
            session.marks.insert(row.node.clone());
        }
        session.aim();
        self.nodes.on_verb(Verb::Down, self.page(session));
        self.moved(session);
    }

    /// Marks all that the list shows; when all are marked, none.
    pub(super) fn mark_all(&self, session: &mut Session) {
        // Sets are made and merged as a whole: one by one takes longer than a key may where the list is long.
        let mut shown: BTreeSet<Identity> = self.nodes.iter().map(|row| row.node.clone()).collect();
        match shown.is_subset(&session.marks) {
            true => session.marks.retain(|node| !shown.contains(node)),
            false => session.marks.append(&mut shown),
        }
        session.aim();
    }

    /// Marks what is not marked of the list, and nothing else.
    pub(super) fn invert(&self, session: &mut Session) {
        let unmarked = self.nodes.iter().filter(|row| !session.marks.contains(&row.node));
        session.marks = unmarked.map(|row| row.node.clone()).collect();
        session.aim();
    }

    /// Compares the marked nodes, or, when one is marked, it and the one under the cursor.
    pub(super) fn diff(&self, session: &mut Session) -> Vec<Effect> {
        let mut nodes: Vec<Identity> = session.marks.iter().take(MOST_NODES).cloned().collect();
        let cursor = self.nodes.current().map(|row| &row.node);
        if nodes.len() == 1 {
            nodes.extend(cursor.filter(|node| !session.marks.contains(*node)).cloned());
        }
        if nodes.len() < 2 {
            let text = "mark two or more nodes with Space to compare them";
            return vec![Effect::Say(Notice::new(Tone::Plain, text))];
        }
        let left_out = session.marks.len().saturating_sub(nodes.len());
        Diff::open(session, nodes, left_out)
    }

    /// Opens the choice of an action for the marked nodes, or for the one under the cursor.
    pub(super) fn act(&self, session: &mut Session) -> Vec<Effect> {
        match self.nodes.current() {
            Some(row) if session.marks.is_empty() => act_on(session, &row.node),
            _ => {
                session.targets = match session.marks.is_empty() {
                    true => Targets::Scope,
                    false => Targets::Marked,
                };
                vec![Effect::Tell(Message::Act)]
            }
        }
    }
}

/// Opens the choice of an action for one node.
pub(super) fn act_on(session: &mut Session, node: &Identity) -> Vec<Effect> {
    session.targets = Targets::Nodes([node.clone()].into(), node.to_string());
    vec![Effect::Tell(Message::Act)]
}
