//! How a governor is set up, and how full it is.

use std::time::{Duration, SystemTime};

use crate::streams::{Config, Info};

use super::{GovernorError, PREFIX};

/// How a new governor is set up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GovernorConfig {
    /// Letters, digits, `-` and `_`.
    pub name: String,
    /// Leases at once, at least one.
    pub capacity: u64,
    /// After this long the broker takes a lease back; zero is never.
    pub expires: Duration,
    /// Brokers of a cluster that keep a copy.
    pub replicas: u32,
}

/// A governor as it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GovernorStatus {
    /// Its name.
    pub name: String,
    /// Where campaigns for it are published.
    pub subject: String,
    /// Leases at once.
    pub capacity: u64,
    /// After this long the broker takes a lease back; zero is never.
    pub expires: Duration,
    /// Brokers that keep a copy.
    pub replicas: u32,
    /// Leases that are held.
    pub active: u64,
    /// When the last lease was given; none if none ever was.
    pub last_active: Option<SystemTime>,
}

impl GovernorConfig {
    pub(super) fn to_stream(&self, stream: &str, subject: &str) -> Result<Config, GovernorError> {
        Ok(Config {
            name: stream.to_owned(),
            description: format!("Concurrency Governor {}", self.name),
            subjects: vec![subject.to_owned()],
            discard: "new".to_owned(),
            num_replicas: self.replicas,
            max_msgs: capacity(self.capacity)?,
            max_age: self.expires,
            ..Config::default()
        })
    }
}

impl GovernorStatus {
    /// Reads a stream; none when it is no governor.
    pub(super) fn from_info(info: &Info) -> Option<Self> {
        let (config, state) = (&info.config, &info.state);
        Some(Self {
            name: config.name.strip_prefix(PREFIX)?.to_owned(),
            subject: config.subjects.first().cloned().unwrap_or_default(),
            capacity: u64::try_from(config.max_msgs).unwrap_or(u64::MAX),
            expires: config.max_age,
            replicas: config.num_replicas.max(1),
            active: state.messages,
            last_active: state.last_ts,
        })
    }
}

pub(super) fn capacity(slots: u64) -> Result<i64, GovernorError> {
    match slots {
        0 => Err(GovernorError::Capacity),
        slots => Ok(i64::try_from(slots).unwrap_or(i64::MAX)),
    }
}
