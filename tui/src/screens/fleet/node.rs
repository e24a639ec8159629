//! All about the node under the cursor.

mod draw;
mod keys;
mod parts;

use std::collections::HashSet;
use std::time::Duration;

use protocol::Identity;

use super::facts::Tree;
use super::rest::Rest;
use crate::effect::Effect;
use crate::fleet::{Detail, Reason};
use crate::order::{Order, Ticket};
use crate::report::Trouble;
use crate::session::Session;
use crate::widgets::field::Field;
use crate::widgets::list::List;

use parts::Section;

/// How long the cursor must rest on a node before it is asked.
const PAUSE: Duration = Duration::from_millis(150);

/// What is known of a node, and which part of it the user looks at.
#[derive(Debug, Default)]
pub(super) struct NodePane {
    node: Option<Identity>,
    detail: Option<Box<Detail>>,
    /// Whether the detail is what the node itself just said.
    fresh: bool,
    /// Why the node itself said nothing.
    trouble: Option<Trouble>,
    /// Whether the backend had nothing about it so far.
    unknown: bool,
    asking: Option<Ticket>,
    reasons: Option<Result<Vec<Reason>, Trouble>>,
    explaining: Ticket,
    rest: Rest,
    tree: Tree,
    /// Branches of facts that are open, on whatever node.
    opened: HashSet<String>,
    closed: HashSet<Section>,
    search: Field,
    searching: bool,
    list: List,
}

impl NodePane {
    /// The node.
    pub(super) fn node(&self) -> Option<&Identity> {
        self.node.as_ref()
    }

    /// Whether what is searched is typed.
    pub(super) fn is_searching(&self) -> bool {
        self.searching
    }

    /// Whether something is searched.
    pub(super) fn has_search(&self) -> bool {
        !self.search.is_empty()
    }

    /// Whether it waits for the cursor to rest.
    pub(super) fn is_restless(&self) -> bool {
        self.rest.is_pending()
    }

    /// The cursor is on this node now.
    pub(super) fn look_at(&mut self, session: &Session, node: Option<&Identity>) {
        if self.node.as_ref() == node {
            return;
        }
        self.node = node.cloned();
        self.detail = None;
        self.fresh = false;
        self.trouble = None;
        self.unknown = false;
        self.asking = None;
        self.reasons = None;
        self.explaining = Ticket::default();
        self.tree = Tree::default();
        match node {
            Some(_) => self.rest.stir(session.now),
            None => self.rest.end(),
        }
    }

    /// What was told may be old.
    pub(super) fn renew(&mut self, session: &Session) {
        if self.node.is_some() {
            self.rest.stir(session.now);
        }
    }

    /// Asks for what is known of the node, once the cursor rests on it.
    pub(super) fn on_tick(&mut self, session: &mut Session) -> Vec<Effect> {
        if !self.rest.take(session.now, PAUSE) {
            return Vec::new();
        }
        let Some(node) = self.node.clone() else {
            return Vec::new();
        };
        let ticket = session.ticket();
        self.asking = Some(ticket);
        let mut effects = vec![Effect::Order(Order::Inspect {
            ticket,
            node: node.clone(),
        })];
        if let Some(scope) = session.scope.words().filter(|words| !words.is_empty()) {
            self.explaining = session.ticket();
            effects.push(Effect::Order(Order::Explain {
                ticket: self.explaining,
                scope,
                node,
            }));
        } else {
            self.reasons = None;
        }
        effects
    }

    /// Takes in what was told of a node.
    pub(super) fn on_detail(
        &mut self,
        ticket: Ticket,
        result: &Result<Option<Box<Detail>>, Trouble>,
        fresh: bool,
    ) {
        let ours = self.asking == Some(ticket);
        match result {
            Ok(Some(detail)) if self.node.as_ref() == Some(&detail.node) => {
                self.detail = Some(detail.clone());
                self.fresh = fresh;
                self.trouble = None;
                self.grow();
            }
            Ok(None) if ours => self.unknown = self.detail.is_none(),
            Err(trouble) if ours => self.trouble = Some(trouble.clone()),
            _ => {}
        }
        // Of two such orders only the later one is answered.
        let overtaken = self.asking.is_some_and(|asking| asking < ticket);
        if overtaken || (ours && (fresh || result.is_err())) {
            self.asking = None;
        }
    }

    /// Takes in why the scope means the node.
    pub(super) fn on_reasons(&mut self, ticket: Ticket, result: &Result<Vec<Reason>, Trouble>) {
        if ticket == self.explaining {
            self.reasons = Some(result.clone());
        }
    }

    /// Makes the tree anew after what is open or searched has changed.
    fn grow(&mut self) {
        if let Some(detail) = &self.detail {
            self.tree = Tree::grow(&detail.facts, &self.opened, self.search.text());
        }
    }
}
