//! What the keys do.

use std::collections::BTreeSet;

use crate::component::{Deed, Hint, Mouse};
use crate::effect::{Effect, Message, Notice, Tone};
use crate::keymap::Verb;
use crate::scope::{Scope, Targets};
use crate::session::Session;
use crate::widgets::list::List;

use super::places::Part;
use super::{Fleet, list};

use ratatui::layout::Rect;

/// Rows one turn of the wheel moves.
const WHEEL: usize = 3;

impl Fleet {
    /// The keys that do something now.
    pub(super) fn keys(&self, session: &Session) -> Vec<Hint> {
        if self.hunt.field().is_some() {
            return typing();
        }
        let mut hints = vec![Hint::new(Verb::Find, "scope")];
        if self.nodes.current().is_some() {
            hints.extend([
                Hint::new(Verb::Mark, "mark"),
                Hint::new(Verb::Act, "act"),
                Hint::quiet(Verb::MarkAll, "mark all shown"),
                Hint::quiet(Verb::Invert, "turn marks around"),
                Hint::new(Verb::Sort, "sort"),
                Hint::quiet(Verb::CopyValue, "copy identity"),
            ]);
            hints.extend(List::hints());
        }
        hints.push(Hint::new(Verb::Refresh, "rediscover"));
        if self.hunt.is_running() {
            hints.push(Hint::new(Verb::Cancel, "stop asking"));
        }
        hints.push(Hint::quiet(Verb::CopyCommand, "copy command"));
        if let Some(label) = self.way_back(session) {
            hints.push(Hint::quiet(Verb::Back, label));
        }
        hints
    }

