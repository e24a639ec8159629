//! Complaints that may come in floods: at most one a minute for each cause, with the number of those left out.

use std::collections::HashMap;
use std::hash::Hash;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use tokio::time::Instant;

/// At most one complaint per cause in this time.
const WINDOW: Duration = Duration::from_secs(60);

/// Causes that are remembered at once. Some name a caller, of whom there may be many.
const MAX_CAUSES: usize = 1024;

/// What was complained about, by cause.
#[derive(Debug)]
pub(crate) struct Muffler<C>(Mutex<HashMap<C, Window>>);

#[derive(Debug)]
struct Window {
    since: Instant,
    silent: u64,
}

impl<C> Default for Muffler<C> {
    fn default() -> Self {
        Self(Mutex::default())
    }
}

impl<C: Eq + Hash> Muffler<C> {
    /// How many like it went unlogged, when it is time to complain; none when it is not.
    pub(crate) fn due(&self, cause: C, now: Instant) -> Option<u64> {
        let mut causes = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(window) = causes.get_mut(&cause)
            && window.since + WINDOW > now
        {
            window.silent += 1;
            return None;
        }
        if causes.len() >= MAX_CAUSES {
            causes.retain(|_, window| window.since + WINDOW > now);
        }
        // With so many causes at once the log would be flooded all the same.
        if causes.len() >= MAX_CAUSES && !causes.contains_key(&cause) {
            return None;
        }
        let window = Window {
            since: now,
            silent: 0,
        };
        Some(causes.insert(cause, window).map_or(0, |old| old.silent))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cause_is_logged_once_a_minute_with_the_number_left_out() {
        let muffler = Muffler::default();
        let start = Instant::now();
        assert_eq!(muffler.due("signature", start), Some(0));
        assert_eq!(muffler.due("signature", start), None);
        assert_eq!(muffler.due("signature", start), None);
        assert_eq!(muffler.due("expired", start), Some(0));
        let later = start + WINDOW;
        assert_eq!(muffler.due("signature", later), Some(2));
        assert_eq!(muffler.due("signature", later), None);
    }

    #[test]
    fn more_causes_than_fit_are_silent_until_others_are_over() {
        let muffler = Muffler::default();
        let start = Instant::now();
        for cause in 0..MAX_CAUSES {
            assert_eq!(muffler.due(cause, start), Some(0));
        }
        assert_eq!(muffler.due(MAX_CAUSES, start), None);
        assert_eq!(muffler.due(MAX_CAUSES, start + WINDOW), Some(0));
    }
}
