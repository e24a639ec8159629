//! Looking up the nodes that are compared, all at the same time.

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
    ticket: Ticket,
}

/// The nodes.
#[derive(Debug)]
pub(super) struct Subjects {
    /// The nodes.
    pub(super) all: Vec<Subject>,
}

impl Subject {
    /// Whether more may come of it.
    pub(super) fn is_awaited(&self) -> bool {
        !self.fresh && self.trouble.is_none()
    }
}

impl Subjects {
    /// Nothing is known of them yet.
    pub(super) fn new(session: &mut Session, nodes: Vec<Identity>) -> Self {
        let subject = |node| Subject {
            node,
            detail: None,
            fresh: false,
            trouble: None,
            ticket: session.ticket(),
        };
        Self {
            all: nodes.into_iter().map(subject).collect(),
        }
    }

    /// Whether more may come of any.
    pub(super) fn is_awaited(&self) -> bool {
        self.all.iter().any(Subject::is_awaited)
    }

    /// Looks up all nodes.
    pub(super) fn look_up(&self) -> Effect {
        let nodes = self.all.iter();
        let nodes = nodes.map(|subject| (subject.ticket, subject.node.clone()));
        Effect::Order(Order::Compare(nodes.collect()))
    }

    /// Takes in a detail; whether it is of concern here.
    pub(super) fn hear(
        &mut self,
        ticket: Ticket,
        result: &Result<Option<Box<Detail>>, Trouble>,
        fresh: bool,
    ) -> bool {
        let Some(subject) = self.all.iter_mut().find(|subject| subject.ticket == ticket) else {
            return false;
        };
        match result {
            Ok(Some(detail)) => {
                subject.detail = Some(detail.clone());
                subject.fresh = fresh;
                subject.trouble = None;
            }
            Ok(None) => {}
            Err(trouble) => subject.trouble = Some(trouble.clone()),
        }
        true
    }
}
