//! Which configurations are fine.

use super::config::{AckPolicy, ConsumerConfig, DeliverPolicy};
use super::{Kind, fault};
use crate::streams::config::{Retention, StreamConfig};
use crate::streams::duration;
use crate::streams::error::ApiError;
use crate::streams::fleet;
use crate::streams::message::Nanos;
use crate::streams::overlap::{Patterns, Steps};
use crate::subject;

const MILLISECOND: Nanos = 1_000_000;
const LEAST_HEARTBEAT: Nanos = 100 * MILLISECOND;
const LONGEST_NAME: usize = 255;
const LONGEST_DESCRIPTION: usize = 4 * 1024;
const MOST_METADATA: usize = 128 * 1024;
const LONGEST_GROUP: usize = 16;
/// Steps of a backoff; clients use a handful.
const MOST_BACKOFF: usize = 1024;
/// Filters of one consumer.
const MOST_FILTERS: usize = 1024;

/// Checks a completed configuration, without looking at other consumers.
pub(super) fn all(config: &ConsumerConfig, stream: &StreamConfig) -> Result<(), ApiError> {
    names(config)?;
    replicas(config, stream)?;
    times(config)?;
    match config.kind() {
        Kind::Push => push(config, stream)?,
        Kind::Pull => pull(config, stream)?,
    }
    limits(config, stream)?;
    if config.direct && config.kind() == Kind::Pull {
        return Err(fault::DIRECT_PULL);
    }
    if config.direct && config.is_durable() {
        return Err(fault::DIRECT_DURABLE);
    }
    filters(config)?;
    start(config)?;
    sampling(config)?;
    if config.flow_control && config.idle_heartbeat == 0 {
        return Err(fault::FLOW_WITHOUT_HEARTBEAT);
    }
    if config.is_durable() && !config.name.is_empty() && config.name != config.durable_name {
        return Err(fault::TWO_NAMES);
    }
    let metadata = config.metadata.iter();
    if metadata
        .map(|(name, value)| name.len() + value.len())
        .sum::<usize>()
        > MOST_METADATA
    {
        return Err(ApiError::new(
            400,
            10135,
            "consumer metadata exceeds maximum size of 128KB",
        ));
    }
    groups(config)
}

fn names(config: &ConsumerConfig) -> Result<(), ApiError> {
    for (name, what) in [
        (&config.name, "consumer name"),
        (&config.durable_name, "consumer durable name"),
    ] {
        if !name.is_empty() && !is_valid_name(name) {
            return Err(ApiError::bad_config(format!(
                "{what} can not contain '.', '*', '>', '\\', '/'"
            )));
        }
        if name.len() > LONGEST_NAME {
            return Err(ApiError::with(
                400,
                10102,
                format!("consumer name is too long, maximum allowed is {LONGEST_NAME}"),
            ));
        }
    }
    if config.description.len() > LONGEST_DESCRIPTION {
        return Err(ApiError::with(
            400,
            10107,
            format!("consumer description is too long, maximum allowed is {LONGEST_DESCRIPTION}"),
        ));
    }
    Ok(())
}

fn is_valid_name(name: &str) -> bool {
    !name.contains(|letter: char| {
        letter.is_whitespace() || letter.is_control() || matches!(letter, '.' | '*' | '>' | '\\' | '/')
    })
}

fn replicas(config: &ConsumerConfig, stream: &StreamConfig) -> Result<(), ApiError> {
    if config.num_replicas > 1 {
        return Err(fault::REPLICAS);
    }
    if config.num_replicas > stream.num_replicas {
        return Err(fault::REPLICAS_ABOVE_STREAM);
    }
    if config.num_replicas < 0 {
        return Err(fault::NEGATIVE_REPLICAS);
    }
    if stream.retention != Retention::Limits
        && config.num_replicas != 0
        && config.num_replicas != stream.num_replicas
    {
        return Err(fault::REPLICAS_OF_STREAM);
    }
    Ok(())
}

fn times(config: &ConsumerConfig) -> Result<(), ApiError> {
    if config.backoff.iter().any(|step| *step < 0) {
        return Err(fault::NEGATIVE_BACKOFF);
    }
    if config.ack_wait < 0 {
        return Err(fault::NEGATIVE_ACK_WAIT);
    }
    let steps = config.backoff.len();
    if steps > MOST_BACKOFF || config.max_deliver != -1 && steps as i64 > config.max_deliver {
        return Err(fault::BACKOFF_TOO_LONG);
    }
    Ok(())
}

fn push(config: &ConsumerConfig, stream: &StreamConfig) -> Result<(), ApiError> {
    let deliver = &config.deliver_subject;
    if !subject::is_literal(deliver) {
        return Err(fault::DELIVER_WILDCARD);
    }
    if !subject::is_valid(deliver) || subject::is_too_deep(deliver) {
        return Err(fault::BAD_DELIVER_SUBJECT);
    }
    if fleet::is_asked(deliver) {
        return Err(fault::DELIVER_IS_REQUEST);
    }
    if stream
        .subjects
        .iter()
        .any(|kept| subject::is_subset(deliver, kept))
    {
        return Err(fault::DELIVER_CYCLE);
    }
    if config.max_waiting != 0 {
        return Err(fault::PUSH_MAX_WAITING);
    }
    if config.max_ack_pending > 0 && config.ack_policy == AckPolicy::None {
        return Err(fault::PENDING_WITHOUT_ACKS);
    }
    if config.idle_heartbeat > 0 && config.idle_heartbeat < LEAST_HEARTBEAT {
        return Err(fault::SMALL_HEARTBEAT);
    }
    Ok(())
}

