//! Which messages a log says are gone.

use crate::streams::store::ranges::Ranges;
use crate::streams::store::record::{Kind, Record};
use crate::streams::store::seqs::SeqSet;

/// Messages that are not there any more, although the log may still hold them.
#[derive(Debug, Default)]
pub(crate) struct Gone {
    below: u64,
    seqs: SeqSet,
    /// Those that should not even be in the files.
    erased: SeqSet,
}

impl Gone {
    /// Takes in what a record says; false if it says something that is no list of sequences.
    pub(crate) fn add(&mut self, record: &Record<'_>) -> bool {
        match record.head.kind {
            Kind::Cleared => self.below = self.below.max(record.head.seq),
            Kind::Removed | Kind::Erased => {
                let Some(ranges) = Ranges::decode(record.payload()) else {
                    return false;
                };
                let seqs = match record.head.kind {
                    Kind::Erased => &mut self.erased,
                    _ => &mut self.seqs,
                };
                for (first, last) in ranges.iter() {
                    for seq in first..=last {
                        seqs.insert(seq);
                    }
                }
            }
            _ => {}
        }
        true
    }

    pub(crate) fn is_erased(&self, seq: u64) -> bool {
        self.erased.contains(seq)
    }

    pub(crate) fn has(&self, seq: u64) -> bool {
        seq < self.below || self.seqs.contains(seq)
    }
}
