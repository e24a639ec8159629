//! How changes become safe.

use tracing::warn;

use super::FileStore;
use crate::streams::store::StoreError;
use crate::streams::store::chain::Reached;
use crate::streams::store::group::Group;
use crate::streams::store::home::{FileId, Stage};
use crate::streams::store::log::Log;
use crate::streams::store::ranges::Ranges;
use crate::streams::store::record::{Head, Kind};
use crate::streams::store::segment::Segment;

/// Changes that can wait, above which they are written with the next commit even so: runs of removals, and bytes of notes.
const WAITING_REMOVALS: usize = 16 * 1024;
const WAITING_NOTES: usize = 1024 * 1024;
/// Memory for the next group that is kept over a commit.
const KEPT_GROUP: usize = 4 * 1024;

impl FileStore {
    /// Sees that there is a group for what comes, in a segment that is not too large if the group adds something: what removes
    /// must not need another file, for which a full disk may have no room.
    pub(super) fn begin_group(&mut self, adds: bool) {
        if self.group.is_empty() {
            let next_seq = self.index.last_seq + 1;
            let sizes = &self.home.shared.segment_sizes;
            let limit = (self.index.bytes / 4).clamp(sizes.start, sizes.end);
            let fits = |last: &Segment| (!adds || last.log.len < limit) && last.takes(next_seq, last.log.len);
            if !self.segments.last().is_some_and(fits) {
                self.add_segment();
            }
            if let Some(last) = self.segments.last() {
                self.group.begin(last.log.salt);
            }
        }
    }

    /// Where the next record will be in the last segment's file.
    pub(super) fn position(&self) -> u64 {
        let end = self.segments.last().map_or(0, |segment| segment.log.end());
        end + self.group.len() as u64
    }

    /// Begins anew after everything was removed: what was about to be written is not needed any more.
    pub(super) fn begin_cleared(&mut self) {
        self.abandon_compaction();
        self.reader.get_mut().forget();
        self.group.forget(0);
        self.removed.clear();
        for segment in &mut self.segments {
            segment.empty();
        }
        self.begin_group(false);
        let head = Head::bare(Kind::Cleared, self.index.last_seq + 1, self.index.last_time);
        self.group.push(head, "", b"", b"");
        (self.urgent, self.adds) = (true, false);
    }

    pub(super) fn has_to_write(&self) -> bool {
        self.urgent
            || self.ledger.urgent
            || self.removed.len() > WAITING_REMOVALS
            || self.ledger.waiting > WAITING_NOTES
    }

    /// Writes what has to be written, or `all` there is.
    pub(super) fn write(&mut self, all: bool) -> Result<(), StoreError> {
        if self.failed {
            return Err(StoreError::Failed);
        }
        self.failed = true;
        let written = self.group.len() as u64;
        self.write_groups(all)?;
        self.failed = false;
        self.erase();
        self.renew_ledger();
        // What is removed but not written down yet may come back, and has to be there then; so has all of a log that says it is
        // complete.
        if self.failed || !self.removed.is_empty() || self.is_complete() {
            return Ok(());
        }
        if let Err(error) = self.drop_segments() {
            warn!(folder = %self.home.folder().display(), %error, "a segment without messages could not be removed");
        }
        // What has to be overwritten stays where it is.
        if self.erasures.is_empty() {
            self.compact(written);
        }
        Ok(())
    }

    fn add_segment(&mut self) {
        let (id, first) = (
            self.segments.last().map_or(1, |last| last.id + 1),
            self.index.last_seq + 1,
        );
        if let Some(last) = self.segments.last_mut() {
            last.shrink();
        }
        let log = Log::new(FileId::Segment(id), self.safe.0 + 1, self.safe.1);
        self.segments.push(Segment::new(id, first, log));
    }

