//! Writes sealed segments anew when most of what they hold is gone: a little with each commit, so that no turn waits for it.

use std::sync::Arc;

use tracing::warn;

use super::FileStore;
use crate::streams::disk::File;
use crate::streams::store::StoreError;
use crate::streams::store::group::Group;
use crate::streams::store::home::{FileId, Home};
use crate::streams::store::log::Log;
use crate::streams::store::ranges::Ranges;
use crate::streams::store::record::{FILE_HEAD, GROUP_END, HEAD, Head, Kind, Record};
use crate::streams::store::segment::Segment;

/// Commits without another try after one failed.
const PAUSE: u32 = 4096;

/// Segments that are being written into one.
#[derive(Debug)]
pub(super) struct Compaction {
    /// Their numbers, in order.
    run: Vec<u64>,
    /// Which of them is being read, and up to where.
    current: usize,
    at: u64,
    /// Takes the place of the first.
    target: Segment,
    /// Bytes of what is kept beside messages.
    kept: u64,
    removed: Ranges,
    group: Group,
    /// Its file stays open until it is safe: the system may forget that it could not write one that nobody has open.
    file: Option<Arc<dyn File>>,
}

impl FileStore {
    /// Goes on with the compaction, or begins one if that is worth it. It reads more than was written, so that it ends before as
    /// much again is history.
    pub(super) fn compact(&mut self, written: u64) {
        if self.compaction_pause > 0 {
            self.compaction_pause -= 1;
            return;
        }
        let Some(mut compaction) = self.compaction.take().or_else(|| self.begin_compaction()) else {
            return;
        };
        let step = written.max(self.home.shared.segment_sizes.start / 8) * 2;
        let first = compaction.run[0];
        let outcome = match compaction.step(self, step) {
            Ok(false) => {
                self.compaction = Some(compaction);
                return;
            }
            Ok(true) => self.end_compaction(compaction),
            Err(failure) => Err(failure),
        };
        if let Err(failure) = outcome {
            warn!(folder = %self.home.folder().display(), %failure, "segments could not be compacted");
            self.compaction_pause = PAUSE;
            let _ = self.home.remove(FileId::NextSegment(first));
        }
    }

    /// Whether a segment is being written anew, so that it has to stay as it is.
    pub(super) fn is_compacted(&self, segment: u64) -> bool {
        let run = self.compaction.as_ref().map(|compaction| &compaction.run);
        run.is_some_and(|run| run.contains(&segment))
    }

    /// Forgets a compaction: something happened to what it reads.
    pub(super) fn abandon_compaction(&mut self) {
        if let Some(compaction) = self.compaction.take() {
            // What is left of it goes at the next start, if not now.
            let _ = self.home.remove(FileId::NextSegment(compaction.run[0]));
        }
    }

    fn begin_compaction(&self) -> Option<Compaction> {
        let sizes = &self.home.shared.segment_sizes;
        let sealed = &self.segments[..self.segments.len().saturating_sub(1)];
        let is_history = |segment: &Segment| (segment.live_bytes + segment.kept) * 2 < segment.log.len;
        let joins = |segment: &Segment| is_history(segment) || segment.log.len < sizes.start / 4;
        let worth = sealed.iter().position(is_history)?;
        let before = sealed[..worth]
            .iter()
            .rev()
            .take_while(|segment| joins(segment))
            .count();
        let (first, mut live) = (worth - before, 0);
        let run = sealed[first..].iter().enumerate().take_while(|(index, segment)| {
            live += segment.live_bytes;
            *index <= before || live < sizes.end / 2 && joins(segment)
        });
        let run: Vec<u64> = run.map(|(_, segment)| segment.id).collect();
        let (id, log) = (run[0], &sealed[first].log);
        let log = Log::new(FileId::NextSegment(id), log.next_seq, log.last_time);
        Some(Compaction {
            run,
            current: 0,
            at: FILE_HEAD as u64,
            target: Segment::new(id, sealed[first].first, log),
            kept: 0,
            removed: Ranges::default(),
            group: Group::default(),
            file: None,
        })
    }

    /// Puts the new segment in the place of the others.
    fn end_compaction(&mut self, mut compaction: Compaction) -> Result<(), StoreError> {
        let at = self
            .segments
            .partition_point(|segment| segment.id < compaction.run[0]);
        let next = self.segments[at + compaction.run.len()].id;
        compaction.finish(&self.home, next)?;
        let Compaction { run, mut target, .. } = compaction;
        target.next = Some(next);
        target.kept = compaction.kept;
        target.shrink();
        let (file, next) = (FileId::Segment(run[0]), FileId::NextSegment(run[0]));
        self.home.rename(next, file)?;
        target.log.file = file;
        for segment in self.segments.iter().filter(|segment| run.contains(&segment.id)) {
            target.live += segment.live;
            target.live_bytes += segment.live_bytes;
        }
        self.segments.splice(at..at + run.len(), [target]);
        self.repeated.extend(&run[1..]);
        Ok(self.drop_repeated()?)
    }
}

