//! Sets of sequences, small in memory: a bit each where they are dense, two bytes each where they are not.

mod chunk;

use std::iter;

use chunk::{CHUNK, Chunk};

/// A set of sequences that mostly grows at its end and shrinks at its front.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct SeqSet {
    /// In order; none is empty.
    chunks: Vec<(u64, Chunk)>,
    len: u64,
}

impl SeqSet {
    pub(crate) fn len(&self) -> u64 {
        self.len
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.len == 0
    }

    pub(crate) fn first(&self) -> Option<u64> {
        self.next(0)
    }

    pub(crate) fn contains(&self, seq: u64) -> bool {
        let found = self.find(seq / CHUNK).ok();
        found.is_some_and(|at| self.chunks[at].1.contains((seq % CHUNK) as u16))
    }

    /// Adds a sequence; tells whether it is new.
    pub(crate) fn insert(&mut self, seq: u64) -> bool {
        let (key, low) = (seq / CHUNK, (seq % CHUNK) as u16);
        let at = match self.chunks.last() {
            Some((last, _)) if *last == key => self.chunks.len() - 1,
            Some((last, _)) if *last > key => match self.find(key) {
                Ok(at) => at,
                Err(at) => {
                    self.chunks.insert(at, (key, Chunk::default()));
                    at
                }
            },
            _ => {
                self.chunks.push((key, Chunk::default()));
                self.chunks.len() - 1
            }
        };
        let new = self.chunks[at].1.insert(low);
        self.len += u64::from(new);
        new
    }

    /// Takes a sequence out; tells whether it was there.
    pub(crate) fn remove(&mut self, seq: u64) -> bool {
        let Ok(at) = self.find(seq / CHUNK) else {
            return false;
        };
        let chunk = &mut self.chunks[at].1;
        if !chunk.remove((seq % CHUNK) as u16) {
            return false;
        }
        if chunk.len() == 0 {
            self.chunks.remove(at);
        }
        self.len -= 1;
        true
    }

    /// The lowest sequence from this one on.
    pub(crate) fn next(&self, from: u64) -> Option<u64> {
        let (key, low) = (from / CHUNK, (from % CHUNK) as u16);
        let at = self.find(key).unwrap_or_else(|at| at);
        let (found, chunk) = self.chunks.get(at)?;
        let low = if *found == key { low } else { 0 };
        if let Some(low) = chunk.next(low) {
            return Some(found * CHUNK + u64::from(low));
        }
        let (found, chunk) = self.chunks.get(at + 1)?;
        chunk.next(0).map(|low| found * CHUNK + u64::from(low))
    }

    /// The highest sequence up to this one.
    pub(crate) fn prev(&self, until: u64) -> Option<u64> {
        let (key, low) = (until / CHUNK, (until % CHUNK) as u16);
        let end = match self.find(key) {
            Ok(at) => {
                let (found, chunk) = &self.chunks[at];
                if let Some(low) = chunk.prev(low) {
                    return Some(found * CHUNK + u64::from(low));
                }
                at
            }
            Err(at) => at,
        };
        let (found, chunk) = self.chunks[..end].last()?;
        chunk.prev(u16::MAX).map(|low| found * CHUNK + u64::from(low))
    }

    /// How many there are from this one on.
    pub(crate) fn count_from(&self, from: u64) -> u64 {
        let (key, low) = (from / CHUNK, (from % CHUNK) as u16);
        let at = self.find(key).unwrap_or_else(|at| at);
        let counts = self.chunks[at..].iter().map(|(found, chunk)| {
            if *found == key {
                chunk.count_from(low)
            } else {
                chunk.len() as u64
            }
        });
        counts.sum()
    }

    /// All of them from this one on, in order.
    pub(crate) fn iter_from(&self, from: u64) -> impl Iterator<Item = u64> + '_ {
        iter::successors(self.next(from), |seq| self.next(seq.checked_add(1)?))
    }

    fn find(&self, key: u64) -> Result<usize, usize> {
        // Nearly everything happens at the two ends.
        match (self.chunks.first(), self.chunks.last()) {
            (Some((first, _)), _) if *first >= key => {
                if *first == key {
                    Ok(0)
                } else {
                    Err(0)
                }
            }
            (_, Some((last, _))) if *last == key => Ok(self.chunks.len() - 1),
            _ => self.chunks.binary_search_by_key(&key, |(key, _)| *key),
        }
    }
}

impl FromIterator<u64> for SeqSet {
    fn from_iter<T: IntoIterator<Item = u64>>(seqs: T) -> Self {
        let mut set = Self::default();
        for seq in seqs {
            set.insert(seq);
        }
        set
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use proptest::prelude::*;

    use super::*;

    fn check(set: &SeqSet, model: &BTreeSet<u64>, probe: u64) {
        assert_eq!(set.len(), model.len() as u64);
        assert_eq!(set.contains(probe), model.contains(&probe));
        assert_eq!(set.next(probe), model.range(probe..).next().copied());
        assert_eq!(set.prev(probe), model.range(..=probe).next_back().copied());
        assert_eq!(set.count_from(probe), model.range(probe..).count() as u64);
        assert_eq!(set.first(), model.first().copied());
        assert_eq!(set.prev(u64::MAX), model.last().copied());
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]
        #[test]
        fn a_set_holds_what_was_put_in_and_not_taken_out(
            runs in proptest::collection::vec((0u64..400_000, 1u64..6_000, 1u64..4, any::<bool>()), 1..24),
            probes in proptest::collection::vec(0u64..450_000, 16),
        ) {
            let (mut set, mut model) = (SeqSet::default(), BTreeSet::new());
            for (from, count, step, add) in runs {
                for seq in (0..count).map(|index| from + index * step) {
                    if add {
                        prop_assert_eq!(set.insert(seq), model.insert(seq));
                    } else {
                        prop_assert_eq!(set.remove(seq), model.remove(&seq));
                    }
                }
                for probe in &probes {
                    check(&set, &model, *probe);
                }
            }
            prop_assert!(set.iter_from(0).eq(model.iter().copied()));
        }
    }
}
