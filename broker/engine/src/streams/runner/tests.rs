use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering::SeqCst};
use std::sync::mpsc;

use super::*;
use crate::streams::surroundings::Staged;

impl Outside for Staged {
    fn send(&self, _: Outbox) {}
}

/// Counts what it is given, as an inbox would, and notes when two turns overlap.
#[derive(Debug, Default)]
struct Counter {
    waiting: AtomicUsize,
    done: AtomicUsize,
    closed: AtomicBool,
    busy: AtomicBool,
    overlapped: AtomicBool,
    rested: AtomicBool,
    /// Whether it had a turn after it was told to take nothing more.
    parted: AtomicBool,
    /// Things a turn takes at most; 0 for all.
    share: usize,
}

impl Counter {
    fn give(&self, runner: &Runner, id: u64) -> bool {
        if self.closed.load(SeqCst) {
            return false;
        }
        if self.waiting.fetch_add(1, SeqCst) == 0 {
            runner.wake(id);
        }
        true
    }
}

impl Actor for Counter {
    fn turn(&self, _: &dyn Surroundings, _: &mut Outbox) -> Next {
        if self.busy.swap(true, SeqCst) {
            self.overlapped.store(true, SeqCst);
        }
        self.parted.fetch_or(self.closed.load(SeqCst), SeqCst);
        let there = self.waiting.load(SeqCst);
        let taken = if self.share == 0 {
            there
        } else {
            there.min(self.share)
        };
        let left = self.waiting.fetch_sub(taken, SeqCst) - taken;
        self.done.fetch_add(taken, SeqCst);
        self.busy.store(false, SeqCst);
        if left > 0 { Next::Now } else { Next::Never }
    }

    fn broke(&self, _: &mut Outbox) -> Next {
        Next::Never
    }

    fn finish(&self) {
        self.closed.store(true, SeqCst);
    }

    fn rest(&self) {
        self.rested.store(true, SeqCst);
    }
}

fn running(world: &Arc<Staged>) -> Arc<Runner> {
    let runner = Arc::new(Runner::new());
    let outside: Arc<dyn Outside> = Arc::clone(world) as _;
    runner.start(&outside).unwrap();
    runner
}

#[test]
fn nothing_is_lost_between_many_givers_and_no_two_turns_of_one_actor_overlap() {
    const GIVERS: usize = 8;
    const EACH: usize = 5_000;
    let runner = running(&Arc::default());
    let actors: Vec<Arc<Counter>> = (0..5)
        .map(|share| {
            Arc::new(Counter {
                share,
                ..Counter::default()
            })
        })
        .collect();
    let ids: Vec<u64> = actors
        .iter()
        .map(|actor| runner.add(Arc::clone(actor) as _))
        .collect();
    std::thread::scope(|scope| {
        for giver in 0..GIVERS {
            let (runner, actors, ids) = (&runner, &actors, &ids);
            scope.spawn(move || {
                for at in 0..EACH {
                    let which = (at + giver) % actors.len();
                    assert!(actors[which].give(runner, ids[which]));
                    if at % 64 == 0 {
                        std::thread::yield_now();
                    }
                }
            });
        }
    });
    // Whatever was given gets its turn without another wake-up: else this would wait for ever.
    while actors.iter().map(|actor| actor.done.load(SeqCst)).sum::<usize>() < GIVERS * EACH {
        std::thread::yield_now();
    }
    assert!(!actors.iter().any(|actor| actor.overlapped.load(SeqCst)));
    runner.stop();
}

#[test]
fn what_was_given_before_the_end_is_done_and_then_all_rest() {
    for _ in 0..50 {
        let runner = running(&Arc::default());
        let actor = Arc::new(Counter {
            share: 3,
            ..Counter::default()
        });
        let id = runner.add(Arc::clone(&actor) as _);
        let given = std::thread::scope(|scope| {
            let giver = scope.spawn(|| (0..100_000).take_while(|_| actor.give(&runner, id)).count());
            runner.stop();
            giver.join().unwrap()
        });
        // One thing may have come in between the closing of the door and the last look: inboxes refuse under a lock.
        assert!(actor.done.load(SeqCst) + 1 >= given);
        assert!(actor.rested.load(SeqCst));
        runner.stop();
    }
}

