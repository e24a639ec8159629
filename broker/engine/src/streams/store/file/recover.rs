//! Reads a store as it was left.

use std::sync::Arc;

use tracing::{info, warn};

use super::{Erasure, FileStore, Gone, counted};
use crate::streams::message::Nanos;
use crate::streams::store::chain::{Chain, Link};
use crate::streams::store::home::{FileId, Home, Stage, put_aside};
use crate::streams::store::log::Log;
use crate::streams::store::record::Kind;
use crate::streams::store::scan::{End, Found, Scanned, scan};
use crate::streams::store::segment::Segment;
use crate::streams::store::{Shared, StoreError};

/// Bytes of segments that are kept from the first reading for the second.
const KEPT_BYTES: usize = 8 * 1024 * 1024;

/// Bytes that no file of a store has: a place in a segment is a number of four bytes, and only one group begins below that and ends
/// above.
const LONGEST: u64 = 2 * (u32::MAX as u64 + 1);

/// What the first reading of all files finds out.
#[derive(Debug, Default)]
struct Overview {
    chain: Chain,
    gone: Gone,
    last_seq: u64,
    last_time: Nanos,
    /// Messages whose bodies are not whole, and where they are.
    suspects: Vec<(u64, FileId, usize)>,
    /// The last of it may be torn, and the others are not.
    segments: Vec<SegmentRead>,
    /// Segments that are in others already.
    repeated: Vec<u64>,
    /// Bytes of segments that are kept.
    kept_bytes: usize,
}

/// What was read of a segment.
#[derive(Debug)]
struct SegmentRead {
    id: u64,
    scanned: Scanned,
    next: Option<u64>,
    /// Bytes of its file.
    length: usize,
    /// What is in it, as far as that is kept.
    bytes: Option<Vec<u8>>,
}

impl FileStore {
    /// The store in a folder that is there.
    ///
    /// A torn tail is cut, and kept aside. Other damage is an error, and everything stays as it is.
    pub(crate) fn open(shared: &Arc<Shared>, folder: &str) -> Result<Self, StoreError> {
        let mut store = Self::empty(Home::new(shared, folder.to_owned(), Stage::Made));
        store.load()?;
        Ok(store)
    }

    /// Goes back to what is safe.
    pub(super) fn read_again(&mut self) -> Result<(), StoreError> {
        self.failed = true;
        if self.home.stage == Stage::Made {
            self.home.forget_all();
            // It may tell how far the log is, which must not be less then.
            self.ledger.cut(&self.home)?;
            // Others are safe as they are, and may have been compacted meanwhile.
            let written = |segment: &&Segment| segment.log.len == 0 || segment.next.is_none();
            for segment in self.segments.iter().filter(written) {
                segment.log.cut(&self.home)?;
            }
            self.home.sync_folder()?;
        }
        let mut again = Self::empty(self.home.again()?);
        if again.home.stage == Stage::Made {
            again.load()?;
        }
        *self = again;
        Ok(())
    }

    /// Nothing is changed on the disk before everything was read and found to be right.
    fn load(&mut self) -> Result<(), StoreError> {
        let (mut ids, mut unfinished) = (Vec::new(), Vec::new());
        for name in self.home.disk().list(&self.home.folder())? {
            ids.extend(FileId::segment(&name));
            if name.ends_with(".next") {
                unfinished.push(name);
            }
        }
        ids.sort_unstable();
        let (scanned, bytes) = self.read_ledger()?;
        let mut overview = self.overview(&ids)?;
        let missing = overview.chain.missing(self.ledger.reached, &scanned);
        if let Some(missing) = missing.first() {
            return Err(StoreError::Missing {
                what: place(&self.home, missing.file(), missing.at()),
                missing: missing.to_string(),
            });
        }
        for name in unfinished {
            self.home.disk().remove(&self.home.folder().join(name))?;
        }
        self.repeated.append(&mut overview.repeated);
        let log = self.opened(FileId::Ledger, &scanned, bytes.len())?;
        self.ledger.has_log(log);
        for read in std::mem::take(&mut overview.segments) {
            self.load_segment(read, &overview)?;
        }
        self.index.last_seq = self.index.last_seq.max(overview.last_seq);
        self.index.last_time = self.index.last_time.max(overview.last_time);
        self.safe = (self.index.last_seq, self.index.last_time);
        Ok(())
    }

    fn read_ledger(&mut self) -> Result<(Scanned, Vec<u8>), StoreError> {
        let bytes = load(&self.home, FileId::Ledger)?;
        let ledger = &mut self.ledger;
        let mut bad = None;
        let scanned = scan(&bytes, true, |found| {
            if !ledger.replay(found) {
                bad.get_or_insert(found.at);
            }
        });
        let bad = bad.or((scanned.end == End::Damaged).then_some(scanned.len));
        match bad {
            Some(at) => Err(damaged(&self.home, FileId::Ledger, at)),
            None => Ok((scanned, bytes)),
        }
    }

    /// Reads all segments to check them, and to know what is gone before a message is counted.
    fn overview(&self, ids: &[u64]) -> Result<Overview, StoreError> {
        let mut overview = Overview::default();
        for id in ids {
            if overview.chain.repeats(*id) {
                overview.repeated.push(*id);
                continue;
            }
            let file = FileId::Segment(*id);
            let bytes = load(&self.home, file)?;
            let (mut next, mut bad) = (None, None);
            let scanned = scan(&bytes, ids.last() == Some(id), |found| {
                let head = found.record.head;
                next = (head.kind == Kind::Sealed).then_some(head.seq);
                if !overview.add(found, file) {
                    bad.get_or_insert(found.at);
                }
            });
            let bad = bad.or((scanned.end == End::Damaged).then_some(scanned.len));
            if let Some(at) = bad {
                return Err(damaged(&self.home, file, at));
            }
            overview.read(*id, scanned, next, bytes);
        }
        let alive = overview
            .suspects
            .iter()
            .find(|(seq, ..)| !overview.gone.has(*seq));
        if let Some((_, file, at)) = alive {
            return Err(damaged(&self.home, *file, *at));
        }
        Ok(overview)
    }

