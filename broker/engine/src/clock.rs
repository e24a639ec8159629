//! Time since the start, cheap enough for every message, and the wall clock for people.

use std::sync::atomic::{AtomicU64, Ordering::Relaxed};
use std::time::Duration;

use time::OffsetDateTime;
use tokio::time::Instant;

/// The engine's clock. `coarse` is as old as the last `tick`, and costs one load.
#[derive(Debug)]
pub(crate) struct Clock {
    started: Instant,
    started_at: OffsetDateTime,
    coarse: AtomicU64,
}

impl Clock {
    pub(crate) fn new() -> Self {
        Self {
            started: Instant::now(),
            started_at: OffsetDateTime::now_utc(),
            coarse: AtomicU64::new(0),
        }
    }

    /// Milliseconds since the start, now; refreshes `coarse`.
    pub(crate) fn tick(&self) -> u64 {
        let now = self.started.elapsed().as_millis() as u64;
        self.coarse.store(now, Relaxed);
        now
    }

    /// Milliseconds since the start, at the last tick.
    pub(crate) fn coarse(&self) -> u64 {
        self.coarse.load(Relaxed)
    }

    /// Nanoseconds since 1970; never goes back, whatever happens to the machine's clock meanwhile.
    pub(crate) fn nanos(&self) -> i64 {
        let now = self.started_at.unix_timestamp_nanos() + self.started.elapsed().as_nanos() as i128;
        i64::try_from(now).unwrap_or(i64::MAX)
    }

    /// Wall time of a moment given in milliseconds since the start.
    pub(crate) fn wall(&self, moment: u64) -> OffsetDateTime {
        self.started_at + Duration::from_millis(moment)
    }
}
