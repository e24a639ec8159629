//! Waiting for the user to rest.

use std::time::{Duration, SystemTime};

/// Something that is due once nothing has stirred for a while.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Rest {
    since: Option<SystemTime>,
}

impl Rest {
    /// It stirs: the wait begins anew.
    pub(super) fn stir(&mut self, now: SystemTime) {
        self.since = Some(now);
    }

    /// Nothing is due any more.
    pub(super) fn end(&mut self) {
        self.since = None;
    }

    /// Whether something will be due.
    pub(super) fn is_pending(self) -> bool {
        self.since.is_some()
    }

    /// Whether it has rested for `pause`; a clock that was set back counts as a long time.
    pub(super) fn is_due(self, now: SystemTime, pause: Duration) -> bool {
        self.since
            .is_some_and(|since| now.duration_since(since).map_or(true, |rest| rest >= pause))
    }

    /// Whether it is due, once.
    pub(super) fn take(&mut self, now: SystemTime, pause: Duration) -> bool {
        let due = self.is_due(now, pause);
        if due {
            self.end();
        }
        due
    }
}
