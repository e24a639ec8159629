//! What an archive becomes: messages and notes in a store that nobody sees yet. Pure: bytes in, a filled store out.

use std::collections::VecDeque;

use bytes::Bytes;
use serde::Deserialize;

use super::archive::{self, ArchiveError, ArchiveReader, Entry};
use super::s2::{S2Error, S2Reader};
use crate::streams::consumer::MOST_CONSUMERS;
use crate::streams::message::Nanos;
use crate::streams::store::{Store, StoreError};

/// Bytes of the documents of all consumers: several times of what a stream with many of them writes.
const CONSUMER_BYTES: usize = 256 * 1024 * 1024;
/// Sequences are below this, so that counting on never ends.
const LAST_SEQ: u64 = u64::MAX / 2;
/// Bytes after which a store is told to write: it keeps what is not safe in memory.
const COMMIT: usize = 8 * 1024 * 1024;

/// Why an archive does not become a stream.
#[derive(Debug, thiserror::Error)]
pub(crate) enum IntakeError {
    #[error("the content cannot be read: {0}")]
    Wrapping(#[from] S2Error),
    #[error("the content cannot be read: {0}")]
    Archive(#[from] ArchiveError),
    #[error("{0:?} is not where it should be")]
    Order(String),
    #[error("{0:?} cannot be read")]
    Document(String),
    #[error("message {0} is not one a stream can hold")]
    Message(u64),
    #[error("it was cut off")]
    Cut,
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// The part of `state.json` that matters.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct State {
    first_seq: u64,
    last_seq: u64,
    consumer_count: u64,
}

/// Bytes on their way into a store.
#[derive(Debug, Default)]
pub(crate) struct Intake {
    packed: S2Reader,
    archive: ArchiveReader,
    state: Option<State>,
    /// Name and document of each consumer.
    consumers: VecDeque<(String, Bytes)>,
    consumer_bytes: usize,
    last_seq: u64,
    ended: bool,
    uncommitted: usize,
}

/// What is true after some work.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Progress {
    /// There is more to do with what was taken.
    More,
    /// Nothing to do until more bytes come.
    Waiting,
}

impl Intake {
    /// Takes the next bytes.
    pub(crate) fn push(&mut self, bytes: &[u8]) {
        self.packed.push(bytes);
    }

    /// Puts what one block holds into the store; nothing in it is later than `now`.
    pub(crate) fn work(&mut self, store: &mut dyn Store, now: Nanos) -> Result<Progress, IntakeError> {
        let Some(block) = self.packed.block()? else {
            return Ok(Progress::Waiting);
        };
        if self.ended {
            return Ok(Progress::More);
        }
        self.archive.push(&block);
        self.uncommitted += block.len();
        while let Some(entry) = self.archive.entry()? {
            self.entry(entry, store, now)?;
        }
        if self.uncommitted >= COMMIT {
            store.commit()?;
            self.uncommitted = 0;
        }
        Ok(Progress::More)
    }

    /// Sees that everything is there; the consumers come back.
    pub(crate) fn finish(
        &mut self,
        store: &mut dyn Store,
    ) -> Result<impl Iterator<Item = (String, Bytes)> + use<>, IntakeError> {
        self.packed.finish()?;
        let Some(state) = self.state.as_ref().filter(|_| self.ended) else {
            return Err(IntakeError::Cut);
        };
        if state.last_seq > self.last_seq {
            store.skip_to(state.last_seq + 1);
        }
        Ok(std::mem::take(&mut self.consumers).into_iter())
    }

    fn entry(&mut self, entry: Entry, store: &mut dyn Store, now: Nanos) -> Result<(), IntakeError> {
        let name = || String::from_utf8_lossy(&entry.name).into_owned();
        let Some(state) = &self.state else {
            if entry.name != archive::STATE {
                return Err(IntakeError::Order(name()));
            }
            let state: State =
                serde_json::from_slice(&entry.payload).map_err(|_| IntakeError::Document(name()))?;
            if state.last_seq > LAST_SEQ
                || state.first_seq > state.last_seq + 1
                || state.consumer_count > MOST_CONSUMERS as u64
            {
                return Err(IntakeError::Document(name()));
            }
            self.last_seq = state.first_seq.max(1) - 1;
            if self.last_seq > 0 {
                store.clear(state.first_seq);
            }
            self.state = Some(state);
            return Ok(());
        };
        if self.ended {
            return Ok(());
        }
        if entry.is_end() {
            self.ended = true;
            return Ok(());
        }
        if (self.consumers.len() as u64) < state.consumer_count {
            let name = name();
            let Some(consumer) = name.strip_prefix(archive::CONSUMERS).filter(|_| entry.seq == 0) else {
                return Err(IntakeError::Order(name));
            };
            self.consumer_bytes += entry.payload.len();
            if self.consumer_bytes > CONSUMER_BYTES {
                return Err(ArchiveError::TooLarge.into());
            }
            self.consumers.push_back((consumer.to_owned(), entry.payload));
            return Ok(());
        }
        self.message(&entry, store, now)
    }

    fn message(&mut self, entry: &Entry, store: &mut dyn Store, now: Nanos) -> Result<(), IntakeError> {
        let wrong = || IntakeError::Message(entry.seq);
        let subject = std::str::from_utf8(&entry.name).map_err(|_| wrong())?;
        let headers_fit = entry.headers.is_empty()
            || (entry.headers.starts_with(b"NATS/1.0") && entry.headers.ends_with(b"\r\n\r\n"));
        let named = crate::subject::is_valid_literal(subject) && !crate::subject::is_too_deep(subject);
        if !headers_fit || !named || entry.seq <= self.last_seq || entry.seq > LAST_SEQ {
            return Err(wrong());
        }
        if entry.seq > self.last_seq + 1 {
            store.skip_to(entry.seq);
        }
        self.last_seq = entry.seq;
        // What is stored later is never older: a message of the future would keep all that come after it from expiring.
        let seq = store.append(subject, &entry.headers, &entry.payload, entry.time.min(now));
        if seq == entry.seq { Ok(()) } else { Err(wrong()) }
    }
}
