//! The facts of a node in the form that a policy compares. They are large and seldom change, so they are read once and shared.

use std::sync::{Mutex, PoisonError};

/// What was made of the facts when they last changed.
#[derive(Debug)]
pub(super) struct Known<T>(Mutex<Option<(String, T)>>);

impl<T: Clone> Known<T> {
    /// What `read` makes of this text, which is asked when the text is another than last time.
    pub(super) fn get(&self, text: &str, read: impl FnOnce(&str) -> T) -> T {
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        match &*known {
            Some((same, facts)) if same == text => facts.clone(),
            _ => {
                let facts = read(text);
                *known = Some((text.to_owned(), facts.clone()));
                facts
            }
        }
    }
}

impl<T> Default for Known<T> {
    fn default() -> Self {
        Self(Mutex::default())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn facts_are_read_again_when_they_change() {
        let known = Known::default();
        assert_eq!(known.get("{}", str::len), 2);
        assert_eq!(known.get("{}", |_| panic!("they did not change")), 2);
        assert_eq!(known.get("{\"a\":1}", str::len), 7);
    }
}
