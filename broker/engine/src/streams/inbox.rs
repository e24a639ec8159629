//! Where things wait for a turn: bounded by count and bytes, so that nobody fills the memory by asking faster than the disk can
//! write. Publishers are slowed down long before anything is refused.

use std::collections::VecDeque;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use crate::route::Flow;

/// Things of one turn: enough to share a sync, few enough that others have theirs.
const TURN: usize = 1024;
/// Bytes of them.
const TURN_BYTES: usize = 8 * 1024 * 1024;
/// Things and bytes in one inbox above which those who put more in are slowed down.
const MANY: usize = 8 * 1024;
const MUCH: usize = 16 * 1024 * 1024;
/// Things and bytes in one inbox above which nothing more comes in.
const TOO_MANY: usize = 8 * MANY;
const TOO_MUCH: usize = 8 * MUCH;
/// Bytes in all inboxes above which everybody is slowed down, and above which nothing comes in anywhere.
const ALL_MUCH: usize = 128 * 1024 * 1024;
const ALL_TOO_MUCH: usize = 4 * ALL_MUCH;

/// Something that takes memory while it waits.
pub(crate) trait Weigh {
    /// Bytes, roughly.
    fn weight(&self) -> usize;
}

/// What became of something put in.
#[must_use]
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Placed {
    /// Whether the inbox was empty before, so that its owner may sleep.
    pub(crate) first: bool,
    /// Whether whoever put it in should pause.
    pub(crate) flow: Flow,
}

/// Why something was not put in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum NoRoom {
    /// Too much waits already.
    Full,
    /// Its owner is gone, or goes.
    Closed,
}

/// An inbox.
#[derive(Debug)]
pub(crate) struct Inbox<T> {
    waiting: Mutex<Waiting<T>>,
    /// As many things are there as a turn waits for.
    complete: Condvar,
}

#[derive(Debug)]
struct Waiting<T> {
    things: VecDeque<T>,
    bytes: usize,
    /// How many things a turn waits for; 0 when none does.
    wanted: usize,
    closed: bool,
}

impl<T> Default for Inbox<T> {
    fn default() -> Self {
        Self {
            waiting: Mutex::new(Waiting {
                things: VecDeque::new(),
                bytes: 0,
                wanted: 0,
                closed: false,
            }),
            complete: Condvar::new(),
        }
    }
}

impl<T: Weigh> Inbox<T> {
    /// Puts something in; `all` is how many bytes wait in all inboxes.
    pub(crate) fn put(&self, thing: T, all: usize) -> Result<Placed, NoRoom> {
        let weight = thing.weight();
        let mut waiting = self.waiting();
        if waiting.closed {
            return Err(NoRoom::Closed);
        }
        let (count, bytes) = (waiting.things.len(), waiting.bytes);
        if count >= TOO_MANY || bytes >= TOO_MUCH || all >= ALL_TOO_MUCH {
            return Err(NoRoom::Full);
        }
        waiting.things.push_back(thing);
        waiting.bytes += weight;
        if waiting.wanted > 0 && waiting.things.len() >= waiting.wanted {
            waiting.wanted = 0;
            self.complete.notify_one();
        }
        Ok(Placed {
            first: count == 0,
            flow: flow(count, bytes, all),
        })
    }

    /// Fills `batch` up for one turn; returns how many bytes that were, and whether there is more.
    pub(crate) fn take(&self, batch: &mut VecDeque<T>) -> (usize, bool) {
        let mut waiting = self.waiting();
        if batch.is_empty() && waiting.things.len() <= TURN && waiting.bytes <= TURN_BYTES {
            std::mem::swap(batch, &mut waiting.things);
            return (std::mem::take(&mut waiting.bytes), false);
        }
        let mut taken = 0;
        while batch.len() < TURN && taken < TURN_BYTES {
            let Some(thing) = waiting.things.pop_front() else {
                break;
            };
            taken += thing.weight();
            batch.push_back(thing);
        }
        waiting.bytes = waiting.bytes.saturating_sub(taken);
        (taken, !waiting.things.is_empty())
    }

    /// Waits until so many things are there, or it is closed, but no longer than that.
    pub(crate) fn gather(&self, wanted: usize, longest: Duration) {
        let mut waiting = self.waiting();
        if waiting.closed || waiting.things.len() >= wanted {
            return;
        }
        waiting.wanted = wanted;
        let waited = self
            .complete
            .wait_timeout_while(waiting, longest, |waiting| waiting.wanted > 0);
        waited.unwrap_or_else(PoisonError::into_inner).0.wanted = 0;
    }

