//! Which nodes are meant: the scope as it is typed, what is known of it, and the discovery that finds its nodes.

mod menu;

use std::time::Duration;

use crossterm::event::KeyEvent;

use super::nodes::Nodes;
use super::rest::Rest;
use crate::effect::{Effect, Message, Notice, Tone};
use crate::order::{Order, Ticket};
use crate::report::{Candidate, Discovered, Estimate, Link, Mistake, Trouble};
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

    /// Whether the list shows what is known of words that are not meant yet.
    pub(super) fn is_preview(&self, session: &Session) -> bool {
        self.is_changed(session)
    }

    /// Whether a discovery runs.
    pub(super) fn is_running(&self) -> bool {
        self.discovery.is_some()
    }

    /// Whether it waits for a pause in typing.
    pub(super) fn is_restless(&self) -> bool {
        self.pause.is_pending()
    }

    /// Begins to type.
    pub(super) fn edit(&mut self, session: &Session) {
        self.field = Some(Field::new(session.scope.text()));
        self.verdict = Verdict::Right;
        self.enter = false;
        self.pause.end();
    }

    /// A key of the text field.
    pub(super) fn on_text(&mut self, session: &mut Session, key: KeyEvent) -> Vec<Effect> {
        let changed = self.field.as_mut().is_some_and(|field| field.on_key(key));
        self.menu = None;
        if changed { self.weigh(session) } else { Vec::new() }
    }

    /// Pasted text.
    pub(super) fn on_paste(&mut self, session: &mut Session, text: &str) -> Vec<Effect> {
        if let Some(field) = &mut self.field {
            field.paste(text);
        }
        self.menu = None;
        self.weigh(session)
    }

    /// The typed scope is meant.
    pub(super) fn enter(&mut self, session: &mut Session, nodes: &mut Nodes) -> Vec<Effect> {
        if let Some(choice) = self.menu.take().and_then(|menu| menu.chosen()) {
            return self.complete_with(session, &choice);
        }
        match self.verdict {
            Verdict::Wrong => Vec::new(),
            Verdict::Awaited => {
                self.enter = true;
                Vec::new()
            }
            Verdict::Right => {
                let effects = self.settle(session, nodes);
                self.close(session, nodes);
                effects
            }
        }
    }

    /// Leaves the text field. What was typed is meant when it is right, else the last scope stays.
    pub(super) fn leave(&mut self, session: &mut Session, nodes: &mut Nodes) -> Vec<Effect> {
        if self.menu.take().is_some() {
            return Vec::new();
        }
        let mut effects = Vec::new();
        if self.verdict == Verdict::Right {
            effects = self.settle(session, nodes);
        } else if self.is_changed(session) {
            let text = "the last scope that could be used is kept";
            effects.push(Effect::Say(Notice::new(Tone::Warning, text)));
        }
        self.close(session, nodes);
        let scope = session.scope.clone();
        effects.extend(self.ask_estimate(session, &scope));
        effects
    }

    fn close(&mut self, session: &mut Session, nodes: &mut Nodes) {
        self.field = None;
        self.menu = None;
        self.enter = false;
        self.pause.end();
        session.census.mistake = None;
        nodes.preview(None);
        nodes.refresh();
    }

    /// Another scope, chosen and not typed.
    pub(super) fn choose(&mut self, session: &mut Session, nodes: &mut Nodes, scope: Scope) -> Vec<Effect> {
        session.scope = scope;
        let mut effects = vec![Effect::Tell(Message::Scoped)];
        effects.extend(self.adopt(session, nodes));
        effects
    }

    /// The scope may have changed elsewhere.
    pub(super) fn on_scoped(&mut self, session: &mut Session, nodes: &mut Nodes) -> Vec<Effect> {
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
    pub(super) fn begin(&mut self, session: &mut Session, nodes: &mut Nodes) -> Vec<Effect> {
        self.settled = session.scope.text().to_owned();
        if !session.scope.is_everybody() {
            nodes.expect(Some(&[]));
        }
        let scope = session.scope.clone();
        self.ask_estimate(session, &scope)
    }

    /// More became known: what do the words mean now?
    pub(super) fn on_known(&mut self, session: &mut Session) -> Vec<Effect> {
        match self.field {
            Some(_) => Vec::new(),
            None => {
                let scope = session.scope.clone();
                self.ask_estimate(session, &scope)
            }
        }
    }

    /// The connection has changed: who was not asked yet is asked now.
    pub(super) fn on_link(&mut self, session: &mut Session, nodes: &mut Nodes) -> Vec<Effect> {
        if session.census.found.is_some() || self.is_running() {
            return Vec::new();
        }
        self.discover_if_linked(session, nodes)
    }

    fn discover_if_linked(&mut self, session: &mut Session, nodes: &mut Nodes) -> Vec<Effect> {
        match session.link {
            Link::Up(_) => self.discover(session, nodes),
            _ => Vec::new(),
        }
    }

    /// Asks the fleet which nodes the scope means.
    pub(super) fn discover(&mut self, session: &mut Session, nodes: &mut Nodes) -> Vec<Effect> {
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
    pub(super) fn cancel(&self) -> Vec<Effect> {
        let order = self.discovery.map(|ticket| Effect::Order(Order::Cancel(ticket)));
        order.into_iter().collect()
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
        session.scope = Scope::new(field.text().trim());
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
        let typed = self.field.as_ref().map(|field| field.text().trim());
        typed.is_some_and(|typed| typed != session.scope.text())
    }

    /// Words were typed: what do they mean?
    fn weigh(&mut self, session: &mut Session) -> Vec<Effect> {
        let Some(field) = &self.field else {
            return Vec::new();
        };
        self.pause.stir(session.now);
        self.enter = false;
        let scope = Scope::new(field.text().trim());
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
        if ticket != self.estimate {
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

    /// Whether answers under this ticket are awaited.
    pub(super) fn awaits(&self, ticket: Ticket) -> bool {
        self.discovery == Some(ticket)
    }

    /// The discovery is over.
    pub(super) fn on_discovered(
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

    /// Asks what could be typed here, or steps through what could be.
    pub(super) fn complete(&mut self, session: &mut Session, back: bool) -> Vec<Effect> {
        if let Some(menu) = &mut self.menu
            && menu.step(back)
        {
            return Vec::new();
        }
        let Some(field) = &self.field else {
            return Vec::new();
        };
        let ticket = session.ticket();
        self.menu = Some(Menu::new(ticket));
        vec![Effect::Order(Order::Complete {
            ticket,
            line: format!("{LEAD}{}", field.text()),
            cursor: LEAD.len() + field.cursor(),
        })]
    }

    /// The backend told what could be typed.
    pub(super) fn on_completions(
        &mut self,
        session: &mut Session,
        ticket: Ticket,
        from: usize,
        candidates: &[Candidate],
    ) -> Vec<Effect> {
        let Some(menu) = self.menu.as_mut().filter(|menu| menu.awaits(ticket)) else {
            return Vec::new();
        };
        let Some(from) = from.checked_sub(LEAD.len()) else {
            self.menu = None;
            return Vec::new();
        };
        menu.fill(from, candidates);
        match menu.only() {
            Some(choice) => {
                self.menu = None;
                self.complete_with(session, &choice)
            }
            None if candidates.is_empty() => {
                self.menu = None;
                let text = "nothing known completes this";
                vec![Effect::Say(Notice::new(Tone::Plain, text))]
            }
            None => Vec::new(),
        }
    }

    fn complete_with(&mut self, session: &mut Session, choice: &menu::Choice) -> Vec<Effect> {
        if let Some(field) = &mut self.field {
            field.replace(choice.from, &choice.text);
        }
        self.weigh(session)
    }
}