impl Compaction {
    /// Copies a part; true at the end.
    fn step(&mut self, store: &FileStore, bytes: u64) -> Result<bool, StoreError> {
        let id = self.run[self.current];
        let index = store.segments.partition_point(|segment| segment.id < id);
        let segment = &store.segments[index];
        let file = store.home.file(segment.file())?;
        self.group.begin(self.target.log.salt);
        let mut window = Window::read(&*file, self.at, bytes.min(segment.log.len - self.at))?;
        while self.at < segment.log.len {
            let Some(size) = self.copy(store, segment, &mut window)? else {
                break;
            };
            self.at += size;
        }
        self.push_removals();
        if self.group.len() > HEAD {
            let file = self.target.log.put(&store.home, &mut self.group, true)?;
            self.file.get_or_insert(file);
            self.target.log.accept(&self.group);
        }
        self.group.forget(0);
        if self.at == segment.log.len {
            (self.current, self.at) = (self.current + 1, FILE_HEAD as u64);
        }
        Ok(self.current == self.run.len())
    }

    /// Copies the next record if it is needed, and tells its size; none if it is not read to its end.
    fn copy(
        &mut self,
        store: &FileStore,
        segment: &Segment,
        window: &mut Window,
    ) -> Result<Option<u64>, StoreError> {
        let rest = window.from(self.at);
        if rest.first() == Some(&GROUP_END) {
            return Ok(Some(1));
        }
        let salt = segment.log.salt;
        let damaged = || store.source_of(segment).damaged(self.at);
        if rest.len() < HEAD {
            return if window.is_start(self.at) {
                Err(damaged())
            } else {
                Ok(None)
            };
        }
        let head = Head::decode(rest, salt).ok_or_else(damaged)?;
        let Some(record) = Record::decode(rest, salt) else {
            // One that is larger than a step.
            if window.is_start(self.at) {
                let file = store.home.file(segment.file())?;
                *window = Window::read(&*file, self.at, head.size() as u64)?;
                return self.copy(store, segment, window);
            }
            return Ok(None);
        };
        match head.kind {
            Kind::Message if store.index.live.contains(head.seq) => {
                let subject = record
                    .subject()
                    .filter(|_| record.is_whole(salt))
                    .ok_or_else(damaged)?;
                let at = self.target.log.end() + self.group.len() as u64;
                self.group.push(head, subject, record.headers(), record.payload());
                self.target.mark(head.seq, at, head.time);
            }
            Kind::Removed if !record.is_whole(salt) => return Err(damaged()),
            Kind::Removed => self.keep_removals(store, &record),
            Kind::Cleared if store.segments[0].id < self.run[0] => self.group.push(head, "", b"", b""),
            _ => {}
        }
        Ok(Some(head.size() as u64))
    }

    /// Notes which of the removals are of messages that older segments may still hold.
    fn keep_removals(&mut self, store: &FileStore, record: &Record<'_>) {
        let removed = Ranges::decode(record.payload()).unwrap_or_default();
        let older = store
            .segments
            .iter()
            .take_while(|segment| segment.id < self.run[0]);
        for segment in older {
            self.removed.add_within(&removed, segment.first, segment.last);
        }
    }

    fn push_removals(&mut self) {
        if !self.removed.is_empty() {
            let ranges = self.removed.encode();
            self.removed.clear();
            self.kept += (HEAD + ranges.len()) as u64;
            self.group.push(Head::bare(Kind::Removed, 0, 0), "", b"", &ranges);
        }
    }

    /// Makes the new file safe, and makes one if nothing was worth keeping.
    fn finish(&mut self, home: &Home, next: u64) -> Result<(), StoreError> {
        self.group.begin(self.target.log.salt);
        self.group.push(Head::bare(Kind::Sealed, next, 0), "", b"", b"");
        self.target.log.write(home, &mut self.group, false)?;
        self.target.log.accept(&self.group);
        self.kept += (FILE_HEAD + 3 * HEAD) as u64;
        Ok(self.target.log.trim(home)?)
    }
}

/// A part of a file.
struct Window {
    start: u64,
    bytes: Vec<u8>,
}

impl Window {
    fn read(file: &dyn File, start: u64, size: u64) -> Result<Self, StoreError> {
        let mut bytes = vec![0; usize::try_from(size).unwrap_or(usize::MAX)];
        file.read_at(&mut bytes, start)?;
        Ok(Self { start, bytes })
    }

    fn from(&self, at: u64) -> &[u8] {
        self.bytes.get((at - self.start) as usize..).unwrap_or_default()
    }

    fn is_start(&self, at: u64) -> bool {
        self.start == at
    }
}
