//! Scheduled messages on a disk that has trouble once: each is made, and none twice.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::Arc;

use serde_json::json;

use super::super::{SECOND, START};
use super::Trouble;
use super::letters::{config, is_accepted, publish, request};
use crate::streams::disk::{Disk, SimDisk};
use crate::streams::filter::Filter;
use crate::streams::handle::Op;
use crate::streams::headers::Headers;
use crate::streams::moment;
use crate::streams::outbox::Outbox;
use crate::streams::store::{FileStore, Shared};
use crate::streams::stream::Stream;
use crate::streams::surroundings::{Staged, Surroundings};

const FOLDER: &str = "/streams";
/// Schedules for one moment each.
const ALARMS: i64 = 4;
/// Turns of half a second after the schedules are there.
const TURNS: u32 = 24;

/// A stream with schedules, the disk below it, and what was seen on it.
struct Clock {
    disk: SimDisk,
    shared: Arc<Shared>,
    at: Staged,
    stream: Stream,
    /// By sequence, what was made and what it says of the next.
    seen: BTreeMap<u64, (String, String)>,
}

impl Clock {
    fn new(fate: u64) -> Self {
        let disk = SimDisk::new(fate);
        disk.create_folder(Path::new(FOLDER)).unwrap();
        disk.sync_folder(Path::new("/")).unwrap();
        // So small that a turn often ends in another segment than it began in.
        let shared = Shared::with_segments(Arc::new(disk.clone()), FOLDER.into(), 200..600);
        let store = Box::new(FileStore::create(&shared, "S"));
        let config = config(json!({"allow_msg_schedules": true}));
        Self {
            stream: Stream::create(config, store, START).unwrap(),
            disk,
            shared,
            at: Staged::quiet(START),
            seen: BTreeMap::new(),
        }
    }

    fn run(&mut self) {
        for alarm in 0..ALARMS {
            let due = moment::text(START + (3 + alarm) * SECOND);
            self.schedule(&format!("s.at{alarm}"), &format!("@at {due}"));
        }
        self.schedule("s.every", "@every 2s");
        for turn in 0..TURNS {
            self.at.pass(SECOND / 2);
            self.turn(None);
            // What was made is taken, so that it tells nothing after a restart.
            if turn % 5 == 4
                && let Some(last) = self.stream.last_of("s.target").unwrap()
            {
                self.turn(Some(request("STREAM.MSG.DELETE.S", &json!({"seq": last.seq}))));
            }
        }
        self.restart();
        self.at.pass(SECOND);
        self.turn(None);
    }

    /// Publishes until it is told that it is safe.
    fn schedule(&mut self, subject: &str, pattern: &str) {
        let headers =
            format!("NATS/1.0\r\nNats-Schedule: {pattern}\r\nNats-Schedule-Target: s.target\r\n\r\n");
        while !self.turn(Some(publish(subject, &headers, "x"))) {}
    }

    /// Whether what was asked for is done.
    fn turn(&mut self, op: Option<Op>) -> bool {
        let mut out = Outbox::default();
        if let Some(op) = op {
            self.stream.handle(op, &self.at, &mut out);
        }
        while self.stream.proceed(&self.at, &mut out) {}
        let is_done = self.stream.commit(&mut out).is_ok() && !self.disk.has_crashed();
        if !is_done && (self.disk.has_crashed() || self.stream.recover(&self.at, &mut out).is_err()) {
            self.restart();
        }
        self.look();
        is_done && is_accepted(&out)
    }

    fn restart(&mut self) {
        self.disk.restart();
        self.shared.remove_leftovers().unwrap();
        let store = Box::new(FileStore::open(&self.shared, "S").unwrap());
        self.stream = Stream::open(store, self.at.now()).unwrap();
        self.look();
    }

    fn look(&mut self) {
        let target = Filter::new(["s.target"]);
        for seq in self.stream.store.seqs(0, &target, usize::MAX).unwrap() {
            let made = self.stream.store.read(seq).unwrap().unwrap();
            let header = |name| Headers(&made.headers).get(name).unwrap().into_owned();
            let (by, next) = (header("Nats-Scheduler"), header("Nats-Schedule-Next"));
            let before = self.seen.insert(seq, (by.clone(), next.clone()));
            assert!(
                before.is_none_or(|before| before == (by, next)),
                "{seq} is another one"
            );
        }
    }

    /// Each was made once, and no schedule is left but the one that goes on.
    fn judge(&self) {
        let alarms = (0..ALARMS).map(|alarm| (format!("s.at{alarm}"), "purge".to_owned()));
        for alarm in alarms {
            let count = self.seen.values().filter(|seen| **seen == alarm).count();
            assert_eq!(count, 1, "{alarm:?} in {:?}", self.seen);
        }
        let steps: Vec<&String> = self
            .seen
            .values()
            .filter(|(by, _)| by == "s.every")
            .map(|(_, next)| next)
            .collect();
        let different: BTreeSet<&String> = steps.iter().copied().collect();
        assert!(steps.is_sorted() && different.len() == steps.len(), "{steps:?}");
        assert!(steps.len() >= 5, "{steps:?}");
        let there = self.stream.store.subjects(&Filter::default());
        let there: Vec<&str> = there.iter().map(|(subject, _)| &**subject).collect();
        assert_eq!(there, ["s.every", "s.target"]);
    }
}

#[test]
fn no_trouble_with_the_disk_makes_a_scheduled_message_twice_or_never() {
    for trouble in [Trouble::Crash, Trouble::Full(2), Trouble::Sync(2)] {
        let mut quiet = Clock::new(0);
        let made = trouble.points(&quiet.disk);
        quiet.run();
        quiet.judge();
        for point in made..trouble.points(&quiet.disk) {
            let mut clock = Clock::new(point);
            trouble.happen(&clock.disk, point);
            clock.run();
            clock.judge();
        }
    }
}
