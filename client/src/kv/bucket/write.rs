//! Changing the keys of a bucket: at any revision, or only at the one that was seen.

use std::time::Duration;

use bytes::Bytes;
use tokio::time::sleep;

use super::{Bucket, KvError, name};
use crate::LinkError;
use crate::streams::{Ack, Expect, Outgoing, StreamError, code};

/// Longest wait for a value to be safe.
const PATIENCE: Duration = Duration::from_secs(5);

/// Waits before a value is sent again that nobody kept: a cluster that chooses a new leader is back in a moment.
const LEADERLESS: [Duration; 2] = [Duration::from_millis(250); 2];

impl Bucket {
    /// Gives a key a value; the new revision.
    pub async fn put(&self, key: &str, value: impl Into<Bytes>) -> Result<u64, KvError> {
        name::check_key(key)?;
        let value = value.into();
        let bytes = value.len();
        self.write(key, || Outgoing::new(value.clone()))
            .await
            .map_err(|error| self.refused(key, bytes, error))
    }

    /// Gives a key that has none a value; the new revision.
    ///
    /// - **Errors:** [`KvError::KeyExists`]
    pub async fn create(&self, key: &str, value: impl Into<Bytes>) -> Result<u64, KvError> {
        let value = value.into();
        let exists = |current| KvError::KeyExists {
            bucket: self.name.clone(),
            key: key.to_owned(),
            current,
        };
        match self.compare_and_set(key, value.clone(), 0).await {
            Err(KvError::Conflict { .. }) => {}
            done => return done,
        }
        // A deleted key leaves a mark, over which may be written.
        let mark = match self.last(key).await? {
            Some(entry) if entry.is_value() => return Err(exists(Some(entry.revision))),
            Some(mark) => mark.revision,
            None => 0,
        };
        match self.compare_and_set(key, value, mark).await {
            Err(KvError::Conflict { current, .. }) => Err(exists(current)),
            done => done,
        }
    }

    /// Gives a key a value if it is still at `revision` (0: if it has none); the new revision.
    ///
    /// - **Errors:** [`KvError::Conflict`] with the revision it is at, when somebody else was first; for 0 [`KvError::KeyExists`]
    pub async fn update(&self, key: &str, value: impl Into<Bytes>, revision: u64) -> Result<u64, KvError> {
        if revision == 0 {
            return self.create(key, value).await;
        }
        let conflict = match self.compare_and_set(key, value.into(), revision).await {
            Err(KvError::Conflict {
                bucket,
                key,
                expected,
                current: None,
            }) => (bucket, key, expected),
            done => return done,
        };
        let (bucket, key, expected) = conflict;
        let last = self.last(&key).await.ok().flatten();
        Err(KvError::Conflict {
            current: last.map(|entry| entry.revision),
            bucket,
            key,
            expected,
        })
    }

    /// Ends a key; its older values are kept. With `revision` only if it is still at that.
    ///
    /// - **Errors:** [`KvError::Conflict`]
    pub async fn delete(&self, key: &str, revision: Option<u64>) -> Result<u64, KvError> {
        name::check_key(key)?;
        let expect = revision.map(Expect::LastOnSubject);
        let mark = || {
            Outgoing::new(Bytes::new())
                .header("KV-Operation", "DEL")
                .expecting(expect)
        };
        self.write(key, mark)
            .await
            .map_err(|error| self.conflict(key, revision, 0, error))
    }

    /// Ends a key and drops its older values. With `revision` only if it is still at that.
    ///
    /// - **Errors:** [`KvError::Conflict`]
    pub async fn purge(&self, key: &str, revision: Option<u64>) -> Result<u64, KvError> {
        name::check_key(key)?;
        let expect = revision.map(Expect::LastOnSubject);
        let mark = || {
            Outgoing::new(Bytes::new())
                .header("KV-Operation", "PURGE")
                .header("Nats-Rollup", "sub")
                .expecting(expect)
        };
        self.write(key, mark)
            .await
            .map_err(|error| self.conflict(key, revision, 0, error))
    }

    async fn compare_and_set(&self, key: &str, value: Bytes, revision: u64) -> Result<u64, KvError> {
        name::check_key(key)?;
        let (bytes, expect) = (value.len(), Some(Expect::LastOnSubject(revision)));
        self.write(key, || Outgoing::new(value.clone()).expecting(expect))
            .await
            .map_err(|error| self.conflict(key, Some(revision), bytes, error))
    }

    async fn write(&self, key: &str, message: impl Fn() -> Outgoing) -> Result<u64, StreamError> {
        let subject = format!("{}{key}", self.write_prefix);
        let mut pauses = LEADERLESS.iter();
        loop {
            match self.streams.publish(&subject, message(), PATIENCE).await {
                Ok(Ack { sequence, .. }) => return Ok(sequence),
                Err(error @ StreamError::NobodyKeeps { .. }) => match pauses.next() {
                    Some(pause) => sleep(*pause).await,
                    None => return Err(error),
                },
                Err(error) => return Err(error),
            }
        }
    }

    fn conflict(&self, key: &str, expected: Option<u64>, bytes: usize, error: StreamError) -> KvError {
        let current = match &error {
            StreamError::Refused {
                err_code: code::WRONG_SEQUENCE,
                description,
                ..
            } => description
                .rsplit(' ')
                .next()
                .and_then(|number| number.parse().ok()),
            StreamError::Refused {
                err_code: code::WRONG_SEQUENCE_CONSTANT,
                ..
            } => None,
            _ => return self.refused(key, bytes, error),
        };
        KvError::Conflict {
            bucket: self.name.clone(),
            key: key.to_owned(),
            expected: expected.unwrap_or_default(),
            current,
        }
    }

    fn refused(&self, key: &str, bytes: usize, error: StreamError) -> KvError {
        let limit = match &error {
            StreamError::Link(LinkError::TooLarge { limit, .. }) => Some(*limit),
            StreamError::Refused {
                err_code: code::TOO_LARGE,
                ..
            } => None,
            _ => return KvError::of_key(&self.name, key, error),
        };
        KvError::ValueTooLarge {
            bucket: self.name.clone(),
            bytes,
            limit,
        }
    }
}