fn pull(config: &ConsumerConfig, stream: &StreamConfig) -> Result<(), ApiError> {
    if config.ack_policy == AckPolicy::None && stream.retention == Retention::WorkQueue {
        return Err(fault::PULL_REQUIRES_ACKS);
    }
    if config.rate_limit_bps > 0 {
        return Err(fault::PULL_RATE_LIMIT);
    }
    if config.idle_heartbeat > 0 {
        return Err(fault::PULL_HEARTBEAT);
    }
    if config.flow_control {
        return Err(fault::PULL_FLOW_CONTROL);
    }
    if config.max_expires != 0 && config.max_expires < MILLISECOND {
        return Err(fault::SMALL_MAX_EXPIRES);
    }
    Ok(())
}

fn limits(config: &ConsumerConfig, stream: &StreamConfig) -> Result<(), ApiError> {
    let limits = &stream.consumer_limits;
    if limits.max_ack_pending > 0 && config.max_ack_pending > limits.max_ack_pending {
        let limit = limits.max_ack_pending;
        return Err(ApiError::with(
            400,
            10121,
            format!("consumer max ack pending exceeds system limit of {limit}"),
        ));
    }
    if limits.inactive_threshold > 0 && config.inactive_threshold > limits.inactive_threshold {
        let limit = duration::text(limits.inactive_threshold);
        return Err(ApiError::with(
            400,
            10153,
            format!("consumer inactive threshold exceeds system limit of {limit}"),
        ));
    }
    Ok(())
}

fn filters(config: &ConsumerConfig) -> Result<(), ApiError> {
    if !config.filter_subject.is_empty() && !config.filter_subjects.is_empty() {
        return Err(fault::TWO_FILTERS);
    }
    if config.filter_subjects.iter().any(String::is_empty) {
        return Err(fault::EMPTY_FILTER);
    }
    if config.filter_subjects.len() > MOST_FILTERS {
        return Err(ApiError::bad_config(format!(
            "more than {MOST_FILTERS} filter subjects"
        )));
    }
    let (mut patterns, mut steps) = (Patterns::default(), Steps::default());
    for (at, filter) in config.filters().enumerate() {
        if !subject::is_valid(filter) || subject::is_too_deep(filter) {
            return Err(ApiError::bad_config("invalid subject"));
        }
        patterns.insert(filter, at);
    }
    for (at, filter) in config.filters().enumerate() {
        if patterns.covering(filter, &mut steps, |other| *other != at)? {
            return Err(fault::FILTERS_OVERLAP);
        }
    }
    Ok(())
}

fn start(config: &ConsumerConfig) -> Result<(), ApiError> {
    let (seq, time) = (config.opt_start_seq > 0, config.opt_start_time.is_some());
    let policy = match config.deliver_policy {
        DeliverPolicy::All => "all",
        DeliverPolicy::Last => "last",
        DeliverPolicy::New => "new",
        DeliverPolicy::ByStartSequence => "by start sequence",
        DeliverPolicy::ByStartTime => "by start time",
        DeliverPolicy::LastPerSubject => "last per subject",
    };
    let surplus =
        |what| format!("consumer delivery policy is deliver {policy}, but optional start {what} is also set");
    let missing =
        |what| format!("consumer delivery policy is deliver {policy}, but optional {what} is not set");
    let text = match config.deliver_policy {
        DeliverPolicy::ByStartSequence if !seq => missing("start sequence"),
        DeliverPolicy::ByStartSequence if time => surplus("time"),
        DeliverPolicy::ByStartTime if !time => missing("start time"),
        DeliverPolicy::ByStartTime if seq => surplus("start sequence"),
        DeliverPolicy::ByStartSequence | DeliverPolicy::ByStartTime => return Ok(()),
        _ if seq => surplus("sequence"),
        _ if time => surplus("time"),
        DeliverPolicy::LastPerSubject if config.filters().next().is_none() => missing("filter subject"),
        _ => return Ok(()),
    };
    Err(ApiError::with(400, 10094, text))
}

fn sampling(config: &ConsumerConfig) -> Result<(), ApiError> {
    let text = &config.sample_freq;
    let number = text.strip_suffix('%').unwrap_or(text);
    if text.is_empty() || number.parse::<u32>().is_ok() {
        return Ok(());
    }
    Err(ApiError::with(
        400,
        10095,
        format!("failed to parse consumer sampling configuration: {number:?} is no percentage"),
    ))
}

fn groups(config: &ConsumerConfig) -> Result<(), ApiError> {
    if config.priority_policy.is_none() {
        if !config.priority_groups.is_empty() {
            return Err(fault::GROUP_WITHOUT_POLICY);
        }
        if config.priority_timeout > 0 {
            return Err(fault::TIMEOUT_WITHOUT_POLICY);
        }
        return Ok(());
    }
    if config.kind() == Kind::Push {
        return Err(fault::PUSH_WITH_GROUP);
    }
    if config.priority_groups.is_empty() {
        return Err(fault::POLICY_WITHOUT_GROUP);
    }
    let is_valid = |group: &str| {
        let fits = |letter: char| letter.is_ascii_alphanumeric() || "-_/=".contains(letter);
        group.len() <= LONGEST_GROUP && group.chars().all(fits)
    };
    for group in &config.priority_groups {
        if group.is_empty() {
            return Err(fault::EMPTY_GROUP);
        }
        if !is_valid(group) {
            return Err(fault::BAD_GROUP);
        }
    }
    Ok(())
}