    fn load_segment(&mut self, read: SegmentRead, overview: &Overview) -> Result<(), StoreError> {
        let SegmentRead { id, scanned, .. } = read;
        let file = FileId::Segment(id);
        let log = self.opened(file, &scanned, read.length)?;
        if log.len == 0 {
            // What is written next into the one before must not be followed by it again.
            return Ok(self.home.sync_folder()?);
        }
        let mut segment = Segment::new(id, scanned.start.seq, log);
        segment.next = read.next;
        let bytes = match read.bytes {
            Some(bytes) => bytes,
            None => load(&self.home, file)?,
        };
        let (counts, erasures) = (&mut self.index, &mut self.erasures);
        let good = bytes.get(..scanned.len);
        let good = good.ok_or_else(|| damaged(&self.home, file, bytes.len()))?;
        scan(good, false, |Found { at, record, .. }| {
            let head = record.head;
            if head.kind != Kind::Message {
                return;
            }
            segment.mark(head.seq, at as u64, head.time);
            if overview.gone.is_erased(head.seq) && record.body.iter().any(|byte| *byte != 0) {
                erasures.push(Erasure {
                    is_noted: true,
                    ..Erasure::new(id, at as u64, &head)
                });
            }
            let subject = record.subject().filter(|_| !overview.gone.has(head.seq));
            let Some(subject) = subject else {
                counts.last_seq = head.seq;
                counts.last_time = head.time;
                return;
            };
            let size = counted(subject.len(), head.headers as usize, head.payload as usize);
            counts.append(head.seq, subject, size, head.time);
            segment.live += 1;
            segment.live_bytes += head.size() as u64;
        });
        segment.shrink();
        self.segments.push(segment);
        Ok(())
    }

    /// A log as it was scanned, of so many bytes, without what was torn off.
    fn opened(&self, file: FileId, scanned: &Scanned, length: usize) -> Result<Log, StoreError> {
        let log = Log::read(file, scanned, length as u64);
        if scanned.end == End::Clean {
            return Ok(log);
        }
        let mut torn = vec![0; length - scanned.len];
        self.home.file(file)?.read_at(&mut torn, scanned.len as u64)?;
        let path = self.home.path(file);
        let written = torn.iter().rposition(|byte| *byte != 0).map_or(0, |at| at + 1);
        if written == 0 {
            info!(file = %path.display(), offset = scanned.len, "an unfinished write is cut off");
        } else {
            let name = format!("{}.{}", file.name(), scanned.len);
            let aside = put_aside(self.home.disk(), &self.home.folder(), &name, &torn[..written])?;
            warn!(
                file = %path.display(), offset = scanned.len, bytes = written, aside = %aside.display(),
                "an unfinished write is cut off, and kept aside"
            );
        }
        log.cut(&self.home)?;
        Ok(Log::read(file, scanned, scanned.len as u64))
    }
}

impl Overview {
    /// Takes in a record; false if it is damaged.
    fn add(&mut self, found: Found<'_>, file: FileId) -> bool {
        let head = found.record.head;
        match head.kind {
            Kind::Message if head.seq > self.last_seq => {
                self.starts(head.seq + 1, head.time);
                if !found.whole {
                    self.suspects.push((head.seq, file, found.at));
                }
                true
            }
            Kind::Sealed => found.whole,
            Kind::Skipped | Kind::Cleared if found.whole => {
                self.starts(head.seq, head.time);
                self.gone.add(&found.record)
            }
            Kind::Removed | Kind::Erased if found.whole => self.gone.add(&found.record),
            _ => false,
        }
    }

    /// Takes in a segment as a whole.
    fn read(&mut self, id: u64, scanned: Scanned, next: Option<u64>, bytes: Vec<u8>) {
        self.starts(scanned.start.seq, scanned.start.time);
        self.chain.add(Link::of(id, &scanned, next));
        self.kept_bytes += bytes.len();
        self.segments.push(SegmentRead {
            id,
            scanned,
            next,
            length: bytes.len(),
            bytes: Some(bytes).filter(|_| self.kept_bytes <= KEPT_BYTES),
        });
    }

    fn starts(&mut self, next_seq: u64, time: Nanos) {
        self.last_seq = self.last_seq.max(next_seq.saturating_sub(1));
        self.last_time = self.last_time.max(time);
    }
}

pub(crate) fn load(home: &Home, file: FileId) -> Result<Vec<u8>, StoreError> {
    let opened = home.file(file)?;
    let length = opened.len()?;
    if length > LONGEST {
        return Err(StoreError::Damaged {
            what: place(home, file, LONGEST),
        });
    }
    let mut bytes = vec![0; usize::try_from(length).unwrap_or(usize::MAX)];
    opened.read_at(&mut bytes, 0)?;
    Ok(bytes)
}

fn damaged(home: &Home, file: FileId, at: usize) -> StoreError {
    StoreError::Damaged {
        what: place(home, file, at as u64),
    }
}

fn place(home: &Home, file: FileId, at: u64) -> String {
    format!("{} at byte {at}", home.path(file).display())
}