    /// Takes nothing more; what is in it stays.
    pub(crate) fn close(&self) {
        let mut waiting = self.waiting();
        waiting.closed = true;
        waiting.wanted = 0;
        self.complete.notify_one();
    }

    pub(crate) fn is_closed(&self) -> bool {
        self.waiting().closed
    }

    fn waiting(&self) -> MutexGuard<'_, Waiting<T>> {
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn flow(count: usize, bytes: usize, all: usize) -> Flow {
    let over = |part: usize| count > TOO_MANY / part || bytes > TOO_MUCH / part || all > ALL_TOO_MUCH / part;
    if over(2) {
        Flow::Overloaded
    } else if count > MANY || bytes > MUCH || all > ALL_MUCH {
        Flow::Congested
    } else {
        Flow::Free
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    impl Weigh for usize {
        fn weight(&self) -> usize {
            *self
        }
    }

    #[test]
    fn publishers_are_slowed_down_before_anything_is_refused() {
        for weight in [1, 64 * 1024] {
            let inbox = Inbox::default();
            let mut flows = vec![];
            while let Ok(placed) = inbox.put(weight, 0) {
                flows.push(placed.flow);
            }
            let paused = flows.iter().position(|flow| *flow == Flow::Congested).unwrap();
            let stopped = flows.iter().position(|flow| *flow == Flow::Overloaded).unwrap();
            assert!(paused > 0 && paused < stopped && stopped * 2 < flows.len() + 10);
            assert_eq!(inbox.put(weight, 0), Err(NoRoom::Full));
        }
    }

    #[test]
    fn what_waits_elsewhere_counts_too() {
        let inbox = Inbox::default();
        assert_eq!(
            inbox.put(1, ALL_MUCH + 1).map(|placed| placed.flow),
            Ok(Flow::Congested)
        );
        assert_eq!(inbox.put(1, ALL_TOO_MUCH), Err(NoRoom::Full));
    }

    #[test]
    fn a_turn_takes_a_share_in_order_and_makes_room() {
        let inbox = Inbox::default();
        for thing in 0..TURN + 2 {
            assert_eq!(inbox.put(thing, 0).map(|placed| placed.first), Ok(thing == 0));
        }
        let mut batch = VecDeque::new();
        let (bytes, more) = inbox.take(&mut batch);
        assert!(more && batch.iter().copied().eq(0..TURN));
        assert_eq!(bytes, (0..TURN).sum::<usize>());
        batch.drain(..TURN - 1);
        assert_eq!(inbox.take(&mut batch), (2 * TURN + 1, false));
        assert_eq!(batch, [TURN - 1, TURN, TURN + 1]);
        assert_eq!(inbox.put(1, 0).map(|placed| placed.first), Ok(true));
    }

    #[test]
    fn a_turn_takes_no_more_bytes_than_are_good_for_it() {
        let inbox = Inbox::default();
        for _ in 0..3 {
            let _ = inbox.put(TURN_BYTES / 2 + 1, 0);
        }
        let mut batch = VecDeque::new();
        assert!(inbox.take(&mut batch).1 && batch.len() == 2);
    }

    #[test]
    fn a_turn_that_waits_for_company_goes_on_when_it_is_complete_or_never_will_be() {
        const LONG: Duration = Duration::from_secs(600);
        let inbox = Inbox::default();
        std::thread::scope(|scope| {
            scope.spawn(|| (0..3).for_each(|thing| assert!(inbox.put(thing, 0).is_ok())));
            inbox.gather(3, LONG);
        });
        assert_eq!(inbox.take(&mut VecDeque::new()), (3, false));
        std::thread::scope(|scope| {
            scope.spawn(|| inbox.close());
            inbox.gather(1, LONG);
        });
        inbox.gather(1, LONG);
    }

    #[test]
    fn a_closed_inbox_keeps_what_it_has() {
        let inbox = Inbox::default();
        let _ = inbox.put(1, 0);
        inbox.close();
        assert_eq!(inbox.put(1, 0), Err(NoRoom::Closed));
        let mut batch = VecDeque::new();
        assert_eq!(inbox.take(&mut batch), (1, false));
    }
}
