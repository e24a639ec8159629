//! Narrowing the tree to keys that hold some words.

use super::Kv;
use super::layout::Focus;
use crate::component::Hint;
use crate::effect::Effect;
use crate::keymap::Verb;
use crate::session::Session;
use crate::widgets::field::Field;

impl Kv {
    /// The verbs answered while it is typed what keys must hold.
    pub(super) fn finding_offers() -> Vec<Hint> {
        vec![
            Hint::new(Verb::Accept, "keep these"),
            Hint::new(Verb::Back, "show all"),
        ]
    }

    /// Begins to type what keys must hold.
    pub(super) fn begin_finding(&mut self) {
        if let Some(open) = &self.open {
            self.parts.focus = Focus::Keys;
            self.finding = Some(Field::new(open.tree.filter()));
        }
    }

    /// Types what keys must hold.
    pub(super) fn find(&mut self, session: &mut Session) -> Vec<Effect> {
        let (Some(field), Some(open)) = (&self.finding, &mut self.open) else {
            return Vec::new();
        };
        let words = field.text().to_owned();
        open.with_tree(|tree| tree.sift(&words));
        open.look(session)
    }

    /// Ends typing.
    pub(super) fn end_finding(&mut self, session: &mut Session, verb: Verb) -> Vec<Effect> {
        self.finding = None;
        if verb == Verb::Back {
            self.show_all(session)
        } else {
            Vec::new()
        }
    }

    /// Lists all keys again.
    pub(super) fn show_all(&mut self, session: &mut Session) -> Vec<Effect> {
        let Some(open) = &mut self.open else {
            return Vec::new();
        };
        let key = open.current_row().map(|row| row.key.clone());
        open.with_tree(|tree| tree.sift(""));
        if let Some(key) = key {
            open.go_to(&key);
        }
        open.look(session)
    }
}
