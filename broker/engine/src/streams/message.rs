//! Messages on their way into a stream, and in it.

use std::sync::Arc;

use bytes::Bytes;

use crate::options::Account;

/// Nanoseconds since 1970, UTC.
pub(crate) type Nanos = i64;

/// Something published on a stream's subjects.
#[derive(Debug, Clone)]
pub(crate) struct Publication {
    /// Where the publisher is, and so where its reply subject is.
    pub(crate) account: Account,
    /// Whether the publisher may do what the headers have done on other subjects.
    pub(crate) reaches: bool,
    pub(crate) subject: Box<str>,
    pub(crate) reply: Option<Box<str>>,
    /// The whole header block up to its empty line; empty for none.
    pub(crate) headers: Bytes,
    pub(crate) payload: Bytes,
}

impl Publication {
    /// Bytes that it takes beside itself, roughly.
    pub(crate) fn weight(&self) -> usize {
        let reply = self.reply.as_deref().map_or(0, str::len);
        self.subject.len() + reply + self.headers.len() + self.payload.len()
    }
}

/// A message of a stream.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Message {
    /// From 1.
    pub(crate) seq: u64,
    /// When it was stored.
    pub(crate) time: Nanos,
    pub(crate) subject: Arc<str>,
    /// As [`Publication::headers`].
    pub(crate) headers: Bytes,
    pub(crate) payload: Bytes,
}
