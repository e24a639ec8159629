//! The notes of a store: a log of its own, written anew when most of it is history.

use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::ops::Bound;

use bytes::Bytes;

use super::home::{FileId, Home};
use super::log::Log;
use super::record::{Group, HEAD, Head, Kind};
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
    /// Whether it goes into a file that will take the place of the other.
    anew: bool,
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
            anew: false,
        }
    }

    /// Takes in a record of the file; false if it is damaged.
    pub(super) fn replay(&mut self, found: Found<'_>) -> bool {
        let name = found.record.subject().filter(|_| found.whole);
        match (found.record.head.kind, name) {
            (Kind::Note, Some(name)) => self.set(name, found.record.payload()),
            (Kind::Unnote, Some(name)) => self.unset(name),
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

    /// Writes what changed, and makes it safe.
    pub(super) fn write(&mut self, home: &Home) -> io::Result<()> {
        self.anew = self.log.len > 2 * self.live_bytes + HISTORY;
        if self.anew {
            let next = Log::new(FileId::NextLedger, 0, 0);
            self.group.begin(next.salt);
            for (name, value) in &self.notes {
                self.group.push(Head::bare(Kind::Note, 0, 0), name, b"", value);
            }
            home.remove(FileId::NextLedger)?;
            let mut next = next;
            next.write(home, &mut self.group, true)?;
            home.replace(FileId::Ledger, FileId::NextLedger)?;
            next.file = FileId::Ledger;
            self.log = next;
            return Ok(());
        }
        self.group.begin(self.log.salt);
        for name in &self.changed {
            match self.notes.get(name) {
                Some(value) => self.group.push(Head::bare(Kind::Note, 0, 0), name, b"", value),
                None => self.group.push(Head::bare(Kind::Unnote, 0, 0), name, b"", b""),
            }
        }
        self.log.write(home, &mut self.group, true)
    }

    /// Counts what was written.
    pub(super) fn accept(&mut self) {
        self.log.accept(&self.group);
        self.group.forget(0);
        self.changed.clear();
        self.waiting = 0;
        self.urgent = false;
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
