//! Why a bucket did not do what it was asked.

use crate::streams::{StreamError, code};

use super::MAX_HISTORY;

/// Why a bucket did not do what it was asked.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
#[expect(missing_docs, reason = "the fields are what the messages name")]
pub enum KvError {
    /// A name no bucket can have.
    #[error("{bucket:?} cannot be the name of a bucket: letters, digits, - and _ only")]
    BucketName { bucket: String },
    /// A name no key can have.
    #[error(
        "{key:?} cannot be a key: letters, digits and - / _ = . only, no dot at either end and no two in a row"
    )]
    KeyName { key: String },
    /// Nothing that keys can match.
    #[error(
        "{pattern:?} cannot match keys: a key in which * stands for one part and > at the end for the rest"
    )]
    Pattern { pattern: String },
    /// More or fewer old values than a bucket can keep.
    #[error("a bucket keeps 1 to {MAX_HISTORY} values of a key, not {history}")]
    History { history: u32 },
    /// There is no such bucket.
    #[error("there is no bucket {bucket}{}", near.as_ref().map(|near| format!(", did you mean {near}?")).unwrap_or_default())]
    NoBucket { bucket: String, near: Option<String> },
    /// There is a bucket of this name that is set up in another way.
    #[error("there is a bucket {bucket} already that is set up in another way")]
    BucketExists { bucket: String },
    /// Fewer brokers keep copies than were asked for.
    #[error("{replicas} copies of bucket {bucket} cannot be kept")]
    Replicas {
        bucket: String,
        replicas: u32,
        source: Box<StreamError>,
    },
    /// The key has no value.
    #[error("bucket {bucket} has no key {key}")]
    NoKey { bucket: String, key: String },
    /// The key had no such revision, or it was dropped since.
    #[error("key {key} of bucket {bucket} has no revision {revision}")]
    NoRevision {
        bucket: String,
        key: String,
        revision: u64,
    },
    /// The key has a value already.
    #[error("key {key} of bucket {bucket} has a value already{}", current.map(|revision| format!(", revision {revision}")).unwrap_or_default())]
    KeyExists {
        bucket: String,
        key: String,
        current: Option<u64>,
    },
    /// Somebody else changed the key first; nothing was written.
    #[error("key {key} of bucket {bucket} is not at revision {expected} any more{}", current.map(|revision| format!(" but at {revision}")).unwrap_or_default())]
    Conflict {
        bucket: String,
        key: String,
        expected: u64,
        /// What it is at now, as far as the broker tells.
        current: Option<u64>,
    },
    /// The value is larger than the bucket allows, or the broker.
    #[error("a value of {bytes} bytes is too large for {}", limit.map_or_else(|| format!("bucket {bucket}"), |_| "the broker".to_owned()))]
    ValueTooLarge {
        bucket: String,
        bytes: usize,
        /// The most the broker takes in one message; none if it is the bucket that refused.
        limit: Option<usize>,
    },
    /// The bucket has no room.
    #[error("bucket {bucket} is full")]
    Full {
        bucket: String,
        source: Box<StreamError>,
    },
    /// Buckets cannot be asked for.
    #[error(transparent)]
    Streams(StreamError),
    /// A bucket cannot be asked.
    #[error("bucket {bucket} cannot be used")]
    Failed {
        bucket: String,
        source: Box<StreamError>,
    },
    /// A key cannot be asked for or written.
    #[error("key {key} of bucket {bucket} cannot be used")]
    KeyFailed {
        bucket: String,
        key: String,
        source: Box<StreamError>,
    },
}

impl KvError {
    pub(super) fn of_bucket(bucket: &str, error: StreamError) -> Self {
        match error {
            // It is about the broker, whatever the bucket.
            error @ (StreamError::Off { .. } | StreamError::Link(_)) => Self::Streams(error),
            error if error.err_code() == Some(code::NO_STREAM) => Self::NoBucket {
                bucket: bucket.to_owned(),
                near: None,
            },
            error => Self::Failed {
                bucket: bucket.to_owned(),
                source: Box::new(error),
            },
        }
    }

    pub(super) fn of_key(bucket: &str, key: &str, error: StreamError) -> Self {
        match error {
            error @ (StreamError::Off { .. } | StreamError::Link(_)) => Self::Streams(error),
            // A bucket that was removed since it was opened.
            StreamError::NobodyKeeps { .. } => Self::NoBucket {
                bucket: bucket.to_owned(),
                near: None,
            },
            error => match error.err_code() {
                Some(code::NO_STREAM) => Self::NoBucket {
                    bucket: bucket.to_owned(),
                    near: None,
                },
                Some(code::NOT_STORED) => Self::Full {
                    bucket: bucket.to_owned(),
                    source: Box::new(error),
                },
                _ => Self::KeyFailed {
                    bucket: bucket.to_owned(),
                    key: key.to_owned(),
                    source: Box::new(error),
                },
            },
        }
    }

    /// What the broker or the connection said, if it was not us who refused.
    pub fn stream_error(&self) -> Option<&StreamError> {
        match self {
            Self::Streams(error) => Some(error),
            Self::Replicas { source, .. }
            | Self::Full { source, .. }
            | Self::Failed { source, .. }
            | Self::KeyFailed { source, .. } => Some(source),
            _ => None,
        }
    }
}
