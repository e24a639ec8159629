//! Which values facts, classes, agents and collectives have over the nodes of the list.

mod draw;
mod keys;

use std::sync::Arc;
use std::time::Duration;

use super::nodes::Nodes;
use super::rest::Rest;
use crate::effect::Effect;
use crate::fleet::{Facet, FacetKind};
use crate::order::{Order, Ticket};
use crate::session::Session;
use crate::widgets::list::List;

/// Facts that many fleets have; those that nobody has are left out.
const USUAL: [&str; 7] = [
    "country",
    "os.name",
    "operatingsystem",
    "os.release.major",
    "environment",
    "datacenter",
    "location",
];

/// Facts that say the same as another one, which is enough.
const TWINS: [(&str, &str); 1] = [("os.name", "operatingsystem")];

/// Facts the user may add.
const MOST_ADDED: usize = 16;

/// Facets that are kept of an answer.
const MOST: usize = USUAL.len() + MOST_ADDED + 3;

/// How long the list must stand still before it is counted.
const PAUSE: Duration = Duration::from_millis(300);

/// The facets.
#[derive(Debug, Default)]
pub(super) struct Facets {
    open: bool,
    /// Facts the user added.
    added: Vec<String>,
    facets: Vec<Facet>,
    /// Of how many nodes the values are known, and how many there are.
    counted: Option<(usize, usize)>,
    ticket: Ticket,
    /// Nodes of the last order.
    asked: usize,
    rest: Rest,
    /// Which facet has the cursor.
    group: usize,
    list: List,
}

impl Facets {
    /// Whether they are shown.
    pub(super) fn is_open(&self) -> bool {
        self.open
    }

    /// Shows or hides them.
    pub(super) fn toggle(&mut self, session: &Session) {
        self.open = !self.open;
        self.stir(session);
    }

    /// The list may have other nodes now.
    pub(super) fn stir(&mut self, session: &Session) {
        match self.open {
            true => self.rest.stir(session.now),
            false => self.rest.end(),
        }
    }

    /// Whether it waits for the list to stand still.
    pub(super) fn is_restless(&self) -> bool {
        self.rest.is_pending()
    }

    /// Counts the fact as well.
    pub(super) fn add(&mut self, session: &Session, fact: &str) {
        let fact = fact.trim();
        let known = self.added.iter().any(|added| added == fact);
        if !known && !fact.is_empty() && self.added.len() < MOST_ADDED {
            self.added.insert(0, fact.to_owned());
            self.group = 0;
        }
        self.stir(session);
    }

    /// Has the nodes of the list counted, once it stands still.
    pub(super) fn on_tick(&mut self, session: &mut Session, nodes: &Nodes) -> Vec<Effect> {
        if !self.rest.take(session.now, PAUSE) {
            return Vec::new();
        }
        let nodes: Arc<[_]> = nodes.iter().map(|row| row.node.clone()).collect();
        self.asked = nodes.len();
        self.ticket = session.ticket();
        let usual = USUAL.iter().map(|fact| (*fact).to_owned());
        let usual = usual.filter(|fact| !self.added.contains(fact));
        vec![Effect::Order(Order::Facets {
            ticket: self.ticket,
            nodes,
            facts: self.added.iter().cloned().chain(usual).collect(),
        })]
    }

    /// Takes in the counts.
    pub(super) fn hear(&mut self, ticket: Ticket, facets: &[Facet], counted: usize) {
        if ticket != self.ticket {
            return;
        }
        let old = self.facets.get(self.group).map(|facet| facet.name.clone());
        let kept = facets.iter().filter(|facet| self.is_worth(facet, facets));
        self.facets = kept.take(MOST).cloned().collect();
        self.counted = Some((counted, self.asked));
        let same = old.and_then(|old| self.facets.iter().position(|facet| facet.name == old));
        self.group = same
            .unwrap_or(self.group)
            .min(self.facets.len().saturating_sub(1));
        self.fit();
    }

    /// Whether a facet says something that no other says.
    fn is_worth(&self, facet: &Facet, all: &[Facet]) -> bool {
        let has = |name: &str| {
            all.iter()
                .any(|other| other.name == name && !other.values.is_empty())
        };
        let twin = TWINS
            .iter()
            .any(|(better, worse)| facet.name == *worse && has(better));
        let added = self.added.contains(&facet.name);
        added || facet.kind != FacetKind::Fact || (!facet.values.is_empty() && !twin)
    }

    /// The cursor's list is as long as its facet.
    fn fit(&mut self) {
        let len = self.facets.get(self.group).map_or(0, |facet| facet.values.len());
        self.list.set_len(len);
    }

    /// The facet and the value under the cursor.
    fn current(&self) -> Option<(&Facet, &str)> {
        let facet = self.facets.get(self.group)?;
        let (value, _) = facet.values.get(self.list.cursor()?)?;
        Some((facet, value))
    }
}
