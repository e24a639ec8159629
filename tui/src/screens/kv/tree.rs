//! The keys of a bucket as a tree that is cut at dots. Only what a page shows is drawn, and nothing is counted again per line.

mod lister;

use std::collections::{BTreeMap, HashMap};

use self::lister::{Lister, MAX_DEPTH};
use crate::kv::KeyRow;

/// Keys up to which all branches begin unfolded.
const FEW: usize = 200;

/// Keys up to which a new one is put in its place at once; among more that waits for the next tick.
const AT_ONCE: usize = 2_000;

/// Keys that are kept; who has more needs a filter of the command line.
pub(super) const MOST: usize = 500_000;

/// All keys that were told, and which of them are listed.
#[derive(Debug, Default)]
pub(super) struct Tree {
    /// Sorted by key.
    rows: Vec<KeyRow>,
    /// Not yet among them.
    waiting: BTreeMap<String, KeyRow>,
    /// Those of a list that takes the place of this one once it is whole.
    fresh: Option<Vec<KeyRow>>,
    /// Branches that were folded or unfolded by hand.
    folds: HashMap<String, bool>,
    /// What listed keys must hold.
    filter: String,
    lines: Vec<Line>,
    stale: bool,
    /// Keys that have only a delete marker.
    deleted: usize,
    /// Keys that were left out.
    dropped: usize,
}

/// A line of the tree.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Line {
    depth: usize,
    /// Its key, or the first of its branch.
    first: usize,
    /// Where its own name begins in that key.
    from: usize,
    /// For a branch: where its name ends, with the dot; how many keys it holds; whether it is unfolded.
    branch: Option<(usize, usize, bool)>,
}

/// What a line shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Shown<'t> {
    /// How far it is indented.
    pub(super) depth: usize,
    /// Its part of the key.
    pub(super) name: &'t str,
    /// What it is.
    pub(super) spot: Spot<'t>,
}

/// What a line is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Spot<'t> {
    /// A key.
    Key(&'t KeyRow),
    /// Keys that begin alike.
    Branch {
        /// How they begin, with the dot.
        prefix: &'t str,
        /// How many those are.
        count: usize,
        /// Whether they are shown below it.
        open: bool,
    },
}

impl Tree {
    /// Takes in keys of a list that comes in pages.
    pub(super) fn page(&mut self, keys: Vec<KeyRow>, first: bool, last: bool) {
        if first {
            let replaces = !self.rows.is_empty();
            self.fresh = replaces.then(Vec::new);
        }
        match &mut self.fresh {
            Some(fresh) => {
                let room = MOST.saturating_sub(fresh.len());
                self.dropped += keys.len().saturating_sub(room);
                fresh.extend(keys.into_iter().take(room));
            }
            None => keys.into_iter().for_each(|row| self.put(row)),
        }
        if last && let Some(fresh) = self.fresh.take() {
            self.rows.clear();
            self.waiting.clear();
            self.deleted = 0;
            fresh.into_iter().for_each(|row| self.put(row));
        }
        self.stale = true;
        if last || self.rows.len() <= AT_ONCE {
            self.refresh();
        }
    }

    /// Takes in a change.
    pub(super) fn change(&mut self, row: KeyRow) {
        if let Some(fresh) = &mut self.fresh {
            fresh.push(row.clone());
        }
        self.put(row);
        if self.stale && self.rows.len() <= AT_ONCE {
            self.refresh();
        }
    }

    fn put(&mut self, row: KeyRow) {
        let place = self.rows.binary_search_by(|known| known.key.cmp(&row.key));
        if let Ok(place) = place {
            // Pages and changes may overtake each other.
            if self.rows[place].revision <= row.revision {
                self.tally(&row, self.rows[place].operation.is_value());
                self.rows[place] = row;
            }
            return;
        }
        let waits = self.waiting.get(&row.key);
        let (known, value) = waits.map_or((0, true), |known| (known.revision, known.operation.is_value()));
        if known == 0 && self.rows.len() + self.waiting.len() >= MOST {
            self.dropped += 1;
            return;
        }
        if known <= row.revision {
            self.tally(&row, value);
            self.waiting.insert(row.key.clone(), row);
            self.stale = true;
        }
    }

