//! Messages on the disk: a log of segments, and a ledger of notes beside it.
//!
//! Memory knows which sequences and subjects there are ([`Index`]) and about where each message is ([`Segment`]); the messages
//! themselves are read when somebody asks for them. The log alone tells what is there: whatever removes a message is written into
//! it too, so it can be read again without knowing any rule of the stream.

mod compact;
mod gone;
mod read;
mod recover;
mod upkeep;
mod write;

pub(super) use gone::Gone;
pub(super) use recover::load;

use std::cell::{Cell, RefCell};
use std::sync::Arc;

use bytes::Bytes;

use compact::Compaction;
use upkeep::Erasure;

use super::group::Group;
use super::home::{Home, Stage};
use super::index::Index;
use super::ledger::Ledger;
use super::name::folder_name;
use super::ranges::Ranges;
use super::reader::Reader;
use super::record::{Head, Kind};
use super::segment::Segment;
use super::shared::Shared;
use super::{Removed, Safe, Store, StoreError, SubjectTotals, Totals};
use crate::streams::filter::Filter;
use crate::streams::message::{Message, Nanos};

/// What a message costs beside its bytes, as clients see it in `max_bytes`; headers cost a little more.
const OVERHEAD: u64 = 30;
const HEADERS_OVERHEAD: u64 = 4;

/// A store in a folder of its own.
#[derive(Debug)]
pub(crate) struct FileStore {
    home: Home,
    index: Index,
    /// In order; the last one is written to.
    segments: Vec<Segment>,
    ledger: Ledger,
    /// What the next commit writes into the last segment.
    group: Group,
    /// Whether the group adds something, for which a full disk keeps no room.
    adds: bool,
    removed: Ranges,
    erasures: Vec<Erasure>,
    /// Whether the next commit has to write.
    urgent: bool,
    /// A write failed; nothing is written before the store is read again.
    failed: bool,
    /// Segments that a compaction has put into others. Their files go before any other does.
    repeated: Vec<u64>,
    /// The first segment was removed, and may come back.
    is_dropping: bool,
    reader: RefCell<Reader>,
    compaction: Option<Compaction>,
    /// Commits until the next one may begin.
    compaction_pause: u32,
    /// The last sequence that is safe, and the last time.
    safe: (u64, Nanos),
    /// The first message and its time, as far as somebody asked.
    first_time: Cell<(u64, Nanos)>,
}

impl FileStore {
    /// An empty store for a stream. A crash leaves nothing of it before the first note is safe.
    pub(crate) fn create(shared: &Arc<Shared>, stream: &str) -> Self {
        Self::empty(Home::new(shared, folder_name(stream), Stage::Nothing))
    }

    fn empty(home: Home) -> Self {
        Self {
            home,
            index: Index::default(),
            segments: Vec::new(),
            ledger: Ledger::new(),
            group: Group::default(),
            adds: false,
            removed: Ranges::default(),
            erasures: Vec::new(),
            urgent: false,
            failed: false,
            repeated: Vec::new(),
            is_dropping: false,
            reader: RefCell::default(),
            compaction: None,
            compaction_pause: 0,
            safe: (0, 0),
            first_time: Cell::default(),
        }
    }

    #[cfg(test)]
    pub(super) fn is_made(&self) -> bool {
        self.home.stage == Stage::Made
    }
}

impl Store for FileStore {
    fn totals(&self) -> Totals {
        self.index.totals(self.first_time())
    }

    fn append(&mut self, subject: &str, headers: &[u8], payload: &[u8], time: Nanos) -> u64 {
        let (seq, time) = (self.index.last_seq + 1, time.max(self.index.last_time));
        self.begin_group(true);
        let at = self.position();
        let head = Head::bare(Kind::Message, seq, time);
        self.group.push(head, subject, headers, payload);
        let size = self.size_of(subject, headers, payload);
        self.index.append(seq, subject, size, time);
        let end = self.position();
        if let Some(segment) = self.segments.last_mut() {
            segment.mark(seq, at, time);
            segment.live += 1;
            segment.live_bytes += end - at;
        }
        (self.urgent, self.adds) = (true, true);
        seq
    }

    fn size_of(&self, subject: &str, headers: &[u8], payload: &[u8]) -> u64 {
        counted(subject.len(), headers.len(), payload.len())
    }

    fn remove(&mut self, seq: u64, safe: Safe, erase: bool) -> Result<Option<Removed>, StoreError> {
        if !self.index.live.contains(seq) {
            return Ok(None);
        }
        let (at, stored) = self.stored(seq)?;
        let subject = self.owner(seq, at, &stored)?;
        let head = stored.head;
        let bytes = counted(
            usize::from(head.subject),
            head.headers as usize,
            head.payload as usize,
        );
        self.index.remove(seq, &subject, bytes);
        if erase && self.is_compacted(self.segments[at].id) {
            self.abandon_compaction();
        }
        let segment = &mut self.segments[at];
        segment.live -= 1;
        segment.live_bytes -= head.size() as u64;
        self.removed.add(seq);
        self.urgent |= erase || safe == Safe::Now;
        if erase {
            match stored.at.checked_sub(segment.log.end()) {
                Some(waits) => self.group.erase(waits as usize),
                None => self.erasures.push(Erasure::new(segment.id, stored.at, &head)),
            }
        }
        Ok(Some(Removed { seq, subject, bytes }))
    }

