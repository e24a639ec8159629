//! Changes that may wait for a commit that has to be, but not for long: a crash undoes little then.

use crate::streams::message::Nanos;

/// How long such a change waits at most while nothing else has to be written.
const LINGER: Nanos = 1_000_000_000;

/// Since when something waits.
#[derive(Debug, Default)]
pub(super) struct Linger {
    now: Nanos,
    since: Option<Nanos>,
}

impl Linger {
    pub(super) fn tick(&mut self, now: Nanos) {
        self.now = now;
    }

    /// When everything should be made safe.
    pub(super) fn due(&self) -> Option<Nanos> {
        self.since.map(|since| since.saturating_add(LINGER))
    }

    pub(super) fn is_over(&self) -> bool {
        self.due().is_some_and(|due| due <= self.now)
    }

    /// After a commit, with whether it left something.
    pub(super) fn committed(&mut self, left: bool) {
        let since = self.since.filter(|_| !self.is_over()).unwrap_or(self.now);
        self.since = left.then_some(since);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_waits_is_due_a_second_after_it_began() {
        let mut linger = Linger::default();
        linger.tick(5);
        linger.committed(true);
        linger.tick(LINGER);
        linger.committed(true);
        assert_eq!((linger.due(), linger.is_over()), (Some(5 + LINGER), false));
        linger.tick(5 + LINGER);
        assert!(linger.is_over());
        linger.committed(false);
        assert_eq!(linger.due(), None);
    }
}
