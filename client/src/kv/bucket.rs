//! One bucket: what it is and what is in it.

mod write;

use std::collections::BTreeMap;

use crate::streams::{Info, Reader, Start, Streams};

use super::{BucketStatus, Entry, KvError, PREFIX, Watch, name};

/// One bucket. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Bucket {
    streams: Streams,
    name: String,
    stream: String,
    /// What the subjects of its keys begin with.
    prefix: String,
    /// The same for writing, which differs for a copy of another bucket.
    write_prefix: String,
    direct: bool,
    info: Info,
}

impl Bucket {
    pub(super) fn new(streams: Streams, name: &str, info: Info) -> Result<Self, KvError> {
        let prefix = format!("$KV.{name}.");
        let mirror = info.config.more.get("mirror").filter(|mirror| mirror.is_object());
        let origin = mirror.and_then(|mirror| mirror["name"].as_str()?.strip_prefix(PREFIX));
        let api = mirror.and_then(|mirror| mirror["external"]["api"].as_str());
        let write_prefix = match (origin, api) {
            (None, _) => prefix.clone(),
            (Some(origin), None) => format!("$KV.{origin}."),
            (Some(origin), Some(api)) => format!("{api}.$KV.{origin}."),
        };
        let read_prefix = origin.map_or(prefix, |origin| format!("$KV.{origin}."));
        Ok(Self {
            name: name.to_owned(),
            stream: format!("{PREFIX}{name}"),
            prefix: read_prefix,
            write_prefix,
            direct: info.config.allow_direct,
            streams,
            info,
        })
    }

    /// Its name.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// How it is set up and what is in it, asked anew.
    pub async fn status(&self) -> Result<BucketStatus, KvError> {
        let info = self.streams.info(&self.stream).await;
        let status = info
            .map(BucketStatus::from_info)
            .map_err(|error| KvError::of_bucket(&self.name, error))?;
        status.ok_or_else(|| KvError::NoBucket {
            bucket: self.name.clone(),
            near: None,
        })
    }

    /// What was known when it was opened.
    pub fn opened(&self) -> Option<BucketStatus> {
        BucketStatus::from_info(self.info.clone())
    }

    /// The value of a key.
    ///
    /// - **Errors:** [`KvError::NoKey`], also when it was deleted
    pub async fn get(&self, key: &str) -> Result<Entry, KvError> {
        match self.last(key).await? {
            Some(entry) if entry.is_value() => Ok(entry),
            _ => Err(KvError::NoKey {
                bucket: self.name.clone(),
                key: key.to_owned(),
            }),
        }
    }

    /// The last thing that happened to a key; none when nothing is kept of it.
    pub async fn last(&self, key: &str) -> Result<Option<Entry>, KvError> {
        name::check_key(key)?;
        let subject = format!("{}{key}", self.prefix);
        let stored = match self.direct {
            true => self.streams.direct_last(&self.stream, &subject).await,
            false => self.streams.last(&self.stream, &subject).await,
        };
        let stored = stored.map_err(|error| KvError::of_key(&self.name, key, error))?;
        Ok(stored.and_then(|stored| Entry::from_stored(&self.name, &self.prefix, stored)))
    }

    /// What a key was at a revision, which may be its end.
    ///
    /// - **Errors:** [`KvError::NoRevision`]
    pub async fn revision(&self, key: &str, revision: u64) -> Result<Entry, KvError> {
        name::check_key(key)?;
        let stored = match self.direct {
            true => self.streams.direct_message(&self.stream, revision).await,
            false => self.streams.message(&self.stream, revision).await,
        };
        let stored = stored.map_err(|error| KvError::of_key(&self.name, key, error))?;
        let entry = stored.and_then(|stored| Entry::from_stored(&self.name, &self.prefix, stored));
        entry
            .filter(|entry| entry.key == key)
            .ok_or_else(|| KvError::NoRevision {
                bucket: self.name.clone(),
                key: key.to_owned(),
                revision,
            })
    }

    /// The keys that have a value, sorted.
    pub async fn keys(&self) -> Result<Vec<String>, KvError> {
        self.keys_like(">").await
    }

    /// The keys that have a value and match a pattern, sorted.
    pub async fn keys_like(&self, pattern: &str) -> Result<Vec<String>, KvError> {
        let watch = self.read(pattern, Start::LastOfEach, true).await?;
        // A key that changed while it was read comes twice.
        let mut last = BTreeMap::new();
        for entry in watch.until_current().await? {
            last.insert(entry.key.clone(), entry.is_value());
        }
        Ok(last
            .into_iter()
            .filter(|(_, value)| *value)
            .map(|(key, _)| key)
            .collect())
    }

    /// What is kept of a key, oldest first.
    ///
    /// - **Errors:** [`KvError::NoKey`] when nothing is
    pub async fn history(&self, key: &str) -> Result<Vec<Entry>, KvError> {
        name::check_key(key)?;
        let entries = self.read(key, Start::All, false).await?.until_current().await?;
        match entries.is_empty() {
            true => Err(KvError::NoKey {
                bucket: self.name.clone(),
                key: key.to_owned(),
            }),
            false => Ok(entries),
        }
    }

    /// Tells the last values of the keys that match a pattern (`>` for all), and then every change.
    pub async fn watch(&self, pattern: &str) -> Result<Watch, KvError> {
        self.read(pattern, Start::LastOfEach, false).await
    }

    /// Like [`watch`](Self::watch), without the values.
    pub async fn watch_keys(&self, pattern: &str) -> Result<Watch, KvError> {
        self.read(pattern, Start::LastOfEach, true).await
    }

    /// Tells everything that is kept of the keys that match a pattern, and then every change.
    pub async fn watch_history(&self, pattern: &str) -> Result<Watch, KvError> {
        self.read(pattern, Start::All, false).await
    }

    /// Tells every change from now on of the keys that match a pattern.
    pub async fn watch_changes(&self, pattern: &str) -> Result<Watch, KvError> {
        self.read(pattern, Start::New, false).await
    }

    async fn read(&self, pattern: &str, start: Start, headers_only: bool) -> Result<Watch, KvError> {
        name::check_pattern(pattern)?;
        let filter = format!("{}{pattern}", self.prefix);
        let failed = |error| KvError::of_bucket(&self.name, error);
        let now = match start {
            Start::New => self.streams.info(&self.stream).await.map_err(failed)?,
            Start::All | Start::LastOfEach | Start::Since(_) => self.info.clone(),
        };
        let reader = Reader::open(&self.streams, &now, filter, start, headers_only).await;
        Ok(Watch {
            bucket: self.name.clone(),
            prefix: self.prefix.clone(),
            reader: reader.map_err(failed)?,
        })
    }
}
