//! Whether the files of a store are all there, each to its end: one that was cut exactly behind a commit shows nothing of it.
//!
//! Each segment but the last says at its end which one follows. The ledger says how far the log was safe when it was written, and
//! each group of the log how often the ledger had been written. Only what lies behind the last thing that one says of the other
//! can be missing without being missed; after a clean stop that is nothing.

use std::cmp::Ordering;
use std::fmt;

use super::group::Group;
use super::home::FileId;
use super::record::{HIGHEST, Head, Kind, Record};
use super::scan::Scanned;
use crate::streams::message::Nanos;

/// How far the log was safe when the ledger was written.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Reached {
    /// The first segment and the last one; 0 before there was one.
    pub(super) first: u64,
    pub(super) segment: u64,
    /// Number of the last group in it.
    pub(super) groups: u64,
    pub(super) last_seq: u64,
}

/// The segments that were found, in order.
#[derive(Debug, Default)]
pub(super) struct Chain(Vec<Link>);

/// One segment, as far as it can be read.
#[derive(Debug, Clone, Copy)]
pub(super) struct Link {
    id: u64,
    groups: u64,
    /// Where its groups end.
    len: u64,
    /// Which one follows, as it says.
    next: Option<u64>,
    /// How often the ledger had been written, as its last group says.
    ledger: u32,
    /// Whether that group has no records: in the last segment it was written after everything else, before the broker stopped.
    is_bare: bool,
}

/// What was safe and is not there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Missing {
    /// A file.
    File(FileId),
    /// What a file held from `at` on: so many writes, if that is known.
    Rest {
        file: FileId,
        at: u64,
        writes: Option<u64>,
    },
}

impl Reached {
    /// Adds it to a group of the ledger.
    pub(super) fn push(self, group: &mut Group) {
        let head = Head::bare(Kind::Reached, self.segment, self.groups.cast_signed());
        let rest = [self.first.to_le_bytes(), self.last_seq.to_le_bytes()];
        group.push(head, "", b"", rest.as_flattened());
    }

    /// What a record of that kind says; none if it cannot be.
    pub(super) fn read(record: &Record<'_>) -> Option<Self> {
        let (first, last_seq) = record.payload().split_first_chunk()?;
        let reached = Self {
            first: u64::from_le_bytes(*first),
            segment: record.head.seq,
            groups: Nanos::cast_unsigned(record.head.time),
            last_seq: u64::from_le_bytes(last_seq.try_into().ok()?),
        };
        Some(reached).filter(|reached| reached.last_seq <= HIGHEST)
    }
}

impl Chain {
    /// Whether a segment is what a compaction has put into an earlier one already, and could not remove any more.
    pub(super) fn repeats(&self, id: u64) -> bool {
        let next = self.0.last().and_then(|link| link.next);
        next.is_some_and(|next| id < next)
    }

    pub(super) fn add(&mut self, link: Link) {
        self.0.push(link);
    }

    /// How often the ledger had been written when the log was.
    pub(super) fn ledger_writes(&self) -> u32 {
        self.0.iter().map(|link| link.ledger).max().unwrap_or(0)
    }

    /// What is missing, given what the ledger says and how it was read.
    pub(super) fn missing(&self, reached: Reached, ledger: &Scanned) -> Vec<Missing> {
        let (said, written) = (
            self.ledger_writes(),
            ledger_writes(ledger.start.seq, ledger.groups),
        );
        let is_complete = |link: &Link| link.is_bare && link.ledger == written;
        let mut missing = Vec::new();
        if let (Some(first), Some(last)) = (self.0.first(), self.0.last())
            && is_complete(last)
            && (1..first.id).contains(&reached.first)
        {
            missing.push(Missing::File(FileId::Segment(reached.first)));
        }
        missing.extend(self.0.windows(2).filter_map(between));
        missing.extend(self.missing_at_the_end(reached));
        if said > written {
            missing.push(Missing::Rest {
                file: FileId::Ledger,
                at: ledger.len as u64,
                writes: Some(u64::from(said - written)),
            });
        }
        missing
    }

    fn missing_at_the_end(&self, reached: Reached) -> Vec<Missing> {
        let last = self.0.last();
        match reached.segment.cmp(&last.map_or(0, |link| link.id)) {
            Ordering::Less => Vec::new(),
            Ordering::Equal => {
                let cut = last.filter(|link| link.groups < reached.groups);
                let rest = cut.map(|link| link.rest(Some(reached.groups - link.groups)));
                rest.into_iter().collect()
            }
            Ordering::Greater => {
                let cut = last.filter(|link| link.next.is_none());
                let rest = cut.map(|link| link.rest(None));
                let file = Missing::File(FileId::Segment(reached.segment));
                rest.into_iter().chain([file]).collect()
            }
        }
    }
}

impl Link {
    /// A segment that was read; `next` is what its last record says.
    pub(super) fn of(id: u64, scanned: &Scanned, next: Option<u64>) -> Self {
        Self {
            id,
            groups: scanned.groups,
            len: scanned.len as u64,
            next,
            ledger: scanned.ledger,
            is_bare: scanned.is_bare,
        }
    }

    fn rest(&self, writes: Option<u64>) -> Missing {
        Missing::Rest {
            file: FileId::Segment(self.id),
            at: self.len,
            writes,
        }
    }
}

impl Missing {
    pub(super) fn file(self) -> FileId {
        match self {
            Self::File(file) | Self::Rest { file, .. } => file,
        }
    }

    /// Where in the file it should be.
    pub(super) fn at(self) -> u64 {
        match self {
            Self::File(_) => 0,
            Self::Rest { at, .. } => at,
        }
    }
}

impl fmt::Display for Missing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::File(_) => write!(f, "the file is missing"),
            Self::Rest { writes: None, .. } => {
                write!(f, "the file ends here, and what followed is missing")
            }
            Self::Rest {
                writes: Some(writes), ..
            } => {
                let are = if *writes == 1 {
                    "write behind it is"
                } else {
                    "writes behind it are"
                };
                write!(f, "the file ends here, and {writes} {are} missing")
            }
        }
    }
}

/// How often a ledger was written, as its head and its last group say: as many as the log can tell.
pub(super) fn ledger_writes(before: u64, groups: u64) -> u32 {
    u32::try_from(before.saturating_add(groups)).unwrap_or(u32::MAX)
}

fn between(pair: &[Link]) -> Option<Missing> {
    let [link, next] = pair else { return None };
    match link.next {
        Some(id) if id == next.id => None,
        Some(id) => Some(Missing::File(FileId::Segment(id))),
        None => Some(link.rest(None)),
    }
}
