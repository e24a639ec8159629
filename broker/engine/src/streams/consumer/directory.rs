//! The consumers of a stream as those see them who look from outside of its turns.

use std::collections::HashMap;
use std::sync::atomic::{
    AtomicBool, AtomicUsize,
    Ordering::{Acquire, Relaxed, Release},
};
use std::sync::{Arc, PoisonError, RwLock, RwLockReadGuard, RwLockWriteGuard};

use super::Kind;
use crate::subject;

/// Names, kinds and deliver subjects; shared, so that a turn does not copy what did not change.
#[derive(Debug, Default)]
pub(crate) struct Directory {
    table: RwLock<Table>,
    /// Push consumers; most streams have none, and then nobody has to look further.
    pushed: AtomicUsize,
    /// Somebody began to listen to one of the deliver subjects.
    called: AtomicBool,
}

#[derive(Debug, Default)]
struct Table {
    kinds: HashMap<Arc<str>, Kind>,
    /// How many consumers deliver to each subject.
    deliver_subjects: HashMap<Box<str>, usize>,
}

impl Directory {
    pub(crate) fn len(&self) -> usize {
        self.table().kinds.len()
    }

    /// What the consumer of that name is; none if there is none.
    pub(crate) fn kind(&self, name: &str) -> Option<Kind> {
        self.table().kinds.get(name).copied()
    }

    /// Whether some consumer sends by itself, and so may wait for somebody to listen.
    pub(crate) fn pushes(&self) -> bool {
        self.pushed.load(Relaxed) > 0
    }

    /// A subscription to `pattern` began; tells whether some consumer delivers to a subject that it hears, and should look.
    pub(crate) fn call(&self, pattern: &str) -> bool {
        let called = self.awaits(pattern);
        if called {
            self.called.store(true, Release);
        }
        called
    }

    /// All that wait for somebody should look.
    pub(crate) fn call_all(&self) {
        self.called.store(true, Release);
    }

    /// Whether it was called since this was asked last.
    pub(super) fn was_called(&self) -> bool {
        self.called.load(Relaxed) && self.called.swap(false, Acquire)
    }

    fn awaits(&self, pattern: &str) -> bool {
        if self.pushed.load(Relaxed) == 0 {
            return false;
        }
        let table = self.table();
        if subject::is_literal(pattern) {
            return table.deliver_subjects.contains_key(pattern);
        }
        let mut all = table.deliver_subjects.keys();
        all.any(|deliver| subject::is_subset(deliver, pattern))
    }

    /// Enters a consumer, or its other deliver subject.
    pub(super) fn enter(&self, name: &Arc<str>, deliver_subject: &str) {
        let mut table = self.table_mut();
        let kind = if deliver_subject.is_empty() {
            Kind::Pull
        } else {
            Kind::Push
        };
        table.kinds.insert(Arc::clone(name), kind);
        if kind == Kind::Push {
            *table.deliver_subjects.entry(deliver_subject.into()).or_default() += 1;
            self.pushed.fetch_add(1, Relaxed);
        }
    }

    pub(super) fn leave(&self, name: &str, deliver_subject: &str) {
        let mut table = self.table_mut();
        table.kinds.remove(name);
        let Some(count) = table.deliver_subjects.get_mut(deliver_subject) else {
            return;
        };
        *count -= 1;
        if *count == 0 {
            table.deliver_subjects.remove(deliver_subject);
        }
        self.pushed.fetch_sub(1, Relaxed);
    }

    pub(super) fn clear(&self) {
        *self.table_mut() = Table::default();
        self.pushed.store(0, Relaxed);
    }

    fn table(&self) -> RwLockReadGuard<'_, Table> {
        self.table.read().unwrap_or_else(PoisonError::into_inner)
    }

    fn table_mut(&self) -> RwLockWriteGuard<'_, Table> {
        self.table.write().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_deliver_subject_is_awaited_as_long_as_one_consumer_delivers_to_it() {
        let directory = Directory::default();
        let (a, b) = (Arc::from("a"), Arc::from("b"));
        directory.enter(&a, "inbox.1");
        directory.enter(&b, "inbox.1");
        directory.enter(&Arc::from("c"), "");
        assert_eq!(directory.kind("a"), Some(Kind::Push));
        assert_eq!(directory.kind("c"), Some(Kind::Pull));
        assert!(!directory.was_called());
        assert!(directory.call("inbox.1") && directory.call("inbox.*"));
        assert!(directory.was_called() && !directory.was_called());
        assert!(!directory.call("inbox.2") && !directory.call("other.>") && !directory.was_called());
        directory.leave(&a, "inbox.1");
        assert!(directory.call("inbox.1"));
        directory.leave(&b, "inbox.1");
        assert!(!directory.call("inbox.1") && directory.len() == 1);
    }
}
