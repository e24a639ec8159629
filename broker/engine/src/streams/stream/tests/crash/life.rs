//! One history of a stream on a disk that has trouble once.

mod reading;
mod writing;

use std::path::Path;
use std::sync::Arc;

use serde_json::json;

use super::super::{SECOND, START};
use super::History;
use super::letters::{config, is_accepted, request};
use super::promises::{Log, Notes, Promises, Urgent};
use crate::streams::config::StreamConfig;
use crate::streams::disk::{Disk, SimDisk};
use crate::streams::handle::Op;
use crate::streams::outbox::Outbox;
use crate::streams::store::{FileStore, Shared};
use crate::streams::stream::Stream;
use crate::streams::surroundings::{Staged, Surroundings};
use reading::{Delivery, Giving};

const FOLDER: &str = "/streams";

/// A stream, the disk below it, and a client that remembers what it was told.
pub(super) struct Life {
    disk: SimDisk,
    shared: Arc<Shared>,
    random: fastrand::Rng,
    at: Staged,
    /// None before the first one is made.
    stream: Option<Stream>,
    config: StreamConfig,
    promises: Promises,
    /// How the first consumer gives its messages.
    giving: Giving,
    deliveries: Vec<Delivery>,
    /// What the first consumer said to whom it prefers.
    pin: Option<String>,
    numbers: u64,
}

/// What is to be in one turn, and what of it has to be safe if it is answered well.
struct Turn {
    ops: Vec<Op>,
    urgent: Urgent,
    acks: Vec<(String, u64, bool)>,
    fresh: Option<String>,
}

impl Turn {
    fn of(op: Op, urgent: Urgent) -> Self {
        Self {
            ops: vec![op],
            urgent,
            acks: Vec::new(),
            fresh: None,
        }
    }
}

const LAZY: Urgent = Urgent {
    log: false,
    notes: false,
};
const LOG: Urgent = Urgent {
    log: true,
    notes: false,
};
const NOTES: Urgent = Urgent {
    log: false,
    notes: true,
};

impl History for Life {
    fn new(seed: u64, fate: u64) -> Self {
        let disk = SimDisk::new(fate);
        disk.create_folder(Path::new(FOLDER)).unwrap();
        disk.sync_folder(Path::new("/")).unwrap();
        let shared = Shared::with_segments(Arc::new(disk.clone()), FOLDER.into(), 1_000..4_000);
        let random = fastrand::Rng::with_seed(seed);
        let retention = ["limits", "workqueue", "interest"][seed as usize % 3];
        Self {
            disk,
            shared,
            at: Staged::loud(START),
            stream: None,
            config: config(json!({"retention": retention, "max_msgs": 12})),
            random,
            promises: Promises::default(),
            giving: Giving::of(seed),
            deliveries: Vec::new(),
            pin: None,
            numbers: 0,
        }
    }

    fn disk(&self) -> &SimDisk {
        &self.disk
    }

    fn live(&mut self, turns: usize) {
        for _ in 0..turns {
            // It may have been busy with what nobody waits for.
            if self.disk.has_crashed() {
                self.restart();
            }
            match &self.stream {
                None => self.make(),
                Some(_) => self.step(),
            }
        }
    }

    fn end(&mut self) {
        self.restart();
        if self.stream.is_none() {
            self.make();
        }
        self.settle_accounts();
        let last = self.stream().totals().last_seq;
        let turn = self.publication();
        self.turn(turn);
        assert!(self.stream().totals().last_seq > last);
    }
}

impl Life {
    fn stream(&mut self) -> &mut Stream {
        self.stream.as_mut().unwrap()
    }

    fn make(&mut self) {
        let store = Box::new(FileStore::create(&self.shared, "S"));
        match Stream::create(self.config.clone(), store, START) {
            Ok(stream) => {
                self.promises = Promises::begin(&stream);
                self.deliveries.clear();
                self.stream = Some(stream);
            }
            Err(_) if self.disk.has_crashed() => {
                self.disk.restart();
                self.stream = self.open();
                if let Some(stream) = &self.stream {
                    self.promises = Promises::begin(stream);
                }
            }
            Err(_) => {}
        }
    }

    fn step(&mut self) {
        match self.random.u8(..40) {
            0..3 => self.batch(),
            3..14 => {
                let mut turn = self.publication();
                for _ in 0..self.random.usize(..3) {
                    turn.ops.extend(self.publication().ops);
                }
                self.turn(turn);
            }
            14..19 => {
                let turn = self.question();
                self.turn(turn);
            }
            19..25 => self.acknowledge(),
            25..28 => {
                let last = self.stream().totals().last_seq;
                let seq = self.random.u64(1..=last.max(1));
                let body = json!({"seq": seq, "no_erase": self.random.bool()});
                self.turn(Turn::of(request("STREAM.MSG.DELETE.S", &body), LOG));
            }
            28 | 29 => self.purge(),
            30..33 => self.change_consumer(),
            33 | 34 => self.reconfigure(),
            35 | 36 => {
                self.at.pass(SECOND / 2);
                self.turn(Turn::of(Op::Look, LAZY));
            }
            37 => self.restart(),
            38 => self.replace(),
            _ => {
                let stream = self.stream();
                let before = (Log::of(stream), Notes::of(stream));
                if stream.settle().is_err() {
                    self.failed(before, LAZY);
                }
            }
        }
    }

