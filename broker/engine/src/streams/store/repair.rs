//! Makes what can be read of a damaged stream a store again.

use std::path::PathBuf;

use super::StoreError;
use super::chain::{Missing, ledger_writes};
use super::examined::{Examination, Examined};
use super::file::load;
use super::group::Group;
use super::home::{FileId, put_aside};
use super::log::Log;
use super::record::{HEAD, Head, Kind};
use super::salvage::Salvage;

impl Examined {
    /// Writes the damaged files anew; returns where copies of the former ones are.
    pub(super) fn repair(&self) -> Result<Vec<PathBuf>, StoreError> {
        let missing = self.missing();
        let is_short = |log: &Examination| {
            let rest = |missing: &Missing| matches!(missing, Missing::Rest { file, .. } if *file == log.file);
            missing.iter().any(rest)
        };
        let mut aside = Vec::new();
        let fresh = self.fresh_segment(&missing);
        for (index, log) in self.logs.iter().enumerate() {
            let next = match self.logs.get(index + 1).map(|next| next.file) {
                Some(FileId::Segment(id)) => Some(id),
                _ => fresh,
            };
            let is_linked = log.file == FileId::Ledger || next.is_none() || next == log.next;
            if is_linked && !is_short(log) && !self.is_damaged(log) {
                continue;
            }
            let bytes = load(&self.home, log.file)?;
            let written = bytes.iter().rposition(|byte| *byte != 0).map_or(0, |at| at + 1);
            let (disk, name) = (self.home.disk(), log.file.name());
            aside.push(put_aside(disk, &self.home.folder(), &name, &bytes[..written])?);
            let salvage = Salvage::read(log.file, &bytes, log.is_last);
            match log.file {
                FileId::Ledger => self.rewrite_ledger(&salvage)?,
                _ => self.rewrite_segment(&salvage, self.last_seq(&self.logs[..index]) + 1, next)?,
            }
        }
        if let Some(id) = fresh {
            self.begin(id)?;
        }
        Ok(aside)
    }

    /// The segment in which the stream goes on if some of the log is lost: the ledger may tell of more in the last one than there
    /// will be, or that everything is there.
    fn fresh_segment(&self, missing: &[Missing]) -> Option<u64> {
        let last = self.logs.iter().rfind(|log| log.file != FileId::Ledger);
        let is_damaged = last.is_some_and(|log| self.is_damaged(log));
        let is_lost = missing.iter().any(|missing| missing.file() != FileId::Ledger);
        let last_id = match last.map(|log| log.file) {
            Some(FileId::Segment(id)) => id,
            _ => 0,
        };
        (is_damaged || is_lost).then(|| last_id.max(self.reached.segment) + 1)
    }

    fn rewrite_segment(&self, log: &Salvage<'_>, first: u64, next: Option<u64>) -> Result<(), StoreError> {
        let FileId::Segment(id) = log.file else {
            return Ok(());
        };
        let start = if log.start.seq > 0 { log.start.seq } else { first };
        let mut written = Log::new(FileId::NextSegment(id), start, log.start.time);
        let mut group = self.group(&written);
        push_records(&mut group, log, |kind| kind != Kind::Sealed);
        if let Some(next) = next {
            group.push(Head::bare(Kind::Sealed, next, 0), "", b"", b"");
        }
        self.put(&mut written, &mut group, log.file)
    }

    fn rewrite_ledger(&self, log: &Salvage<'_>) -> Result<(), StoreError> {
        // The log must not know of more.
        let known = ledger_writes(log.start.seq, log.scanned.groups).max(self.chain.ledger_writes());
        let mut written = Log::new(FileId::NextLedger, u64::from(known), 0);
        let mut group = self.group(&written);
        push_records(&mut group, log, |_| true);
        self.put(&mut written, &mut group, log.file)
    }

    /// Makes an empty segment that goes on above everything that was lost.
    fn begin(&self, id: u64) -> Result<(), StoreError> {
        let last = self.logs.iter().rfind(|log| log.file != FileId::Ledger);
        let holes = last.map_or(&[][..], |log| &log.holes);
        // As many sequences are left out as the lost bytes could hold, so that none is given twice.
        let lost: usize = holes.iter().map(|hole| hole.place.len() / HEAD + 1).sum();
        let known = self.last_seq(&self.logs) + lost as u64;
        let next_seq = known.max(self.reached.last_seq) + 1;
        let time = last.map_or(0, |log| log.scanned.start.time);
        let mut written = Log::new(FileId::NextSegment(id), next_seq, time);
        let mut group = self.group(&written);
        group.push(Head::bare(Kind::Skipped, next_seq, 0), "", b"", b"");
        self.put(&mut written, &mut group, FileId::Segment(id))
    }

    fn group(&self, log: &Log) -> Group {
        let mut group = Group::default();
        group.begin(log.salt);
        group.ledger = self.chain.ledger_writes();
        group
    }

    /// Writes a file and puts it in the place of another.
    fn put(&self, log: &mut Log, group: &mut Group, in_place_of: FileId) -> Result<(), StoreError> {
        let next = log.file;
        self.home.remove(next)?;
        log.write(&self.home, group, false)?;
        Ok(self.home.replace(in_place_of, next)?)
    }
}

fn push_records(group: &mut Group, log: &Salvage<'_>, wanted: impl Fn(Kind) -> bool) {
    for (_, record) in &log.records {
        if let Some(subject) = record.subject().filter(|_| wanted(record.head.kind)) {
            group.push(record.head, subject, record.headers(), record.payload());
        }
    }
}
