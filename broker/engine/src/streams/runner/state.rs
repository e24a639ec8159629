//! Who waits for a turn, who has one, and when the next is due.

use std::collections::{BTreeSet, HashMap, VecDeque};
use std::sync::Arc;

use super::Actor;
use crate::streams::message::Nanos;

/// All actors, under one lock.
#[derive(Debug, Default)]
pub(super) struct State {
    pub(super) actors: HashMap<u64, Slot>,
    pub(super) ready: VecDeque<u64>,
    pub(super) timers: BTreeSet<(Nanos, u64)>,
    pub(super) last_id: u64,
    /// Turns that are going on.
    pub(super) running: usize,
    /// Threads that wait.
    pub(super) sleeping: usize,
    /// When the first of them looks again by itself.
    pub(super) watched: Option<Nanos>,
    pub(super) stopped: bool,
}

/// One actor.
#[derive(Debug)]
pub(super) struct Slot {
    pub(super) actor: Arc<dyn Actor>,
    pub(super) phase: Phase,
    pub(super) due: Option<Nanos>,
}

/// What an actor does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Phase {
    Idle,
    Ready,
    Running,
    /// Running, and woken meanwhile.
    RunningAndWoken,
}

impl State {
    /// Lets every actor have a last turn.
    pub(super) fn finish(&mut self) -> Vec<Arc<dyn Actor>> {
        self.stopped = true;
        for (id, slot) in &mut self.actors {
            slot.actor.finish();
            match slot.phase {
                Phase::Idle => {
                    slot.phase = Phase::Ready;
                    self.ready.push_back(*id);
                }
                Phase::Running => slot.phase = Phase::RunningAndWoken,
                Phase::Ready | Phase::RunningAndWoken => {}
            }
        }
        let actors = self.actors.values();
        actors.map(|slot| Arc::clone(&slot.actor)).collect()
    }

    pub(super) fn take_ready(&mut self) -> Option<(u64, Arc<dyn Actor>)> {
        while let Some(id) = self.ready.pop_front() {
            if let Some(slot) = self.actors.get_mut(&id) {
                slot.phase = Phase::Running;
                let (actor, due) = (Arc::clone(&slot.actor), slot.due.take());
                if let Some(due) = due {
                    self.timers.remove(&(due, id));
                }
                self.running += 1;
                return Some((id, actor));
            }
        }
        None
    }

    pub(super) fn first_due(&self) -> Option<Nanos> {
        self.timers.first().map(|(due, _)| *due)
    }

    /// Whether some thread sleeps, and none of them looks again when the first timer is due.
    pub(super) fn needs_watch(&self) -> bool {
        let unwatched = |due: Nanos| self.watched.is_none_or(|watched| due < watched);
        self.sleeping > 0 && !self.stopped && self.first_due().is_some_and(unwatched)
    }

    /// Whether a thread that sleeps has something to do or to watch.
    pub(super) fn needs_hand(&self) -> bool {
        (self.sleeping > 0 && !self.ready.is_empty()) || self.needs_watch()
    }

    pub(super) fn wake_due(&mut self, now: Nanos) {
        while let Some(&(due, id)) = self.timers.first() {
            if due > now {
                return;
            }
            self.timers.pop_first();
            if let Some(slot) = self.actors.get_mut(&id) {
                slot.due = None;
                if slot.phase == Phase::Idle {
                    slot.phase = Phase::Ready;
                    self.ready.push_back(id);
                }
            }
        }
    }
}
