//! The scope while it is typed.

use crossterm::event::KeyEvent;

use super::{Hunt, LEAD, Menu, Verdict, menu};
use crate::effect::{Effect, Notice, Tone};
use crate::order::{Order, Ticket};
use crate::report::Candidate;
use crate::scope::Scope;
use crate::screens::fleet::nodes::Nodes;
use crate::session::Session;
use crate::widgets::field::Field;

/// The flag a word without one is completed as.
const FACT: &str = "-F ";

impl Hunt {
    /// Begins to type.
    pub(in super::super) fn edit(&mut self, session: &Session) {
        self.field = Some(Field::new(session.scope.text()));
        self.verdict = Verdict::Right;
        self.enter = false;
        self.pause.end();
    }

    /// A key of the text field.
    pub(in super::super) fn on_text(&mut self, session: &mut Session, key: KeyEvent) -> Vec<Effect> {
        let changed = self.field.as_mut().is_some_and(|field| field.on_key(key));
        self.menu = None;
        if changed { self.weigh(session) } else { Vec::new() }
    }

    /// Pasted text.
    pub(in super::super) fn on_paste(&mut self, session: &mut Session, text: &str) -> Vec<Effect> {
        if let Some(field) = &mut self.field {
            field.paste(text);
        }
        self.menu = None;
        self.weigh(session)
    }

    /// The typed scope is meant.
    pub(in super::super) fn enter(&mut self, session: &mut Session, nodes: &mut Nodes) -> Vec<Effect> {
        if self.menu.take().is_some() {
            // The one chosen stands in the line.
            return Vec::new();
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
    pub(in super::super) fn leave(&mut self, session: &mut Session, nodes: &mut Nodes) -> Vec<Effect> {
        if let Some(menu) = self.menu.take() {
            return self.put(session, &menu.typed());
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

    /// Asks what could be typed here, or steps through what could be.
    pub(in super::super) fn complete(&mut self, session: &mut Session, back: bool) -> Vec<Effect> {
        if let Some(menu) = &mut self.menu
            && menu.step(back)
        {
            return self.put_chosen(session);
        }
        let Some(field) = &self.field else {
            return Vec::new();
        };
        let (text, cursor) = (field.text(), field.cursor());
        let (lead, line) = match Scope::bare_end(&text[..cursor]) {
            // A word without a flag may become a fact.
            Some(start) => (FACT.len(), format!("{}{FACT}{}", &text[..start], &text[start..])),
            None => (0, text.to_owned()),
        };
        let lead = LEAD.len() + lead;
        let ticket = session.ticket();
        self.menu = Some(Menu::new(ticket, lead));
        vec![Effect::Order(Order::Complete {
            ticket,
            line: format!("{LEAD}{line}"),
            cursor: lead + cursor,
        })]
    }

    /// The backend told what could be typed.
    pub(in super::super) fn on_completions(
        &mut self,
        session: &mut Session,
        ticket: Ticket,
        from: usize,
        candidates: &[Candidate],
    ) -> Vec<Effect> {
        let Some(menu) = self.menu.as_mut().filter(|menu| menu.awaits(ticket)) else {
            return Vec::new();
        };
        let typed = self.field.as_ref().map(|field| &field.text()[..field.cursor()]);
        let fits = menu.fill(from, typed.unwrap_or_default(), candidates);
        if !fits || menu.len() == 0 {
            self.menu = None;
            let text = "nothing known completes this";
            return vec![Effect::Say(Notice::new(Tone::Plain, text))];
        }
        let only = menu.len() == 1;
        let effects = self.put_chosen(session);
        if only {
            self.menu = None;
        }
        effects
    }

    /// Puts the candidate under the cursor into the line.
    fn put_chosen(&mut self, session: &mut Session) -> Vec<Effect> {
        match self.menu.as_ref().and_then(Menu::chosen) {
            Some(choice) => self.put(session, &choice),
            None => Vec::new(),
        }
    }

    fn put(&mut self, session: &mut Session, choice: &menu::Choice) -> Vec<Effect> {
        if let Some(field) = &mut self.field {
            field.replace(choice.from, &choice.text);
        }
        self.weigh(session)
    }
}
