//! How a bucket is set up, and what is in it.

use std::time::{Duration, SystemTime};

use crate::streams::{Config, Info};

use super::{KvError, PREFIX, name};

/// Most values of one key that a bucket can keep.
pub const MAX_HISTORY: u32 = 64;

/// Longest time the broker notices that a message came twice.
const DUPLICATES: Duration = Duration::from_secs(120);

/// How a new bucket is set up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BucketConfig {
    /// Letters, digits, `-` and `_`.
    pub name: String,
    /// What it is for.
    pub description: String,
    /// Values of a key that are kept, 1 to [`MAX_HISTORY`].
    pub history: u32,
    /// Values older than this are dropped; zero keeps them.
    pub ttl: Duration,
    /// Brokers of a cluster that keep a copy.
    pub replicas: u32,
    /// Largest value in bytes; none for no limit.
    pub max_value_size: Option<u32>,
    /// Largest sum of all values in bytes; none for no limit.
    pub max_bytes: Option<u64>,
    /// Whether every broker that keeps a copy may answer for it.
    pub direct: bool,
}

/// A bucket as it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BucketStatus {
    /// Its name.
    pub name: String,
    /// What it is for.
    pub description: String,
    /// Values of a key that are kept.
    pub history: u32,
    /// Values older than this are dropped; zero keeps them.
    pub ttl: Duration,
    /// Brokers that keep a copy.
    pub replicas: u32,
    /// Largest value in bytes; none for no limit.
    pub max_value_size: Option<u64>,
    /// Largest sum of all values in bytes; none for no limit.
    pub max_bytes: Option<u64>,
    /// Whether every broker that keeps a copy may answer for it.
    pub direct: bool,
    /// Whether single values can have a time to live of their own.
    pub value_ttl: bool,
    /// `file` or `memory`.
    pub storage: String,
    /// The bucket it is a copy of.
    pub mirror: Option<String>,
    /// Values in it, old ones and marks of deleted keys included.
    pub values: u64,
    /// Keys in it, deleted ones included as long as their mark is kept.
    pub keys: u64,
    /// Bytes they need.
    pub bytes: u64,
    /// When it was made.
    pub created: Option<SystemTime>,
    /// When it changed last.
    pub changed: Option<SystemTime>,
}

impl BucketConfig {
    /// A bucket with the settings `mco kv add` gives by default.
    pub fn new(name: impl Into<String>) -> Self {
        Self {
            name: name.into(),
            description: String::new(),
            history: 5,
            ttl: Duration::ZERO,
            replicas: 1,
            max_value_size: None,
            max_bytes: None,
            direct: true,
        }
    }

    pub(super) fn to_stream(&self) -> Result<Config, KvError> {
        name::check_bucket(&self.name)?;
        if !(1..=MAX_HISTORY).contains(&self.history) {
            return Err(KvError::History {
                history: self.history,
            });
        }
        Ok(Config {
            name: format!("{PREFIX}{}", self.name),
            description: self.description.clone(),
            subjects: vec![format!("$KV.{}.>", self.name)],
            discard: "new".to_owned(),
            num_replicas: self.replicas,
            max_msgs_per_subject: self.history.into(),
            max_bytes: limit(self.max_bytes),
            max_age: self.ttl,
            max_msg_size: limit(self.max_value_size.map(u64::from)),
            duplicate_window: self.ttl.min(DUPLICATES),
            allow_rollup_hdrs: true,
            deny_delete: true,
            allow_direct: self.direct,
            ..Config::default()
        })
    }
}

impl BucketStatus {
    /// Reads a stream; none when it is no bucket.
    pub(super) fn from_info(info: Info) -> Option<Self> {
        let (config, state) = (info.config, info.state);
        let mirror = config
            .more
            .get("mirror")
            .and_then(|mirror| mirror["name"].as_str());
        Some(Self {
            name: config.name.strip_prefix(PREFIX)?.to_owned(),
            history: u32::try_from(config.max_msgs_per_subject)
                .ok()
                .filter(|history| *history > 0)?,
            ttl: config.max_age,
            replicas: config.num_replicas.max(1),
            max_value_size: limited(config.max_msg_size),
            max_bytes: limited(config.max_bytes),
            direct: config.allow_direct,
            value_ttl: config
                .more
                .get("allow_msg_ttl")
                .is_some_and(|allowed| allowed == true),
            mirror: mirror.map(|name| name.strip_prefix(PREFIX).unwrap_or(name).to_owned()),
            description: config.description,
            storage: config.storage,
            values: state.messages,
            keys: state.num_subjects,
            bytes: state.bytes,
            created: info.created,
            changed: state.last_ts,
        })
    }
}

fn limit(value: Option<u64>) -> i64 {
    value.map_or(-1, |value| i64::try_from(value).unwrap_or(i64::MAX))
}

fn limited(value: i64) -> Option<u64> {
    u64::try_from(value).ok().filter(|value| *value > 0)
}
