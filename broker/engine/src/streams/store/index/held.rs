//! Sequences of one subject: most have one or a few.

use crate::streams::store::SubjectTotals;
use crate::streams::store::seqs::SeqSet;

/// Sequences of one subject that are kept as a plain list.
const FEW: usize = 64;

/// The messages that a subject has.
#[derive(Debug)]
pub(super) enum Held {
    One(u64),
    Few(Vec<u64>),
    Many(Box<SeqSet>),
}

impl Held {
    /// Adds one above all others.
    pub(super) fn push(&mut self, seq: u64) {
        match self {
            Self::One(only) => *self = Self::Few(vec![*only, seq]),
            Self::Few(few) if few.len() < FEW => few.push(seq),
            Self::Few(few) => {
                let mut many: SeqSet = few.iter().copied().collect();
                many.insert(seq);
                *self = Self::Many(Box::new(many));
            }
            Self::Many(many) => {
                many.insert(seq);
            }
        }
    }

    /// Takes one out; tells whether none is left.
    pub(super) fn remove(&mut self, seq: u64) -> bool {
        match self {
            Self::One(only) => *only == seq,
            Self::Few(few) => {
                if let Ok(at) = few.binary_search(&seq) {
                    few.remove(at);
                }
                if let [only] = **few {
                    *self = Self::One(only);
                }
                false
            }
            Self::Many(many) => {
                many.remove(seq);
                many.is_empty()
            }
        }
    }

    pub(super) fn next(&self, from: u64) -> Option<u64> {
        match self {
            Self::One(only) => Some(*only).filter(|seq| *seq >= from),
            Self::Few(few) => few.get(few.partition_point(|seq| *seq < from)).copied(),
            Self::Many(many) => many.next(from),
        }
    }

    pub(super) fn prev(&self, until: u64) -> Option<u64> {
        match self {
            Self::One(only) => Some(*only).filter(|seq| *seq <= until),
            Self::Few(few) => few[..few.partition_point(|seq| *seq <= until)].last().copied(),
            Self::Many(many) => many.prev(until),
        }
    }

    pub(super) fn count_from(&self, from: u64) -> u64 {
        match self {
            Self::One(only) => u64::from(*only >= from),
            Self::Few(few) => (few.len() - few.partition_point(|seq| *seq < from)) as u64,
            Self::Many(many) => many.count_from(from),
        }
    }

    pub(super) fn copy_from(&self, from: u64, most: usize, to: &mut Vec<u64>) {
        match self {
            Self::One(only) => to.extend(Some(*only).filter(|seq| *seq >= from)),
            Self::Few(few) => to.extend(few[few.partition_point(|seq| *seq < from)..].iter().take(most)),
            Self::Many(many) => to.extend(many.iter_from(from).take(most)),
        }
    }

    pub(super) fn totals(&self) -> SubjectTotals {
        SubjectTotals {
            messages: self.count_from(0),
            first_seq: self.next(0).unwrap_or_default(),
            last_seq: self.prev(u64::MAX).unwrap_or_default(),
        }
    }
}
