//! Where the messages of one stream are, on disk or in memory.
//!
//! A store changes in memory at once and becomes safe with [`Store::commit`]; a commit that fails leaves it to [`Store::reopen`],
//! which goes back to what is safe. Sequences are from 1 and never used twice.

mod chain;
mod check;
mod examined;
mod file;
mod group;
mod home;
mod index;
mod ledger;
mod log;
mod memory;
mod name;
mod ranges;
mod reader;
mod record;
mod repair;
mod salvage;
mod scan;
mod segment;
mod select;
mod seqs;
mod shared;
mod views;

#[cfg(test)]
mod tests;

use std::fmt::Debug;
use std::io;
use std::sync::Arc;

use bytes::Bytes;

pub use check::{Condition, Fault, StreamReport, check_streams, repair_streams};
pub(crate) use file::FileStore;
pub(crate) use memory::MemoryStore;
pub(crate) use name::{folder_name, stream_name};
pub(crate) use shared::Shared;

use crate::streams::filter::Filter;
use crate::streams::message::{Message, Nanos};

/// Names of the notes that hold what the stream is: twice, because without it no message can be served.
pub(crate) const IDENTITY: [&str; 2] = ["stream", "stream.copy"];

/// Why a store cannot do what it should.
#[derive(Debug, thiserror::Error)]
pub(crate) enum StoreError {
    /// The disk is full.
    #[error("the disk is full")]
    Full,
    /// What is on the disk is not what was written.
    #[error("{what} is damaged")]
    Damaged {
        /// File and place.
        what: String,
    },
    /// Something that was safe is not on the disk any more.
    #[error("{what}: {missing}")]
    Missing {
        /// File and place.
        what: String,
        /// What is not there.
        missing: String,
    },
    /// A folder holds another stream than its name says, as a copy does.
    #[error("it holds the stream {0}, which has another folder")]
    Foreign(String),
    /// The disk does not do what it is told.
    #[error("the disk failed")]
    Disk(#[source] io::Error),
    /// Something that cannot happen did.
    #[error("a fault in the broker")]
    Fault,
    /// An earlier change could not be made safe, and what is safe could not be read again.
    #[error("an earlier write failed")]
    Failed,
}

impl From<io::Error> for StoreError {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded | io::ErrorKind::FileTooLarge => {
                Self::Full
            }
            _ => Self::Disk(error),
        }
    }
}

/// Totals of a store.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Totals {
    pub(crate) messages: u64,
    /// As `max_bytes` counts them.
    pub(crate) bytes: u64,
    /// Lowest sequence that is there; after the last message went, one above the last sequence; 0 in a new store.
    pub(crate) first_seq: u64,
    /// When it was stored; 0 when there is none.
    pub(crate) first_time: Nanos,
    /// Highest sequence ever given.
    pub(crate) last_seq: u64,
    /// When it was stored; 0 when nothing ever was.
    pub(crate) last_time: Nanos,
    /// Sequences between the first and the last that are gone.
    pub(crate) deleted: u64,
    /// Different subjects.
    pub(crate) subjects: u64,
}

/// What there is of one subject.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct SubjectTotals {
    pub(crate) messages: u64,
    pub(crate) first_seq: u64,
    pub(crate) last_seq: u64,
}

/// A message that is no longer there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Removed {
    pub(crate) seq: u64,
    pub(crate) subject: Arc<str>,
    pub(crate) bytes: u64,
}

/// How soon a change must be safe.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Safe {
    /// With the next commit.
    Now,
    /// With some later one; a crash may undo it, and doing it again is harmless (expiry, acknowledgements).
    Later,
}

/// Messages by sequence, subject and time, and a few notes beside them.
pub(crate) trait Store: Debug + Send {
    fn totals(&self) -> Totals;

    /// Keeps a message under the next sequence, which it returns. Safe with the next commit.
    fn append(&mut self, subject: &str, headers: &[u8], payload: &[u8], time: Nanos) -> u64;

    /// Bytes a message would count for.
    fn size_of(&self, subject: &str, headers: &[u8], payload: &[u8]) -> u64;

    /// Removes a message; none if it is not there. `erase` overwrites its bytes before the commit returns, if that can be done.
    fn remove(&mut self, seq: u64, safe: Safe, erase: bool) -> Result<Option<Removed>, StoreError>;

    /// Removes everything and goes on at `next_seq`, which is above every sequence so far (or sets the first one of a new store).
    fn clear(&mut self, next_seq: u64);

    /// Goes on at `next_seq`, which is above every sequence so far, and keeps what is there; the sequences between are gone.
    /// Safe with the next commit.
    fn skip_to(&mut self, next_seq: u64);

    /// The message with this sequence.
    fn read(&self, seq: u64) -> Result<Option<Message>, StoreError>;

    /// The first message at or after `from` that the filter matches.
    fn next(&self, from: u64, filter: &Filter) -> Result<Option<Message>, StoreError>;

    /// Sequences at or after `from` of messages the filter matches, in order, at most `most`.
    fn seqs(&self, from: u64, filter: &Filter, most: usize) -> Result<Vec<u64>, StoreError>;

    /// Sequence of the last message at or before `until` that the filter matches; nothing is read from the disk for a literal
    /// subject and no limit.
    fn last(&self, filter: &Filter, until: u64) -> Result<Option<u64>, StoreError>;

    /// How many messages at or after `from` the filter matches.
    fn count(&self, from: u64, filter: &Filter) -> Result<u64, StoreError>;

    /// Sequence of the first message stored at or after `time`; one above the last if there is none.
    fn at_time(&self, time: Nanos) -> Result<u64, StoreError>;

    /// What there is of one subject.
    fn subject(&self, subject: &str) -> Option<SubjectTotals>;

    /// What there is of each subject the filter matches, in order of the subjects.
    fn subjects(&self, filter: &Filter) -> Vec<(Arc<str>, SubjectTotals)>;

    /// Sequences between the first and the last that are gone, in order, at most `most`.
    fn gaps(&self, most: usize) -> Vec<u64>;

    /// Keeps a small value under a name (configuration, consumers), in the place of the former one.
    fn note(&mut self, name: &str, value: &[u8], safe: Safe);

    /// Forgets a name.
    fn unnote(&mut self, name: &str);

    /// The names that start so and their values, in order.
    fn notes(&self, prefix: &str) -> Vec<(Box<str>, Bytes)>;

    /// The last sequence when notes were written last: a crash may have left later messages without the notes of their turn.
    fn noted_until(&self) -> u64;

    /// Makes changes safe: all of them if one has to be now, else maybe none.
    fn commit(&mut self) -> Result<(), StoreError>;

    /// Whether changes wait that a crash would undo.
    fn is_waiting(&self) -> bool;

    /// Sequences of removed messages whose bytes could not be overwritten yet; each commit tries it again, after a restart too.
    fn unerased(&self) -> Vec<u64>;

    /// Makes everything safe, even what could wait.
    fn settle(&mut self) -> Result<(), StoreError>;

    /// Makes everything safe, and sees that the next start notices whatever is missing then. It can be used on.
    fn close(&mut self) -> Result<(), StoreError>;

    /// Goes back to what is safe, after a commit failed.
    fn reopen(&mut self) -> Result<(), StoreError>;

    /// Removes the whole store.
    fn destroy(&mut self) -> Result<(), StoreError>;
}
