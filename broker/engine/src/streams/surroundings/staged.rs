//! Surroundings that a test sets up.

use std::sync::atomic::{AtomicBool, AtomicI64, Ordering::SeqCst};
use std::sync::{Arc, Mutex, PoisonError};

use super::Surroundings;
use crate::options::Account;
use crate::streams::message::Nanos;
use crate::streams::stream::Shelf;

/// A clock that stands until it is told to go, and everybody listens until told otherwise.
#[derive(Debug, Default)]
pub(crate) struct Staged {
    now: AtomicI64,
    silent: AtomicBool,
    broken: AtomicBool,
    deaf: Mutex<Vec<String>>,
    shelf: Arc<Shelf>,
}

impl Staged {
    /// Where everybody listens.
    pub(crate) fn loud(now: Nanos) -> Self {
        Self {
            now: AtomicI64::new(now),
            ..Self::default()
        }
    }

    /// Where nobody listens.
    #[cfg(test)]
    pub(crate) fn quiet(now: Nanos) -> Self {
        let staged = Self::loud(now);
        staged.silence(true);
        staged
    }

    /// Where whoever looks at the clock meets a fault.
    #[cfg(test)]
    pub(crate) fn broken() -> Self {
        Self {
            broken: AtomicBool::new(true),
            ..Self::default()
        }
    }

    /// Sets the clock.
    pub(crate) fn set(&self, now: Nanos) {
        self.now.store(now, SeqCst);
    }

    /// Lets time go by.
    pub(crate) fn pass(&self, time: Nanos) {
        self.set(self.now() + time);
    }

    /// Whether nobody listens at all.
    pub(crate) fn silence(&self, silent: bool) {
        self.silent.store(silent, SeqCst);
    }

    /// Subjects on which nobody listens, even where others do.
    #[cfg(test)]
    pub(crate) fn deafen(&self, subjects: &[&str]) {
        let mut deaf = self.deaf.lock().unwrap_or_else(PoisonError::into_inner);
        *deaf = subjects.iter().map(|subject| (*subject).to_owned()).collect();
    }
}

impl Surroundings for Staged {
    fn now(&self) -> Nanos {
        assert!(!self.broken.load(SeqCst), "a fault, made for a test");
        self.now.load(SeqCst)
    }

    fn listens(&self, _: Account, subject: &str, _: Option<&str>) -> bool {
        let deaf = self.deaf.lock().unwrap_or_else(PoisonError::into_inner);
        !self.silent.load(SeqCst) && !deaf.iter().any(|deaf| deaf == subject)
    }

    fn shelf(&self) -> Arc<Shelf> {
        Arc::clone(&self.shelf)
    }

    fn server_name(&self) -> &'static str {
        "test"
    }

    fn server_id(&self) -> &'static str {
        "TEST"
    }
}
