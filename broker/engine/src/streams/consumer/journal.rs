//! What happened to the stream lately. A consumer that sleeps through it reads it when it wakes, so that a message that is
//! stored or removed costs nothing for each of ten thousand consumers.

use std::collections::VecDeque;
use std::sync::Arc;

/// Entries that are remembered: whoever sleeps through more counts anew.
const MOST: usize = 1024;

/// One thing that happened.
#[derive(Debug)]
pub(super) enum Entry {
    Stored {
        seq: u64,
        subject: Arc<str>,
    },
    Removed {
        seq: u64,
        subject: Arc<str>,
    },
    /// Everything below is gone.
    Cleared {
        first_seq: u64,
    },
}

/// The latest entries, numbered.
#[derive(Debug, Default)]
pub(super) struct Journal {
    entries: VecDeque<Entry>,
    /// Number of the first one that is still there.
    first: u64,
}

impl Journal {
    pub(super) fn write(&mut self, entry: Entry) {
        if self.entries.len() == MOST {
            self.entries.pop_front();
            self.first += 1;
        }
        self.entries.push_back(entry);
    }

    /// Number of the next entry.
    pub(super) fn end(&self) -> u64 {
        self.first + self.entries.len() as u64
    }

    /// Entries from a number on; none if some of them are forgotten.
    pub(super) fn since(&self, number: u64) -> Option<impl Iterator<Item = &Entry>> {
        let skipped = usize::try_from(number.checked_sub(self.first)?).ok()?;
        Some(self.entries.iter().skip(skipped))
    }

    /// Forgets everything; numbers go on, so whoever has not read it all counts anew.
    pub(super) fn forget(&mut self) {
        self.first = self.end() + 1;
        self.entries.clear();
    }
}
