//! What a screen has ordered and is not done yet.

use std::collections::BTreeMap;

use crate::order::Ticket;
use crate::session::Session;

/// Orders whose end is awaited; those that were declined are among them.
const MOST: usize = 32;

/// What was ordered, by its ticket.
#[derive(Debug)]
pub(super) struct Awaited<D>(BTreeMap<Ticket, D>);

impl<D> Default for Awaited<D> {
    fn default() -> Self {
        Self(BTreeMap::new())
    }
}

impl<D: Clone> Awaited<D> {
    /// A ticket for an order, whose end tells what became of `deed`.
    pub(super) fn ticket(&mut self, session: &mut Session, deed: D) -> Ticket {
        let ticket = session.ticket();
        self.0.insert(ticket, deed);
        while self.0.len() > MOST {
            self.0.pop_first();
        }
        ticket
    }

    /// What was ordered under a ticket.
    pub(super) fn get(&self, ticket: Ticket) -> Option<D> {
        self.0.get(&ticket).cloned()
    }

    /// It is over.
    pub(super) fn end(&mut self, ticket: Ticket) {
        self.0.remove(&ticket);
    }
}
