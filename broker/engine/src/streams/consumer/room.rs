//! Whether a consumer may join those that are there, and send where it wants to.

use super::config::{AckPolicy, ConsumerConfig, DeliverPolicy};
use super::single::Id;
use super::{Consumers, Kind, MOST_CONSUMERS, Turn, fault};
use crate::streams::api::Caller;
use crate::streams::config::Retention;
use crate::streams::error::ApiError;
use crate::streams::overlap::{Patterns, Steps};

impl Consumers {
    /// Checks a new consumer against those that are there.
    pub(super) fn room(&mut self, config: &ConsumerConfig, turn: &Turn<'_>) -> Result<(), ApiError> {
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
    pub(super) fn alone(&mut self, config: &ConsumerConfig) -> Result<(), ApiError> {
        let own = self.by_name.get(&*config.name).copied();
        self.learn_takers();
        let Some(takers) = &self.takers else {
            return Ok(());
        };
        let mut steps = Steps::default();
        for pattern in takes(config) {
            if takers.overlapping(pattern, &mut steps, |id| Some(*id) != own)? {
                return Err(fault::QUEUE_NOT_UNIQUE);
            }
        }
        Ok(())
    }

    /// Sees that it is known who takes what. Most streams never ask.
    pub(super) fn learn_takers(&mut self) {
        let all = &self.all;
        self.takers.get_or_insert_with(|| {
            let mut takers = Patterns::default();
            for (id, consumer) in all {
                takes(&consumer.config).for_each(|pattern| takers.insert(pattern, *id));
            }
            takers
        });
    }

    /// Notes what a consumer takes, if that was asked for once.
    pub(super) fn takes(&mut self, id: Id, config: &ConsumerConfig) {
        if let Some(takers) = &mut self.takers {
            takes(config).for_each(|pattern| takers.insert(pattern, id));
        }
    }

    /// A consumer takes that no longer.
    pub(super) fn leaves(&mut self, id: Id, config: &ConsumerConfig) {
        if let Some(takers) = &mut self.takers {
            takes(config).for_each(|pattern| takers.remove(pattern, &id));
        }
    }
}

/// What a consumer takes.
fn takes(config: &ConsumerConfig) -> impl Iterator<Item = &str> {
    let everything = config.filters().next().is_none().then_some(">");
    config.filters().chain(everything)
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
