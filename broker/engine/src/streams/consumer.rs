//! Consumers of one stream: each remembers what it has given out and what came back.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::streams::api::Request;
use crate::streams::config::StreamConfig;
use crate::streams::message::Nanos;
use crate::streams::outbox::Outbox;
use crate::streams::store::{Removed, Store};
use crate::streams::surroundings::Surroundings;

/// What a turn lends to the consumers.
pub(crate) struct Turn<'a> {
    pub(crate) config: &'a StreamConfig,
    pub(crate) store: &'a mut dyn Store,
    pub(crate) at: &'a dyn Surroundings,
    pub(crate) out: &'a mut Outbox,
}

/// Whether a consumer is asked or sends by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Pull,
    Push,
}

/// An answer to a delivered message, from `$JS.ACK.`.
#[derive(Debug)]
pub(crate) struct Ack {
    pub(crate) consumer: Box<str>,
    /// How often the message had been delivered, its sequence in the stream, and the consumer's.
    pub(crate) deliveries: u64,
    pub(crate) stream_seq: u64,
    pub(crate) consumer_seq: u64,
    /// Who asks for a confirmation, or for the next message.
    pub(crate) reply: Option<Box<str>>,
    pub(crate) payload: bytes::Bytes,
}

/// The consumers of a stream.
#[derive(Debug, Default)]
pub(crate) struct Consumers {
    by_name: BTreeMap<Arc<str>, Consumer>,
}

/// One consumer.
#[derive(Debug)]
struct Consumer {
    kind: Kind,
}

impl Consumers {
    /// Reads them from the notes of the store.
    pub(crate) fn open(_store: &dyn Store, _now: Nanos) -> Self {
        Self::default()
    }

    pub(crate) fn len(&self) -> usize {
        self.by_name.len()
    }

    /// Names and kinds, sorted: what the streams' table shows to those who look from outside of a turn.
    pub(crate) fn names(&self) -> impl Iterator<Item = (&Arc<str>, Kind)> {
        self.by_name.iter().map(|(name, consumer)| (name, consumer.kind))
    }

    /// A message was stored.
    pub(crate) fn stored(&mut self, _seq: u64, _subject: &str) {}

    /// A message is gone.
    pub(crate) fn removed(&mut self, _removed: &Removed) {}

    /// Everything below `first_seq` is gone at once.
    pub(crate) fn cleared(&mut self, _first_seq: u64) {}

    /// Whether somebody still has to acknowledge the message; for streams that keep messages only as long.
    pub(crate) fn want(&self, _seq: u64, _subject: &str) -> bool {
        false
    }

    /// Does what a `CONSUMER.` request asks for, and answers it.
    pub(crate) fn request(&mut self, request: &Request, turn: &mut Turn<'_>) {
        request.refuse(crate::streams::error::CONSUMER_NOT_FOUND, turn.out);
    }

    /// Takes an acknowledgement; the sequences that are done with are returned, for streams that keep messages only as long.
    pub(crate) fn acknowledge(&mut self, _ack: Ack, _turn: &mut Turn<'_>) -> Vec<u64> {
        Vec::new()
    }

    /// An answer to a flow control request.
    pub(crate) fn flow(&mut self, _consumer: &str, _token: &str, _turn: &mut Turn<'_>) {}

    /// Delivers and expires until there is nothing left to do now, or the outbox is full; tells whether there is more.
    pub(crate) fn proceed(&mut self, _turn: &mut Turn<'_>) -> bool {
        false
    }

    /// When something is due that nobody will ask for.
    pub(crate) fn due(&self) -> Option<Nanos> {
        None
    }

    /// Writes changes into the notes of the store.
    pub(crate) fn note(&mut self, _store: &mut dyn Store) {}

    /// The stream is going away, or its state was lost and read again: whoever waits is told.
    pub(crate) fn dismiss(&mut self, _status: &str, _out: &mut Outbox) {}
}