    /// What going back means now.
    fn way_back(&self, session: &Session) -> Option<&'static str> {
        match () {
            () if self.zoom => Some("all parts"),
            () if self.focus != Part::List => Some("to the nodes"),
            () if self.hunt.is_running() => Some("stop asking"),
            () if !session.scope.is_everybody() => Some("clear the scope"),
            () => None,
        }
    }

    pub(super) fn on_key_verb(&mut self, session: &mut Session, verb: Verb) -> Vec<Effect> {
        if self.hunt.field().is_some() {
            return self.on_typing_verb(session, verb);
        }
        let page = self.page(session);
        if self.nodes.on_verb(verb, page) {
            self.moved(session);
            return Vec::new();
        }
        match verb {
            Verb::Find => {
                self.hunt.edit(session);
                Vec::new()
            }
            Verb::Back => self.back(session),
            Verb::Mark => self.mark(session),
            Verb::MarkAll => self.mark_all(session),
            Verb::Invert => self.invert(session),
            Verb::Act => self.act(session),
            Verb::Sort => {
                self.nodes.sort_by(self.nodes.sort().next());
                self.moved(session);
                Vec::new()
            }
            Verb::CopyValue => {
                let node = self.nodes.current().map(|row| row.node.to_string());
                node.map(Effect::Copy).into_iter().collect()
            }
            Verb::CopyCommand => vec![Effect::Copy(command(session))],
            Verb::Refresh => self.rediscover(session),
            Verb::Cancel => self.hunt.cancel(),
            _ => Vec::new(),
        }
    }

    fn on_typing_verb(&mut self, session: &mut Session, verb: Verb) -> Vec<Effect> {
        match verb {
            Verb::Accept => self.hunt.enter(session, &mut self.nodes),
            Verb::Back => self.hunt.leave(session, &mut self.nodes),
            Verb::NextField | Verb::Complete => self.hunt.complete(session, false),
            Verb::PreviousField => self.hunt.complete(session, true),
            _ => Vec::new(),
        }
    }

    /// Other rows may be shown, or another node is under the cursor.
    pub(super) fn moved(&mut self, session: &Session) {
        self.glances.stir(session);
    }

    fn back(&mut self, session: &mut Session) -> Vec<Effect> {
        if self.zoom {
            self.zoom = false;
        } else if self.focus != Part::List {
            self.focus = Part::List;
        } else if self.hunt.is_running() {
            return self.hunt.cancel();
        } else if !session.scope.is_everybody() {
            return self.hunt.choose(session, &mut self.nodes, Scope::default());
        }
        Vec::new()
    }

    fn rediscover(&mut self, session: &mut Session) -> Vec<Effect> {
        use crate::report::Link;
        match &session.link {
            Link::Up(_) => self.hunt.discover(session, &mut self.nodes),
            _ => {
                let text = "there is no broker to ask; the nodes are those known from earlier answers";
                vec![Effect::Say(Notice::new(Tone::Warning, text))]
            }
        }
    }

    fn mark(&mut self, session: &mut Session) -> Vec<Effect> {
        let Some(row) = self.nodes.current() else {
            return Vec::new();
        };
        if !session.marks.remove(&row.node) {
            session.marks.insert(row.node.clone());
        }
        self.nodes.on_verb(Verb::Down, self.page(session));
        self.moved(session);
        Vec::new()
    }

    fn mark_all(&self, session: &mut Session) -> Vec<Effect> {
        let all = self.nodes.iter().all(|row| session.marks.contains(&row.node));
        for row in self.nodes.iter() {
            match all {
                true => session.marks.remove(&row.node),
                false => session.marks.insert(row.node.clone()),
            };
        }
        Vec::new()
    }

    fn invert(&self, session: &mut Session) -> Vec<Effect> {
        let unmarked = self.nodes.iter().filter(|row| !session.marks.contains(&row.node));
        session.marks = unmarked.map(|row| row.node.clone()).collect::<BTreeSet<_>>();
        Vec::new()
    }

    /// Opens the choice of an action for the marked nodes, or for the one under the cursor.
    fn act(&self, session: &mut Session) -> Vec<Effect> {
        session.targets = match self.nodes.current() {
            _ if !session.marks.is_empty() => Targets::Marked,
            Some(row) => Targets::Nodes([row.node.clone()].into(), row.node.to_string()),
            None => Targets::Scope,
        };
        vec![Effect::Tell(Message::Act)]
    }

    pub(super) fn on_click(&mut self, session: &mut Session, mouse: Mouse, area: Rect) -> Vec<Effect> {
        let places = self.places(area);
        if places.scope.contains(mouse.at) && mouse.deed == Deed::Press {
            self.hunt.edit(session);
            return Vec::new();
        }
        if places.list.contains(mouse.at) {
            self.focus = Part::List;
            self.on_list_click(session, mouse, places.list);
        }
        Vec::new()
    }

    fn on_list_click(&mut self, session: &Session, mouse: Mouse, area: Rect) {
        let page = list::page(area);
        match mouse.deed {
            Deed::Press => {
                if let Some(place) = list::place_at(&self.nodes, area, mouse.at.y) {
                    self.nodes.go(place);
                }
            }
            Deed::ScrollUp => {
                (0..WHEEL).for_each(|_| drop(self.nodes.on_verb(Verb::Up, page)));
            }
            Deed::ScrollDown => {
                (0..WHEEL).for_each(|_| drop(self.nodes.on_verb(Verb::Down, page)));
            }
        }
        self.moved(session);
    }
}

/// While the scope is typed.
fn typing() -> Vec<Hint> {
    vec![
        Hint::new(Verb::Accept, "find them"),
        Hint::new(Verb::NextField, "complete"),
        Hint::quiet(Verb::Complete, "complete"),
        Hint::quiet(Verb::PreviousField, "complete backwards"),
        Hint::new(Verb::Back, "leave"),
    ]
}

/// The command that finds the same nodes.
fn command(session: &Session) -> String {
    let scope = session.scope.text().trim();
    match scope {
        "" => "mco find".to_owned(),
        scope => format!("mco find {scope}"),
    }
}
