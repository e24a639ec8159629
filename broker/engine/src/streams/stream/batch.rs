//! Batches: messages that are kept all or not at all.
//!
//! They come one by one and wait in memory until the last one is there. Then each is checked as if those before it were kept
//! already, and all of them are kept in the same turn.

mod close;
mod place;
mod room;

use std::collections::HashMap;

use serde_json::json;

use super::Stream;
use super::publish::PubAck;
use crate::options::Account;
use crate::streams::api::level;
use crate::streams::error::{self, ApiError};
use crate::streams::headers::Headers;
use crate::streams::message::{Nanos, Publication};
use crate::streams::outbox::Outbox;
use crate::streams::surroundings::Surroundings;
pub(super) use place::id;
use place::{End, Place};
use room::Room;
pub(crate) use room::Shelf;

/// Longest id.
const LONGEST_ID: usize = 64;
/// Messages of one batch.
const MOST: u64 = 1000;
/// Bytes of one batch, as they wait in memory: it is written with one commit.
const LARGEST: usize = 32 * 1024 * 1024;
/// Open batches of one stream, and their bytes.
const MOST_OPEN: usize = 50;
const MOST_BYTES: usize = 2 * LARGEST;
/// How long a batch waits for its next message.
const IDLE: Nanos = 10_000_000_000;

/// Where a batch comes from, and its id.
type Key = (Account, Box<str>);

/// The batches that are open.
#[derive(Debug, Default)]
pub(super) struct Batches(HashMap<Key, Batch>);

/// What came of a batch.
#[derive(Debug)]
struct Batch {
    messages: Vec<Publication>,
    /// What it takes of the room that all batches share.
    room: Room,
    /// When its last message came.
    touched: Nanos,
}

/// Why a batch is given up.
#[derive(Debug, Clone, Copy)]
enum Reason {
    Timeout,
    Large,
    Incomplete,
    Unsupported,
}

/// A batch that was kept.
struct Kept {
    /// Of its last message.
    seq: u64,
    count: usize,
}

impl Batches {
    /// When the first of them will have waited for too long.
    pub(super) fn due(&self) -> Option<Nanos> {
        self.0.values().map(Batch::due).min()
    }

    /// Begins a batch with its first message.
    fn open(&mut self, key: &Key, place: Place, at: &dyn Surroundings) -> Result<(), ApiError> {
        if place.number != 1 {
            return Err(if place.size() > MOST {
                error::batch_too_large(MOST)
            } else {
                error::BATCH_INCOMPLETE
            });
        }
        if self.0.len() >= MOST_OPEN {
            return Err(error::TOO_MANY_BATCHES);
        }
        let batch = Batch {
            messages: Vec::new(),
            room: Room::open(at.shelf()).ok_or(error::TOO_MANY_BATCHES)?,
            touched: at.now(),
        };
        self.0.insert(key.clone(), batch);
        Ok(())
    }

    /// Adds the next message to a batch that is open.
    fn add(
        &mut self,
        key: &Key,
        publication: Publication,
        place: Place,
        now: Nanos,
    ) -> Result<(), (Reason, ApiError)> {
        let all: usize = self.0.values().map(|batch| batch.room.bytes()).sum();
        let incomplete = (Reason::Incomplete, error::BATCH_INCOMPLETE);
        let Some(batch) = self.0.get_mut(key) else {
            return Err(incomplete);
        };
        batch.touched = now;
        if place.number != batch.messages.len() as u64 + 1 || place.size() == 0 {
            return Err(incomplete);
        }
        if place.size() > MOST {
            return Err((Reason::Large, error::batch_too_large(MOST)));
        }
        if place.end == End::Before {
            return Ok(());
        }
        let weight = size_of::<Publication>() + publication.weight();
        if batch.room.bytes() + weight > LARGEST {
            let text = format!("{LARGEST} bytes");
            return Err((Reason::Large, error::batch_too_large(text)));
        }
        if all + weight > MOST_BYTES || !batch.room.grow(weight) {
            return Err((Reason::Large, error::TOO_MANY_BATCHES));
        }
        batch.messages.push(publication);
        Ok(())
    }
}

impl Batch {
    fn due(&self) -> Nanos {
        self.touched.saturating_add(IDLE)
    }
}

