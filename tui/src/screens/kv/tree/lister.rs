//! From keys to lines.

use std::collections::HashMap;
use std::ops::Range;

use super::Line;
use crate::kv::KeyRow;

/// Levels that are folded; what is deeper stays together, as nobody reads it and a key may have a thousand dots.
pub(super) const MAX_DEPTH: usize = 12;

/// Makes lines of keys.
pub(super) struct Lister<'t> {
    pub(super) rows: &'t [KeyRow],
    pub(super) folds: &'t HashMap<String, bool>,
    pub(super) open: bool,
    pub(super) found: bool,
}

impl Lister<'_> {
    /// Lists `shown` keys, which begin alike up to `from`.
    pub(super) fn list(&self, shown: &[usize], depth: usize, from: usize, lines: &mut Vec<Line>) {
        let mut at = 0;
        while let Some(&first) = shown.get(at) {
            let group = self.group(&shown[at..], depth, from);
            let leaf = Line {
                depth,
                first,
                from,
                branch: None,
            };
            match group {
                Some((end, group)) if group.len() > 1 => {
                    let key = &self.rows[first].key[..end];
                    let by_hand = self.folds.get(key).copied().filter(|open| *open || !self.found);
                    let open = by_hand.unwrap_or(self.open);
                    lines.push(Line {
                        branch: Some((end, group.len(), open)),
                        ..leaf
                    });
                    let inside = at..at + group.len();
                    if open {
                        self.list(&shown[inside.clone()], depth + 1, end, lines);
                    }
                    at = inside.end;
                }
                _ => {
                    lines.push(leaf);
                    at += 1;
                }
            }
        }
    }

    /// The keys that begin as the first of these does up to its next dot, and where that is.
    fn group(&self, shown: &[usize], depth: usize, from: usize) -> Option<(usize, Range<usize>)> {
        let key = &self.rows[*shown.first()?].key;
        let dot = key.get(from..)?.find('.').filter(|_| depth < MAX_DEPTH)?;
        let end = from + dot + 1;
        let prefix = &key[..end];
        let alike = shown.partition_point(|index| self.rows[*index].key.starts_with(prefix));
        Some((end, 0..alike))
    }
}
