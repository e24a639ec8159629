//! What is filled in where a configuration says nothing.

use super::Kind;
use super::config::{AckPolicy, ConsumerConfig, PriorityPolicy};
use super::single::EPHEMERAL_PATIENCE;
use crate::streams::config::StreamConfig;
use crate::streams::error::ApiError;
use crate::streams::message::Nanos;

const SECOND: Nanos = 1_000_000_000;
const ACK_WAIT: Nanos = 30 * SECOND;
const PIN_TIMEOUT: Nanos = 120 * SECOND;
const MAX_ACK_PENDING: i64 = 1000;
const MAX_WAITING: i64 = 512;

/// Fills in what the configuration leaves open. Pedantic clients want to be told instead where a value of theirs is replaced.
pub(super) fn completed(
    mut config: ConsumerConfig,
    stream: &StreamConfig,
    pedantic: bool,
) -> Result<ConsumerConfig, ApiError> {
    if pedantic {
        pedantry(&config, stream)?;
    }
    if config.max_deliver <= 0 {
        config.max_deliver = -1;
    }
    config.max_ack_pending = config.max_ack_pending.max(-1);
    for value in [
        &mut config.max_waiting,
        &mut config.max_batch,
        &mut config.max_expires,
        &mut config.max_bytes,
        &mut config.idle_heartbeat,
        &mut config.inactive_threshold,
        &mut config.priority_timeout,
    ] {
        *value = (*value).max(0);
    }
    if config.kind() == Kind::Pull && config.max_waiting == 0 {
        config.max_waiting = MAX_WAITING;
    }
    if config.ack_wait == 0 && config.ack_policy != AckPolicy::None {
        config.ack_wait = ACK_WAIT;
    }
    if let Some(first) = config.backoff.first() {
        config.ack_wait = *first;
    }
    if config.max_ack_pending == 0 {
        config.max_ack_pending = stream.consumer_limits.max_ack_pending;
    }
    if config.inactive_threshold == 0 {
        config.inactive_threshold = stream.consumer_limits.inactive_threshold;
    }
    if config.inactive_threshold == 0 && !config.is_durable() {
        config.inactive_threshold = EPHEMERAL_PATIENCE;
    }
    if config.max_ack_pending == 0 && config.ack_policy != AckPolicy::None {
        config.max_ack_pending = MAX_ACK_PENDING;
    }
    if config.priority_policy == PriorityPolicy::PinnedClient && config.priority_timeout == 0 {
        config.priority_timeout = PIN_TIMEOUT;
    }
    if config.pause_until == Some(0) {
        config.pause_until = None;
    }
    config.forget_servers();
    Ok(config)
}

fn pedantry(config: &ConsumerConfig, stream: &StreamConfig) -> Result<(), ApiError> {
    let limits = &stream.consumer_limits;
    let faults = [
        (config.max_deliver < -1, "max_deliver must be set to -1"),
        (config.max_waiting < 0, "max_waiting must not be negative"),
        (config.max_ack_pending < -1, "max_ack_pending must be set to -1"),
        (config.max_batch < 0, "max_batch must not be negative"),
        (config.max_expires < 0, "max_expires must not be negative"),
        (config.max_bytes < 0, "max_bytes must not be negative"),
        (config.idle_heartbeat < 0, "idle_heartbeat must not be negative"),
        (
            config.inactive_threshold < 0,
            "inactive_threshold must not be negative",
        ),
        (
            config.priority_timeout < 0,
            "priority_timeout must not be negative",
        ),
        (
            config
                .backoff
                .first()
                .is_some_and(|first| *first != config.ack_wait),
            "first backoff value has to equal batch AckWait",
        ),
        (
            config.max_ack_pending == 0 && limits.max_ack_pending > 0,
            "max_ack_pending must be set if it's configured in stream limits",
        ),
        (
            config.inactive_threshold == 0 && limits.inactive_threshold > 0,
            "inactive_threshold must be set if it's configured in stream limits",
        ),
    ];
    match faults.iter().find(|(wrong, _)| *wrong) {
        Some((_, text)) => Err(ApiError::with(400, 10157, format!("pedantic mode: {text}"))),
        None => Ok(()),
    }
}
