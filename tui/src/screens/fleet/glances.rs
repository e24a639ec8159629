//! What the list shows of the nodes on the screen, kept for some more than those.

use std::collections::HashMap;
use std::time::Duration;

use protocol::Identity;

use super::nodes::Nodes;
use super::rest::Rest;
use crate::effect::Effect;
use crate::fleet::Glance;
use crate::order::Order;
use crate::session::Session;

/// Glances that are young together: several screens, to scroll back without asking. As many older ones are kept.
const GENERATION: usize = 1_000;

/// How long the list must stand still before nodes are asked.
const PAUSE: Duration = Duration::from_millis(120);

/// The glances.
#[derive(Debug, Default)]
pub(super) struct Glances {
    young: HashMap<Identity, Glance>,
    old: HashMap<Identity, Glance>,
    /// The nodes of the last order: they are not asked again for the same rows.
    asked: Vec<Identity>,
    rest: Rest,
}

impl Glances {
    /// What is shown of a node.
    pub(super) fn get(&self, node: &Identity) -> Option<&Glance> {
        self.young.get(node).or_else(|| self.old.get(node))
    }

    /// Other rows may be on the screen now.
    pub(super) fn stir(&mut self, session: &Session) {
        self.rest.stir(session.now);
    }

    /// What was told may be old: rows on the screen are asked for again.
    pub(super) fn renew(&mut self, session: &Session) {
        self.old = std::mem::take(&mut self.young);
        self.asked.clear();
        self.rest.stir(session.now);
    }

    /// Whether it waits for the list to stand still.
    pub(super) fn is_restless(&self) -> bool {
        self.rest.is_pending()
    }

    /// Asks for what the rows on the screen lack, once the list stands still.
    pub(super) fn on_tick(&mut self, session: &mut Session, nodes: &Nodes, page: usize) -> Vec<Effect> {
        if !self.rest.take(session.now, PAUSE) {
            return Vec::new();
        }
        let rows = nodes.list().visible(page).filter_map(|place| nodes.at(place));
        let lacking = rows.filter(|row| !self.young.contains_key(&row.node));
        let lacking: Vec<Identity> = lacking.map(|row| row.node.clone()).collect();
        if lacking.iter().all(|node| self.asked.contains(node)) {
            return Vec::new();
        }
        self.asked.clone_from(&lacking);
        let ticket = session.ticket();
        vec![Effect::Order(Order::Glance {
            ticket,
            nodes: lacking,
        })]
    }

    /// Takes in what was told.
    pub(super) fn hear(&mut self, glances: &[(Identity, Glance)]) {
        for (node, glance) in glances.iter().take(GENERATION) {
            if self.young.len() >= GENERATION {
                self.old = std::mem::take(&mut self.young);
            }
            self.young.insert(node.clone(), glance.clone());
        }
    }
}