    /// Counts a key that takes the place of one that had a value, or of a delete marker.
    fn tally(&mut self, row: &KeyRow, value: bool) {
        self.deleted += usize::from(!row.operation.is_value());
        self.deleted -= usize::from(!value);
    }

    /// Whether keys wait to be listed.
    pub(super) fn is_stale(&self) -> bool {
        self.stale
    }

    /// Lists what waits.
    pub(super) fn refresh(&mut self) {
        if !self.waiting.is_empty() {
            let waiting = std::mem::take(&mut self.waiting).into_values();
            self.rows.extend(waiting);
            // Two sorted runs: merging them is what this sort does best.
            self.rows.sort_by(|one, other| one.key.cmp(&other.key));
        }
        self.stale = false;
        self.list();
    }

    /// How many keys there are.
    pub(super) fn len(&self) -> usize {
        self.rows.len() + self.waiting.len()
    }

    /// How many of them have no value any more.
    pub(super) fn deleted(&self) -> usize {
        self.deleted
    }

    /// How many keys were left out, as there are too many.
    pub(super) fn dropped(&self) -> usize {
        self.dropped
    }

    /// How many lines there are.
    pub(super) fn lines(&self) -> usize {
        self.lines.len()
    }

    /// One of the lines.
    pub(super) fn line(&self, place: usize) -> Option<Shown<'_>> {
        let line = self.lines.get(place)?;
        let row = self.rows.get(line.first)?;
        let end = line.branch.map_or(row.key.len(), |(end, ..)| end);
        let name = row.key.get(line.from..end)?;
        Some(Shown {
            depth: line.depth,
            name: name
                .strip_suffix('.')
                .filter(|_| line.branch.is_some())
                .unwrap_or(name),
            spot: match line.branch {
                Some((end, count, open)) => Spot::Branch {
                    prefix: row.key.get(..end)?,
                    count,
                    open,
                },
                None => Spot::Key(row),
            },
        })
    }

    /// A key.
    pub(super) fn row(&self, key: &str) -> Option<&KeyRow> {
        let place = self.rows.binary_search_by(|known| known.key.as_str().cmp(key));
        place
            .ok()
            .map(|place| &self.rows[place])
            .or_else(|| self.waiting.get(key))
    }

    /// The line of a key, or of the branch it is folded into.
    pub(super) fn place_of(&self, key: &str) -> Option<usize> {
        let mut best = None;
        for place in 0..self.lines.len() {
            match self.line(place)?.spot {
                Spot::Key(row) if row.key == key => return Some(place),
                Spot::Branch { prefix, open, .. } if prefix == key || (!open && key.starts_with(prefix)) => {
                    best = Some(place);
                }
                _ => {}
            }
        }
        best
    }

    /// Unfolds the branches above a key.
    pub(super) fn reveal(&mut self, key: &str) {
        for (dot, _) in key.match_indices('.').take(MAX_DEPTH) {
            self.folds.insert(key[..=dot].to_owned(), true);
        }
        self.refresh();
    }

    /// Folds a branch or unfolds it.
    pub(super) fn fold(&mut self, prefix: &str, open: bool) {
        self.folds.insert(prefix.to_owned(), open);
        self.list();
    }

    /// What listed keys hold.
    pub(super) fn filter(&self) -> &str {
        &self.filter
    }

    /// Lists the keys that hold all these words; all keys where there are none.
    pub(super) fn sift(&mut self, filter: &str) {
        filter.clone_into(&mut self.filter);
        self.list();
    }

    fn list(&mut self) {
        let words: Vec<String> = self.filter.split_whitespace().map(str::to_lowercase).collect();
        let holds = |row: &KeyRow| {
            let key = row.key.to_lowercase();
            words.iter().all(|word| key.contains(word.as_str()))
        };
        let shown: Vec<usize> = match words.is_empty() {
            true => (0..self.rows.len()).collect(),
            false => (0..self.rows.len())
                .filter(|index| holds(&self.rows[*index]))
                .collect(),
        };
        let lister = Lister {
            rows: &self.rows,
            folds: &self.folds,
            // Who filters wants to see what was found.
            open: shown.len() <= FEW || !words.is_empty(),
            found: !words.is_empty(),
        };
        let mut lines = Vec::new();
        lister.list(&shown, 0, 0, &mut lines);
        self.lines = lines;
    }
}

#[cfg(test)]
mod tests;
