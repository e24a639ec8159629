//! The threads that give actors their turns. An actor has one turn at a time, and as many as it asks for.

use std::collections::{BTreeMap, HashMap, VecDeque};
use std::fmt::Debug;
use std::io;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread::JoinHandle;
use std::time::Duration;

use crate::streams::message::Nanos;
use crate::streams::outbox::Outbox;
use crate::streams::surroundings::Surroundings;

/// Threads: they mostly wait for the disk, so there are more than processors.
const THREADS: usize = 4;

/// Something that has turns.
pub(crate) trait Actor: Debug + Send + Sync {
    /// Does what waits for it, and tells when it wants to be called again.
    fn turn(&self, at: &dyn Surroundings, out: &mut Outbox) -> Next;
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

#[derive(Debug, Default)]
struct State {
    actors: HashMap<u64, Slot>,
    ready: VecDeque<u64>,
    timers: BTreeMap<(Nanos, u64), ()>,
    last_id: u64,
    stopped: bool,
}

#[derive(Debug)]
struct Slot {
    actor: Arc<dyn Actor>,
    phase: Phase,
    due: Option<Nanos>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Phase {
    Idle,
    Ready,
    Running,
    /// Running, and woken meanwhile.
    RunningAndWoken,
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
        let mut threads = self.threads.lock().unwrap_or_else(PoisonError::into_inner);
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
        state.ready.push_back(id);
        self.changed.notify_one();
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
                state.ready.push_back(id);
                self.changed.notify_one();
            }
            Phase::Running => slot.phase = Phase::RunningAndWoken,
            Phase::Ready | Phase::RunningAndWoken => {}
        }
    }

    /// Forgets an actor; a turn it has ends as it would.
    pub(crate) fn remove(&self, id: u64) {
        self.state().actors.remove(&id);
    }

    /// Lets the turns that run end, and then the threads.
    pub(crate) fn stop(&self) {
        self.state().stopped = true;
        self.changed.notify_all();
        let threads = std::mem::take(&mut *self.threads.lock().unwrap_or_else(PoisonError::into_inner));
        for thread in threads {
            let _ = thread.join();
        }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn run(&self, outside: &dyn Outside) {
        while let Some((id, actor)) = self.next(outside) {
            let mut out = Outbox::default();
            let next = actor.turn(outside, &mut out);
            outside.send(out);
            self.done(id, next);
        }
    }

    /// The next actor whose turn it is; none when all is over.
    fn next(&self, at: &dyn Surroundings) -> Option<(u64, Arc<dyn Actor>)> {
        let mut state = self.state();
        loop {
            if state.stopped {
                return None;
            }
            let now = at.now();
            state.wake_due(now);
            while let Some(id) = state.ready.pop_front() {
                if let Some(slot) = state.actors.get_mut(&id) {
                    slot.phase = Phase::Running;
                    let (actor, due) = (Arc::clone(&slot.actor), slot.due.take());
                    if let Some(due) = due {
                        state.timers.remove(&(due, id));
                    }
                    return Some((id, actor));
                }
            }
            state = match state.timers.first_key_value() {
                None => self.changed.wait(state).unwrap_or_else(PoisonError::into_inner),
                Some(((due, _), ())) => {
                    let wait = Duration::from_nanos(u64::try_from(due - now).unwrap_or(0));
                    let waited = self.changed.wait_timeout(state, wait);
                    waited.unwrap_or_else(PoisonError::into_inner).0
                }
            };
        }
    }

    fn done(&self, id: u64, next: Next) {
        let mut state = self.state();
        let Some(slot) = state.actors.get_mut(&id) else {
            return;
        };
        if next == Next::Now || slot.phase == Phase::RunningAndWoken {
            slot.phase = Phase::Ready;
            state.ready.push_back(id);
            self.changed.notify_one();
            return;
        }
        slot.phase = Phase::Idle;
        if let Next::At(due) = next {
            slot.due = Some(due);
            state.timers.insert((due, id), ());
            self.changed.notify_one();
        }
    }
}

impl State {
    fn wake_due(&mut self, now: Nanos) {
        while let Some((&(due, id), ())) = self.timers.first_key_value() {
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
