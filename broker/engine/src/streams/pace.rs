//! How long a turn waits for company: publishers that were answered together will be back together, and one sync of the disk
//! serves them all. A lone publisher never waits.

use std::sync::atomic::{AtomicI64, AtomicUsize, Ordering::Relaxed};
use std::time::Duration;

use crate::streams::message::Nanos;

/// Things in the last turn below which nobody waits.
const COMPANY: usize = 16;
/// Part of the time the last commit took that is worth waiting, and the most.
const PART: Nanos = 2;
const LONGEST: Nanos = 2_000_000;

/// What the last turn was like.
#[derive(Debug, Default)]
pub(crate) struct Pace {
    things: AtomicUsize,
    commit: AtomicI64,
}

impl Pace {
    /// How many more a turn with so many things should wait for, and how long at most; none if it should not.
    pub(crate) fn company(&self, things: usize) -> Option<(usize, Duration)> {
        let last = self.things.load(Relaxed);
        if things == 0 || last < COMPANY || things * 2 >= last {
            return None;
        }
        let longest = (self.commit.load(Relaxed) / PART).clamp(0, LONGEST);
        Some((last - things, Duration::from_nanos(u64::try_from(longest).ok()?)))
    }

    /// Notes a turn: how many things it did, and how long its commit took.
    pub(crate) fn note(&self, things: usize, commit: Nanos) {
        self.things.store(things, Relaxed);
        self.commit.store(commit, Relaxed);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_turn_with_much_less_than_the_last_one_waits_and_not_for_long() {
        let pace = Pace::default();
        assert_eq!(pace.company(1), None);
        pace.note(64, 2_000_000);
        assert_eq!(pace.company(4), Some((60, Duration::from_millis(1))));
        assert_eq!(pace.company(0), None);
        assert_eq!(pace.company(32), None);
        pace.note(64, 1_000_000_000);
        assert_eq!(pace.company(4), Some((60, Duration::from_millis(2))));
        pace.note(1, 2_000_000);
        assert_eq!(pace.company(1), None);
    }
}
