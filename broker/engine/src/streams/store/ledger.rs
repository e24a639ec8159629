//! The notes of a store: a log of its own, written anew when most of it is history.

use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::ops::Bound;

use bytes::Bytes;

use super::chain::{Reached, ledger_writes};
use super::group::Group;
use super::home::{FileId, Home};
use super::log::Log;
use super::record::{HEAD, Head, Kind};
use super::scan::Found;
use super::{Safe, StoreError};

/// History that is not worth writing the ledger anew for.
const HISTORY: u64 = 64 * 1024;

/// Names and values, and which of them the file does not know.
#[derive(Debug)]
pub(super) struct Ledger {
    log: Log,
    notes: BTreeMap<Box<str>, Bytes>,
    /// Bytes of the records that are needed.
    live_bytes: u64,
    changed: BTreeSet<Box<str>>,
    /// Bytes of changes that wait.
    pub(super) waiting: usize,
    pub(super) urgent: bool,
    /// What is being written.
    group: Group,
    /// How far the log was safe when it was written.
    pub(super) reached: Reached,
    /// How long it gets before it is written anew, after that could not be done.
    patience: u64,
}

impl Ledger {
    pub(super) fn new() -> Self {
        Self::with(Log::new(FileId::Ledger, 0, 0))
    }

    pub(super) fn with(log: Log) -> Self {
        Self {
            log,
            notes: BTreeMap::new(),
            live_bytes: 0,
            changed: BTreeSet::new(),
            waiting: 0,
            urgent: false,
            group: Group::default(),
            reached: Reached::default(),
            patience: 0,
        }
    }

    /// Takes in a record of the file; false if it is damaged.
    pub(super) fn replay(&mut self, found: Found<'_>) -> bool {
        let name = found.record.subject().filter(|_| found.whole);
        match (found.record.head.kind, name) {
            (Kind::Note, Some(name)) => self.set(name, found.record.payload()),
            (Kind::Unnote, Some(name)) => self.unset(name),
            (Kind::Reached, Some(_)) => match Reached::read(&found.record) {
                Some(reached) => self.reached = reached,
                None => return false,
            },
            _ => return false,
        }
        true
    }

    pub(super) fn has_log(&mut self, log: Log) {
        self.log = log;
    }

    pub(super) fn note(&mut self, name: &str, value: &[u8], safe: Safe) {
        if self.notes.get(name).is_some_and(|known| **known == *value) {
            self.urgent |= safe == Safe::Now && self.changed.contains(name);
            return;
        }
        self.set(name, value);
        self.change(name, value.len());
        self.urgent |= safe == Safe::Now;
    }

    pub(super) fn unnote(&mut self, name: &str) {
        if self.notes.contains_key(name) {
            self.unset(name);
            self.change(name, 0);
            self.urgent = true;
        }
    }

    pub(super) fn notes(&self, prefix: &str) -> Vec<(Box<str>, Bytes)> {
        self.notes
            .range::<str, _>((Bound::Included(prefix), Bound::Unbounded))
            .take_while(|(name, _)| name.starts_with(prefix))
            .map(|(name, value)| (name.clone(), value.clone()))
            .collect()
    }

    pub(super) fn is_changed(&self) -> bool {
        !self.changed.is_empty()
    }

    /// How often it was written, in all its files.
    pub(super) fn writes(&self) -> u32 {
        ledger_writes(self.log.next_seq, self.log.groups)
    }

    /// Writes what changed and how far the log is safe, and makes that safe.
    pub(super) fn write(&mut self, home: &Home, reached: Reached) -> io::Result<()> {
        self.group.begin(self.log.salt);
        for name in &self.changed {
            match self.notes.get(name) {
                Some(value) => self.group.push(Head::bare(Kind::Note, 0, 0), name, b"", value),
                None => self.group.push(Head::bare(Kind::Unnote, 0, 0), name, b"", b""),
            }
        }
        self.reached = reached;
        reached.push(&mut self.group);
        let adds = !self.changed.is_empty();
        self.log.write(home, &mut self.group, adds)
    }

    /// Counts what was written.
    pub(super) fn accept(&mut self) {
        self.log.accept(&self.group);
        self.group.forget(0);
        self.changed.clear();
        self.waiting = 0;
        self.urgent = false;
    }

    /// Whether so much of the file is history that it should be written anew. Everything in it is safe then.
    pub(super) fn is_history(&self) -> bool {
        self.log.len > (2 * self.live_bytes + HISTORY).max(self.patience)
    }

    /// Writes a file that can take the place of this one.
    pub(super) fn prepare(&mut self, home: &Home) -> io::Result<Log> {
        self.patience = self.log.len + HISTORY;
        home.remove(FileId::NextLedger)?;
        let mut next = Log::new(FileId::NextLedger, u64::from(self.writes()), 0);
        let mut group = Group::default();
        group.begin(next.salt);
        for (name, value) in &self.notes {
            group.push(Head::bare(Kind::Note, 0, 0), name, b"", value);
        }
        self.reached.push(&mut group);
        next.write(home, &mut group, true)?;
        next.accept(&group);
        Ok(next)
    }

    /// Goes on in a file that has taken the place of the former one.
    pub(super) fn goes_on_in(&mut self, mut next: Log) {
        next.file = FileId::Ledger;
        (self.log, self.patience) = (next, 0);
    }

    /// Cuts what is not safe.
    pub(super) fn cut(&self, home: &Home) -> Result<(), StoreError> {
        Ok(self.log.cut(home)?)
    }

    fn change(&mut self, name: &str, size: usize) {
        self.waiting += HEAD + name.len() + size;
        if !self.changed.contains(name) {
            self.changed.insert(name.into());
        }
    }

    fn set(&mut self, name: &str, value: &[u8]) {
        self.unset(name);
        self.live_bytes += size(name, value);
        self.notes.insert(name.into(), Bytes::copy_from_slice(value));
    }

    fn unset(&mut self, name: &str) {
        if let Some(former) = self.notes.remove(name) {
            self.live_bytes -= size(name, &former);
        }
    }
}

fn size(name: &str, value: &[u8]) -> u64 {
    (HEAD + name.len() + value.len()) as u64
}
