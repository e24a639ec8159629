//! Gives memory back to the system when a storm has passed: the allocator keeps what was freed between what was not.

#![expect(
    unsafe_code,
    reason = "the C library's allocator is told to trim; no Rust interface for it exists"
)]

use std::sync::Arc;
use std::time::Duration;

use tokio::time::{MissedTickBehavior, interval};
use tracing::debug;

use crate::Snapshot;
use crate::hub::Hub;

/// Time between two looks.
const TICK: Duration = Duration::from_secs(2);
/// Bytes moved since the last trim that make another worth its milliseconds.
const WORTH_IT: u64 = 16 * 1024 * 1024;
/// Bytes moved between two looks below which the engine counts as quiet.
const QUIET: u64 = 256 * 1024;
/// Looks after which it is done on a busy engine too.
const PATIENCE: u32 = 30;
/// What a connection that left is taken to have held.
const PER_CONNECTION: u64 = 4096;

/// How much has moved through memory.
#[derive(Debug, Default)]
struct Tide {
    seen: u64,
    since_trim: u64,
    looks: u32,
}

impl Tide {
    /// Takes a look and tells whether it is time.
    fn turns(&mut self, totals: &Snapshot) -> bool {
        let left = totals.total_connections.saturating_sub(totals.connections);
        let moved_ever = totals.in_bytes + totals.out_bytes + left * PER_CONNECTION;
        let moved = moved_ever.saturating_sub(self.seen);
        self.seen = moved_ever.max(self.seen);
        self.since_trim += moved;
        self.looks += 1;
        let due = self.since_trim >= WORTH_IT && (moved < QUIET || self.looks >= PATIENCE);
        if due {
            (self.since_trim, self.looks) = (0, 0);
        }
        due
    }
}

/// Watches until the engine stops.
pub(crate) async fn watch(hub: Arc<Hub>) {
    let (mut ticks, mut tide) = (interval(TICK), Tide::default());
    ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
    while hub.stop.run_until_cancelled(ticks.tick()).await.is_some() {
        if tide.turns(&hub.snapshot()) {
            debug!("giving memory back");
            trim();
        }
    }
}

#[cfg(all(target_os = "linux", target_env = "gnu"))]
fn trim() {
    unsafe extern "C" {
        /// Hands free pages back to the system; takes the allocator's own locks and touches nothing in use.
        safe fn malloc_trim(keep: usize) -> std::ffi::c_int;
    }
    malloc_trim(0);
}

/// Other C libraries give back on their own.
#[cfg(not(all(target_os = "linux", target_env = "gnu")))]
fn trim() {}

#[cfg(test)]
mod tests {
    use super::*;

    fn moved(bytes: u64) -> Snapshot {
        Snapshot {
            out_bytes: bytes,
            ..Snapshot::default()
        }
    }

    #[test]
    fn it_turns_once_when_a_storm_has_passed() {
        let mut tide = Tide::default();
        let looks = [0, WORTH_IT, WORTH_IT * 2, WORTH_IT * 2 + 1, WORTH_IT * 2 + 1];
        assert_eq!(
            looks.map(|bytes| tide.turns(&moved(bytes))),
            [false, false, false, true, false]
        );
    }

    #[test]
    fn a_fleet_that_left_is_a_storm() {
        let mut tide = Tide::default();
        let there = Snapshot {
            connections: 10_000,
            total_connections: 10_000,
            ..Snapshot::default()
        };
        let gone = Snapshot {
            connections: 0,
            ..there
        };
        assert_eq!(
            [there, there, gone, gone].map(|totals| tide.turns(&totals)),
            [false, false, false, true]
        );
    }

    #[test]
    fn an_engine_that_is_always_busy_has_its_turn() {
        let mut tide = Tide::default();
        let turns = (1..=90)
            .filter(|look| tide.turns(&moved(look * WORTH_IT)))
            .count();
        assert_eq!(turns, 3);
    }
}
