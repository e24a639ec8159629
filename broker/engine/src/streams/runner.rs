//! The threads that give actors their turns. An actor has one turn at a time, and as many as it asks for.

mod state;

use std::fmt::Debug;
use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread::JoinHandle;
use std::time::Duration;

use state::{Phase, Slot, State};
use tracing::error;

use crate::streams::message::Nanos;
use crate::streams::outbox::Outbox;
use crate::streams::surroundings::Surroundings;

/// Threads: they mostly wait for the disk, so there are more than processors of a small machine.
const THREADS: usize = 8;

/// Something that has turns.
pub(crate) trait Actor: Debug + Send + Sync {
    /// Does what waits for it, and tells when it wants to be called again.
    fn turn(&self, at: &dyn Surroundings, out: &mut Outbox) -> Next;

    /// Its turn panicked; what the turn put into the outbox is still there.
    fn broke(&self, out: &mut Outbox) -> Next;

    /// Takes nothing more; what is there is still done, in at least one more turn. It must not wait.
    fn finish(&self) {}

    /// The last turn is over.
    fn rest(&self) {}
}

/// When an actor wants its next turn, if nobody wakes it before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Next {
    Now,
    At(Nanos),
    Never,
}

/// What the threads need from outside.
pub(crate) trait Outside: Surroundings + Debug + Send + Sync {
    /// Sends what came of a turn.
    fn send(&self, out: Outbox);
}

/// Who waits for a turn, and who has one.
#[derive(Debug)]
pub(crate) struct Runner {
    state: Mutex<State>,
    changed: Condvar,
    threads: Mutex<Vec<JoinHandle<()>>>,
}

impl Runner {
    pub(crate) fn new() -> Self {
        Self {
            state: Mutex::default(),
            changed: Condvar::new(),
            threads: Mutex::default(),
        }
    }

    /// Starts the threads; they end with [`Runner::stop`].
    pub(crate) fn start(self: &Arc<Self>, outside: &Arc<dyn Outside>) -> io::Result<()> {
        let mut threads = self.threads();
        for index in 0..THREADS {
            let (runner, outside) = (Arc::clone(self), Arc::clone(outside));
            let thread = std::thread::Builder::new()
                .name(format!("streams-{index}"))
                .spawn(move || runner.run(&*outside))?;
            threads.push(thread);
        }
        Ok(())
    }

    /// Adds an actor, which gets a first turn; the number names it from now on.
    pub(crate) fn add(&self, actor: Arc<dyn Actor>) -> u64 {
        let mut state = self.state();
        state.last_id += 1;
        let id = state.last_id;
        state.actors.insert(
            id,
            Slot {
                actor,
                phase: Phase::Ready,
                due: None,
            },
        );
        self.ready(state, id);
        id
    }

    /// Gives an actor a turn soon.
    pub(crate) fn wake(&self, id: u64) {
        let mut state = self.state();
        let Some(slot) = state.actors.get_mut(&id) else {
            return;
        };
        match slot.phase {
            Phase::Idle => {
                slot.phase = Phase::Ready;
                self.ready(state, id);
            }
            Phase::Running => slot.phase = Phase::RunningAndWoken,
            Phase::Ready | Phase::RunningAndWoken => {}
        }
    }

    /// Forgets an actor; a turn it has ends as it would.
    pub(crate) fn remove(&self, id: u64) {
        let mut state = self.state();
        if let Some(due) = state.actors.remove(&id).and_then(|slot| slot.due) {
            state.timers.remove(&(due, id));
        }
    }

    /// Lets actors do what they have and take nothing more, then ends the threads.
    pub(crate) fn stop(&self) {
        let actors = self.state().finish();
        self.changed.notify_all();
        let threads = std::mem::take(&mut *self.threads());
        for thread in threads {
            let _ = thread.join();
        }
        self.state().actors.clear();
        for actor in &actors {
            if catch_unwind(AssertUnwindSafe(|| actor.rest())).is_err() {
                error!("a fault in the broker; what could wait in a stream is not made safe");
            }
        }
    }

    fn threads(&self) -> MutexGuard<'_, Vec<JoinHandle<()>>> {
        self.threads.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn ready(&self, mut state: MutexGuard<'_, State>, id: u64) {
        state.ready.push_back(id);
        let asleep = state.sleeping > 0;
        // A thread woken before the lock is free goes back to sleep for it, which costs a publisher two more switches.
        drop(state);
        if asleep {
            self.changed.notify_one();
        }
    }

    fn run(&self, outside: &dyn Outside) {
        while let Some((id, actor)) = self.next(outside) {
            let mut out = Outbox::default();
            let turn = catch_unwind(AssertUnwindSafe(|| actor.turn(outside, &mut out)));
            let next = turn.unwrap_or_else(|_| {
                catch_unwind(AssertUnwindSafe(|| actor.broke(&mut out))).unwrap_or(Next::Never)
            });
            if catch_unwind(AssertUnwindSafe(|| outside.send(out))).is_err() {
                error!("a fault in the broker; what came of a turn of a stream is not sent");
            }
            self.done(id, next);
        }
    }

    /// The next actor whose turn it is; none when all is over.
    fn next(&self, at: &dyn Surroundings) -> Option<(u64, Arc<dyn Actor>)> {
        let mut state = self.state();
        loop {
            let now = at.now();
            if !state.stopped {
                state.wake_due(now);
            }
            if let Some(found) = state.take_ready() {
                let needs_hand = state.needs_hand();
                drop(state);
                if needs_hand {
                    self.changed.notify_one();
                }
                return Some(found);
            }
            if state.stopped && state.running == 0 {
                self.changed.notify_all();
                return None;
            }
            state = self.sleep(state, now);
        }
    }

    fn sleep<'a>(&self, mut state: MutexGuard<'a, State>, now: Nanos) -> MutexGuard<'a, State> {
        state.sleeping += 1;
        let watch = state.first_due().filter(|_| state.needs_watch());
        let mut state = match watch {
            None => self.changed.wait(state).unwrap_or_else(PoisonError::into_inner),
            Some(due) => {
                state.watched = Some(due);
                let wait = Duration::from_nanos(u64::try_from(due.saturating_sub(now)).unwrap_or(0));
                let waited = self.changed.wait_timeout(state, wait);
                waited.unwrap_or_else(PoisonError::into_inner).0
            }
        };
        state.sleeping -= 1;
        if watch.is_some() && state.watched == watch {
            state.watched = None;
        }
        state
    }

    fn done(&self, id: u64, next: Next) {
        let mut state = self.state();
        state.running -= 1;
        let Some(slot) = state.actors.get_mut(&id) else {
            return;
        };
        if next == Next::Now || slot.phase == Phase::RunningAndWoken {
            slot.phase = Phase::Ready;
            // This thread looks for the next one at once: nobody has to be woken.
            state.ready.push_back(id);
            return;
        }
        slot.phase = Phase::Idle;
        if let Next::At(due) = next {
            slot.due = Some(due);
            state.timers.insert((due, id));
        }
    }
}

#[cfg(test)]
mod tests;