impl Reason {
    fn word(self) -> &'static str {
        match self {
            Self::Timeout => "timeout",
            Self::Large => "large",
            Self::Incomplete => "incomplete",
            Self::Unsupported => "unsupported",
        }
    }
}

impl Stream {
    /// Takes a message of a batch, and keeps the batch if it ends with it.
    pub(super) fn stage(
        &mut self,
        id: &str,
        publication: Publication,
        at: &dyn Surroundings,
        out: &mut Outbox,
    ) {
        let (account, reply) = (publication.account, publication.reply.clone());
        let outcome = self.put_in_batch(id, publication, at, out);
        let ack = PubAck {
            stream: &self.name,
            ..PubAck::default()
        };
        let ack = match outcome {
            Ok(None) => None,
            Ok(Some(Kept { seq, count })) => Some(PubAck {
                seq,
                batch: Some(id),
                count: Some(count),
                ..ack
            }),
            Err(refusal) => Some(PubAck {
                error: Some(refusal),
                ..ack
            }),
        };
        self.acknowledge(account, reply.as_deref(), ack.as_ref(), out);
    }

    fn put_in_batch(
        &mut self,
        id: &str,
        mut publication: Publication,
        at: &dyn Surroundings,
        out: &mut Outbox,
    ) -> Result<Option<Kept>, ApiError> {
        self.abandon_idle(at.now(), out);
        let headers = Headers(&publication.headers);
        let place = self.check_place(id, headers, &publication.payload)?;
        let key = (publication.account, Box::from(id));
        if !self.batches.0.contains_key(&key) {
            self.batches.open(&key, place, at)?;
        }
        if place.end == End::Unclear {
            self.batches.0.remove(&key);
            return Err(error::BATCH_COMMIT);
        }
        if headers.has(level::REQUIRED) {
            if level::is_too_high(&publication.headers) {
                self.abandon(&key, Reason::Unsupported, out);
                return Err(error::API_LEVEL);
            }
            publication.headers = headers.without(|name| name == level::REQUIRED);
        }
        if let Err((reason, refusal)) = self.batches.add(&key, publication, place, at.now()) {
            self.abandon(&key, reason, out);
            return Err(refusal);
        }
        if place.end == End::NotYet {
            return Ok(None);
        }
        let batch = self.batches.0.remove(&key).ok_or(error::BATCH_INCOMPLETE)?;
        self.close(&batch.messages, place.end, at.now(), out).map(Some)
    }

    /// What a message says about its place, if it may be in a batch at all.
    fn check_place(&self, id: &str, headers: Headers<'_>, payload: &[u8]) -> Result<Place, ApiError> {
        if self.config.sealed {
            return Err(error::SEALED);
        }
        self.check_size(headers, payload)?;
        if !self.config.allow_atomic {
            return Err(error::BATCHES_DISABLED);
        }
        if id.len() > LONGEST_ID {
            return Err(error::BATCH_ID);
        }
        Place::of(headers).ok_or(error::BATCH_SEQUENCE)
    }

    /// Gives up the batches that have waited for too long.
    pub(super) fn abandon_idle(&mut self, now: Nanos, out: &mut Outbox) {
        if self.batches.due().is_some_and(|due| due <= now) {
            self.abandon_where(|batch| batch.due() <= now, Reason::Timeout, out);
        }
    }

    /// Gives up every batch.
    pub(super) fn abandon_all(&mut self, out: &mut Outbox) {
        self.abandon_where(|_| true, Reason::Incomplete, out);
    }

    fn abandon_where(&mut self, is_lost: impl Fn(&Batch) -> bool, reason: Reason, out: &mut Outbox) {
        let all = self.batches.0.iter();
        let lost = all
            .filter(|(_, batch)| is_lost(batch))
            .map(|(key, _)| key.clone());
        for key in lost.collect::<Vec<_>>() {
            self.abandon(&key, reason, out);
        }
    }

    fn abandon(&mut self, key: &Key, reason: Reason, out: &mut Outbox) {
        self.batches.0.remove(key);
        out.advise(
            Some(&self.name),
            &format!("ADVISORY.STREAM.BATCH_ABANDONED.{}", self.name),
            "advisory.v1.stream_batch_abandoned",
            json!({"stream": &*self.name, "batch": &*key.1, "reason": reason.word()}),
        );
    }
}
