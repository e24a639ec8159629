//! Where the user is in a list of any length.

use std::ops::Range;

use crate::component::Hint;
use crate::keymap::Verb;

/// A cursor in a list and the part of the list that is shown. It does not hold the rows, so its cost does not depend on how many
/// there are.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct List {
    len: usize,
    cursor: usize,
    offset: usize,
}

/// The verbs that move in a list.
const MOVES: [(Verb, &str); 8] = [
    (Verb::Up, "up"),
    (Verb::Down, "down"),
    (Verb::First, "first row"),
    (Verb::Last, "last row"),
    (Verb::HalfUp, "half a page up"),
    (Verb::HalfDown, "half a page down"),
    (Verb::PageUp, "a page up"),
    (Verb::PageDown, "a page down"),
];

impl List {
    /// The verbs that [`on_verb`](Self::on_verb) answers; the help shows them.
    pub(crate) fn hints() -> impl Iterator<Item = Hint> {
        MOVES.into_iter().map(|(verb, label)| Hint::quiet(verb, label))
    }

    /// How many rows there are.
    pub(crate) fn len(&self) -> usize {
        self.len
    }

    /// Tells how many rows there are now; the cursor stays on one of them.
    pub(crate) fn set_len(&mut self, len: usize) {
        self.len = len;
        self.cursor = self.cursor.min(len.saturating_sub(1));
    }

    /// The row the keys act on; none in an empty list.
    pub(crate) fn cursor(&self) -> Option<usize> {
        (self.cursor < self.len).then_some(self.cursor)
    }

    /// Moves the cursor to a row, or to the last one.
    pub(crate) fn select(&mut self, row: usize) {
        self.cursor = row.min(self.len.saturating_sub(1));
    }

    /// Shows so many rows below the cursor as well, as far as `page` rows allow.
    pub(crate) fn reveal(&mut self, below: usize, page: usize) {
        let first = (self.cursor + below + 1).saturating_sub(page).min(self.cursor);
        self.offset = self.visible(page).start.max(first);
    }

    /// Moves by a verb, where `page` rows are shown. False when the verb moves nothing in lists.
    pub(crate) fn on_verb(&mut self, verb: Verb, page: usize) -> bool {
        let half = (page / 2).max(1);
        let page_step = page.max(1);
        let row = match verb {
            Verb::Up => self.cursor.saturating_sub(1),
            Verb::Down => self.cursor.saturating_add(1),
            Verb::First => 0,
            Verb::Last => usize::MAX,
            Verb::HalfUp => self.cursor.saturating_sub(half),
            Verb::HalfDown => self.cursor.saturating_add(half),
            Verb::PageUp => self.cursor.saturating_sub(page_step),
            Verb::PageDown => self.cursor.saturating_add(page_step),
            _ => return false,
        };
        self.select(row);
        self.offset = self.visible(page).start;
        true
    }

    /// The rows that are shown where there is room for `page` of them; the cursor is one of them.
    pub(crate) fn visible(&self, page: usize) -> Range<usize> {
        if page == 0 {
            return self.cursor..self.cursor;
        }
        let lowest = (self.cursor + 1).saturating_sub(page);
        let full = self.len.saturating_sub(page);
        let start = self.offset.clamp(lowest, self.cursor.max(lowest)).min(full);
        start..(start + page).min(self.len)
    }

    /// The row at a line of the list, as where a mouse clicked.
    pub(crate) fn at(&self, line: usize, page: usize) -> Option<usize> {
        self.visible(page).nth(line)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn list(len: usize) -> List {
        let mut list = List::default();
        list.set_len(len);
        list
    }

    #[test]
    fn a_list_scrolls_only_when_the_cursor_leaves_the_page() {
        let mut list = list(50_000);
        list.on_verb(Verb::PageDown, 10);
        assert_eq!((list.cursor(), list.visible(10)), (Some(10), 1..11));
        list.on_verb(Verb::Up, 10);
        assert_eq!((list.cursor(), list.visible(10)), (Some(9), 1..11));
        list.on_verb(Verb::Last, 10);
        assert_eq!((list.cursor(), list.visible(10)), (Some(49_999), 49_990..50_000));
    }

    #[test]
    fn a_list_that_shrinks_keeps_a_row_and_fills_the_page() {
        let mut list = list(100);
        list.on_verb(Verb::Last, 10);
        list.set_len(12);
        assert_eq!((list.cursor(), list.visible(10)), (Some(11), 2..12));
        list.set_len(0);
        assert_eq!((list.cursor(), list.visible(10)), (None, 0..0));
    }

    #[test]
    fn rows_below_the_cursor_are_shown_without_moving_it() {
        let mut list = list(100);
        list.select(9);
        list.reveal(3, 10);
        assert_eq!((list.cursor(), list.visible(10)), (Some(9), 3..13));
        list.reveal(50, 10);
        assert_eq!((list.cursor(), list.visible(10)), (Some(9), 9..19));
        list.reveal(0, 10);
        assert_eq!(list.visible(10), 9..19);
    }

    #[test]
    fn other_verbs_are_left_to_others() {
        assert!(!list(3).on_verb(Verb::Open, 10));
    }

    proptest! {
        #[test]
        fn the_cursor_is_always_shown(steps in prop::collection::vec((0..MOVES.len(), 0usize..40, 0usize..200), 1..50)) {
            let mut list = List::default();
            for (verb, page, len) in steps {
                list.set_len(len);
                list.on_verb(MOVES[verb].0, page);
                let shown = list.visible(page);
                prop_assert!(shown.end <= len && shown.len() <= page);
                if len > 0 && page > 0 {
                    prop_assert!(shown.contains(&list.cursor().unwrap()));
                    prop_assert_eq!(shown.len(), page.min(len));
                }
            }
        }
    }
}
