//! What screens show of key-value buckets.

use std::sync::Arc;
use std::time::{Duration, SystemTime};

/// A bucket among others.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Bucket {
    /// Its name.
    pub name: String,
    /// Messages it holds: values, those of the past and delete markers included.
    pub values: u64,
    /// Revisions kept of each key.
    pub history: u64,
    /// Bytes it takes.
    pub bytes: u64,
    /// Most bytes it may take; none without a limit.
    pub max_bytes: Option<u64>,
    /// Largest value, in bytes; none without a limit.
    pub max_value: Option<u64>,
    /// When values go by themselves; none when they stay.
    pub ttl: Option<Duration>,
    /// How many servers hold it.
    pub replicas: usize,
    /// Who holds it, the leader with a star: `b1 b2* b3`; empty on a single server.
    pub servers: String,
    /// Whether values are read from any of its servers.
    pub direct: bool,
    /// The bucket it is a copy of.
    pub mirror: Option<String>,
    /// Why nobody writes it from here; none when it can be written.
    pub locked: Option<String>,
}

/// The newest revision of a key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeyRow {
    /// The key.
    pub key: String,
    /// Its revision.
    pub revision: u64,
    /// When it was written.
    pub time: SystemTime,
    /// What was done.
    pub operation: Operation,
    /// Bytes of its value.
    pub size: usize,
}

/// What a revision did to its key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Operation {
    /// It has this value.
    Put,
    /// It has none any more.
    Delete,
    /// It has none any more, and its history is gone.
    Purge,
}

/// One revision of a key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Revision {
    /// Its number, which no other revision of the bucket has.
    pub revision: u64,
    /// When it was written.
    pub time: SystemTime,
    /// What was done.
    pub operation: Operation,
    /// Bytes of the value.
    pub size: usize,
    /// The value; none where it is too large to be shown together with the others.
    pub value: Option<Arc<[u8]>>,
}

/// How a bucket that is open is followed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Watch {
    /// Every change is told.
    Following,
    /// The broker is away.
    Lost,
    /// It is followed again; so many changes in between are not known one by one.
    Resumed {
        /// Changes that were overwritten before they could be told.
        missed: u64,
    },
    /// There is no such bucket any more.
    Gone,
}

/// What a new bucket is like.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct NewBucket {
    /// Its name.
    pub name: String,
    /// Revisions kept of each key, 1 to 64.
    pub history: u64,
    /// When values go by themselves.
    pub ttl: Option<Duration>,
    /// How many servers hold it.
    pub replicas: usize,
    /// Largest value, in bytes.
    pub max_value: Option<u64>,
    /// Most bytes it may take.
    pub max_bytes: Option<u64>,
}

impl Operation {
    /// Its name in lists: `PUT`, `DELETE`, `PURGE`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Put => "PUT",
            Self::Delete => "DELETE",
            Self::Purge => "PURGE",
        }
    }

    /// Whether the key has a value afterwards.
    pub fn is_value(self) -> bool {
        self == Self::Put
    }
}

/// Why a name cannot be a bucket's; none when it can.
pub fn bucket_mistake(name: &str) -> Option<&'static str> {
    let plain = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == '-';
    match name {
        "" => Some(""),
        _ if !name.chars().all(plain) => Some("letters, digits, _ and - only"),
        _ if name.len() > 200 => Some("too long"),
        _ => None,
    }
}

/// Why a text cannot be a key; none when it can.
pub fn key_mistake(key: &str) -> Option<&'static str> {
    let plain = |c: char| c.is_ascii_alphanumeric() || "-/_=.".contains(c);
    match key {
        "" => Some(""),
        _ if !key.chars().all(plain) => Some("letters, digits and - / _ = . only"),
        _ if key.starts_with('.') || key.ends_with('.') => Some("no dot at either end"),
        _ if key.contains("..") => Some("no two dots side by side"),
        _ if key.len() > 1024 => Some("too long"),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_keys_are_judged_as_the_broker_does() {
        for name in ["CONFIG", "a-b_9"] {
            assert_eq!(bucket_mistake(name), None, "{name}");
        }
        for name in ["", "a b", "a.b", "ü"] {
            assert!(bucket_mistake(name).is_some(), "{name}");
        }
        for key in ["web.tls/min=1", "_a-", "="] {
            assert_eq!(key_mistake(key), None, "{key}");
        }
        for key in ["", ".a", "a.", "a..b", "a*", "a >", "\u{1b}"] {
            assert!(key_mistake(key).is_some(), "{key}");
        }
    }
}
