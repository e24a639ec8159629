//! Log lines that strangers cause, in measured doses.

use std::sync::atomic::{AtomicU32, AtomicU64, Ordering::Relaxed};

/// Lines of a minute. A fleet whose credentials have ended tries again every few seconds, all of it.
const LINES: u32 = 100;
const MINUTE: u64 = 60_000;

/// Lets so many lines of a minute through and counts the others.
#[derive(Debug, Default)]
pub struct Ration {
    /// Number of the current minute since the start.
    minute: AtomicU64,
    used: AtomicU32,
    unsaid: AtomicU64,
}

impl Ration {
    /// Whether one more line may be written at `now`, in milliseconds since the start; then with the number of lines that
    /// were not since the last one.
    pub fn take(&self, now: u64) -> Option<u64> {
        let minute = now / MINUTE;
        if self.minute.swap(minute, Relaxed) != minute {
            self.used.store(0, Relaxed);
        }
        if self.used.fetch_add(1, Relaxed) < LINES {
            return Some(self.unsaid.swap(0, Relaxed));
        }
        self.used.fetch_sub(1, Relaxed);
        self.unsaid.fetch_add(1, Relaxed);
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_flood_is_cut_and_the_next_minute_tells_how_much() {
        let ration = Ration::default();
        let said = (0..1_000).filter(|&now| ration.take(now) == Some(0)).count();
        assert_eq!(said, LINES as usize);
        assert_eq!(ration.take(MINUTE - 1), None);
        assert_eq!(ration.take(MINUTE), Some(901));
        assert_eq!(ration.take(MINUTE), Some(0));
    }
}
