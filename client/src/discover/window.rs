//! How long discovery listens.

use std::time::Duration;

use super::Query;

/// Least silence that ends an adaptive window.
const FLOOR: Duration = Duration::from_millis(300);

/// The time during which answers are awaited, all counted from the publishing.
#[derive(Debug, Clone, Copy)]
pub(super) struct Window {
    timeout: Duration,
    adaptive: bool,
    last: Option<Duration>,
}

impl Window {
    pub(super) fn new(query: &Query) -> Self {
        Self {
            timeout: query.timeout,
            adaptive: query.adaptive,
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
        match self.last {
            Some(last) if self.adaptive => self.timeout.min(last + FLOOR.max(last / 2)),
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
            adaptive,
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
