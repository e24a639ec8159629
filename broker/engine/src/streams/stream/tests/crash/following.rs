//! A stream that takes messages from others on a disk that has trouble once.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use bytes::Bytes;
use serde_json::{Value, json};

use super::super::{Alone, SECOND, START};
use super::History;
use crate::options::Account;
use crate::streams::config::StreamConfig;
use crate::streams::disk::{Disk, SimDisk};
use crate::streams::filter::Filter;
use crate::streams::handle::Op;
use crate::streams::message::Publication;
use crate::streams::outbox::{Letter, Outbox};
use crate::streams::store::{FileStore, Shared};
use crate::streams::stream::Stream;
use crate::streams::surroundings::{Staged, Surroundings};

const FOLDER: &str = "/streams";
/// The streams that others take from, and the one that takes.
const ORIGINS: [&str; 2] = ["A", "B"];
const FOLLOWER: &str = "F";
/// Longer than a stream waits before it asks again.
const LONG: i64 = 10 * SECOND;

/// Two streams and one that follows one of them or both.
pub(super) struct Following {
    disk: SimDisk,
    shared: Arc<Shared>,
    random: fastrand::Rng,
    at: Staged,
    configs: BTreeMap<&'static str, StreamConfig>,
    streams: BTreeMap<&'static str, Stream>,
    /// What is on its way.
    posts: Vec<(Arc<str>, Op)>,
    /// Which numbers were published to which of the origins, and whether that was acknowledged.
    published: Vec<(usize, bool)>,
}

impl History for Following {
    fn new(seed: u64, fate: u64) -> Self {
        let disk = SimDisk::new(fate);
        disk.create_folder(Path::new(FOLDER)).unwrap();
        disk.sync_folder(Path::new("/")).unwrap();
        let follower = match seed % 3 {
            0 => json!({"mirror": {"name": "A"}}),
            1 => json!({"sources": [{"name": "A"}, {"name": "B"}]}),
            // What it took may be gone when it looks how far it was.
            _ => json!({"sources": [{"name": "A"}, {"name": "B"}], "max_msgs": 3}),
        };
        let origin = |name: &str| json!({"subjects": [format!("{}.>", name.to_lowercase())]});
        let configs = [("A", origin("A")), ("B", origin("B")), (FOLLOWER, follower)];
        Self {
            shared: Shared::with_segments(Arc::new(disk.clone()), FOLDER.into(), 1_000..4_000),
            disk,
            random: fastrand::Rng::with_seed(seed),
            at: Staged::loud(START),
            configs: configs.map(|(name, more)| (name, config(name, more))).into(),
            streams: BTreeMap::new(),
            posts: Vec::new(),
            published: Vec::new(),
        }
    }

    fn disk(&self) -> &SimDisk {
        &self.disk
    }

    fn live(&mut self, turns: usize) {
        for _ in 0..turns {
            if self.disk.has_crashed() {
                self.restart();
            }
            self.make();
            match self.random.u8(..12) {
                0..5 => self.publish(),
                5..9 => self.deliver(),
                9 => self.wait(),
                10 => self.restart(),
                _ => self.close(),
            }
        }
    }

    fn end(&mut self) {
        self.restart();
        self.make();
        for _ in 0..3 {
            self.wait();
            while !self.posts.is_empty() {
                self.deliver();
            }
        }
        self.judge();
    }
}

impl Following {
    /// Makes the streams that are not there.
    fn make(&mut self) {
        for (name, config) in &self.configs {
            if self.streams.contains_key(name) {
                continue;
            }
            let store = Box::new(FileStore::create(&self.shared, name));
            if let Ok(stream) = Stream::create(config.clone(), store, START) {
                self.streams.insert(name, stream);
            } else if self.disk.has_crashed() {
                return self.restart();
            }
        }
    }

    fn publish(&mut self) {
        for _ in 0..self.random.usize(1..4) {
            let origin = self.random.usize(..2);
            let number = self.published.len();
            self.published.push((origin, false));
            let subject = format!("{}.x", ORIGINS[origin].to_lowercase());
            let publication = Publication {
                account: Account::Choria,
                reaches: true,
                subject: subject.into(),
                reply: Some("answer".into()),
                headers: Bytes::new(),
                payload: format!("{number}:{}", "p".repeat(self.random.usize(..300))).into(),
            };
            self.turn(ORIGINS[origin], Some(Op::Publish(publication)));
        }
    }

    /// One of the letters that are on their way arrives.
    fn deliver(&mut self) {
        if !self.posts.is_empty() {
            let (name, op) = self.posts.remove(0);
            self.turn(&name, Some(op));
        }
    }

