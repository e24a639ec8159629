//! What the API tells about a stream.

use std::sync::Arc;

use crate::streams::config::StreamConfig;
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
    pub(crate) ts: String,
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
                consumer_count: consumers,
            },
            ts: moment::text(now),
        }
    }
}

fn is_zero(value: &u64) -> bool {
    *value == 0
}
