//! How long to wait before the next attempt: the reference's tables, with jitter.

use std::time::Duration;

/// One block of a table, in milliseconds. The tables repeat it, each time 5 s later.
const BLOCK: [u64; 11] = [500, 750, 1000, 1500, 2000, 2500, 3000, 3500, 4000, 4500, 5000];
const BLOCK_STEP: u64 = 5000;

/// A table of waiting times, the last of which holds for every later attempt.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Backoff {
    /// Up to 5 s, for the first connection.
    FiveSec,
    /// Up to 20 s, for connections that were lost.
    TwentySec,
}

impl Backoff {
    /// The wait after `attempt` failed ones, before jitter.
    fn base(self, attempt: usize) -> Duration {
        let blocks = match self {
            Self::FiveSec => 1,
            Self::TwentySec => 4,
        };
        let index = attempt.min(blocks * BLOCK.len() - 1);
        let step = (index / BLOCK.len()) as u64 * BLOCK_STEP;
        Duration::from_millis(step + BLOCK[index % BLOCK.len()])
    }

    /// The wait after `attempt` failed ones, spread so that a fleet does not come back all at once.
    pub fn delay(self, attempt: usize) -> Duration {
        jitter(self.base(attempt))
    }
}

/// A random time in `[0.5, 1.5)` of `base`, whole milliseconds.
pub(super) fn jitter(base: Duration) -> Duration {
    let millis = u64::try_from(base.as_millis()).unwrap_or(u64::MAX / 2).max(1);
    Duration::from_millis(millis / 2 + fastrand::u64(0..millis))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table(backoff: Backoff, attempts: std::ops::Range<usize>) -> Vec<u64> {
        attempts
            .map(|attempt| backoff.base(attempt).as_millis() as u64)
            .collect()
    }

    #[test]
    fn the_first_connection_waits_up_to_five_seconds() {
        let expected = [
            500, 750, 1000, 1500, 2000, 2500, 3000, 3500, 4000, 4500, 5000, 5000, 5000,
        ];
        assert_eq!(table(Backoff::FiveSec, 0..13), expected);
    }

    #[test]
    fn lost_connections_wait_up_to_twenty_seconds() {
        assert_eq!(
            table(Backoff::TwentySec, 9..15),
            [4500, 5000, 5500, 5750, 6000, 6500]
        );
        assert_eq!(table(Backoff::TwentySec, 32..36), [15000, 15500, 15750, 16000]);
        assert_eq!(table(Backoff::TwentySec, 42..46), [19500, 20000, 20000, 20000]);
        assert_eq!(table(Backoff::TwentySec, usize::MAX - 1..usize::MAX), [20000]);
    }

    #[test]
    fn jitter_stays_between_half_and_one_and_a_half() {
        let base = Duration::from_secs(1);
        for _ in 0..1000 {
            let delay = jitter(base);
            assert!(delay >= base / 2 && delay < base * 3 / 2, "{delay:?}");
        }
    }
}