    fn purge(&mut self) {
        let last = self.stream().totals().last_seq;
        let body = match self.random.u8(..4) {
            0 => json!({}),
            1 => json!({"filter": "s.1"}),
            2 => json!({"seq": self.random.u64(1..=last.max(1))}),
            _ => json!({"keep": 3}),
        };
        self.turn(Turn::of(request("STREAM.PURGE.S", &body), LOG));
    }

    fn reconfigure(&mut self) {
        let mut config = (**self.stream().config()).clone();
        self.numbers += 1;
        config.description = format!("number {}", self.numbers);
        config.max_msgs = self.random.i64(4..14);
        let now = self.at.now();
        let stream = self.stream.as_mut().unwrap();
        let before = Log::of(stream);
        let done = stream.reconfigure(config, now);
        let after = (before.without_what_went(stream), Notes::of(stream));
        match done {
            Ok(()) => self.promises.kept(after, NOTES),
            Err(_) => self.failed(after, NOTES),
        }
    }

    /// Another stream of the same name.
    fn replace(&mut self) {
        let (mut out, now) = (Outbox::default(), self.at.now());
        let gone = self.stream().destroy(now, &mut out);
        self.stream = None;
        if gone.is_ok() {
            self.promises = Promises::default();
            return;
        }
        // Nobody was told that it is gone: it is there, or it is not.
        self.disk.restart();
        self.stream = self.open();
        if let Some(stream) = &self.stream {
            self.promises.found(stream);
        }
    }

    fn turn(&mut self, turn: Turn) {
        let mut out = Outbox::default();
        let Self { stream, at, .. } = self;
        let stream = stream.as_mut().unwrap();
        for op in turn.ops {
            stream.handle(op, at, &mut out);
        }
        while stream.proceed(at, &mut out) {}
        if self.disk.has_crashed() {
            // While it gave up what it was busy with: nothing of the turn is written.
            self.promises
                .sent
                .extend(turn.acks.into_iter().map(|(consumer, seq, _)| (consumer, seq)));
            return self.restart();
        }
        let after = (Log::of(stream), Notes::of(stream));
        if stream.commit(&mut out).is_err() {
            for (consumer, seq, _) in turn.acks {
                self.promises.sent.insert((consumer, seq));
            }
            return self.failed(after, turn.urgent);
        }
        let urgent = Urgent {
            log: turn.urgent.log && is_accepted(&out),
            ..turn.urgent
        };
        self.promises.kept(after, urgent);
        let confirmed = self.hear(out);
        for (consumer, seq, asked) in turn.acks {
            if asked && confirmed {
                self.promises.confirmed.insert((consumer.clone(), seq));
            }
            self.promises.sent.insert((consumer, seq));
        }
        if let Some(name) = turn.fresh {
            let there = self.stream().store.notes(&format!("consumer.{name}"));
            if there.is_empty() {
                self.promises.forget(&name);
                self.deliveries.retain(|delivery| delivery.consumer != name);
            }
        }
    }

    /// A change to this could not be made safe.
    fn failed(&mut self, after: (Log, Notes), urgent: Urgent) {
        if self.disk.has_crashed() {
            self.promises.might(after, urgent);
            return self.restart();
        }
        let mut out = Outbox::default();
        let stream = self.stream.as_mut().unwrap();
        if stream.recover(&self.at, &mut out).is_ok() {
            // What was refused is not there.
            return self.promises.found(stream);
        }
        self.promises.might(after, urgent);
        self.restart();
    }

    fn restart(&mut self) {
        let crashed = self.disk.has_crashed();
        self.disk.restart();
        if crashed && self.random.u8(..3) == 0 {
            self.disk.crash_after(self.random.u64(..12));
            let _ = self.open();
            self.disk.restart();
        }
        let was_there = self.stream.is_some();
        self.stream = self.open();
        match &self.stream {
            Some(stream) if was_there => self.promises.found(stream),
            // Nobody was told that it is there, but the disk could not take it back either.
            Some(stream) => self.promises = Promises::begin(stream),
            None => assert!(!was_there, "a stream that was made is there"),
        }
    }

    fn open(&mut self) -> Option<Stream> {
        self.shared.remove_leftovers().ok()?;
        let names = self.disk.list(Path::new(FOLDER)).ok()?;
        if !names.iter().any(|name| name == "S") {
            return None;
        }
        let store = FileStore::open(&self.shared, "S");
        match store.and_then(|store| Stream::open(Box::new(store), self.at.now())) {
            Ok(stream) => Some(stream),
            Err(_) if self.disk.has_crashed() => None,
            Err(failure) => panic!("trouble is no damage: {failure}"),
        }
    }
}
