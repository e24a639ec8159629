//! What the operator is told about the files of streams, and what can be done for damaged ones. No broker may use the folder
//! meanwhile.

use std::io;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::file::{FileStore, Gone, load};
use super::home::{FileId, Home, Shared, Stage, put_aside};
use super::log::Log;
use super::name::{is_leftover, stream_name};
use super::record::{Group, HEAD, Head, Kind};
use super::salvage::Salvage;
use super::seqs::SeqSet;
use super::{IDENTITY, Store, StoreError};
use crate::streams::disk::RealDisk;

/// What is known of the files of one stream.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StreamReport {
    /// Name of the stream.
    pub name: String,
    /// Where its files are.
    pub folder: PathBuf,
    /// How they are.
    pub condition: Condition,
    /// Messages that can be read.
    pub messages: u64,
    /// What is not as it was written, or was not before a repair.
    pub faults: Vec<Fault>,
    /// Files with what was taken out of the stream, by this repair or an earlier recovery.
    pub aside: Vec<PathBuf>,
}

/// How the files of a stream are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Condition {
    /// Everything is as it was written.
    Fine,
    /// The last write was never finished; the next start cuts it, and nothing is lost that was acknowledged.
    Torn,
    /// Something is not as it was written; the stream is not served.
    Damaged,
    /// It was damaged, and can be served again.
    Repaired,
}

/// One place that is not as it was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// Which file.
    pub file: PathBuf,
    /// Where in it.
    pub offset: u64,
    /// What is wrong, for a person.
    pub what: String,
    /// First and last sequence of the messages that are lost with it, at most; none if no message is.
    pub lost: Option<(u64, u64)>,
}

/// Reads everything of every stream in a folder of streams, and changes nothing.
///
/// - **Errors:** the folder cannot be read. What is wrong with a stream is in its report.
pub fn check_streams(folder: &Path) -> io::Result<Vec<StreamReport>> {
    each(folder, |shared, name| Ok(Examined::read(shared, name)?.report()))
}

/// Makes damaged streams in a folder of streams usable again: keeps everything that can be read, and copies each file that has to
/// be changed aside before. Does not touch others.
///
/// - **Errors:** the folder cannot be read or written. What is wrong with a stream is in its report.
pub fn repair_streams(folder: &Path) -> io::Result<Vec<StreamReport>> {
    each(folder, |shared, name| {
        let examined = Examined::read(shared, name)?;
        let mut report = examined.report();
        if report.condition == Condition::Damaged {
            if !examined.is_described {
                // Nothing is gained by other files, and what is left stays as evidence.
                return Ok(report);
            }
            report.aside.extend(examined.repair()?);
            match FileStore::open(shared, name) {
                Ok(store) => {
                    report.condition = Condition::Repaired;
                    report.messages = store.totals().messages;
                }
                Err(failure) => report
                    .faults
                    .push(examined.fault(FileId::Ledger, 0, &failure.to_string())),
            }
        }
        Ok(report)
    })
}

fn each(
    folder: &Path,
    mut report: impl FnMut(&Arc<Shared>, &str) -> Result<StreamReport, StoreError>,
) -> io::Result<Vec<StreamReport>> {
    let shared = Shared::new(Arc::new(RealDisk), folder.to_owned());
    let mut names = shared.disk.list(folder)?;
    names.retain(|name| !is_leftover(name) && shared.disk.list(&folder.join(name)).is_ok());
    names.sort_unstable();
    let failed = |failure| match failure {
        StoreError::Disk(source) => source,
        other => io::Error::other(other),
    };
    names
        .iter()
        .map(|name| report(&shared, name).map_err(failed))
        .collect()
}

/// What can be read of the files of a stream.
struct Examined {
    home: Home,
    name: String,
    logs: Vec<Examination>,
    messages: SeqSet,
    gone: Gone,
    aside: Vec<PathBuf>,
    /// Whether anything tells what the stream is.
    is_described: bool,
}

/// What can be read of one file.
struct Examination {
    file: FileId,
    start: Head,
    is_torn: bool,
    holes: Vec<Hole>,
    broken: Vec<(usize, Head)>,
    first: Option<u64>,
    last: Option<u64>,
}

/// A place that is no record, and the messages around it in the same file.
struct Hole {
    place: Range<usize>,
    before: Option<u64>,
    after: Option<u64>,
}

impl Examined {
    fn read(shared: &Arc<Shared>, folder: &str) -> Result<Self, StoreError> {
        let mut examined = Self {
            name: stream_name(folder),
            home: Home::new(shared, folder.to_owned(), Stage::Made),
            logs: Vec::new(),
            messages: SeqSet::default(),
            gone: Gone::default(),
            aside: Vec::new(),
            is_described: false,
        };
        let mut files = Vec::new();
        for name in examined.home.disk().list(&examined.home.folder())? {
            files.extend(FileId::segment(&name).map(FileId::Segment));
            if name == FileId::Ledger.name() {
                files.push(FileId::Ledger);
            }
            if name.ends_with(".aside") {
                examined.aside.push(examined.home.folder().join(name));
            }
        }
        files.sort_unstable();
        examined.aside.sort_unstable();
        for file in &files {
            let bytes = load(&examined.home, *file)?;
            let can_be_torn = *file == FileId::Ledger || files.last() == Some(file);
            examined.add(&Salvage::read(*file, &bytes, can_be_torn));
        }
        Ok(examined)
    }

