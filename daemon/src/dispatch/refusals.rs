//! Complaints about messages, kept from flooding the log.

use std::fmt::Display;

use tokio::time::Instant;
use tracing::warn;

use crate::muffler::Muffler;

/// Longest detail that is logged.
const MAX_DETAIL: usize = 300;

/// What was complained about, by cause.
#[derive(Debug, Default)]
pub(super) struct Refusals(Muffler<&'static str>);

impl Refusals {
    /// Logs a dropped message, or only counts it when its cause was logged less than a minute ago.
    pub(super) fn note(&self, cause: &'static str, detail: &dyn Display) {
        if let Some(unlogged) = self.0.due(cause, Instant::now()) {
            warn!(cause, unlogged, detail = printable(detail), "message dropped");
        }
    }
}

/// Text that may come from a stranger, on one line of bounded length.
pub(super) fn printable(detail: &dyn Display) -> String {
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
}