    fn wait(&mut self) {
        self.at.pass(LONG);
        for name in ["A", "B", FOLLOWER] {
            self.turn(name, None);
        }
    }

    fn close(&mut self) {
        for name in ["A", "B", FOLLOWER] {
            if self
                .streams
                .get_mut(name)
                .is_some_and(|stream| stream.settle().is_err())
            {
                self.failed(name);
            }
        }
    }

    fn turn(&mut self, name: &str, op: Option<Op>) {
        let Some(stream) = self.streams.get_mut(name) else {
            return;
        };
        let number = match &op {
            Some(Op::Publish(publication)) => Some(number(&publication.payload)),
            _ => None,
        };
        let mut out = Outbox::default();
        if let Some(op) = op {
            stream.handle(op, &self.at, &mut out);
        }
        while stream.proceed(&self.at, &mut out) {}
        if stream.commit(&mut out).is_err() {
            return self.failed(name);
        }
        for letter in out.letters {
            match letter {
                Letter::Post { stream, op } => self.posts.push((stream, op)),
                Letter::Deliver { to, payload, .. } if &*to == "answer" => {
                    let text = String::from_utf8_lossy(&payload).into_owned();
                    assert!(!text.contains("error"), "{text}");
                    self.published[number.unwrap()].1 = true;
                }
                _ => {}
            }
        }
    }

    /// A turn of a stream could not be made safe.
    fn failed(&mut self, name: &str) {
        let stream = self.streams.get_mut(name).unwrap();
        if self.disk.has_crashed() || stream.recover(&self.at, &mut Outbox::default()).is_err() {
            self.restart();
        }
    }

    fn restart(&mut self) {
        self.disk.restart();
        self.posts.clear();
        let was_there: Vec<&str> = std::mem::take(&mut self.streams).into_keys().collect();
        self.shared.remove_leftovers().unwrap();
        let names = self.disk.list(Path::new(FOLDER)).unwrap();
        for name in self.configs.keys() {
            if names.iter().any(|there| there == name) {
                let store = Box::new(FileStore::open(&self.shared, name).unwrap());
                self.streams
                    .insert(name, Stream::open(store, self.at.now()).unwrap());
            }
        }
        assert!(was_there.iter().all(|name| self.streams.contains_key(name)));
    }

    /// What the numbers of a stream are, in its order.
    fn numbers(&self, name: &str) -> Vec<usize> {
        let store = &self.streams[name].store;
        let seqs = store.seqs(0, &Filter::default(), usize::MAX).unwrap();
        let read = |seq| number(&store.read(seq).unwrap().unwrap().payload);
        seqs.into_iter().map(read).collect()
    }

    /// Everything that was acknowledged is there, and was taken once and in order.
    fn judge(&self) {
        let taken = self.numbers(FOLLOWER);
        let sources = match self.configs[FOLLOWER].mirror {
            Some(_) => &ORIGINS[..1],
            None => &ORIGINS[..],
        };
        for (origin, name) in ORIGINS.iter().enumerate() {
            let there = self.numbers(name);
            let of_origin = |number: usize| self.published[number].0 == origin;
            let is_promised = |number: &usize| of_origin(*number) && self.published[*number].1;
            let lost = (0..self.published.len())
                .filter(is_promised)
                .find(|number| !there.contains(number));
            assert_eq!(lost, None, "{there:?}");
            let taken: Vec<usize> = taken
                .iter()
                .copied()
                .filter(|number| of_origin(*number))
                .collect();
            assert!(there.ends_with(&taken), "{taken:?} of {there:?}");
        }
        let given: u64 = sources
            .iter()
            .map(|name| self.streams[name].totals().last_seq)
            .sum();
        let totals = self.streams[FOLLOWER].totals();
        assert_eq!(totals.last_seq, given, "{taken:?}");
        let most = self.configs[FOLLOWER].max_msgs.try_into().unwrap_or(u64::MAX);
        assert_eq!(totals.messages, given.min(most));
    }
}

fn config(name: &str, more: Value) -> StreamConfig {
    let mut config = json!({"name": name, "storage": "file"});
    config
        .as_object_mut()
        .unwrap()
        .extend(more.as_object().unwrap().clone());
    let config: StreamConfig = serde_json::from_value(config).unwrap();
    config.checked(&Alone).unwrap()
}

fn number(payload: &[u8]) -> usize {
    let text = std::str::from_utf8(payload).unwrap();
    text.split(':').next().unwrap().parse().unwrap()
}
