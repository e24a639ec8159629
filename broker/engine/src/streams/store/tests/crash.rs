//! The store on a disk that crashes, fills up and fails at any point.

use std::path::Path;
use std::sync::Arc;

use proptest::prelude::*;

use super::model::{Model, Use, uses};
use crate::streams::disk::{Disk, SimDisk};
use crate::streams::store::{FileStore, Safe, Shared, Store, StoreError};

const FOLDER: &str = "/streams";

/// What happens to the disk on the way.
#[derive(Debug, Clone)]
enum Trouble {
    /// After so many changes, in the recovery too if the second is set.
    Crash(u64, Option<u64>),
    /// After so many syncs.
    Syncs(u64, u64),
    /// Room for so many bytes.
    Full(u64),
}

fn trouble() -> impl Strategy<Value = Trouble> {
    prop_oneof![
        4 => (0u64..200, proptest::option::of(0u64..12)).prop_map(|(at, again)| Trouble::Crash(at, again)),
        1 => (0u64..20, 1u64..3).prop_map(|(after, count)| Trouble::Syncs(after, count)),
        1 => (0u64..200_000).prop_map(Trouble::Full),
    ]
}

/// A store, what it may hold after a crash, and what it holds now.
struct Life {
    disk: SimDisk,
    shared: Arc<Shared>,
    store: FileStore,
    now: Model,
    /// Any of these may be found again, messages and notes apart from each other.
    safe: Vec<Model>,
    safe_notes: Vec<Model>,
    /// Whether something must be in the next commit.
    urgent: bool,
    urgent_note: bool,
    /// Whether the folder has to be there.
    is_made: bool,
}

impl Life {
    fn new(seed: u64) -> Self {
        let disk = SimDisk::new(seed);
        disk.create_folder(Path::new(FOLDER)).unwrap();
        disk.sync_folder(Path::new("/")).unwrap();
        let shared = Shared::with_segments(Arc::new(disk.clone()), FOLDER.into(), 1_000..4_000);
        let mut store = FileStore::create(&shared, "S");
        store.note("stream", b"what it is", Safe::Now);
        Self {
            disk,
            shared,
            store,
            now: Model::default(),
            safe: vec![Model::default()],
            safe_notes: vec![Model::default()],
            urgent: false,
            urgent_note: true,
            is_made: false,
        }
    }

    fn step(&mut self, what: &Use) {
        let before = self.now.clone();
        if let Err(failure) = self.now.apply(what, &mut self.store) {
            assert!(
                self.disk.has_crashed(),
                "only a crash keeps a store from reading: {failure}"
            );
            return self.restart(None);
        }
        match what {
            Use::Commit => self.commit(false, FileStore::commit),
            Use::Settle => self.commit(true, FileStore::settle),
            Use::Close => self.commit(true, FileStore::close),
            Use::Reopen => self.restart(None),
            _ if self.now == before => {}
            Use::Append { .. } | Use::Clear { .. } | Use::Skip { .. } | Use::Evict { .. } => {
                self.urgent = true;
            }
            Use::Remove { later, erase, .. } => self.urgent |= !later || *erase,
            Use::Note { later, .. } => self.urgent_note |= !later,
            Use::Unnote { .. } => self.urgent_note = true,
        }
    }

    fn commit(&mut self, all: bool, commit: fn(&mut FileStore) -> Result<(), StoreError>) {
        if commit(&mut self.store).is_ok() {
            self.is_made = true;
            if all || self.urgent {
                self.safe.clear();
            }
            if all || self.urgent_note {
                self.safe_notes.clear();
            }
            (self.urgent, self.urgent_note) = (false, false);
            self.may_be_safe();
        } else if self.disk.has_crashed() {
            self.may_be_safe();
            self.restart(None);
        } else {
            self.reopen();
        }
    }

    fn may_be_safe(&mut self) {
        self.safe.push(self.now.clone());
        self.safe_notes.push(self.now.clone());
    }

    /// A commit failed, but the machine still runs.
    fn reopen(&mut self) {
        self.may_be_safe();
        // What fails when it is closed may be safe before.
        self.is_made |= self.store.is_made();
        for _ in 0..4 {
            if self.store.reopen().is_ok() {
                if self.is_made {
                    return self.found();
                }
                // The name of its folder could not be taken back for sure: a crash may still leave that.
                self.now = Model::default();
                self.may_be_safe();
                self.store.note("stream", b"what it is", Safe::Now);
                (self.urgent, self.urgent_note) = (false, true);
                return;
            }
            self.disk.set_room(None);
            if self.disk.has_crashed() {
                break;
            }
        }
        self.restart(None);
    }

