//! What the keys do while the facets have them.

use ratatui::layout::Rect;

use super::Facets;
use crate::component::{Deed, Hint, Mouse};
use crate::effect::{Effect, Message, Notice, Tone};
use crate::keymap::Verb;
use crate::popups::prompt::Prompt;
use crate::screens::fleet::terms;
use crate::session::Session;
use crate::widgets::list::List;

impl Facets {
    /// The keys that do something now.
    pub(in super::super) fn hints(&self) -> Vec<Hint> {
        let mut hints = Vec::new();
        if self.current().is_some() {
            hints.extend([
                Hint::new(Verb::Open, "add to scope"),
                Hint::new(Verb::Negate, "leave out"),
                Hint::quiet(Verb::CopyValue, "copy value"),
            ]);
        }
        if self.facets.len() > 1 {
            hints.extend([
                Hint::quiet(Verb::Left, "facet before"),
                Hint::quiet(Verb::Right, "next facet"),
            ]);
        }
        hints.extend([
            Hint::new(Verb::Table, "table"),
            Hint::new(Verb::New, "count another fact"),
        ]);
        hints.extend(List::hints());
        hints
    }

    /// Does what a hinted verb says; `page` rows are shown.
    pub(in super::super) fn on_verb(&mut self, session: &Session, verb: Verb, page: usize) -> Vec<Effect> {
        if self.list.on_verb(verb, page) {
            return Vec::new();
        }
        match verb {
            Verb::Left => self.turn(self.group.saturating_sub(1)),
            Verb::Right => self.turn(self.group + 1),
            Verb::Open => return self.choose(session, true),
            Verb::Negate => return self.choose(session, false),
            Verb::CopyValue => {
                let value = self.current().map(|(_, value)| value.to_owned());
                return value.map(Effect::Copy).into_iter().collect();
            }
            Verb::New => {
                let tell = |fact| vec![Effect::Tell(Message::Facet(fact))];
                let question = "path of the fact, e.g. os.release.full";
                return vec![Effect::Open(Box::new(Prompt::new(
                    "Count a fact",
                    question,
                    tell,
                )))];
            }
            _ => {}
        }
        Vec::new()
    }

    fn turn(&mut self, group: usize) {
        self.group = group.min(self.facets.len().saturating_sub(1));
        self.fit();
        self.list.select(0);
    }

    /// The value becomes a condition of the scope.
    fn choose(&self, session: &Session, wanted: bool) -> Vec<Effect> {
        let Some((facet, value)) = self.current() else {
            return Vec::new();
        };
        match terms::with_value(&session.scope, facet.kind, &facet.name, value, wanted) {
            Some(scope) => vec![Effect::Tell(Message::Scope(scope.text().to_owned()))],
            None => {
                let text = "no filter can say this";
                vec![Effect::Say(Notice::new(Tone::Warning, text))]
            }
        }
    }

    /// A click, or the wheel.
    pub(in super::super) fn on_mouse(&mut self, mouse: Mouse, area: Rect, table: bool) {
        let page = Self::page(area, table);
        match mouse.deed {
            Deed::ScrollUp => drop(self.list.on_verb(Verb::Up, page)),
            Deed::ScrollDown => drop(self.list.on_verb(Verb::Down, page)),
            Deed::Press => {
                let Some((group, line)) = self.at(mouse.at, area, table) else {
                    return;
                };
                if group != self.group {
                    self.turn(group);
                }
                if let Some(place) = self.list.at(line, page) {
                    self.list.select(place);
                }
            }
        }
    }
}
