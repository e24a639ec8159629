//! The configuration of a stream, as the API reads and writes it. Durations are nanoseconds.

mod check;
mod metadata;
mod republishing;
mod source;
mod subjects;
#[cfg(test)]
mod tests;
mod update;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::streams::message::Nanos;

pub(crate) use check::Others;
pub(crate) use metadata::{is_of_server, normalize_metadata};

/// Configuration of one stream; `-1` is no limit.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct StreamConfig {
    pub(crate) name: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub(crate) description: String,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) subjects: Vec<String>,
    pub(crate) retention: Retention,
    pub(crate) max_consumers: i64,
    pub(crate) max_msgs: i64,
    pub(crate) max_bytes: i64,
    pub(crate) max_age: Nanos,
    pub(crate) max_msgs_per_subject: i64,
    pub(crate) max_msg_size: i64,
    pub(crate) discard: Discard,
    #[serde(skip_serializing_if = "is_false")]
    pub(crate) discard_new_per_subject: bool,
    pub(crate) storage: Storage,
    pub(crate) num_replicas: i64,
    #[serde(skip_serializing_if = "is_false")]
    pub(crate) no_ack: bool,
    #[serde(skip_serializing_if = "is_none")]
    pub(crate) duplicate_window: Nanos,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) placement: Option<Placement>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) mirror: Option<StreamSource>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) sources: Vec<StreamSource>,
    pub(crate) compression: Compression,
    #[serde(skip_serializing_if = "is_zero")]
    pub(crate) first_seq: u64,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) subject_transform: Option<SubjectTransform>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) republish: Option<Republish>,
    pub(crate) allow_direct: bool,
    pub(crate) mirror_direct: bool,
    pub(crate) sealed: bool,
    pub(crate) deny_delete: bool,
    pub(crate) deny_purge: bool,
    pub(crate) allow_rollup_hdrs: bool,
    pub(crate) consumer_limits: ConsumerLimits,
    pub(crate) allow_msg_ttl: bool,
    #[serde(skip_serializing_if = "is_false")]
    pub(crate) allow_msg_counter: bool,
    #[serde(skip_serializing_if = "is_false")]
    pub(crate) allow_msg_schedules: bool,
    #[serde(skip_serializing_if = "is_none")]
    pub(crate) subject_delete_marker_ttl: Nanos,
    #[serde(skip_serializing_if = "is_false")]
    pub(crate) allow_atomic: bool,
    #[serde(skip_serializing_if = "PersistMode::is_default")]
    pub(crate) persist_mode: PersistMode,
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub(crate) metadata: BTreeMap<String, String>,
    /// What streams here do not do; read so that asking for it is refused.
    #[serde(flatten, skip_serializing)]
    pub(crate) beyond: Beyond,
    /// Whether the caller wants no defaults filled in for what makes no sense.
    #[serde(skip_serializing)]
    pub(crate) pedantic: bool,
}

/// What a newer server than this one would do.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub(crate) struct Beyond {
    pub(crate) allow_batched: bool,
}

/// When messages go by themselves.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Retention {
    /// When a limit is reached.
    #[default]
    Limits,
    /// When every consumer that wanted it has acknowledged it.
    Interest,
    /// When one consumer has acknowledged it.
    WorkQueue,
}

/// What gives way when a limit is reached.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Discard {
    #[default]
    Old,
    New,
}

/// Where messages are.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Storage {
    #[default]
    File,
    Memory,
}

/// What an acknowledgement promises; here a message is safe before it is acknowledged, whatever is chosen.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum PersistMode {
    /// That the message is safe.
    #[default]
    #[serde(alias = "")]
    Default,
    /// That it will be.
    Async,
}

impl PersistMode {
    fn is_default(&self) -> bool {
        *self == Self::Default
    }
}

/// How blocks are stored.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Compression {
    #[default]
    None,
    S2,
}

/// Where a cluster would put the stream; kept and shown only.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Placement {
    #[serde(skip_serializing_if = "String::is_empty")]
    pub(crate) cluster: String,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) tags: Vec<String>,
    /// Read so that asking for it is refused.
    #[serde(skip_serializing)]
    pub(crate) preferred: String,
}

/// Another stream whose messages this one takes.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct StreamSource {
    pub(crate) name: String,
    #[serde(skip_serializing_if = "is_zero")]
    pub(crate) opt_start_seq: u64,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) opt_start_time: Option<String>,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub(crate) filter_subject: String,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) subject_transforms: Vec<SubjectTransform>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) external: Option<External>,
    /// A consumer made beforehand; read so that asking for it is refused.
    #[serde(skip_serializing)]
    pub(crate) consumer: Option<serde_json::Value>,
}

/// The way to a stream of another account or domain.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct External {
    pub(crate) api: String,
    pub(crate) deliver: String,
}

/// Renames subjects.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct SubjectTransform {
    pub(crate) src: String,
    pub(crate) dest: String,
}

/// Publishes again what was stored.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Republish {
    #[serde(skip_serializing_if = "String::is_empty")]
    pub(crate) src: String,
    pub(crate) dest: String,
    #[serde(skip_serializing_if = "is_false")]
    pub(crate) headers_only: bool,
}

/// What consumers of the stream may ask for at most, and get by default.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct ConsumerLimits {
    #[serde(skip_serializing_if = "is_none")]
    pub(crate) inactive_threshold: Nanos,
    #[serde(skip_serializing_if = "is_none")]
    pub(crate) max_ack_pending: i64,
}

fn is_false(value: &bool) -> bool {
    !value
}

fn is_zero(value: &u64) -> bool {
    *value == 0
}

fn is_none(value: &i64) -> bool {
    *value == 0
}
