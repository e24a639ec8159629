//! What can be read of the files of a stream, whatever happened to them, and what is wrong with them.

use std::ops::Range;
use std::path::PathBuf;
use std::sync::Arc;

use super::chain::{Chain, Link, Missing, Reached};
use super::check::{Condition, Fault, StreamReport};
use super::file::{Gone, load};
use super::home::{FileId, Home, Stage};
use super::name::stream_name;
use super::record::{HEAD, Head, Kind};
use super::salvage::Salvage;
use super::scan::{End, Scanned};
use super::seqs::SeqSet;
use super::shared::Shared;
use super::{IDENTITY, StoreError};

/// What can be read of the files of a stream.
pub(super) struct Examined {
    pub(super) home: Home,
    name: String,
    /// The ledger first, then the segments in order.
    pub(super) logs: Vec<Examination>,
    pub(super) chain: Chain,
    pub(super) reached: Reached,
    messages: SeqSet,
    gone: Gone,
    aside: Vec<PathBuf>,
    /// Whether anything tells what the stream is.
    pub(super) is_described: bool,
}

/// What can be read of one file.
pub(super) struct Examination {
    pub(super) file: FileId,
    pub(super) scanned: Scanned,
    /// Whether it may be torn.
    pub(super) is_last: bool,
    pub(super) holes: Vec<Hole>,
    broken: Vec<(usize, Head)>,
    first: Option<u64>,
    last: Option<u64>,
    /// The segment that follows, as it says.
    pub(super) next: Option<u64>,
}

/// A place that is no record, and the messages around it in the same file.
pub(super) struct Hole {
    pub(super) place: Range<usize>,
    before: Option<u64>,
    after: Option<u64>,
}

impl Examined {
    pub(super) fn read(shared: &Arc<Shared>, folder: &str) -> Result<Self, StoreError> {
        let mut examined = Self {
            name: stream_name(folder),
            home: Home::new(shared, folder.to_owned(), Stage::Made),
            logs: Vec::new(),
            chain: Chain::default(),
            reached: Reached::default(),
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
            let log = Salvage::read(*file, &bytes, can_be_torn);
            if !examined.repeats(&log) {
                examined.add(&log, can_be_torn);
            }
        }
        Ok(examined)
    }

    /// Whether a file is what a compaction has put into an earlier one already; that one may not tell any more.
    fn repeats(&self, log: &Salvage<'_>) -> bool {
        let FileId::Segment(id) = log.file else {
            return false;
        };
        let before = self.logs.iter().rev().find_map(|log| log.last);
        self.chain.repeats(id) || log.start.seq > 0 && before.is_some_and(|before| log.start.seq <= before)
    }

    fn add(&mut self, log: &Salvage<'_>, is_last: bool) {
        let messages = || {
            let all = log.records.iter();
            let all = all.filter(|(_, record)| record.head.kind == Kind::Message);
            all.map(|(at, record)| (*at, record.head.seq))
        };
        for (_, record) in &log.records {
            self.gone.add(record);
            self.is_described |= record.head.kind == Kind::Note
                && record.subject().is_some_and(|name| IDENTITY.contains(&name));
            if record.head.kind == Kind::Reached {
                self.reached = Reached::read(record).unwrap_or(self.reached);
            }
        }
        for (_, seq) in messages() {
            self.messages.insert(seq);
        }
        let last = log.records.last().map(|(_, record)| record.head);
        let next = last.filter(|head| head.kind == Kind::Sealed).map(|head| head.seq);
        if let FileId::Segment(id) = log.file {
            self.chain.add(Link::of(id, &log.scanned, next));
        }
        let hole = |place: &Range<usize>| Hole {
            place: place.clone(),
            before: messages().rfind(|(at, _)| *at < place.start).map(|(_, seq)| seq),
            after: messages().find(|(at, _)| *at > place.start).map(|(_, seq)| seq),
        };
        self.logs.push(Examination {
            file: log.file,
            scanned: log.scanned,
            is_last,
            holes: log.holes.iter().map(hole).collect(),
            broken: log.broken.clone(),
            first: messages().map(|(_, seq)| seq).next(),
            last: messages().map(|(_, seq)| seq).next_back(),
            next,
        });
    }

    /// What was safe and is not there, where nothing else shows it.
    pub(super) fn missing(&self) -> Vec<Missing> {
        let Some(ledger) = self.log(FileId::Ledger) else {
            return Vec::new();
        };
        let mut missing = self.chain.missing(self.reached, &ledger.scanned);
        missing.retain(|missing| self.log(missing.file()).is_none_or(|log| log.holes.is_empty()));
        missing
    }

    /// Whether a file holds what is not what was written and still needed.
    pub(super) fn is_damaged(&self, log: &Examination) -> bool {
        !log.holes.is_empty() || log.broken.iter().any(|(_, head)| !self.gone.has(head.seq))
    }

    /// The last sequence that is known to have been given before the end of one of the logs.
    pub(super) fn last_seq(&self, logs: &[Examination]) -> u64 {
        let known = logs
            .iter()
            .filter(|log| log.file != FileId::Ledger)
            .flat_map(|log| {
                let broken = log.broken.iter().map(|(_, head)| head.seq);
                broken
                    .chain(log.last)
                    .chain([log.scanned.start.seq.saturating_sub(1)])
            });
        known.max().unwrap_or(0)
    }

    fn log(&self, file: FileId) -> Option<&Examination> {
        self.logs.iter().find(|log| log.file == file)
    }

    pub(super) fn report(&self) -> StreamReport {
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
        for missing in self.missing() {
            let lost = self.lost_with(missing);
            let fault = self.fault(missing.file(), missing.at() as usize, missing);
            faults.push(Fault { lost, ..fault });
        }
        if self.log(FileId::Ledger).is_none() {
            faults.push(self.fault(FileId::Ledger, 0, "the file is missing"));
        }
        if !self.is_described {
            faults.push(self.fault(FileId::Ledger, 0, "nothing tells any more what the stream is"));
        }
        let is_torn = self.logs.iter().any(|log| log.scanned.end == End::Torn);
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
        let last = after.map_or(first.max(self.reached.last_seq), |after| after.saturating_sub(1));
        (first <= last && (after.is_some() || hole.place.len() > HEAD)).then_some((first, last))
    }

    /// Sequences that are known to have been given in what is missing.
    fn lost_with(&self, missing: Missing) -> Option<(u64, u64)> {
        let at = match missing {
            Missing::Rest {
                file: FileId::Ledger, ..
            } => return None,
            Missing::Rest { file, .. } => self.logs.partition_point(|log| log.file <= file),
            Missing::File(file) => self.logs.partition_point(|log| log.file < file),
        };
        let (before, after) = self.logs.split_at(at);
        let first = self.last_seq(before) + 1;
        let next = after.first().map(|next| next.scanned.start.seq.saturating_sub(1));
        let last = next.unwrap_or(self.reached.last_seq);
        (first <= last).then_some((first, last))
    }

    pub(super) fn fault(&self, file: FileId, at: usize, what: impl ToString) -> Fault {
        Fault {
            file: self.home.path(file),
            offset: at as u64,
            what: what.to_string(),
            lost: None,
        }
    }
}
