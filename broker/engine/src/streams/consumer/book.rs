//! Whose state has to be noted, and when: changes of many consumers are written together, and one that holds very much is written
//! less often.

use std::collections::{BTreeMap, BTreeSet};

use super::single::Id;
use crate::streams::message::Nanos;

/// How long a change may wait until it is noted and safe: what a crash undoes is delivered again, which is harmless, but it
/// should not be much.
const DELAY: Nanos = 1_000_000_000;
/// Messages given out and not acknowledged for which it may wait once more as long, so that about a megabyte is written in that
/// time; and how often at most.
const MANY: usize = 128 * 1024;
const MOST_DELAYS: usize = 10;

/// Whose state is not noted yet.
#[derive(Debug, Default)]
pub(super) struct Book {
    /// With when it has to be.
    changed: BTreeMap<Id, Nanos>,
    by_time: BTreeSet<(Nanos, Id)>,
    /// Somebody waits for these to be safe.
    urgent: BTreeSet<Id>,
    /// Times are whole delays after this, so that they are shared.
    begun: Nanos,
    /// It is time for what is due until now.
    until: Nanos,
}

impl Book {
    /// The state of a consumer that holds so many messages changed.
    pub(super) fn later(&mut self, id: Id, holds: usize, now: Nanos) {
        if self.changed.contains_key(&id) {
            return;
        }
        if self.changed.is_empty() {
            self.begun = now;
        }
        let delays = (1 + holds / MANY).min(MOST_DELAYS) as Nanos;
        let passed = now.saturating_sub(self.begun) / DELAY;
        let due = self
            .begun
            .saturating_add(passed.saturating_add(delays).saturating_mul(DELAY));
        self.changed.insert(id, due);
        self.by_time.insert((due, id));
    }

    /// Its state must be safe at the end of the turn.
    pub(super) fn now(&mut self, id: Id) {
        self.urgent.insert(id);
    }

    pub(super) fn due(&self) -> Option<Nanos> {
        self.by_time.first().map(|(due, _)| *due)
    }

    pub(super) fn tick(&mut self, now: Nanos) {
        self.until = now;
    }

    pub(super) fn forget(&mut self, id: Id) {
        self.urgent.remove(&id);
        if let Some(due) = self.changed.remove(&id) {
            self.by_time.remove(&(due, id));
        }
    }

    /// It is time for everybody, whatever the clock says.
    pub(super) fn hurry(&mut self) {
        self.until = Nanos::MAX;
    }

    /// Everybody who has to be noted now.
    pub(super) fn take(&mut self) -> BTreeSet<Id> {
        let mut all = std::mem::take(&mut self.urgent);
        let due = self.by_time.iter().take_while(|(due, _)| *due <= self.until);
        all.extend(due.map(|(_, id)| *id));
        for id in &all {
            self.forget(*id);
        }
        all
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_changes_within_a_second_is_noted_together_and_what_is_large_less_often() {
        let mut book = Book::default();
        let (small, other, large) = (1, 2, 3);
        book.later(small, 5, 100);
        book.later(large, 1_000_000, 100);
        book.later(other, 0, DELAY);
        assert_eq!(book.due(), Some(100 + DELAY));
        book.tick(99 + DELAY);
        assert!(book.take().is_empty());
        book.tick(100 + DELAY);
        assert_eq!(book.take(), BTreeSet::from([small, other]));
        book.later(small, 5, 150 + DELAY);
        assert_eq!(book.due(), Some(100 + 2 * DELAY));
        book.now(large);
        assert_eq!(book.take(), BTreeSet::from([large]));
        book.later(large, usize::MAX, 150 + DELAY);
        book.tick(100 + 2 * DELAY);
        assert_eq!(book.take(), BTreeSet::from([small]));
        assert_eq!(book.due(), Some(100 + 11 * DELAY));
        book.hurry();
        assert_eq!(book.take(), BTreeSet::from([large]));
        assert_eq!(book.due(), None);
    }
}
