//! How much all streams may take together.

use std::sync::atomic::{AtomicBool, AtomicU64, Ordering::Relaxed};

use tokio::time::Instant;

use super::Streams;
use super::account::Taken;
use crate::options::StreamsOptions;
use crate::streams::config::{Storage, StreamConfig};
use crate::streams::error::{self, ApiError};

/// Milliseconds between two looks at what is taken: streams may take more than they may for as long.
const LOOK: u64 = 20;

/// The limits, and whether they were reached at the last look.
#[derive(Debug)]
pub(crate) struct Budget {
    max_memory: Option<u64>,
    max_disk: Option<u64>,
    started: Instant,
    /// Milliseconds from the start to the next look.
    due: AtomicU64,
    memory_full: AtomicBool,
    disk_full: AtomicBool,
}

impl Budget {
    pub(super) fn new(options: &StreamsOptions) -> Self {
        Self {
            max_memory: options.max_memory,
            max_disk: options.max_disk,
            started: Instant::now(),
            due: AtomicU64::new(0),
            memory_full: AtomicBool::new(false),
            disk_full: AtomicBool::new(false),
        }
    }

    fn look(&self, taken: &Taken) {
        let reached = |most: Option<u64>, used: u64| most.is_some_and(|most| used >= most);
        self.memory_full
            .store(reached(self.max_memory, taken.memory), Relaxed);
        self.disk_full
            .store(reached(self.max_disk, taken.storage), Relaxed);
    }

    fn is_due(&self) -> bool {
        let now = self.started.elapsed().as_millis() as u64;
        let due = self.due.load(Relaxed);
        let next = now.saturating_add(LOOK);
        now >= due && self.due.compare_exchange(due, next, Relaxed, Relaxed).is_ok()
    }
}

impl Streams {
    /// Whether streams of that kind may take nothing more.
    pub(crate) fn is_spent(&self, storage: Storage) -> bool {
        let budget = &self.budget;
        let (most, full) = match storage {
            Storage::Memory => (budget.max_memory, &budget.memory_full),
            Storage::File => (budget.max_disk, &budget.disk_full),
        };
        if most.is_none() {
            return false;
        }
        if budget.is_due() {
            budget.look(&self.taken());
        }
        full.load(Relaxed)
    }

    /// Checks that what a stream reserves, in the place of what it did before, is still there.
    pub(crate) fn afford(
        &self,
        config: &StreamConfig,
        before: Option<&StreamConfig>,
    ) -> Result<(), ApiError> {
        let Budget {
            max_memory, max_disk, ..
        } = self.budget;
        let reserves = |config: &StreamConfig| u64::try_from(config.max_bytes).unwrap_or(0);
        let (wanted, had) = (reserves(config), before.map(reserves));
        // A stream that is there may always be changed to want no more: a bound may have come down since.
        if max_memory.or(max_disk).is_none() || had.is_some_and(|had| wanted <= had) {
            return Ok(());
        }
        let taken = self.taken();
        let (most, reserved, refusal) = match config.storage {
            Storage::Memory => (max_memory, taken.reserved_memory, error::NO_MEMORY),
            Storage::File => (max_disk, taken.reserved_storage, error::NO_STORAGE),
        };
        let others = reserved.saturating_sub(had.unwrap_or(0));
        match most {
            Some(most) if others.saturating_add(wanted) > most => Err(refusal),
            _ => Ok(()),
        }
    }
}
