//! What is heard from outside and from other screens.

use std::time::Duration;

use super::{Fleet, terms};
use crate::component::Event;
use crate::effect::{Effect, Message};
use crate::report::Report;
use crate::scope::Scope;
use crate::session::Session;

/// Least time between two times that answers are brought into the list: bringing them in costs as much as the list is long.
const MERGE: Duration = Duration::from_millis(250);

impl Fleet {
    pub(super) fn on_news(&mut self, session: &mut Session, event: &Event<'_>) -> Vec<Effect> {
        match event {
            Event::Report(report) => self.on_report(session, report),
            Event::Message(Message::Scoped) => {
                let effects = self.hunt.on_scoped(session, &mut self.nodes);
                self.moved(session);
                self.node.renew(session);
                effects
            }
            Event::Message(Message::Node(node)) => {
                self.guest = (!self.nodes.go_to(node)).then(|| node.clone());
                self.show_node(session);
                Vec::new()
            }
            Event::Message(Message::Scope(words)) => self.take(session, Scope::new(words.as_str())),
            Event::Message(Message::Set(name)) => {
                let scope = terms::with_set(&session.scope, name);
                self.take(session, scope)
            }
            Event::Message(Message::Facet(fact)) => {
                self.facets.add(session, fact);
                Vec::new()
            }
            Event::Message(_) => Vec::new(),
            Event::Tick => self.on_tick(session),
        }
    }

    fn take(&mut self, session: &mut Session, scope: Scope) -> Vec<Effect> {
        let effects = self.hunt.choose(session, &mut self.nodes, scope);
        self.list_changed(session);
        effects
    }

    /// The list has other nodes than before.
    fn list_changed(&mut self, session: &Session) {
        self.moved(session);
        self.facets.stir(session);
    }

    fn on_tick(&mut self, session: &mut Session) -> Vec<Effect> {
        if self.nodes.is_behind() {
            self.merge(session);
        }
        let mut effects = self.hunt.on_tick(session, &mut self.nodes);
        effects.extend(self.node.on_tick(session));
        effects.extend(self.facets.on_tick(session, &self.nodes));
        let page = self.page(session);
        effects.extend(self.glances.on_tick(session, &self.nodes, page));
        effects
    }

    fn on_report(&mut self, session: &mut Session, report: &Report) -> Vec<Effect> {
        match report {
            Report::Desk(_) => self.hunt.begin(session, &mut self.nodes),
            Report::Known(known) => {
                self.nodes.learn(known);
                self.nodes.refresh();
                self.list_changed(session);
                self.hunt.on_known(session)
            }
            Report::Newly(known) => {
                self.nodes.learn(known);
                self.merge(session);
                self.facets.stir(session);
                Vec::new()
            }
            Report::Link(_) => self.hunt.on_link(session, &mut self.nodes),
            Report::Estimate { ticket, result } => {
                if let Some(effects) = self.loosening.hear(session, *ticket, result) {
                    return effects;
                }
                let effects = self.hunt.on_estimate(session, &mut self.nodes, *ticket, result);
                self.list_changed(session);
                self.loosen(session, effects)
            }
            Report::Discovering { ticket, nodes } if self.hunt.awaits(*ticket) => {
                self.nodes.answer(nodes, session.now);
                session.census.answering = Some(self.nodes.answers());
                self.merge(session);
                Vec::new()
            }
            Report::Discovered { ticket, result } if self.hunt.awaits(*ticket) => {
                self.hunt.on_discovered(session, &mut self.nodes, result);
                self.glances.renew(session);
                self.list_changed(session);
                self.loosen(session, Vec::new())
            }
            Report::Completions {
                ticket,
                from,
                candidates,
            } => self.hunt.on_completions(session, *ticket, *from, candidates),
            _ => self.on_told(session, report),
        }
    }

    /// Something about nodes of the list.
    fn on_told(&mut self, session: &mut Session, report: &Report) -> Vec<Effect> {
        match report {
            Report::Detail {
                ticket,
                result,
                fresh,
            } => self.node.on_detail(*ticket, result, *fresh),
            Report::Reasons { ticket, result } => self.node.on_reasons(*ticket, result),
            Report::Facets {
                ticket,
                facets,
                counted,
            } => self.facets.hear(*ticket, facets, *counted),
            Report::Learned {
                ticket,
                done,
                of,
                over,
            } => {
                let mut effects = self.on_learned(session, *ticket, *done, *of, *over);
                if *over {
                    effects.extend(self.hunt.on_known(session));
                }
                return effects;
            }
            Report::Glances(glances) => self.glances.hear(glances),
            _ => {}
        }
        Vec::new()
    }

    /// When the scope means nobody, finds out which of its conditions keep them out.
    fn loosen(&mut self, session: &mut Session, mut effects: Vec<Effect>) -> Vec<Effect> {
        let settled = self.hunt.field().is_none() && !self.hunt.is_running() && effects.is_empty();
        if settled && self.nodes.len() == 0 && !self.nodes.is_unknown() {
            effects.extend(self.loosening.begin(session));
        }
        effects
    }

    /// Brings answers into the list, a few times a second.
    fn merge(&mut self, session: &Session) {
        let since = session.now.duration_since(self.merged);
        if since.map_or(true, |since| since >= MERGE) {
            self.merged = session.now;
            self.nodes.refresh();
            self.moved(session);
        }
    }
}