    fn add(&mut self, log: &Salvage<'_>) {
        let messages = || {
            let all = log.records.iter();
            let all = all.filter(|(_, record)| record.head.kind == Kind::Message);
            all.map(|(at, record)| (*at, record.head.seq))
        };
        for (_, record) in &log.records {
            self.gone.add(record);
            self.is_described |= record.head.kind == Kind::Note
                && record.subject().is_some_and(|name| IDENTITY.contains(&name));
        }
        for (_, seq) in messages() {
            self.messages.insert(seq);
        }
        let hole = |place: &Range<usize>| Hole {
            place: place.clone(),
            before: messages().rfind(|(at, _)| *at < place.start).map(|(_, seq)| seq),
            after: messages().find(|(at, _)| *at > place.start).map(|(_, seq)| seq),
        };
        self.logs.push(Examination {
            file: log.file,
            start: log.start,
            is_torn: log.torn.is_some(),
            holes: log.holes.iter().map(hole).collect(),
            broken: log.broken.clone(),
            first: messages().map(|(_, seq)| seq).next(),
            last: messages().map(|(_, seq)| seq).next_back(),
        });
    }

    fn report(&self) -> StreamReport {
        let mut faults = Vec::new();
        for (index, log) in self.logs.iter().enumerate() {
            for (at, head) in log.broken.iter().filter(|(_, head)| !self.gone.has(head.seq)) {
                let lost = Some((head.seq, head.seq));
                let fault = self.fault(log.file, *at, "a message is not what was written");
                faults.push(Fault { lost, ..fault });
            }
            for hole in &log.holes {
                let lost = self.lost_in(index, hole);
                let fault = self.fault(log.file, hole.place.start, "this is not what was written");
                faults.push(Fault { lost, ..fault });
            }
        }
        if !self.logs.iter().any(|log| log.file == FileId::Ledger) {
            faults.push(self.fault(FileId::Ledger, 0, "the file is missing"));
        }
        if !self.is_described {
            faults.push(self.fault(FileId::Ledger, 0, "nothing tells any more what the stream is"));
        }
        let is_torn = self.logs.iter().any(|log| log.is_torn);
        let there = self.messages.iter_from(0).filter(|seq| !self.gone.has(*seq));
        StreamReport {
            name: self.name.clone(),
            folder: self.home.folder(),
            condition: match (faults.is_empty(), is_torn) {
                (false, _) => Condition::Damaged,
                (true, true) => Condition::Torn,
                (true, false) => Condition::Fine,
            },
            messages: there.count() as u64,
            faults,
            aside: self.aside.clone(),
        }
    }

    /// Sequences between the messages before and after a hole.
    fn lost_in(&self, index: usize, hole: &Hole) -> Option<(u64, u64)> {
        if self.logs[index].file == FileId::Ledger {
            return None;
        }
        let before = hole
            .before
            .or_else(|| self.logs[..index].iter().rev().find_map(|log| log.last));
        let after = hole
            .after
            .or_else(|| self.logs[index + 1..].iter().find_map(|log| log.first));
        let first = before.map_or(1, |before| before + 1);
        let last = after.map_or(first, |after| after.saturating_sub(1));
        (first <= last && (after.is_some() || hole.place.len() > HEAD)).then_some((first, last))
    }

    /// Writes the damaged files anew; returns where copies of the former ones are.
    fn repair(&self) -> Result<Vec<PathBuf>, StoreError> {
        let (mut aside, mut last_seq) = (Vec::new(), 0);
        for (index, log) in self.logs.iter().enumerate() {
            let before = last_seq.max(log.start.seq.saturating_sub(1));
            let broken = log.broken.iter().map(|(_, head)| head.seq).max();
            last_seq = before.max(log.last.unwrap_or(0)).max(broken.unwrap_or(0));
            let is_damaged = log.broken.iter().any(|(_, head)| !self.gone.has(head.seq));
            if log.holes.is_empty() && !is_damaged {
                continue;
            }
            let bytes = load(&self.home, log.file)?;
            let written = bytes.iter().rposition(|byte| *byte != 0).map_or(0, |at| at + 1);
            let (disk, name) = (self.home.disk(), log.file.name());
            aside.push(put_aside(disk, &self.home.folder(), &name, &bytes[..written])?);
            // As many sequences are left out as the lost bytes could hold, so that none is given twice.
            let lost: usize = log.holes.iter().map(|hole| hole.place.len() / HEAD + 1).sum();
            let skip = (index + 1 == self.logs.len()).then_some(last_seq + lost as u64 + 1);
            self.rewrite(&Salvage::read(log.file, &bytes, skip.is_some()), before, skip)?;
        }
        Ok(aside)
    }

    fn rewrite(&self, log: &Salvage<'_>, before: u64, skip: Option<u64>) -> Result<(), StoreError> {
        let (next, first, skip) = match log.file {
            FileId::Segment(id) => (FileId::NextSegment(id), before + 1, skip),
            _ => (FileId::NextLedger, 0, None),
        };
        let mut written = Log::new(next, first, log.start.time);
        let mut group = Group::default();
        group.begin(written.salt);
        for (_, record) in &log.records {
            if let Some(subject) = record.subject() {
                group.push(record.head, subject, record.headers(), record.payload());
            }
        }
        if let Some(next_seq) = skip {
            group.push(Head::bare(Kind::Skipped, next_seq, 0), "", b"", b"");
        }
        self.home.remove(next)?;
        written.write(&self.home, &mut group, false)?;
        Ok(self.home.replace(log.file, next)?)
    }

    fn fault(&self, file: FileId, at: usize, what: &str) -> Fault {
        Fault {
            file: self.home.path(file),
            offset: at as u64,
            what: what.to_owned(),
            lost: None,
        }
    }
}
