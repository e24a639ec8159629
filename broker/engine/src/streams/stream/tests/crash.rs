//! Streams on a disk that stops, fills up or fails at every single thing it is asked to do.
//!
//! A history is a series of turns, the same for the same seed. It is lived through once to see how much it asks of the disk, and
//! then once for each of these, with trouble exactly there. What is promised is judged from outside: by what left the stream.

mod letters;
mod life;
mod promises;

use life::Life;

/// Histories of the normal suite: one of each retention.
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

fn histories() -> u64 {
    let named = std::env::var("MCO_CRASH_ROUNDS");
    named.ok().and_then(|text| text.parse().ok()).unwrap_or(HISTORIES)
}

/// Lives through histories, with trouble at every point of each.
fn at_every_point(trouble: Trouble) {
    for seed in 0..histories() {
        let mut quiet = Life::new(seed, seed);
        quiet.live(TURNS);
        quiet.end();
        for point in 0..quiet.points(trouble) {
            let mut life = Life::new(seed, seed << 32 | point);
            life.expect(trouble, point);
            life.live(TURNS);
            life.end();
        }
    }
}

#[test]
fn a_crash_at_any_point_breaks_no_promise() {
    at_every_point(Trouble::Crash);
}

#[test]
fn a_disk_that_is_full_at_any_point_breaks_no_promise() {
    at_every_point(Trouble::Full(1));
    at_every_point(Trouble::Full(3));
}

#[test]
fn a_sync_that_fails_at_any_point_breaks_no_promise() {
    at_every_point(Trouble::Sync(1));
    at_every_point(Trouble::Sync(3));
}
