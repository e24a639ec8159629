//! One value of a key, or its end.

use std::time::SystemTime;

use bytes::Bytes;

use crate::streams::Stored;

/// What happened to a key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Operation {
    /// It got a value.
    Put,
    /// It was deleted; its older values are kept.
    Delete,
    /// It was deleted with all its older values, or expired.
    Purge,
}

/// One value of a key, or its end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// The bucket it is in.
    pub bucket: String,
    /// The key.
    pub key: String,
    /// The value; empty for a key that ended, and where only headers were asked for.
    pub value: Bytes,
    /// Bytes of the value, also where it was not asked for.
    pub size: usize,
    /// Number of the change among all changes of the bucket, so those of one key have gaps.
    pub revision: u64,
    /// When the broker took it.
    pub created: SystemTime,
    /// What happened.
    pub operation: Operation,
}

impl Operation {
    /// As tables show it: `PUT`, `DELETE`, `PURGE`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Put => "PUT",
            Self::Delete => "DELETE",
            Self::Purge => "PURGE",
        }
    }
}

impl Entry {
    /// Reads a message of the stream behind `bucket`; none when its subject is no key of it.
    pub(super) fn from_stored(bucket: &str, prefix: &str, stored: Stored) -> Option<Self> {
        let key = stored.subject.strip_prefix(prefix)?.to_owned();
        let operation = operation(&stored);
        let told = stored.header("Nats-Msg-Size").and_then(|size| size.parse().ok());
        let size = told.unwrap_or(stored.payload.len());
        Some(Self {
            bucket: bucket.to_owned(),
            key,
            value: stored.payload,
            size,
            revision: stored.sequence,
            created: stored.time,
            operation,
        })
    }

    /// Whether the key has a value after it.
    pub fn is_value(&self) -> bool {
        self.operation == Operation::Put
    }
}

fn operation(stored: &Stored) -> Operation {
    match stored.header("KV-Operation") {
        Some("DEL") => return Operation::Delete,
        Some("PURGE") => return Operation::Purge,
        _ => {}
    }
    // The broker's own marks where a value expired or was removed.
    match stored.header("Nats-Marker-Reason") {
        Some("MaxAge" | "Purge") => Operation::Purge,
        Some("Remove") => Operation::Delete,
        _ => Operation::Put,
    }
}
