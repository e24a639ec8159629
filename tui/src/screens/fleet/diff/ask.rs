//! Looking up the nodes that are compared, one after another, as the backend inspects one node at a time.

use protocol::Identity;

use crate::effect::Effect;
use crate::fleet::Detail;
use crate::order::{Order, Ticket};
use crate::report::Trouble;
use crate::session::Session;

/// One of the nodes that are compared.
#[derive(Debug)]
pub(super) struct Subject {
    /// Which.
    pub(super) node: Identity,
    /// What is known of it.
    pub(super) detail: Option<Box<Detail>>,
    /// Whether the node itself said so just now.
    pub(super) fresh: bool,
    /// Why it says nothing.
    pub(super) trouble: Option<Trouble>,
}

/// The nodes, and which one is being looked up.
#[derive(Debug)]
pub(super) struct Subjects {
    /// The nodes.
    pub(super) all: Vec<Subject>,
    asking: Option<(usize, Ticket)>,
    /// Whether every node was looked up in what is known, so that the nodes themselves are waited for.
    waiting: bool,
}

impl Subject {
    /// Whether nothing more will come of it.
    fn is_done(&self) -> bool {
        self.fresh || self.trouble.is_some()
    }
}

impl Subjects {
    /// Nothing is known of them yet.
    pub(super) fn new(nodes: Vec<Identity>) -> Self {
        let subject = |node| Subject {
            node,
            detail: None,
            fresh: false,
            trouble: None,
        };
        Self {
            all: nodes.into_iter().map(subject).collect(),
            asking: None,
            waiting: false,
        }
    }

    /// The node that is being looked up.
    pub(super) fn asking(&self) -> Option<usize> {
        self.asking.map(|(subject, _)| subject)
    }

    /// Looks up the first node.
    pub(super) fn begin(&mut self, session: &mut Session) -> Vec<Effect> {
        self.ask(session, 0)
    }

    /// Takes in a detail. None when it is of no concern here, else what follows.
    pub(super) fn hear(
        &mut self,
        session: &mut Session,
        ticket: Ticket,
        result: &Result<Option<Box<Detail>>, Trouble>,
        fresh: bool,
    ) -> Option<Vec<Effect>> {
        let (place, ours) = self.asking?;
        if ticket > ours {
            // Somebody else's order took the place of ours.
            return Some(self.ask(session, place));
        }
        if ticket != ours {
            return None;
        }
        let subject = self.all.get_mut(place)?;
        match result {
            Ok(Some(detail)) => {
                subject.detail = Some(detail.clone());
                subject.fresh = fresh;
                subject.trouble = None;
            }
            Ok(None) if !self.waiting => return Some(self.ask_next(session, place)),
            Ok(None) => return Some(Vec::new()),
            Err(trouble) => subject.trouble = Some(trouble.clone()),
        }
        Some(match subject.is_done() || !self.waiting {
            true => self.ask_next(session, place),
            false => Vec::new(),
        })
    }

    /// First every node for what is known of it, then those that have not said so themselves.
    fn ask_next(&mut self, session: &mut Session, place: usize) -> Vec<Effect> {
        let after = |from| (from..self.all.len()).find(|place| !self.all[*place].is_done());
        if let Some(next) = after(place + 1) {
            return self.ask(session, next);
        }
        let first = after(0);
        if self.waiting || first.is_none() {
            self.asking = None;
            return Vec::new();
        }
        self.waiting = true;
        first.map_or_else(Vec::new, |first| self.ask(session, first))
    }

    fn ask(&mut self, session: &mut Session, place: usize) -> Vec<Effect> {
        let Some(subject) = self.all.get(place) else {
            return Vec::new();
        };
        let ticket = session.ticket();
        self.asking = Some((place, ticket));
        vec![Effect::Order(Order::Inspect {
            ticket,
            node: subject.node.clone(),
        })]
    }
}
