//! Key-value buckets: the last values of named keys, kept by a broker and watched by everybody.

mod bucket;
mod entry;
mod error;
mod name;
mod settings;
mod watch;

use crate::streams::{StreamError, Streams, code};
use crate::{Link, nearest};

pub use bucket::Bucket;
pub use entry::{Entry, Operation};
pub use error::KvError;
pub use settings::{BucketConfig, BucketStatus, MAX_HISTORY};
pub use watch::{Update, Watch};

/// Subjects of every key of every bucket.
const SUBJECTS: &str = "$KV.>";

/// What the names of the streams behind buckets begin with.
const PREFIX: &str = "KV_";

/// The buckets of a broker. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Kv {
    streams: Streams,
}

impl Kv {
    /// Buckets over a connection; asks nothing yet.
    pub fn new(link: &Link) -> Self {
        Self {
            streams: Streams::new(link),
        }
    }

    /// Every bucket, by name.
    pub async fn list(&self) -> Result<Vec<BucketStatus>, KvError> {
        let infos = self.streams.list(SUBJECTS).await.map_err(KvError::Streams)?;
        let mut all: Vec<_> = infos.into_iter().filter_map(BucketStatus::from_info).collect();
        all.sort_unstable_by(|one, other| one.name.cmp(&other.name));
        Ok(all)
    }

    /// The name of every bucket, sorted.
    pub async fn names(&self) -> Result<Vec<String>, KvError> {
        let names = self.streams.names(SUBJECTS).await.map_err(KvError::Streams)?;
        let names = names.iter().filter_map(|name| name.strip_prefix(PREFIX));
        let mut names: Vec<_> = names.map(str::to_owned).collect();
        names.sort_unstable();
        Ok(names)
    }

    /// Opens a bucket that is there.
    ///
    /// - **Errors:** [`KvError::NoBucket`] with names that are close
    pub async fn bucket(&self, name: &str) -> Result<Bucket, KvError> {
        name::check_bucket(name)?;
        match self.streams.info(&format!("{PREFIX}{name}")).await {
            Ok(info) => Bucket::new(self.streams.clone(), name, info),
            Err(error) => Err(self.explain(name, error).await),
        }
    }

    /// Makes a bucket; one that is there and set up in the same way is as good.
    ///
    /// - **Errors:** [`KvError::BucketExists`] when there is one of this name that is set up in another way
    pub async fn create(&self, config: &BucketConfig) -> Result<Bucket, KvError> {
        let wanted = config.to_stream()?;
        match self.streams.create(&wanted).await {
            Ok(info) => Bucket::new(self.streams.clone(), &config.name, info),
            Err(error) => Err(match error.err_code() {
                Some(code::NAME_IN_USE) => KvError::BucketExists {
                    bucket: config.name.clone(),
                },
                Some(code::REPLICAS_UNAVAILABLE | code::NOT_CLUSTERED) if config.replicas > 1 => {
                    KvError::Replicas {
                        bucket: config.name.clone(),
                        replicas: config.replicas,
                        source: Box::new(error),
                    }
                }
                _ => KvError::of_bucket(&config.name, error),
            }),
        }
    }

    /// Removes a bucket and every value in it.
    ///
    /// - **Errors:** [`KvError::NoBucket`]
    pub async fn delete(&self, name: &str) -> Result<(), KvError> {
        name::check_bucket(name)?;
        match self.streams.delete(&format!("{PREFIX}{name}")).await {
            Ok(()) => Ok(()),
            Err(error) => Err(self.explain(name, error).await),
        }
    }

    /// Names the buckets that may have been meant by one that is not there.
    async fn explain(&self, name: &str, error: StreamError) -> KvError {
        if error.err_code() != Some(code::NO_STREAM) {
            return KvError::of_bucket(name, error);
        }
        // Who may not list them gets the error without.
        let names = self.names().await.unwrap_or_default();
        KvError::NoBucket {
            bucket: name.to_owned(),
            near: near(name, &names),
        }
    }
}

/// Names close to one that is not there, those that differ in case first.
pub(crate) fn near(name: &str, names: &[String]) -> Option<String> {
    let same = names.iter().find(|known| known.eq_ignore_ascii_case(name));
    same.cloned().or_else(|| nearest(name, names))
}

#[cfg(test)]
mod tests;
