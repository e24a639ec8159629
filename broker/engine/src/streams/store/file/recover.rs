//! Reads a store as it was left.

use std::sync::Arc;

use tracing::{info, warn};

use super::{FileStore, Gone, counted};
use crate::streams::message::Nanos;
use crate::streams::store::home::{FileId, Home, Stage, put_aside};
use crate::streams::store::ledger::Ledger;
use crate::streams::store::log::Log;
use crate::streams::store::record::{Kind, read_file_head};
use crate::streams::store::scan::{End, Found, Scanned, scan};
use crate::streams::store::segment::Segment;
use crate::streams::store::{Shared, StoreError};

/// Bytes of segments that are kept from the first reading for the second.
const KEPT_BYTES: usize = 8 * 1024 * 1024;

/// What the first reading of all segments finds out.
#[derive(Debug, Default)]
struct Overview {
    gone: Gone,
    last_seq: u64,
    last_time: Nanos,
    last_message: u64,
    /// Messages whose bodies are not whole, and where they are.
    suspects: Vec<(u64, FileId, usize)>,
    /// What was read of each segment, as far as it is kept.
    kept: Vec<Option<Vec<u8>>>,
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
            // Others are safe as they are, and may have been compacted meanwhile.
            let last = self.segments.last().map(|last| last.id);
            let written = |segment: &&Segment| segment.log.len == 0 || Some(segment.id) == last;
            for segment in self.segments.iter().filter(written) {
                segment.log.cut(&self.home)?;
            }
            self.ledger.cut(&self.home)?;
            self.home.sync_folder()?;
        }
        *self = Self {
            failed: true,
            ..Self::empty(self.home.again()?)
        };
        if self.home.stage == Stage::Made {
            self.load()?;
        }
        self.failed = false;
        Ok(())
    }

    fn load(&mut self) -> Result<(), StoreError> {
        let mut ids = Vec::new();
        for name in self.home.disk().list(&self.home.folder())? {
            if name.ends_with(".next") {
                self.home.disk().remove(&self.home.folder().join(name))?;
            } else {
                ids.extend(FileId::segment(&name));
            }
        }
        ids.sort_unstable();
        self.load_ledger()?;
        let mut overview = self.overview(&ids)?;
        for (bytes, index) in std::mem::take(&mut overview.kept).into_iter().zip(0..) {
            self.load_segment(index, bytes, &overview)?;
        }
        self.index.last_seq = self.index.last_seq.max(overview.last_seq);
        self.index.last_time = self.index.last_time.max(overview.last_time);
        self.safe = (self.index.last_seq, self.index.last_time);
        Ok(())
    }

    fn load_ledger(&mut self) -> Result<(), StoreError> {
        let bytes = load(&self.home, FileId::Ledger)?;
        let mut ledger = Ledger::new();
        let mut bad = None;
        let scanned = scan(&bytes, true, |found| {
            if !ledger.replay(found) {
                bad.get_or_insert(found.at);
            }
        });
        if let Some(at) = bad {
            return Err(damaged(&self.home, FileId::Ledger, at));
        }
        let log = self.opened(FileId::Ledger, &scanned, &bytes)?;
        ledger.has_log(log);
        self.ledger = ledger;
        Ok(())
    }

    /// Reads all segments to check them, and to know what is gone before a message is counted.
    fn overview(&mut self, ids: &[u64]) -> Result<Overview, StoreError> {
        let (mut overview, mut kept_bytes) = (Overview::default(), 0);
        for id in ids {
            let file = FileId::Segment(*id);
            let bytes = load(&self.home, file)?;
            if overview.repeats(&bytes) {
                self.home.remove(file)?;
                continue;
            }
            let mut bad = None;
            let scanned = scan(&bytes, ids.last() == Some(id), |found| {
                if !overview.add(found, file) {
                    bad.get_or_insert(found.at);
                }
            });
            if let Some(at) = bad {
                return Err(damaged(&self.home, file, at));
            }
            let log = self.opened(file, &scanned, &bytes)?;
            if log.len == 0 {
                continue;
            }
            overview.starts(scanned.start.seq, scanned.start.time);
            self.segments.push(Segment::new(*id, scanned.start.seq, log));
            kept_bytes += bytes.len();
            overview
                .kept
                .push(Some(bytes).filter(|_| kept_bytes <= KEPT_BYTES));
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

    fn load_segment(
        &mut self,
        index: usize,
        bytes: Option<Vec<u8>>,
        overview: &Overview,
    ) -> Result<(), StoreError> {
        let is_last = index + 1 == self.segments.len();
        let segment = &mut self.segments[index];
        let bytes = match bytes {
            Some(bytes) => bytes,
            None => load(&self.home, segment.file())?,
        };
        let counts = &mut self.index;
        scan(&bytes, is_last, |Found { at, record, .. }| {
            let head = record.head;
            if head.kind != Kind::Message {
                return;
            }
            segment.mark(head.seq, at as u64, head.time);
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
        Ok(())
    }

    /// A log as it was scanned, without what was torn off.
    fn opened(&self, file: FileId, scanned: &Scanned, bytes: &[u8]) -> Result<Log, StoreError> {
        let log = Log::read(file, scanned, bytes.len() as u64);
        match scanned.end {
            End::Clean => Ok(log),
            End::Damaged => Err(damaged(&self.home, file, scanned.len)),
            End::Torn => {
                let torn = &bytes[scanned.len..];
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
    }
}

impl Overview {
    /// Takes in a record; false if it is damaged.
    fn add(&mut self, found: Found<'_>, file: FileId) -> bool {
        let head = found.record.head;
        match head.kind {
            Kind::Message => {
                self.starts(head.seq + 1, head.time);
                self.last_message = self.last_message.max(head.seq);
                if !found.whole {
                    self.suspects.push((head.seq, file, found.at));
                }
                true
            }
            Kind::Skipped | Kind::Cleared | Kind::Removed if found.whole => {
                if head.kind != Kind::Removed {
                    self.starts(head.seq, head.time);
                }
                self.gone.add(&found.record)
            }
            _ => false,
        }
    }

    /// Whether a segment is what a compaction has put into the one before already: others begin above all earlier messages.
    fn repeats(&self, bytes: &[u8]) -> bool {
        read_file_head(bytes).is_some_and(|(_, head)| head.seq <= self.last_message)
    }

    fn starts(&mut self, next_seq: u64, time: Nanos) {
        self.last_seq = self.last_seq.max(next_seq.saturating_sub(1));
        self.last_time = self.last_time.max(time);
    }
}

pub(crate) fn load(home: &Home, file: FileId) -> Result<Vec<u8>, StoreError> {
    let file = home.file(file)?;
    let mut bytes = vec![0; usize::try_from(file.len()?).unwrap_or(usize::MAX)];
    file.read_at(&mut bytes, 0)?;
    Ok(bytes)
}

fn damaged(home: &Home, file: FileId, at: usize) -> StoreError {
    StoreError::Damaged {
        what: format!("{} at byte {at}", home.path(file).display()),
    }
}
