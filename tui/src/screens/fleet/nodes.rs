//! The nodes a scope means, as far as is known by now.

mod news;
mod row;
mod sort;

use std::cmp::Ordering;
use std::collections::HashMap;

use protocol::Identity;

use crate::keymap::Verb;
use crate::widgets::list::List;

use row::{Expected, Round, RoundState};
pub(super) use row::{Row, Standing};
pub(super) use sort::{Column, Sort};

/// Nodes that any list may have; more of them are not taken in.
const MAX_NODES: usize = 500_000;

/// All nodes ever heard of, and those of them that the list shows. Small: there may be 50 000.
#[derive(Debug, Default)]
pub(super) struct Nodes {
    rows: Vec<Row>,
    index: HashMap<Identity, u32>,
    /// The rows of the list, in its order.
    shown: Vec<u32>,
    /// Answers that the list lacks.
    fresh: Vec<u32>,
    list: List,
    sort: Sort,
    expected: Expected,
    /// How many there were.
    expectations: u32,
    /// Whether only the nodes of the last expectation that is not yet meant are listed.
    preview: Option<u32>,
    round: Round,
    /// Whether the list must be made anew.
    stale: bool,
    silent: usize,
    /// Characters of the longest name in the list.
    widest: usize,
}

impl Nodes {
    /// How many the list shows.
    pub(super) fn len(&self) -> usize {
        self.shown.len()
    }

    /// Whether the list shows what is known of a scope that is not meant yet.
    pub(super) fn is_preview(&self) -> bool {
        self.preview.is_some()
    }

    /// Whether nobody was ever heard of.
    pub(super) fn is_unknown(&self) -> bool {
        self.rows.is_empty()
    }

    /// How many answered the last discovery.
    pub(super) fn answers(&self) -> usize {
        self.round.answers
    }

    /// How many of the list should have answered and did not.
    pub(super) fn silent(&self) -> usize {
        self.silent
    }

    /// Characters of the longest name in the list.
    pub(super) fn widest(&self) -> usize {
        self.widest
    }

    /// The order of the list.
    pub(super) fn sort(&self) -> Sort {
        self.sort
    }

    /// The node at a place of the list.
    pub(super) fn at(&self, place: usize) -> Option<&Row> {
        self.shown.get(place).map(|row| &self.rows[*row as usize])
    }

    /// The nodes of the list, in its order.
    pub(super) fn iter(&self) -> impl Iterator<Item = &Row> {
        self.shown.iter().map(|row| &self.rows[*row as usize])
    }

    /// Where the user is.
    pub(super) fn list(&self) -> &List {
        &self.list
    }

    /// The node the keys act on.
    pub(super) fn current(&self) -> Option<&Row> {
        self.at(self.list.cursor()?)
    }

    /// Moves the cursor by a verb; false when the verb moves nothing.
    pub(super) fn on_verb(&mut self, verb: Verb, page: usize) -> bool {
        self.list.on_verb(verb, page)
    }

    /// Moves the cursor to a place, or as near as there is one.
    pub(super) fn go(&mut self, place: usize) {
        self.list.select(place);
    }

    /// Moves the cursor to a node; false when the list does not show it.
    pub(super) fn go_to(&mut self, node: &Identity) -> bool {
        let place = self.iter().position(|row| row.node == *node);
        if let Some(place) = place {
            self.go(place);
        }
        place.is_some()
    }

    /// A node, shown or not.
    pub(super) fn get(&self, node: &Identity) -> Option<&Row> {
        self.index.get(node).map(|row| &self.rows[*row as usize])
    }

    /// How a node is.
    pub(super) fn standing(&self, row: &Row) -> Standing {
        let found = row.found == self.round.number;
        match self.round.state {
            RoundState::Read if found => Standing::Listed,
            _ if found => Standing::Online,
            RoundState::Asked if self.expected.names(row) => Standing::Silent,
            _ => Standing::Known,
        }
    }

    /// Brings the list up to date; the cursor stays on its node. Cheap when there is nothing new.
    pub(super) fn refresh(&mut self) {
        if !self.stale && self.fresh.is_empty() {
            return;
        }
        let current = self
            .list
            .cursor()
            .and_then(|place| self.shown.get(place))
            .copied();
        if self.stale {
            self.fresh.clear();
            let members = (0_u32..).zip(&self.rows).filter(|(_, row)| self.belongs(row));
            self.shown = members.map(|(number, _)| number).collect();
        } else {
            self.shown.append(&mut self.fresh);
        }
        self.arrange();
        self.stale = false;
        let silent = self.iter().filter(|row| self.standing(row) == Standing::Silent);
        self.silent = silent.count();
        self.widest = self.iter().map(|row| row.node.as_str().len()).max().unwrap_or(0);
        self.list.set_len(self.shown.len());
        let place = current.and_then(|row| self.shown.iter().position(|shown| *shown == row));
        if let Some(place) = place {
            self.list.select(place);
        }
    }

    /// Whether answers wait to be shown.
    pub(super) fn is_behind(&self) -> bool {
        self.stale || !self.fresh.is_empty()
    }

    /// Another order; the cursor stays on its node.
    pub(super) fn sort_by(&mut self, sort: Sort) {
        self.sort = sort;
        self.stale = true;
        self.refresh();
    }

    /// The new ones at the end find their places: this is quick, as what is in order already stays so.
    fn arrange(&mut self) {
        let mut shown = std::mem::take(&mut self.shown);
        shown.sort_by(|a, b| self.compare(*a, *b));
        self.shown = shown;
    }

    fn compare(&self, a: u32, b: u32) -> Ordering {
        let (a, b) = (&self.rows[a as usize], &self.rows[b as usize]);
        let by_column = match self.sort.column {
            Column::Identity => Ordering::Equal,
            Column::Standing => self.standing(a).cmp(&self.standing(b)),
            Column::Seen => a.seen.cmp(&b.seen),
            Column::Classes => a.classes.cmp(&b.classes),
            Column::Agents => a.agents.cmp(&b.agents),
        };
        let by_name = || a.node.cmp(&b.node);
        match (self.sort.descending, self.sort.column) {
            (true, Column::Identity) => by_name().reverse(),
            (true, _) => by_column.reverse().then_with(by_name),
            (false, _) => by_column.then_with(by_name),
        }
    }

    fn belongs(&self, row: &Row) -> bool {
        if let Some(number) = self.preview {
            return row.previewed == number;
        }
        row.found == self.round.number || self.expected.names(row)
    }

    fn row(&mut self, node: &Identity) -> Option<&mut Row> {
        let number = self.number(node)?;
        self.rows.get_mut(number as usize)
    }

    /// The row of a node, made when there is none; none when there are too many.
    fn number(&mut self, node: &Identity) -> Option<u32> {
        if let Some(number) = self.index.get(node) {
            return Some(*number);
        }
        let number = u32::try_from(self.rows.len()).ok()?;
        if self.rows.len() >= MAX_NODES {
            return None;
        }
        self.rows.push(Row::new(node.clone()));
        self.index.insert(node.clone(), number);
        Some(number)
    }
}

#[cfg(test)]
mod tests;
