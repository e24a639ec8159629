//! What the screens want of key-value buckets.

use std::sync::Arc;

use crate::kv::NewBucket;

/// Work on key-value buckets.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Kv {
    /// List the buckets, and again while they change. Newest wins.
    Buckets,
    /// Tell the newest revisions of all keys, page by page and without their values, then every change. Newest wins.
    Open {
        /// The bucket.
        bucket: String,
    },
    /// Tell the revisions of a key that are kept. Newest wins.
    Read {
        /// The bucket.
        bucket: String,
        /// The key.
        key: String,
    },
    /// Change a key, unless somebody else did meanwhile. The user has confirmed it.
    Write {
        /// The bucket.
        bucket: String,
        /// The key.
        key: String,
        /// The key's newest revision as the user sees it; 0 when it has none.
        on: u64,
        /// What to do.
        write: Write,
    },
    /// Make a bucket. The user has confirmed it.
    Add(NewBucket),
    /// Remove a bucket with all that it holds. The user has confirmed it.
    Remove {
        /// The bucket.
        bucket: String,
    },
}

/// What is done to a key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Write {
    /// Give it this value.
    Put(Arc<[u8]>),
    /// Leave a delete marker.
    Delete,
    /// Leave a delete marker and nothing else of it.
    Purge,
}
