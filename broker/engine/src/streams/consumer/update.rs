//! Giving a consumer another configuration.

use std::collections::VecDeque;

use super::backlog::Backlog;
use super::config::ConsumerConfig;
use super::journal::Journal;
use super::single::{Consumer, Demand, Id};
use super::{Consumers, Kind, Turn, fault, start};
use crate::options::Account;
use crate::streams::config::{ConsumerLimits, Retention};
use crate::streams::error::{self, ApiError};
use crate::streams::message::Nanos;
use crate::streams::store::{Store, StoreError};

impl Consumers {
    /// The names of those that ask for more than limits allow that were others before.
    pub(crate) fn beyond(&self, old: &ConsumerLimits, new: &ConsumerLimits) -> Vec<&str> {
        let set = |old: i64, new: i64| new > 0 && new != old;
        if !set(old.inactive_threshold, new.inactive_threshold)
            && !set(old.max_ack_pending, new.max_ack_pending)
        {
            return Vec::new();
        }
        let exceeds = |value: i64, most: i64| most > 0 && value > most;
        let consumers = self.by_name.values().filter_map(|id| self.all.get(id));
        consumers
            .filter(|consumer| {
                exceeds(consumer.config.inactive_threshold, new.inactive_threshold)
                    || exceeds(consumer.config.max_ack_pending, new.max_ack_pending)
            })
            .map(|consumer| &*consumer.name)
            .collect()
    }

    /// Gives a consumer another configuration, completed and checked; `only_same` if it may not differ from the one it has.
    pub(super) fn change(
        &mut self,
        id: Id,
        config: ConsumerConfig,
        only_same: bool,
        turn: &mut Turn<'_>,
    ) -> Result<(), ApiError> {
        let consumer = self.all.get(&id).ok_or(error::CONSUMER_NOT_FOUND)?;
        if *consumer.config == config {
            return Ok(());
        }
        if only_same {
            return Err(fault::EXISTS);
        }
        if turn.config.retention == Retention::WorkQueue {
            self.alone(&config)?;
        }
        let consumer = self.all.get(&id).ok_or(error::CONSUMER_NOT_FOUND)?;
        updatable(consumer, &config, turn)?;
        self.unhook(id);
        let consumer = self.all.get_mut(&id).ok_or(error::CONSUMER_NOT_FOUND)?;
        let filter = consumer.filter.clone();
        let (before, after) = (consumer.config.clone(), config.clone());
        let changed = consumer.take_config(config, turn.at.now());
        if let Some(before) = changed.deliver_subject {
            self.directory.leave(&consumer.name, &before);
            self.directory
                .enter(&consumer.name, &consumer.config.deliver_subject);
        }
        if changed.filter {
            self.leaves(id, &before);
            self.takes(id, &after);
            let consumer = self.all.get_mut(&id).ok_or(error::CONSUMER_NOT_FOUND)?;
            consumer.count_anew(&self.journal, &*turn.store)?;
            self.abandon(&filter, turn);
        }
        self.identify(id, turn.store);
        self.look_at(id, turn);
        self.wake(id);
        self.settle(id, turn.at.now());
        Ok(())
    }
}

/// What a change of the configuration entails.
struct Changed {
    /// The deliver subject before, if it is another one now.
    deliver_subject: Option<String>,
    filter: bool,
}

impl Consumer {
    fn take_config(&mut self, config: ConsumerConfig, now: Nanos) -> Changed {
        let changed = Changed {
            deliver_subject: (self.config.deliver_subject != config.deliver_subject)
                .then(|| self.config.deliver_subject.clone()),
            filter: !self.config.filters().eq(config.filters()),
        };
        if let Demand::Push(push) = &mut self.demand {
            if self.config.rate_limit_bps != config.rate_limit_bps {
                push.limit_rate(&config);
            }
            if changed.deliver_subject.is_some() {
                push.bound = false;
                push.unbound_since = now;
                push.forget_flow();
            }
        }
        *self.config = config;
        self.filter = self.config.filter();
        changed
    }

    /// Counts what is before it, after its filter changed.
    fn count_anew(&mut self, journal: &Journal, store: &dyn Store) -> Result<(), StoreError> {
        let next = self.backlog.next;
        let firsts = match self.backlog.first() {
            Some(first) => start::last_per_subject(&self.filter, first, next, store),
            None => VecDeque::new(),
        };
        self.backlog = Backlog::new(next, firsts, &self.filter, store, journal)?;
        Ok(())
    }
}

/// Whether the consumer may become what the configuration says.
fn updatable(consumer: &Consumer, new: &ConsumerConfig, turn: &Turn<'_>) -> Result<(), ApiError> {
    let old = &consumer.config;
    let fixed = [
        (old.deliver_policy == new.deliver_policy, "deliver policy"),
        (old.mem_storage == new.mem_storage, "storage type"),
        (old.direct == new.direct, "direct"),
        (old.opt_start_seq == new.opt_start_seq, "start sequence"),
        (old.opt_start_time == new.opt_start_time, "start time"),
        (old.ack_policy == new.ack_policy, "ack policy"),
        (old.replay_policy == new.replay_policy, "replay policy"),
        (old.idle_heartbeat == new.idle_heartbeat, "heart beats"),
        (old.flow_control == new.flow_control, "flow control"),
    ];
    let refuse = |text: String| Err(ApiError::with(500, 10012, text));
    if let Some((_, what)) = fixed.iter().find(|(same, _)| !same) {
        return refuse(format!("{what} can not be updated"));
    }
    match (old.kind(), new.kind()) {
        (Kind::Pull, Kind::Push) => return refuse("can not update pull consumer to push based".to_owned()),
        (Kind::Push, Kind::Pull) => return refuse("can not update push consumer to pull based".to_owned()),
        _ => {}
    }
    let moved = old.deliver_subject != new.deliver_subject;
    if moved && turn.at.listens(Account::Choria, &old.deliver_subject, None) {
        return Err(fault::NAME_IN_USE);
    }
    if old.max_waiting != new.max_waiting {
        return refuse("max waiting can not be updated".to_owned());
    }
    Ok(())
}