    fn write_groups(&mut self, all: bool) -> Result<(), StoreError> {
        self.home.begin()?;
        let is_new = self.home.stage != Stage::Made;
        let due = all || is_new || self.ledger.urgent || self.ledger.waiting > WAITING_NOTES;
        let notes = self.ledger.is_changed() && due;
        // A consumer that is known to be done with a message must not find it still there.
        let removes = !self.removed.is_empty()
            && (all || notes || self.urgent || self.removed.len() > WAITING_REMOVALS);
        if removes {
            self.begin_group(false);
            let ranges = self.removed.encode();
            self.group.push(Head::bare(Kind::Removed, 0, 0), "", b"", &ranges);
        }
        self.push_erasures();
        self.seal()?;
        let logs = !self.group.is_empty();
        let begins = logs && self.segments.last().is_some_and(|last| last.log.len == 0);
        self.group.ledger = self.ledger.writes();
        // First what notes tell about, then the notes.
        if let Some(last) = self.segments.last_mut().filter(|_| logs) {
            last.log.write(&self.home, &mut self.group, self.adds)?;
        }
        // A new segment is noted, so that its file cannot go unnoticed.
        let notes = notes || begins && !is_new;
        if notes {
            let reached = self.reached();
            self.ledger.write(&self.home, reached)?;
            self.home.make()?;
        }
        self.accept(removes, notes);
        Ok(())
    }

    /// Notes in the group which bodies are to be overwritten, so that it is done even if the machine stops before.
    fn push_erasures(&mut self) {
        let mut ranges = Ranges::default();
        for erasure in self.erasures.iter_mut().filter(|erasure| !erasure.is_noted) {
            erasure.is_noted = true;
            ranges.add(erasure.seq);
        }
        if !ranges.is_empty() {
            self.begin_group(false);
            self.group
                .push(Head::bare(Kind::Erased, 0, 0), "", b"", &ranges.encode());
        }
    }

    /// Lets the segment before the last say so, before the file of that is made.
    fn seal(&mut self) -> Result<(), StoreError> {
        if let [.., sealed, next] = &mut *self.segments
            && sealed.next.is_none()
        {
            let mut group = Group::default();
            group.begin(sealed.log.salt);
            group.ledger = self.ledger.writes();
            group.push(Head::bare(Kind::Sealed, next.id, 0), "", b"", b"");
            sealed.log.write(&self.home, &mut group, self.adds)?;
            sealed.log.accept(&group);
            sealed.next = Some(next.id);
        }
        Ok(())
    }

    /// How far the log is safe with the group that was written.
    fn reached(&self) -> Reached {
        let waits = u64::from(!self.group.is_empty());
        let ends = self.segments.first().zip(self.segments.last());
        ends.map_or_else(Reached::default, |(first, last)| Reached {
            first: first.id,
            segment: last.id,
            groups: last.log.groups + waits,
            last_seq: self.index.last_seq,
        })
    }

    /// Counts what is safe now.
    fn accept(&mut self, removes: bool, notes: bool) {
        if let Some(last) = self.segments.last_mut().filter(|_| !self.group.is_empty()) {
            last.log.accept(&self.group);
            last.next = None;
        }
        self.group.forget(KEPT_GROUP);
        if let [.., sealed, _] = &mut *self.segments
            && let Err(error) = sealed.log.trim(&self.home)
        {
            warn!(folder = %self.home.folder().display(), %error, "a segment could not be cut to its size");
        }
        if removes {
            self.removed.clear();
        }
        if notes {
            self.ledger.accept();
        }
        self.safe = (self.index.last_seq, self.index.last_time);
        (self.urgent, self.adds) = (false, false);
    }

    /// Makes everything safe, and lets the log and the ledger tell of each other that they are complete.
    pub(super) fn write_to_the_end(&mut self) -> Result<(), StoreError> {
        self.write(true)?;
        if self.failed {
            return Err(StoreError::Failed);
        }
        if self.home.stage != Stage::Made || self.is_complete() {
            return Ok(());
        }
        // Whether the first file is there has to be known.
        if self.is_dropping || !self.repeated.is_empty() {
            self.drop_segments()?;
        }
        self.failed = true;
        let reached = self.reached();
        if self.ledger.reached != reached {
            self.ledger.write(&self.home, reached)?;
            self.ledger.accept();
        }
        if self.segments.is_empty() {
            self.add_segment();
        }
        if let Some(last) = self.segments.last_mut() {
            self.group.begin(last.log.salt);
            self.group.ledger = self.ledger.writes();
            last.log.write(&self.home, &mut self.group, false)?;
            last.log.accept(&self.group);
            self.group.forget(0);
        }
        self.failed = false;
        Ok(())
    }

    /// Whether the log ends with an empty group that was written after everything else.
    fn is_complete(&self) -> bool {
        let last = self.segments.last().map(|last| &last.log);
        last.is_some_and(|log| log.is_bare && log.ledger == self.ledger.writes())
    }
}
