//! How long discovery listens.

use std::time::Duration;

use super::Query;

/// The time during which answers are awaited, all counted from the publishing.
#[derive(Debug, Clone, Copy)]
pub(super) struct Window {
    timeout: Duration,
    /// Least silence that ends it early, if any does.
    silence: Option<Duration>,
    last: Option<Duration>,
}

impl Window {
    /// A window for a query; `silence` is the least that ends an adaptive one.
    pub(super) fn new(query: &Query, silence: Duration) -> Self {
        Self {
            timeout: query.timeout,
            silence: query.adaptive.then_some(silence),
            last: None,
        }
    }

    /// Notes that somebody answered after `rtt`.
    pub(super) fn heard(&mut self, rtt: Duration) {
        self.last = Some(rtt);
    }

    /// When to stop listening. An adaptive window closes after a silence half as long as the slowest answer took: where
    /// answers take long, so do the gaps between them.
    pub(super) fn end(&self) -> Duration {
        match (self.last, self.silence) {
            (Some(last), Some(least)) => self.timeout.min(last.saturating_add(least.max(last / 2))),
            _ => self.timeout,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn end(adaptive: bool, answers: &[u64]) -> u64 {
        let mut window = Window {
            timeout: Duration::from_secs(2),
            silence: adaptive.then_some(Duration::from_millis(300)),
            last: None,
        };
        answers
            .iter()
            .for_each(|millis| window.heard(Duration::from_millis(*millis)));
        window.end().as_millis() as u64
    }

    #[test]
    fn the_window_closes_soon_after_the_last_answer() {
        assert_eq!(end(true, &[5, 20]), 320);
    }

    #[test]
    fn slow_answers_hold_it_open_longer() {
        assert_eq!(end(true, &[100, 1000]), 1500);
    }

    #[test]
    fn it_stays_open_while_nobody_answered_and_never_outlasts_the_timeout() {
        assert_eq!(end(true, &[]), 2000);
        assert_eq!(end(true, &[1900]), 2000);
    }

    #[test]
    fn a_fixed_window_ignores_the_answers() {
        assert_eq!(end(false, &[5, 20]), 2000);
    }
}