    fn clear(&mut self, next_seq: u64) {
        self.index.clear(next_seq);
        self.begin_cleared();
    }

    fn skip_to(&mut self, next_seq: u64) {
        self.begin_group(false);
        let head = Head::bare(Kind::Skipped, next_seq, 0);
        self.group.push(head, "", b"", b"");
        self.index.skip_to(next_seq);
        self.urgent = true;
    }

    fn read(&self, seq: u64) -> Result<Option<Message>, StoreError> {
        if !self.index.live.contains(seq) {
            return Ok(None);
        }
        self.message(seq).map(Some)
    }

    fn next(&self, from: u64, filter: &Filter) -> Result<Option<Message>, StoreError> {
        let mut seen = None;
        let found = self.index.next(from, filter, |seq| {
            let message = self.message(seq)?;
            let matches = filter.matches(&message.subject);
            seen = Some(message).filter(|_| matches);
            Ok::<_, StoreError>(matches)
        })?;
        match (found, seen) {
            (Some(seq), Some(message)) if message.seq == seq => Ok(Some(message)),
            (Some(seq), _) => self.message(seq).map(Some),
            (None, _) => Ok(None),
        }
    }

    fn seqs(&self, from: u64, filter: &Filter, most: usize) -> Result<Vec<u64>, StoreError> {
        Ok(self.index.seqs(from, filter, most))
    }

    fn last(&self, filter: &Filter, until: u64) -> Result<Option<u64>, StoreError> {
        Ok(self.index.last(filter, until))
    }

    fn count(&self, from: u64, filter: &Filter) -> Result<u64, StoreError> {
        Ok(self.index.count(from, filter))
    }

    fn at_time(&self, time: Nanos) -> Result<u64, StoreError> {
        let after = self.index.last_seq + 1;
        let reaches = |segment: &Segment| segment.last_time.is_some_and(|last| last >= time);
        let Some(at) = self.segments.iter().position(reaches) else {
            return Ok(after);
        };
        let source = self.source(at);
        let from = source.segment.search(|at| {
            let found = Reader::first_at(source, at)?;
            Ok::<_, StoreError>(found.head.time < time)
        })?;
        let mut found = Reader::first_at(source, from)?;
        while found.head.time < time {
            found = Reader::first_at(source, found.at + found.head.size() as u64)?;
        }
        Ok(self.index.live.next(found.head.seq).unwrap_or(after))
    }

    fn subject(&self, subject: &str) -> Option<SubjectTotals> {
        self.index.subject(subject)
    }

    fn subjects(&self, filter: &Filter) -> Vec<(Arc<str>, SubjectTotals)> {
        self.index.subjects(filter)
    }

    fn gaps(&self, most: usize) -> Vec<u64> {
        self.index.gaps(most)
    }

    fn note(&mut self, name: &str, value: &[u8], safe: Safe) {
        self.ledger.note(name, value, safe);
    }

    fn unnote(&mut self, name: &str) {
        self.ledger.unnote(name);
    }

    fn notes(&self, prefix: &str) -> Vec<(Box<str>, Bytes)> {
        self.ledger.notes(prefix)
    }

    fn noted_until(&self) -> u64 {
        self.ledger.reached.last_seq
    }

    fn commit(&mut self) -> Result<(), StoreError> {
        self.reader.get_mut().forget();
        if !self.failed && !self.has_to_write() && self.erasures.is_empty() {
            return Ok(());
        }
        self.write(false)
    }

    fn is_waiting(&self) -> bool {
        !self.removed.is_empty() || self.ledger.is_changed() || !self.erasures.is_empty()
    }

    fn unerased(&self) -> Vec<u64> {
        self.erasures.iter().map(|erasure| erasure.seq).collect()
    }

    fn settle(&mut self) -> Result<(), StoreError> {
        self.reader.get_mut().forget();
        self.write(true)
    }

    fn close(&mut self) -> Result<(), StoreError> {
        self.reader.get_mut().forget();
        self.write_to_the_end()
    }

    fn reopen(&mut self) -> Result<(), StoreError> {
        self.read_again()
    }

    fn destroy(&mut self) -> Result<(), StoreError> {
        self.failed = true;
        Ok(self.home.raze()?)
    }
}

/// Bytes a message counts for.
fn counted(subject: usize, headers: usize, payload: usize) -> u64 {
    let more = if headers > 0 { HEADERS_OVERHEAD } else { 0 };
    (subject + headers + payload) as u64 + OVERHEAD + more
}