#[test]
fn whoever_idles_has_one_more_turn_at_the_end() {
    let runner = running(&Arc::default());
    let actors: Vec<Arc<Counter>> = (0..100).map(|_| Arc::default()).collect();
    for actor in &actors {
        runner.add(Arc::clone(actor) as _);
    }
    runner.stop();
    for actor in &actors {
        assert!(actor.parted.load(SeqCst) && actor.rested.load(SeqCst));
    }
}

/// Wants a turn at a moment, and tells of each turn it gets.
#[derive(Debug)]
struct Alarm {
    due: Nanos,
    turns: mpsc::SyncSender<Nanos>,
}

impl Actor for Alarm {
    fn turn(&self, at: &dyn Surroundings, _: &mut Outbox) -> Next {
        let now = at.now();
        self.turns.send(now).unwrap();
        if now < self.due {
            Next::At(self.due)
        } else {
            Next::Never
        }
    }

    fn broke(&self, _: &mut Outbox) -> Next {
        Next::Never
    }
}

#[test]
fn each_timer_fires_even_when_many_are_due_at_once() {
    let world = Arc::new(Staged::default());
    let runner = running(&world);
    let (turns, told) = mpsc::sync_channel(16);
    for due in [20, 20, 20, 20, 20, 5_000_000] {
        let turns = turns.clone();
        runner.add(Arc::new(Alarm { due, turns }));
    }
    let first: Vec<Nanos> = told.iter().take(6).collect();
    assert_eq!(first, [0; 6]);
    world.set(20);
    assert_eq!(told.iter().take(5).collect::<Vec<_>>(), [20; 5]);
    world.set(5_000_000);
    assert_eq!(told.recv().unwrap(), 5_000_000);
    runner.stop();
}

/// Panics in its first turns.
#[derive(Debug, Default)]
struct Faulty {
    faults: AtomicUsize,
    after: AtomicUsize,
}

impl Actor for Faulty {
    fn turn(&self, _: &dyn Surroundings, _: &mut Outbox) -> Next {
        assert!(self.faults.load(SeqCst) > 2, "a fault, made for a test");
        self.after.fetch_add(1, SeqCst);
        Next::Never
    }

    fn broke(&self, _: &mut Outbox) -> Next {
        self.faults.fetch_add(1, SeqCst);
        Next::Now
    }
}

#[test]
fn a_fault_in_a_turn_is_the_actors_own_matter() {
    let runner = running(&Arc::default());
    let actor = Arc::new(Faulty::default());
    runner.add(Arc::clone(&actor) as _);
    while actor.after.load(SeqCst) == 0 {
        std::thread::yield_now();
    }
    assert_eq!(actor.faults.load(SeqCst), 3);
    runner.stop();
}

#[test]
fn a_fault_at_the_end_keeps_nobody_else_from_resting() {
    #[derive(Debug)]
    struct Restless;
    impl Actor for Restless {
        fn turn(&self, _: &dyn Surroundings, _: &mut Outbox) -> Next {
            Next::Never
        }

        fn broke(&self, _: &mut Outbox) -> Next {
            Next::Never
        }

        fn rest(&self) {
            panic!("a fault, made for a test");
        }
    }
    let runner = running(&Arc::default());
    let actors: Vec<Arc<Counter>> = (0..10).map(|_| Arc::default()).collect();
    for actor in &actors {
        runner.add(Arc::new(Restless));
        runner.add(Arc::clone(actor) as _);
    }
    runner.stop();
    assert!(actors.iter().all(|actor| actor.rested.load(SeqCst)));
}

#[test]
fn an_actor_that_always_wants_more_leaves_room_for_others() {
    #[derive(Debug)]
    struct Greedy;
    impl Actor for Greedy {
        fn turn(&self, _: &dyn Surroundings, _: &mut Outbox) -> Next {
            Next::Now
        }

        fn broke(&self, _: &mut Outbox) -> Next {
            Next::Never
        }
    }
    let runner = running(&Arc::default());
    let greedy: Vec<u64> = (0..2 * THREADS).map(|_| runner.add(Arc::new(Greedy))).collect();
    let modest = Arc::new(Counter::default());
    let id = runner.add(Arc::clone(&modest) as _);
    for given in 1..=100 {
        modest.give(&runner, id);
        while modest.done.load(SeqCst) < given {
            std::thread::yield_now();
        }
    }
    greedy.into_iter().for_each(|id| runner.remove(id));
    runner.stop();
}
