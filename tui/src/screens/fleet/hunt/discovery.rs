//! Finding the nodes of the scope that is meant.

use super::Hunt;
use crate::effect::{Effect, Message};
use crate::order::{Order, Ticket};
use crate::report::{Discovered, Link, Trouble};
use crate::scope::Scope;
use crate::screens::fleet::nodes::Nodes;
use crate::session::{Census, Session};

impl Hunt {
    /// Another scope, chosen and not typed.
    pub(in super::super) fn choose(
        &mut self,
        session: &mut Session,
        nodes: &mut Nodes,
        scope: Scope,
    ) -> Vec<Effect> {
        session.scope = scope;
        let mut effects = vec![Effect::Tell(Message::Scoped)];
        effects.extend(self.adopt(session, nodes));
        effects
    }

    /// The scope may have changed elsewhere.
    pub(in super::super) fn on_scoped(&mut self, session: &mut Session, nodes: &mut Nodes) -> Vec<Effect> {
        if session.scope.text() == self.settled {
            return Vec::new();
        }
        self.adopt(session, nodes)
    }

    /// Takes the session's scope as the one whose nodes are listed.
    fn adopt(&mut self, session: &mut Session, nodes: &mut Nodes) -> Vec<Effect> {
        self.settled = session.scope.text().to_owned();
        session.census = Census::default();
        // Until the estimate names its nodes, nobody is known to match but everybody.
        nodes.expect((!session.scope.is_everybody()).then_some(&[]));
        nodes.refresh();
        let scope = session.scope.clone();
        let mut effects = self.ask_estimate(session, &scope);
        effects.extend(self.discover_if_linked(session, nodes));
        effects
    }

    /// The scope of the start is known.
    pub(in super::super) fn begin(&mut self, session: &mut Session, nodes: &mut Nodes) -> Vec<Effect> {
        self.settled = session.scope.text().to_owned();
        if !session.scope.is_everybody() {
            nodes.expect(Some(&[]));
        }
        let scope = session.scope.clone();
        self.ask_estimate(session, &scope)
    }

    /// More became known: what do the words mean now?
    pub(in super::super) fn on_known(&mut self, session: &mut Session) -> Vec<Effect> {
        match self.field {
            Some(_) => Vec::new(),
            None => {
                let scope = session.scope.clone();
                self.ask_estimate(session, &scope)
            }
        }
    }

    /// The connection has changed: who was not asked yet is asked now.
    pub(in super::super) fn on_link(&mut self, session: &mut Session, nodes: &mut Nodes) -> Vec<Effect> {
        if session.census.found.is_some() || self.is_running() {
            return Vec::new();
        }
        self.discover_if_linked(session, nodes)
    }

    pub(super) fn discover_if_linked(&mut self, session: &mut Session, nodes: &mut Nodes) -> Vec<Effect> {
        match session.link {
            Link::Up(_) => self.discover(session, nodes),
            _ => Vec::new(),
        }
    }

    /// Asks the fleet which nodes the scope means.
    pub(in super::super) fn discover(&mut self, session: &mut Session, nodes: &mut Nodes) -> Vec<Effect> {
        let Some(scope) = session.scope.words() else {
            return Vec::new();
        };
        let ticket = session.ticket();
        self.discovery = Some(ticket);
        session.census.answering = Some(0);
        session.census.trouble = None;
        nodes.ask_again();
        nodes.refresh();
        vec![Effect::Order(Order::Discover { ticket, scope })]
    }

    /// Ends the discovery that runs.
    pub(in super::super) fn cancel(&self) -> Vec<Effect> {
        let order = self.discovery.map(|ticket| Effect::Order(Order::Cancel(ticket)));
        order.into_iter().collect()
    }

    /// Whether answers under this ticket are awaited.
    pub(in super::super) fn awaits(&self, ticket: Ticket) -> bool {
        self.discovery == Some(ticket)
    }

    /// The discovery is over.
    pub(in super::super) fn on_discovered(
        &mut self,
        session: &mut Session,
        nodes: &mut Nodes,
        result: &Result<Discovered, Trouble>,
    ) {
        self.discovery = None;
        session.census.answering = None;
        match result {
            Ok(found) => {
                nodes.finish(found, session.now);
                session.census.found = Some((found.clone(), session.now));
            }
            Err(trouble) => {
                session.census.trouble = Some(trouble.clone());
                nodes.refresh();
            }
        }
    }
}
