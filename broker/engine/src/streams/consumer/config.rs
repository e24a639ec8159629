//! The configuration of a consumer, as the API reads and writes it. Durations are nanoseconds.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::Kind;
use crate::streams::config::{is_of_server, normalize_metadata};
use crate::streams::filter::Filter;
use crate::streams::message::Nanos;

/// Shortest time until a message is given again: less would keep a processor busy with one message.
const LEAST_PATIENCE: Nanos = 1_000_000;

/// Configuration of one consumer.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct ConsumerConfig {
    #[serde(skip_serializing_if = "String::is_empty")]
    pub(crate) durable_name: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub(crate) name: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub(crate) description: String,
    pub(crate) deliver_policy: DeliverPolicy,
    #[serde(skip_serializing_if = "is_zero_sequence")]
    pub(crate) opt_start_seq: u64,
    #[serde(skip_serializing_if = "Option::is_none", with = "moment")]
    pub(crate) opt_start_time: Option<Nanos>,
    pub(crate) ack_policy: AckPolicy,
    #[serde(skip_serializing_if = "is_zero")]
    pub(crate) ack_wait: Nanos,
    #[serde(skip_serializing_if = "is_zero")]
    pub(crate) max_deliver: i64,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) backoff: Vec<Nanos>,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub(crate) filter_subject: String,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) filter_subjects: Vec<String>,
    pub(crate) replay_policy: ReplayPolicy,
    #[serde(skip_serializing_if = "is_zero_sequence")]
    pub(crate) rate_limit_bps: u64,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub(crate) sample_freq: String,
    #[serde(skip_serializing_if = "is_zero")]
    pub(crate) max_waiting: i64,
    #[serde(skip_serializing_if = "is_zero")]
    pub(crate) max_ack_pending: i64,
    #[serde(skip_serializing_if = "is_false")]
    pub(crate) flow_control: bool,
    #[serde(skip_serializing_if = "is_false")]
    pub(crate) headers_only: bool,
    #[serde(skip_serializing_if = "is_zero")]
    pub(crate) max_batch: i64,
    #[serde(skip_serializing_if = "is_zero")]
    pub(crate) max_expires: Nanos,
    #[serde(skip_serializing_if = "is_zero")]
    pub(crate) max_bytes: i64,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub(crate) deliver_subject: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub(crate) deliver_group: String,
    #[serde(skip_serializing_if = "is_zero")]
    pub(crate) idle_heartbeat: Nanos,
    #[serde(skip_serializing_if = "is_zero")]
    pub(crate) inactive_threshold: Nanos,
    pub(crate) num_replicas: i64,
    #[serde(skip_serializing_if = "is_false")]
    pub(crate) mem_storage: bool,
    #[serde(skip_serializing_if = "is_false")]
    pub(crate) direct: bool,
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub(crate) metadata: BTreeMap<String, String>,
    #[serde(skip_serializing_if = "Option::is_none", with = "moment")]
    pub(crate) pause_until: Option<Nanos>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) priority_groups: Vec<String>,
    #[serde(skip_serializing_if = "PriorityPolicy::is_none")]
    pub(crate) priority_policy: PriorityPolicy,
    #[serde(skip_serializing_if = "is_zero")]
    pub(crate) priority_timeout: Nanos,
}

/// Where a consumer begins.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum DeliverPolicy {
    #[default]
    All,
    Last,
    New,
    ByStartSequence,
    ByStartTime,
    LastPerSubject,
}

/// What counts as done with.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum AckPolicy {
    /// What was sent.
    #[default]
    None,
    /// What was acknowledged, and everything before it.
    All,
    /// What was acknowledged.
    Explicit,
}

/// How fast old messages go out.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum ReplayPolicy {
    #[default]
    Instant,
    /// With the pauses they were stored with.
    Original,
}

/// How the requests of one group share the messages.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum PriorityPolicy {
    #[default]
    None,
    /// A request is served once enough messages wait.
    Overflow,
    /// One client gets everything until it is quiet for too long.
    PinnedClient,
    /// Requests with lower numbers come first.
    Prioritized,
}

impl PriorityPolicy {
    pub(crate) fn is_none(&self) -> bool {
        *self == Self::None
    }
}

impl ConsumerConfig {
    pub(crate) fn kind(&self) -> Kind {
        if self.deliver_subject.is_empty() {
            Kind::Pull
        } else {
            Kind::Push
        }
    }

    pub(crate) fn is_durable(&self) -> bool {
        !self.durable_name.is_empty()
    }

    /// The subjects it is about; none for all of the stream's.
    pub(crate) fn filters(&self) -> impl Iterator<Item = &str> + Clone {
        let one = (!self.filter_subject.is_empty()).then_some(&self.filter_subject);
        one.into_iter().chain(&self.filter_subjects).map(String::as_str)
    }

    pub(crate) fn filter(&self) -> Filter {
        Filter::new(self.filters())
    }

    /// As it is told: with which server this is and what the consumer needs of one. Ten thousand consumers need not keep it.
    pub(crate) fn told(&self) -> Self {
        let mut told = self.clone();
        let grouped = !self.priority_policy.is_none();
        let needed = u32::from(grouped || self.pause_until.is_some());
        normalize_metadata(&mut told.metadata, needed);
        told
    }

    /// Forgets what only servers write.
    pub(crate) fn forget_servers(&mut self) {
        self.metadata.retain(|name, _| !is_of_server(name));
    }

    /// How long a message may stay unacknowledged that was delivered so often.
    pub(crate) fn patience(&self, deliveries: u32) -> Nanos {
        let step = (deliveries.max(1) - 1) as usize;
        let backoff = self.backoff.get(step).or(self.backoff.last());
        backoff.copied().unwrap_or(self.ack_wait).max(LEAST_PATIENCE)
    }

    /// Messages that may be unacknowledged at once.
    pub(crate) fn most_pending(&self) -> usize {
        usize::try_from(self.max_ack_pending)
            .ok()
            .filter(|most| *most > 0)
            .unwrap_or(usize::MAX)
    }

    /// Deliveries of one message; none for no limit.
    pub(crate) fn most_deliveries(&self) -> Option<u32> {
        (self.max_deliver > 0).then(|| u32::try_from(self.max_deliver).unwrap_or(u32::MAX))
    }
}

pub(super) fn is_false(value: &bool) -> bool {
    !value
}

pub(super) fn is_zero(value: &i64) -> bool {
    *value == 0
}

fn is_zero_sequence(value: &u64) -> bool {
    *value == 0
}

/// Moments of a configuration.
pub(super) mod moment {
    use serde::de::Error;
    use serde::{Deserialize, Deserializer, Serializer};

    use crate::streams::message::Nanos;
    use crate::streams::moment;

    pub(in crate::streams::consumer) fn serialize<S: Serializer>(
        value: &Option<Nanos>,
        to: S,
    ) -> Result<S::Ok, S::Error> {
        to.serialize_str(&moment::text(value.unwrap_or_default()))
    }

    pub(in crate::streams::consumer) fn deserialize<'de, D: Deserializer<'de>>(
        from: D,
    ) -> Result<Option<Nanos>, D::Error> {
        let text = String::deserialize(from)?;
        let moment = moment::parse(&text);
        moment
            .map(Some)
            .ok_or_else(|| D::Error::custom(format!("{text:?} is no moment")))
    }
}
