//! Sequences that lie near each other: a list of them, or a bit for each that there could be, whichever is smaller.

use std::iter;

/// Sequences of one chunk.
pub(super) const CHUNK: u64 = 1 << 16;
/// Sequences of a chunk above which a bit for each possible one is smaller than a list.
const LIST: usize = 4096;
/// Sequences below which bits become a list again; lower than [`LIST`] so that a set on the border does not swing.
const SPARSE: u32 = 3072;
const WORDS: usize = CHUNK as usize / 64;

/// Which of the sequences of a chunk are in a set, counted from its first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Chunk {
    List(Vec<u16>),
    Bits { words: Box<[u64; WORDS]>, len: u32 },
}

impl Default for Chunk {
    fn default() -> Self {
        Self::List(Vec::new())
    }
}

impl Chunk {
    pub(super) fn len(&self) -> usize {
        match self {
            Self::List(list) => list.len(),
            Self::Bits { len, .. } => *len as usize,
        }
    }

    pub(super) fn contains(&self, low: u16) -> bool {
        match self {
            Self::List(list) => list.binary_search(&low).is_ok(),
            Self::Bits { words, .. } => words[usize::from(low / 64)] & bit(low) != 0,
        }
    }

    pub(super) fn insert(&mut self, low: u16) -> bool {
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

    pub(super) fn remove(&mut self, low: u16) -> bool {
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

    pub(super) fn next(&self, low: u16) -> Option<u16> {
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

    pub(super) fn prev(&self, low: u16) -> Option<u16> {
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

    pub(super) fn count_from(&self, low: u16) -> u64 {
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
