//! Sets of sequences, small in memory: a bit each where they are dense, two bytes each where they are not.

use std::iter;

/// Sequences of one chunk.
const CHUNK: u64 = 1 << 16;
/// Sequences of a chunk above which a bit for each possible one is smaller than a list.
const LIST: usize = 4096;
/// Sequences below which bits become a list again; lower than [`LIST`] so that a set on the border does not swing.
const SPARSE: u32 = 3072;
const WORDS: usize = CHUNK as usize / 64;

/// A set of sequences that mostly grows at its end and shrinks at its front.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct SeqSet {
    /// In order; none is empty.
    chunks: Vec<(u64, Chunk)>,
    len: u64,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Chunk {
    List(Vec<u16>),
    Bits { words: Box<[u64; WORDS]>, len: u32 },
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
                    self.chunks.insert(at, (key, Chunk::List(Vec::new())));
                    at
                }
            },
            _ => {
                self.chunks.push((key, Chunk::List(Vec::new())));
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

impl Chunk {
    fn len(&self) -> usize {
        match self {
            Self::List(list) => list.len(),
            Self::Bits { len, .. } => *len as usize,
        }
    }

    fn contains(&self, low: u16) -> bool {
        match self {
            Self::List(list) => list.binary_search(&low).is_ok(),
            Self::Bits { words, .. } => words[usize::from(low / 64)] & bit(low) != 0,
        }
    }

    fn insert(&mut self, low: u16) -> bool {
        match self {
            Self::List(list) => {
                if list.last().is_none_or(|last| *last < low) {
                    list.push(low);
                } else if let Err(at) = list.binary_search(&low) {
                    list.insert(at, low);
                } else {
                    return false;
                }
                if list.len() > LIST {
                    *self = Self::bits(list);
                }
                true
            }
            Self::Bits { words, len } => {
                let word = &mut words[usize::from(low / 64)];
                let new = *word & bit(low) == 0;
                *word |= bit(low);
                *len += u32::from(new);
                new
            }
        }
    }

    fn remove(&mut self, low: u16) -> bool {
        match self {
            Self::List(list) => match list.binary_search(&low) {
                Ok(at) => {
                    list.remove(at);
                    true
                }
                Err(_) => false,
            },
            Self::Bits { words, len } => {
                let word = &mut words[usize::from(low / 64)];
                let there = *word & bit(low) != 0;
                *word &= !bit(low);
                *len -= u32::from(there);
                if *len < SPARSE {
                    *self = self.list();
                }
                there
            }
        }
    }

    fn next(&self, low: u16) -> Option<u16> {
        match self {
            Self::List(list) => list.get(list.partition_point(|seq| *seq < low)).copied(),
            Self::Bits { words, .. } => {
                let first = usize::from(low / 64);
                let masked = words[first] & (u64::MAX << (low % 64));
                if masked != 0 {
                    return Some(at(first, masked.trailing_zeros()));
                }
                let word = (first + 1..WORDS).find(|word| words[*word] != 0)?;
                Some(at(word, words[word].trailing_zeros()))
            }
        }
    }

    fn prev(&self, low: u16) -> Option<u16> {
        match self {
            Self::List(list) => list[..list.partition_point(|seq| *seq <= low)].last().copied(),
            Self::Bits { words, .. } => {
                let last = usize::from(low / 64);
                let masked = words[last] & (u64::MAX >> (63 - low % 64));
                if masked != 0 {
                    return Some(at(last, 63 - masked.leading_zeros()));
                }
                let word = (0..last).rev().find(|word| words[*word] != 0)?;
                Some(at(word, 63 - words[word].leading_zeros()))
            }
        }
    }

    fn count_from(&self, low: u16) -> u64 {
        match self {
            Self::List(list) => (list.len() - list.partition_point(|seq| *seq < low)) as u64,
            Self::Bits { words, .. } => {
                let first = usize::from(low / 64);
                let masked = words[first] & (u64::MAX << (low % 64));
                let rest = words[first + 1..].iter().map(|word| u64::from(word.count_ones()));
                u64::from(masked.count_ones()) + rest.sum::<u64>()
            }
        }
    }

    fn bits(list: &[u16]) -> Self {
        let mut words = Box::new([0; WORDS]);
        for low in list {
            words[usize::from(low / 64)] |= bit(*low);
        }
        let len = list.len() as u32;
        Self::Bits { words, len }
    }

    fn list(&self) -> Self {
        let next = |low: &u16| self.next(low.checked_add(1)?);
        Self::List(iter::successors(self.next(0), next).collect())
    }
}

fn bit(low: u16) -> u64 {
    1 << (low % 64)
}

fn at(word: usize, bit: u32) -> u16 {
    (word * 64) as u16 + bit as u16
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
