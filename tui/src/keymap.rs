//! Which key does what: one table of verbs, which the user's `keys.toml` may change.

mod key;
mod parse;
mod table;

use std::collections::HashMap;

pub use key::{Key, KeyError};
pub use parse::{KeymapError, Wrong};
use table::TABLE;
pub use table::Verb;

/// Which key does what. One key may stand for several verbs; the first one that the topmost component offers is meant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Keymap {
    verbs: HashMap<Key, Vec<Verb>>,
    keys: HashMap<Verb, Vec<Key>>,
    warnings: Vec<String>,
}

impl Default for Keymap {
    fn default() -> Self {
        let mut map = Self {
            verbs: HashMap::new(),
            keys: HashMap::new(),
            warnings: Vec::new(),
        };
        for row in TABLE {
            // The table is ours, and a test reads every key of it.
            let keys = row.keys.iter().filter_map(|text| text.parse().ok());
            map.bind(row.verb, keys.collect());
        }
        map
    }
}

impl Keymap {
    /// Gives a verb these keys and no others.
    pub fn bind(&mut self, verb: Verb, keys: Vec<Key>) {
        for verbs in self.verbs.values_mut() {
            verbs.retain(|known| *known != verb);
        }
        for key in &keys {
            self.verbs.entry(key.clone()).or_default().push(verb);
        }
        self.keys.insert(verb, keys);
    }

    /// What is odd about the user's keys, in words.
    pub fn warnings(&self) -> &[String] {
        &self.warnings
    }

    /// What a key may mean.
    pub fn verbs(&self, key: &Key) -> &[Verb] {
        self.verbs.get(key).map_or(&[], Vec::as_slice)
    }

    /// The keys of a verb, the one to show first.
    pub fn keys(&self, verb: Verb) -> &[Key] {
        self.keys.get(&verb).map_or(&[], Vec::as_slice)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_key_of_the_table_can_be_read() {
        for row in TABLE {
            for key in row.keys {
                assert!(key.parse::<Key>().is_ok(), "{key}");
            }
        }
    }
}
