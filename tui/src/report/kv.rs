//! What becomes of orders about key-value buckets.

use super::Trouble;
use crate::kv::{Bucket, KeyRow, Revision, Watch};

/// What is told of key-value buckets.
#[derive(Debug, Clone)]
pub enum KvNews {
    /// All buckets, sorted by name.
    Buckets(Result<Vec<Bucket>, Trouble>),
    /// Some of the keys of the bucket that was opened.
    Keys {
        /// The keys.
        keys: Vec<KeyRow>,
        /// Whether they are the first, and what was told before is out of date.
        first: bool,
        /// Whether they are the last.
        last: bool,
    },
    /// Changes of the bucket that was opened, oldest first.
    Changed(Vec<KeyRow>),
    /// How that bucket is followed.
    Watch(Watch),
    /// It cannot be opened or followed, and why.
    Closed(Trouble),
    /// The revisions of a key that are kept, newest first.
    Revisions(Result<Vec<Revision>, Trouble>),
    /// A key has changed as it was ordered; its revision now.
    Written(u64),
    /// A key was not changed.
    Refused(Refusal),
    /// A bucket was made or removed, in words.
    Done(String),
    /// It was not.
    Failed(Trouble),
}

/// Why a key was not changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refusal {
    /// Somebody else was first. The newest revision, if the key has any.
    Overtaken(Option<Revision>),
    /// It was not done.
    Failed(Trouble),
    /// There was no answer: it may have been done.
    Unsure(Trouble),
}
