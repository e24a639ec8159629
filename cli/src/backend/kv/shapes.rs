//! What the client tells of buckets, as the screens show it.

use std::sync::Arc;

use client::kv::{BucketStatus, Entry, Operation as Deed};
use client::streams::StreamError;
use tui::kv::{Bucket, KeyRow, Operation, Revision};

use super::ELECTIONS;

/// Bytes of the values of one key that are told together, the newest first.
const MOST_BYTES: usize = 16 << 20;

/// A bucket of the list.
pub(super) fn bucket(status: BucketStatus) -> Bucket {
    Bucket {
        locked: locked(&status.name, status.mirror.as_deref()),
        values: status.values,
        history: status.history.into(),
        bytes: status.bytes,
        max_bytes: status.max_bytes,
        max_value: status.max_value_size,
        ttl: Some(status.ttl).filter(|ttl| !ttl.is_zero()),
        replicas: usize::try_from(status.replicas).unwrap_or(usize::MAX),
        servers: String::new(),
        direct: status.direct,
        mirror: status.mirror,
        name: status.name,
    }
}

/// Why nobody writes a bucket from the screens.
pub(super) fn locked(name: &str, mirror: Option<&str>) -> Option<String> {
    if name == ELECTIONS {
        return Some("candidates of elections write it".to_owned());
    }
    mirror.map(|origin| format!("it is a copy of {origin}"))
}

/// The newest revision of a key, without its value.
pub(super) fn row(entry: Entry) -> KeyRow {
    KeyRow {
        revision: entry.revision,
        time: entry.created,
        operation: operation(entry.operation),
        size: entry.size,
        key: entry.key,
    }
}

/// What is kept of a key, newest first.
pub(super) fn history(entries: Vec<Entry>) -> Vec<Revision> {
    let mut room = MOST_BYTES;
    let told = entries.into_iter().rev().map(|entry| {
        let fits = entry.value.len() <= room;
        room = room.saturating_sub(entry.value.len());
        revision(entry, fits)
    });
    told.collect()
}

/// One revision of a key, maybe without its value.
pub(super) fn revision(entry: Entry, whole: bool) -> Revision {
    Revision {
        revision: entry.revision,
        time: entry.created,
        operation: operation(entry.operation),
        size: entry.size,
        value: whole.then(|| Arc::from(entry.value.as_ref())),
    }
}

/// Whether what was asked may have been done all the same.
pub(super) fn is_silence(error: &StreamError) -> bool {
    matches!(
        error,
        StreamError::Silent { .. } | StreamError::Link(_) | StreamError::Malformed { .. }
    )
}

fn operation(deed: Deed) -> Operation {
    match deed {
        Deed::Put => Operation::Put,
        Deed::Delete => Operation::Delete,
        Deed::Purge => Operation::Purge,
    }
}
