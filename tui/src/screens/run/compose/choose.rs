//! A list in which one thing is chosen by its place or by some of its letters.

use crossterm::event::KeyEvent;

use crate::fuzzy;
use crate::keymap::Verb;
use crate::widgets::field::Field;
use crate::widgets::list::List;

/// Names in a list, perhaps only some of them.
#[derive(Debug, Clone, Default)]
pub(super) struct Chooser {
    names: Vec<String>,
    /// Places of the names shown.
    found: Vec<usize>,
    list: List,
    field: Field,
    finding: bool,
}

impl Chooser {
    /// Shows these names; the cursor stays on the name it was on.
    pub(super) fn fill(&mut self, names: impl Iterator<Item = String>) {
        let before = self.chosen().map(|place| self.names[place].clone());
        self.names = names.collect();
        self.search();
        if let Some(name) = before {
            self.select(&name);
        }
    }

    /// Puts the cursor on a name. False when there is none such.
    pub(super) fn select(&mut self, name: &str) -> bool {
        let place = self.names.iter().position(|known| known == name);
        if place.is_some_and(|place| !self.found.contains(&place)) {
            self.leave();
        }
        let row = place.and_then(|place| self.found.iter().position(|found| *found == place));
        if let Some(row) = row {
            self.list.select(row);
        }
        row.is_some()
    }

    /// The place of the name under the cursor, among all names.
    pub(super) fn chosen(&self) -> Option<usize> {
        self.found.get(self.list.cursor()?).copied()
    }

    /// Whether letters are being typed.
    pub(super) fn finding(&self) -> bool {
        self.finding
    }

    /// What was typed.
    pub(super) fn field(&self) -> &Field {
        &self.field
    }

    /// The list.
    pub(super) fn list(&self) -> &List {
        &self.list
    }

    /// The place among all names of what stands in a row.
    pub(super) fn place(&self, row: usize) -> Option<usize> {
        self.found.get(row).copied()
    }

    /// Moves the cursor. False when the verb moves nothing.
    pub(super) fn on_verb(&mut self, verb: Verb, page: usize) -> bool {
        self.list.on_verb(verb, page)
    }

    /// Puts the cursor on a row.
    pub(super) fn click(&mut self, line: usize, page: usize) {
        if let Some(row) = self.list.at(line, page) {
            self.list.select(row);
        }
    }

    /// Begins to find.
    pub(super) fn find(&mut self) {
        self.finding = true;
    }

    /// Takes a letter.
    pub(super) fn on_text(&mut self, key: KeyEvent) {
        if self.field.on_key(key) {
            self.search();
            self.list.select(0);
        }
    }

    /// Takes pasted text.
    pub(super) fn on_paste(&mut self, text: &str) {
        self.field.paste(text);
        self.search();
        self.list.select(0);
    }

    /// Ends finding; the cursor stays on what was found, and all names are shown again.
    pub(super) fn leave(&mut self) {
        let chosen = self.chosen();
        self.finding = false;
        self.field.clear();
        self.search();
        if let Some(row) = chosen.and_then(|place| self.found.iter().position(|found| *found == place)) {
            self.list.select(row);
        }
    }

    fn search(&mut self) {
        let hits = fuzzy::rank(self.field.text(), self.names.iter().map(String::as_str));
        self.found = hits.iter().map(|hit| hit.index).collect();
        self.list.set_len(self.found.len());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chooser(names: &[&str]) -> Chooser {
        let mut chooser = Chooser::default();
        chooser.fill(names.iter().map(ToString::to_string));
        chooser
    }

    #[test]
    fn letters_find_a_name_and_the_cursor_stays_on_it() {
        let mut chooser = chooser(&["package", "puppet", "rpcutil"]);
        chooser.find();
        chooser.on_paste("util");
        assert_eq!(chooser.chosen(), Some(2));
        chooser.leave();
        assert_eq!((chooser.chosen(), chooser.list().len()), (Some(2), 3));
    }

    #[test]
    fn the_cursor_stays_on_its_name_when_the_list_changes() {
        let mut chooser = chooser(&["a", "c"]);
        chooser.select("c");
        chooser.fill(["a", "b", "c"].iter().map(ToString::to_string));
        assert_eq!(chooser.chosen(), Some(2));
        assert!(!chooser.select("x"));
    }
}