    /// The machine stops and starts.
    fn restart(&mut self, crash_again: Option<u64>) {
        if !self.disk.has_crashed() {
            self.may_be_safe();
        }
        self.disk.restart();
        if let Some(after) = crash_again {
            self.disk.crash_after(after);
            let _ = self.open();
            self.disk.restart();
        }
        let opened = self.open();
        match opened {
            Some(store) => {
                self.store = store;
                self.is_made = true;
                self.found();
            }
            None => {
                assert!(!self.is_made, "a stream that was made is there");
                let mut next = Self::new(7);
                std::mem::swap(&mut next.disk, &mut self.disk);
                next.shared = Shared::with_segments(Arc::new(next.disk.clone()), FOLDER.into(), 1_000..4_000);
                next.store = FileStore::create(&next.shared, "S");
                next.store.note("stream", b"what it is", Safe::Now);
                *self = next;
            }
        }
    }

    fn open(&mut self) -> Option<FileStore> {
        self.shared.remove_leftovers().ok()?;
        let names = self.disk.list(Path::new(FOLDER)).ok()?;
        if !names.iter().any(|name| name == "S") {
            return None;
        }
        match FileStore::open(&self.shared, "S") {
            Ok(store) => Some(store),
            Err(failure) if self.disk.has_crashed() => {
                let _ = failure;
                None
            }
            Err(failure) => panic!("a crash is no damage: {failure}"),
        }
    }

    /// What is there now must be something that may be.
    fn found(&mut self) {
        let found = self.store.totals();
        let fits = |model: &&Model| {
            model.last_seq == found.last_seq && model.messages.keys().copied().eq(self.seqs())
        };
        let log = self.safe.iter().rev().find(fits);
        let Some(log) = log else {
            panic!(
                "{found:?} of {:?} is none of {:#?}",
                self.seqs(),
                self.safe
                    .iter()
                    .map(|m| (m.last_seq, m.messages.keys().collect::<Vec<_>>()))
                    .collect::<Vec<_>>()
            )
        };
        let mut model = log.clone();
        let notes = self.store.notes("note.");
        let notes = notes
            .iter()
            .map(|(name, value)| (name.to_string(), value.to_vec()));
        model.notes = notes.collect();
        assert!(
            self.safe_notes.iter().any(|safe| safe.notes == model.notes),
            "notes are lost"
        );
        model.check(&self.store);
        self.now = model;
        (self.safe, self.safe_notes) = (vec![self.now.clone()], vec![self.now.clone()]);
        (self.urgent, self.urgent_note) = (false, false);
    }

    fn seqs(&self) -> Vec<u64> {
        self.store
            .seqs(0, &crate::streams::filter::Filter::default(), usize::MAX)
            .unwrap()
    }
}

proptest! {
    #![proptest_config(ProptestConfig { max_shrink_iters: 20_000, ..ProptestConfig::with_cases(256) })]

    #[test]
    fn whatever_happens_to_the_disk_what_was_committed_is_there(
        seed in any::<u64>(),
        chapters in proptest::collection::vec((trouble(), uses()), 1..4),
    ) {
        let mut life = Life::new(seed);
        for (trouble, uses) in chapters {
            let mut crash_again = None;
            match trouble {
                Trouble::Crash(after, again) => {
                    life.disk.crash_after(after);
                    crash_again = again;
                }
                Trouble::Syncs(after, count) => life.disk.fail_syncs(after, count),
                Trouble::Full(room) => life.disk.set_room(Some(room)),
            }
            for what in &uses {
                life.step(what);
            }
            life.commit(false, FileStore::commit);
            life.restart(crash_again);
        }
    }
}

#[test]
fn a_stream_on_a_full_disk_refuses_messages_and_still_removes_them() {
    let mut life = Life::new(1);
    life.store.commit().unwrap();
    life.disk.set_room(Some(100_000));
    let mut kept = 0;
    let full = loop {
        life.store.append("a", b"", &[b'x'; 1_000], 1);
        match life.store.commit() {
            Ok(()) => kept += 1,
            Err(failure) => break failure,
        }
    };
    assert!(matches!(full, StoreError::Full), "{full:?}");
    assert!(matches!(life.store.commit(), Err(StoreError::Failed)));
    life.store.reopen().unwrap();
    assert_eq!(life.store.totals().messages, kept);
    life.disk.set_room(Some(0));
    life.store.remove(1, Safe::Now, false).unwrap();
    life.store.commit().unwrap();
    assert_eq!(life.store.totals().messages, kept - 1);
    life.store.clear(kept + 1);
    life.store.commit().unwrap();
    life.disk.restart();
    let store = life.open().unwrap();
    assert_eq!((store.totals().messages, store.totals().first_seq), (0, kept + 1));
}
