//! What the API tells about a stream.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::streams::config::{StreamConfig, SubjectTransform};
use crate::streams::error::ApiError;
use crate::streams::message::Nanos;
use crate::streams::moment;
use crate::streams::store::Totals;
use serde::Serialize;

/// `StreamInfo` of the API.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct StreamInfo {
    pub(crate) config: Arc<StreamConfig>,
    pub(crate) created: String,
    pub(crate) state: StreamState,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) mirror: Option<SourceInfo>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) sources: Vec<SourceInfo>,
    pub(crate) ts: String,
    /// Where the subjects of the state are among all.
    #[serde(flatten, skip_serializing_if = "Option::is_none")]
    pub(crate) page: Option<SubjectPage>,
}

/// `StreamSourceInfo` of the API: a stream that this one takes messages from.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct SourceInfo {
    pub(crate) name: Arc<str>,
    /// Messages that are still to be taken.
    pub(crate) lag: u64,
    /// Nanoseconds since it was heard of; -1 if it never was.
    pub(crate) active: Nanos,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub(crate) filter_subject: String,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) subject_transforms: Vec<SubjectTransform>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) error: Option<ApiError>,
    #[serde(skip)]
    pub(crate) heard: Option<Nanos>,
}

impl SourceInfo {
    fn at(mut self, now: Nanos) -> Self {
        self.active = self.heard.map_or(-1, |heard| now.saturating_sub(heard).max(0));
        self
    }
}

/// A part of many subjects.
#[derive(Debug, Clone, Copy, Default, Serialize)]
pub(crate) struct SubjectPage {
    pub(crate) total: usize,
    pub(crate) offset: usize,
    pub(crate) limit: usize,
}

/// `state` of it.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct StreamState {
    pub(crate) messages: u64,
    pub(crate) bytes: u64,
    pub(crate) first_seq: u64,
    pub(crate) first_ts: String,
    pub(crate) last_seq: u64,
    pub(crate) last_ts: String,
    #[serde(skip_serializing_if = "is_zero")]
    pub(crate) num_subjects: u64,
    #[serde(skip_serializing_if = "is_zero")]
    pub(crate) num_deleted: u64,
    /// Messages by subject, if they are asked for.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub(crate) subjects: BTreeMap<Arc<str>, u64>,
    /// Sequences that are gone, if they are asked for.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) deleted: Vec<u64>,
    pub(crate) consumer_count: usize,
}

impl StreamInfo {
    pub(crate) fn new(
        config: &Arc<StreamConfig>,
        created: Nanos,
        totals: &Totals,
        consumers: usize,
        now: Nanos,
    ) -> Self {
        Self {
            config: Arc::clone(config),
            created: moment::text(created),
            state: StreamState {
                messages: totals.messages,
                bytes: totals.bytes,
                first_seq: totals.first_seq,
                first_ts: moment::text(totals.first_time),
                last_seq: totals.last_seq,
                last_ts: moment::text(totals.last_time),
                num_subjects: totals.subjects,
                num_deleted: totals.deleted,
                subjects: BTreeMap::new(),
                deleted: Vec::new(),
                consumer_count: consumers,
            },
            mirror: None,
            sources: Vec::new(),
            ts: moment::text(now),
            page: None,
        }
    }

    /// With what the stream takes from others.
    pub(crate) fn taking(
        mut self,
        mirror: Option<SourceInfo>,
        sources: impl IntoIterator<Item = SourceInfo>,
        now: Nanos,
    ) -> Self {
        self.mirror = mirror.map(|mirror| mirror.at(now));
        self.sources = sources.into_iter().map(|source| source.at(now)).collect();
        self
    }
}

fn is_zero(value: &u64) -> bool {
    *value == 0
}
