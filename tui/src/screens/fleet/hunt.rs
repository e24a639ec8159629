//! Which nodes are meant: the scope as it is typed, what is known of it, and the discovery that finds its nodes.

mod discovery;
mod menu;
mod typing;

use std::time::Duration;

use super::nodes::Nodes;
use super::rest::Rest;
use crate::effect::{Effect, Message};
use crate::order::{Order, Ticket};
use crate::report::{Estimate, Mistake};
use crate::scope::Scope;
use crate::session::{Census, Session};
use crate::widgets::field::Field;

pub(super) use menu::Menu;

/// A pause in typing after which the scope is taken as meant.
const PAUSE: Duration = Duration::from_millis(400);

/// What stands before a scope's words in the line that is completed.
const LEAD: &str = "find ";

/// The search for the nodes of a scope.
#[derive(Debug, Default)]
pub(super) struct Hunt {
    /// The scope while it is typed.
    field: Option<Field>,
    /// What could be typed next.
    menu: Option<Menu>,
    estimate: Ticket,
    discovery: Option<Ticket>,
    verdict: Verdict,
    pause: Rest,
    /// Whether the typed scope is meant as soon as it is known to be right.
    enter: bool,
    /// The scope whose nodes the list shows.
    settled: String,
}

/// Whether the last words that were sent for an estimate are right.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
enum Verdict {
    /// Nobody said yet.
    #[default]
    Awaited,
    Right,
    Wrong,
}

impl Hunt {
    /// The text field, while the scope is typed.
    pub(super) fn field(&self) -> Option<&Field> {
        self.field.as_ref()
    }

    /// What could be typed next.
    pub(super) fn menu(&self) -> Option<&Menu> {
        self.menu.as_ref()
    }

    /// Whether a discovery runs.
    pub(super) fn is_running(&self) -> bool {
        self.discovery.is_some()
    }

    /// Whether it waits for a pause in typing.
    pub(super) fn is_restless(&self) -> bool {
        self.pause.is_pending()
    }

    /// Time passed: a pause in typing says that the scope is meant.
    pub(super) fn on_tick(&mut self, session: &mut Session, nodes: &mut Nodes) -> Vec<Effect> {
        if self.verdict != Verdict::Right || !self.pause.take(session.now, PAUSE) {
            return Vec::new();
        }
        self.settle(session, nodes)
    }

    /// The typed scope, which is right, becomes the scope of all screens.
    fn settle(&mut self, session: &mut Session, nodes: &mut Nodes) -> Vec<Effect> {
        self.pause.end();
        let Some(field) = self.field.as_ref().filter(|_| self.is_changed(session)) else {
            return Vec::new();
        };
        session.scope = Scope::typed(field.text());
        self.settled = session.scope.text().to_owned();
        let estimate = session.census.estimate.take();
        session.census = Census {
            estimate,
            ..Census::default()
        };
        self.expect(session, nodes);
        let mut effects = vec![Effect::Tell(Message::Scoped)];
        effects.extend(self.discover_if_linked(session, nodes));
        effects
    }

    /// The list shows whom the estimate names.
    fn expect(&self, session: &Session, nodes: &mut Nodes) {
        let named = session.census.estimate.as_ref().map(|estimate| &estimate.nodes);
        match session.scope.is_everybody() {
            true => nodes.expect(None),
            false => nodes.expect(Some(named.map_or(&[], |nodes| nodes))),
        }
        nodes.refresh();
    }

    fn is_changed(&self, session: &Session) -> bool {
        let typed = self.field.as_ref().map(|field| Scope::typed(field.text()));
        typed.is_some_and(|typed| typed.text() != session.scope.text().trim())
    }

    /// Words were typed: what do they mean?
    fn weigh(&mut self, session: &mut Session) -> Vec<Effect> {
        let Some(field) = &self.field else {
            return Vec::new();
        };
        self.pause.stir(session.now);
        self.enter = false;
        session.census.estimate = None;
        let scope = Scope::typed(field.text());
        self.ask_estimate(session, &scope)
    }

    fn ask_estimate(&mut self, session: &mut Session, scope: &Scope) -> Vec<Effect> {
        self.estimate = session.ticket();
        let Some(words) = scope.words() else {
            self.verdict = Verdict::Wrong;
            session.census.mistake = Some(Mistake {
                text: "a quote is open".to_owned(),
                unfinished: true,
            });
            return Vec::new();
        };
        self.verdict = Verdict::Awaited;
        vec![Effect::Order(Order::Estimate {
            ticket: self.estimate,
            scope: words,
        })]
    }

    /// The backend weighed the words.
    pub(super) fn on_estimate(
        &mut self,
        session: &mut Session,
        nodes: &mut Nodes,
        ticket: Ticket,
        result: &Result<Estimate, Mistake>,
    ) -> Vec<Effect> {
        // About words that are wrong nobody is asked any more.
        if ticket != self.estimate || self.verdict == Verdict::Wrong {
            return Vec::new();
        }
        match result {
            Err(mistake) => {
                self.verdict = Verdict::Wrong;
                self.enter = false;
                session.census.mistake = Some(mistake.clone());
                return Vec::new();
            }
            Ok(estimate) => {
                self.verdict = Verdict::Right;
                session.census.mistake = None;
                session.census.estimate = Some(estimate.clone());
            }
        }
        if self.is_changed(session) {
            let named = session.census.estimate.as_ref().map(|estimate| &*estimate.nodes);
            nodes.preview(named);
            nodes.refresh();
            return match self.enter {
                true => self.enter(session, nodes),
                false => Vec::new(),
            };
        }
        nodes.preview(None);
        let named = session.census.estimate.as_ref().map(|estimate| &*estimate.nodes);
        nodes.expect_also(named.filter(|_| !session.scope.is_everybody()));
        nodes.refresh();
        Vec::new()
    }
}
