//! Streams on a disk that stops, fills up or fails at every single thing it is asked to do.
//!
//! A history is a series of turns, the same for the same seed. It is lived through once to see how much it asks of the disk, and
//! then once for each of these, with trouble exactly there. What is promised is judged from outside: by what left the stream.

mod alarms;
mod following;
mod letters;
mod life;
mod promises;

use following::Following;
use life::Life;

use crate::streams::disk::SimDisk;

/// Histories of the normal suite: one of each retention, and one of each way in which consumers give messages.
const HISTORIES: u64 = 3;
/// Turns of a history.
const TURNS: usize = 30;

/// What happens to the disk at some point.
#[derive(Debug, Clone, Copy)]
enum Trouble {
    /// The machine stops.
    Crash,
    /// There is no room for a write, for so many times.
    Full(u64),
    /// A sync fails, so many times.
    Sync(u64),
}

impl Trouble {
    /// At how many points there could have been such trouble so far.
    fn points(self, disk: &SimDisk) -> u64 {
        let (changes, writes, syncs) = disk.counts();
        match self {
            Self::Crash => changes,
            Self::Full(_) => writes,
            Self::Sync(_) => syncs,
        }
    }

    /// Puts it in the way, at one of the points.
    fn happen(self, disk: &SimDisk, point: u64) {
        match self {
            Self::Crash => disk.crash_after(point),
            Self::Full(count) => disk.fail_writes(point, count),
            Self::Sync(count) => disk.fail_syncs(point, count),
        }
    }
}

/// Something that is lived through with trouble.
trait History {
    /// `seed` decides what is done, `fate` what a crash leaves.
    fn new(seed: u64, fate: u64) -> Self;
    fn disk(&self) -> &SimDisk;
    fn live(&mut self, turns: usize);
    /// The machine stops and starts once more, and all is well.
    fn end(&mut self);
}

/// How many histories there are, and which is the first: a long run can be done in parts.
fn histories() -> std::ops::Range<u64> {
    let named = |name: &str| std::env::var(name).ok()?.parse::<u64>().ok();
    let first = named("MCO_CRASH_FIRST").unwrap_or(0);
    first..first + named("MCO_CRASH_ROUNDS").unwrap_or(HISTORIES)
}

/// Lives through histories, with trouble at every point of each.
fn at_every_point<H: History>(trouble: Trouble) {
    for seed in histories() {
        let mut quiet = H::new(seed, seed);
        quiet.live(TURNS);
        quiet.end();
        for point in 0..trouble.points(quiet.disk()) {
            let mut history = H::new(seed, seed << 32 | point);
            trouble.happen(history.disk(), point);
            history.live(TURNS);
            history.end();
        }
    }
}

#[test]
fn a_crash_at_any_point_breaks_no_promise() {
    at_every_point::<Life>(Trouble::Crash);
}

#[test]
fn a_disk_that_is_full_at_any_point_breaks_no_promise() {
    at_every_point::<Life>(Trouble::Full(1));
    at_every_point::<Life>(Trouble::Full(3));
}

#[test]
fn a_sync_that_fails_at_any_point_breaks_no_promise() {
    at_every_point::<Life>(Trouble::Sync(1));
    at_every_point::<Life>(Trouble::Sync(3));
}

#[test]
fn a_crash_at_any_point_lets_a_stream_take_everything_from_others_once() {
    at_every_point::<Following>(Trouble::Crash);
}

#[test]
fn a_disk_that_fails_at_any_point_lets_a_stream_take_everything_from_others_once() {
    at_every_point::<Following>(Trouble::Full(2));
    at_every_point::<Following>(Trouble::Sync(1));
    at_every_point::<Following>(Trouble::Sync(3));
}
