//! What a stream is made of, and what is in it.

use std::time::{Duration, SystemTime};

use serde::{Deserialize, Deserializer, Serialize};
use serde_json::{Map, Value};

use super::moment;

/// How a stream is set up. Settings this crate does not know are kept as they are.
///
/// - **Units:** limits are messages or bytes, -1 for none; an age of zero is no limit.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(default)]
#[expect(missing_docs, reason = "the names are JetStream's")]
pub struct Config {
    pub name: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub description: String,
    #[serde(deserialize_with = "or_default")]
    pub subjects: Vec<String>,
    pub retention: String,
    pub discard: String,
    pub storage: String,
    pub num_replicas: u32,
    pub max_consumers: i64,
    pub max_msgs: i64,
    pub max_msgs_per_subject: i64,
    pub max_bytes: i64,
    #[serde(with = "moment::nanos")]
    pub max_age: Duration,
    pub max_msg_size: i64,
    #[serde(with = "moment::nanos")]
    pub duplicate_window: Duration,
    pub allow_rollup_hdrs: bool,
    pub deny_delete: bool,
    pub deny_purge: bool,
    pub allow_direct: bool,
    #[serde(flatten)]
    pub more: Map<String, Value>,
}

/// What is in a stream.
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
#[serde(default)]
#[expect(missing_docs, reason = "the names are JetStream's")]
pub struct State {
    pub messages: u64,
    pub bytes: u64,
    pub first_seq: u64,
    pub last_seq: u64,
    #[serde(deserialize_with = "moment::optional")]
    pub last_ts: Option<SystemTime>,
    /// Subjects with at least one message.
    pub num_subjects: u64,
}

/// A stream as the broker describes it.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct Info {
    /// How it is set up.
    pub config: Config,
    /// What is in it.
    #[serde(default)]
    pub state: State,
    /// When it was made.
    #[serde(default, deserialize_with = "moment::optional")]
    pub created: Option<SystemTime>,
    /// Its place in a cluster, as the broker tells it.
    #[serde(default)]
    pub cluster: Option<Value>,
}

impl Default for Config {
    fn default() -> Self {
        Self {
            name: String::new(),
            description: String::new(),
            subjects: Vec::new(),
            retention: "limits".to_owned(),
            discard: "old".to_owned(),
            storage: "file".to_owned(),
            num_replicas: 1,
            max_consumers: -1,
            max_msgs: -1,
            max_msgs_per_subject: -1,
            max_bytes: -1,
            max_age: Duration::ZERO,
            max_msg_size: -1,
            duplicate_window: Duration::ZERO,
            allow_rollup_hdrs: false,
            deny_delete: false,
            deny_purge: false,
            allow_direct: false,
            more: Map::new(),
        }
    }
}

fn or_default<'de, D: Deserializer<'de>, T: Deserialize<'de> + Default>(from: D) -> Result<T, D::Error> {
    Ok(Option::<T>::deserialize(from)?.unwrap_or_default())
}
