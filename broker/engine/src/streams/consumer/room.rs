//! Whether a consumer may join those that are there, and send where it wants to.

use super::config::{AckPolicy, ConsumerConfig, DeliverPolicy};
use super::{Consumers, Kind, MOST_CONSUMERS, Turn, fault};
use crate::streams::api::Caller;
use crate::streams::config::Retention;
use crate::streams::error::ApiError;
use crate::subject;

impl Consumers {
    /// Checks a new consumer against those that are there.
    pub(super) fn room(&self, config: &ConsumerConfig, turn: &Turn<'_>) -> Result<(), ApiError> {
        let stream = turn.config;
        let most = match usize::try_from(stream.max_consumers) {
            Ok(most) if most > 0 => most.min(MOST_CONSUMERS),
            _ => MOST_CONSUMERS,
        };
        if self.len() >= most {
            return Err(fault::TOO_MANY);
        }
        if stream.retention != Retention::WorkQueue || config.direct {
            return Ok(());
        }
        if config.ack_policy != AckPolicy::Explicit {
            return Err(fault::QUEUE_REQUIRES_ACKS);
        }
        if config.deliver_policy != DeliverPolicy::All {
            return Err(fault::QUEUE_NOT_ALL);
        }
        if self.len() > 0 && config.filters().next().is_none() {
            return Err(fault::QUEUE_UNFILTERED);
        }
        self.alone(config)
    }

    /// Checks that no other consumer would take the same messages from a queue.
    pub(super) fn alone(&self, config: &ConsumerConfig) -> Result<(), ApiError> {
        let others = self.all.values().filter(|other| *other.name != *config.name);
        for other in others {
            let shares = |ours: &str| {
                let mut theirs = other.config.filters();
                theirs.any(|theirs| subject::overlap(ours, theirs))
            };
            let everything = |config: &ConsumerConfig| config.filters().next().is_none();
            if everything(&other.config) || everything(config) || config.filters().any(shares) {
                return Err(fault::QUEUE_NOT_UNIQUE);
            }
        }
        Ok(())
    }
}

/// Whether the caller may have messages sent to the deliver subject.
pub(super) fn rights(caller: &Caller, config: &ConsumerConfig) -> Result<(), ApiError> {
    let deliver = &config.deliver_subject;
    if config.kind() == Kind::Pull || caller.may_reach(deliver) {
        return Ok(());
    }
    Err(ApiError::with(
        400,
        10112,
        format!("no permission to publish or to subscribe to the deliver subject {deliver:?}"),
    ))
}
