//! What the API tells about a consumer.

use serde::Serialize;

use super::config::{ConsumerConfig, is_false, is_zero, moment};
use super::progress::Pair;
use super::single::{Consumer, Demand};
use super::{Consumers, Turn};
use crate::streams::api::Request;
use crate::streams::error::{self, ApiError};
use crate::streams::message::Nanos;
use crate::streams::moment as text;

/// `ConsumerInfo` of the API.
#[derive(Debug, Clone, Serialize)]
pub(super) struct ConsumerInfo {
    stream_name: String,
    pub(super) name: String,
    created: String,
    config: ConsumerConfig,
    delivered: SequenceInfo,
    ack_floor: SequenceInfo,
    num_ack_pending: usize,
    num_redelivered: usize,
    num_waiting: usize,
    num_pending: u64,
    #[serde(skip_serializing_if = "is_false")]
    push_bound: bool,
    #[serde(skip_serializing_if = "is_false")]
    paused: bool,
    #[serde(skip_serializing_if = "is_zero")]
    pause_remaining: Nanos,
    ts: String,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    priority_groups: Vec<GroupInfo>,
}

#[derive(Debug, Clone, Serialize)]
struct SequenceInfo {
    consumer_seq: u64,
    stream_seq: u64,
    #[serde(skip_serializing_if = "Option::is_none", serialize_with = "moment::serialize")]
    last_active: Option<Nanos>,
}

#[derive(Debug, Clone, Serialize)]
struct GroupInfo {
    group: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    pinned_client_id: String,
    #[serde(skip_serializing_if = "Option::is_none", serialize_with = "moment::serialize")]
    pinned_ts: Option<Nanos>,
}

impl SequenceInfo {
    fn new(pair: Pair, last_active: Option<Nanos>) -> Self {
        Self {
            consumer_seq: pair.consumer,
            stream_seq: pair.stream,
            last_active,
        }
    }
}

impl ConsumerInfo {
    /// Right after the consumer caught up with its stream.
    pub(super) fn new(consumer: &Consumer, stream: &str, now: Nanos) -> Self {
        let Consumer { config, progress, .. } = consumer;
        let (waiting, pin) = match &consumer.demand {
            Demand::Pull(pulls) => (pulls.len(), pulls.pin.as_ref()),
            Demand::Push(_) => (0, None),
        };
        let group = |name: &String| {
            let pin = pin.filter(|pin| *pin.group == **name);
            GroupInfo {
                group: name.clone(),
                pinned_client_id: pin.map(|pin| pin.id.to_string()).unwrap_or_default(),
                pinned_ts: pin.map(|pin| pin.since),
            }
        };
        Self {
            stream_name: stream.to_owned(),
            name: consumer.name.to_string(),
            created: text::text(consumer.created),
            config: config.told(),
            delivered: SequenceInfo::new(progress.delivered, progress.last_delivery),
            ack_floor: SequenceInfo::new(progress.floor, progress.last_ack),
            num_ack_pending: progress.pending(),
            // What is given once only is never given again, whatever the state holds.
            num_redelivered: if config.max_deliver == 1 {
                0
            } else {
                progress.repeated()
            },
            num_waiting: waiting,
            num_pending: consumer.backlog.waiting(),
            push_bound: matches!(&consumer.demand, Demand::Push(push) if push.bound),
            paused: consumer.paused,
            pause_remaining: match config.pause_until {
                Some(until) if consumer.paused => until.saturating_sub(now).max(0),
                _ => 0,
            },
            ts: text::text(now),
            priority_groups: config.priority_groups.iter().map(group).collect(),
        }
    }
}

impl Consumers {
    /// `CONSUMER.INFO`.
    pub(super) fn info(&mut self, request: &Request, turn: &mut Turn<'_>) -> Result<ConsumerInfo, ApiError> {
        if request.has_body() {
            return Err(error::UNWANTED_BODY);
        }
        let (id, _) = self.named(request)?;
        self.describe(id, turn)
    }

    /// What there is to tell about a consumer now.
    pub(super) fn describe(&mut self, id: u64, turn: &mut Turn<'_>) -> Result<ConsumerInfo, ApiError> {
        let consumer = self.all.get_mut(&id).ok_or(error::CONSUMER_NOT_FOUND)?;
        if let Demand::Pull(pulls) = &mut consumer.demand {
            pulls.sweep(turn.at, turn.out);
        }
        let woken = consumer.look(turn);
        consumer.catch_up(&self.journal, &*turn.store)?;
        let info = ConsumerInfo::new(consumer, &turn.config.name, turn.at.now());
        if woken {
            self.wake(id);
        }
        self.settle(id, turn.at.now());
        Ok(info)
    }
}
