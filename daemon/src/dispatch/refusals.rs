//! Complaints about messages, kept from flooding the log.

use std::collections::HashMap;
use std::fmt::Display;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use tokio::time::Instant;
use tracing::warn;

/// At most one line per cause in this time.
const WINDOW: Duration = Duration::from_secs(60);

/// Longest detail that is logged.
const MAX_DETAIL: usize = 300;

/// What was complained about, by cause. Causes are constants of the program, so it stays small.
#[derive(Debug, Default)]
pub(super) struct Refusals(Mutex<HashMap<&'static str, Window>>);

#[derive(Debug)]
struct Window {
    since: Instant,
    silent: u64,
}

impl Refusals {
    /// Logs a dropped message, or only counts it when its cause was logged less than a minute ago.
    pub(super) fn note(&self, cause: &'static str, detail: &dyn Display) {
        if let Some(unlogged) = self.due(cause, Instant::now()) {
            warn!(cause, unlogged, detail = printable(detail), "message dropped");
        }
    }

    /// How many like it went unlogged, when it is time for a line.
    fn due(&self, cause: &'static str, now: Instant) -> Option<u64> {
        let mut causes = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        match causes.get_mut(cause) {
            Some(window) if window.since + WINDOW > now => {
                window.silent += 1;
                None
            }
            _ => {
                let window = Window {
                    since: now,
                    silent: 0,
                };
                Some(causes.insert(cause, window).map_or(0, |old| old.silent))
            }
        }
    }
}

/// Text that may come from a stranger, on one line of bounded length.
fn printable(detail: &dyn Display) -> String {
    let text = detail.to_string();
    let shown = text.chars().take(MAX_DETAIL);
    shown.map(|c| if c.is_control() { ' ' } else { c }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_stranger_wrote_stays_on_one_short_line() {
        assert_eq!(printable(&"no\nnew\u{1b}[31mline"), "no new [31mline");
        assert_eq!(printable(&"x".repeat(1000)).len(), MAX_DETAIL);
    }

    #[test]
    fn a_cause_is_logged_once_a_minute_with_the_number_left_out() {
        let refusals = Refusals::default();
        let start = Instant::now();
        assert_eq!(refusals.due("signature", start), Some(0));
        assert_eq!(refusals.due("signature", start), None);
        assert_eq!(refusals.due("signature", start), None);
        assert_eq!(refusals.due("expired", start), Some(0));
        let later = start + WINDOW;
        assert_eq!(refusals.due("signature", later), Some(2));
        assert_eq!(refusals.due("signature", later), None);
    }
}
