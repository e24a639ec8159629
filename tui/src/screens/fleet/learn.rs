//! Asking nodes for their inventory.

use super::Fleet;
use crate::effect::{Effect, Notice, Tone};
use crate::order::{Order, Ticket};
use crate::popups::confirm::Confirm;
use crate::session::Session;
use crate::text;

/// Nodes from which on the user is asked first.
const MANY: usize = 1_000;

/// Inventories on their way.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Learning {
    ticket: Ticket,
    progress: Option<(usize, usize)>,
}

impl Learning {
    /// In words, while it goes on.
    pub(super) fn words(self) -> Option<String> {
        let (done, of) = self.progress?;
        Some(format!("learning {} of {}", text::count(done), text::count(of)))
    }

    /// What ends it.
    pub(super) fn cancel(self) -> Option<Effect> {
        self.progress.map(|_| Effect::Order(Order::Cancel(self.ticket)))
    }
}

impl Fleet {
    /// Asks the marked or shown nodes for their inventory, after a question when they are many.
    pub(super) fn learn(&mut self, session: &mut Session) -> Vec<Effect> {
        let (nodes, which) = self.chosen(session);
        let count = nodes.len();
        let ticket = session.ticket();
        self.learning.ticket = ticket;
        let order = Effect::Order(Order::Learn { ticket, nodes });
        if count <= MANY {
            return vec![order];
        }
        let lines = vec![
            format!("Ask {which}, for facts, classes and agents?"),
            "Nothing is changed. Each answer may be some hundred kB.".to_owned(),
        ];
        vec![Effect::Open(Box::new(Confirm::new("Learn", lines, vec![order])))]
    }

    /// Takes in how far it is.
    pub(super) fn on_learned(
        &mut self,
        session: &Session,
        ticket: Ticket,
        done: usize,
        of: usize,
        over: bool,
    ) -> Vec<Effect> {
        if ticket != self.learning.ticket {
            return Vec::new();
        }
        self.learning.progress = (!over).then_some((done, of));
        if !over {
            return Vec::new();
        }
        self.glances.renew(session);
        self.facets.stir(session);
        self.node.renew(session);
        let text = format!(
            "{} of {} nodes told their inventory",
            text::count(done),
            text::count(of)
        );
        let tone = if done < of { Tone::Warning } else { Tone::Good };
        vec![Effect::Say(Notice::new(tone, text))]
    }
}
