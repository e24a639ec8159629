//! Governors: at most so many at once, on however many machines.
//!
//! A governor is a stream that takes no more messages than it has slots; a message in it is a lease, and ages out of it.

mod campaign;
mod error;
mod event;
mod lease;
mod settings;

use std::time::Duration;

use crate::Link;
use crate::kv::near;
use crate::streams::{StreamError, Streams, code};

pub use campaign::{Pace, Slot};
pub use error::GovernorError;
pub use event::{Event, EventKind};
pub use lease::Lease;
pub use settings::{GovernorConfig, GovernorStatus};

/// What the names of the streams behind governors begin with.
const PREFIX: &str = "GOVERNOR_";

/// Longest name; file systems take no longer names of streams.
const MAX_NAME: usize = 240;

/// The governors of a collective. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Governors {
    streams: Streams,
    collective: String,
}

/// One governor. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Governor {
    streams: Streams,
    collective: String,
    name: String,
    stream: String,
    subject: String,
}

impl Governors {
    /// Governors over a connection; asks nothing yet.
    pub fn new(link: &Link, collective: impl Into<String>) -> Self {
        Self {
            streams: Streams::new(link),
            collective: collective.into(),
        }
    }

    /// The name of every governor of the collective, sorted.
    pub async fn list(&self) -> Result<Vec<String>, GovernorError> {
        let subjects = format!("{}.governor.*", self.collective);
        let names = self
            .streams
            .names(&subjects)
            .await
            .map_err(GovernorError::Streams)?;
        let mut names: Vec<_> = names
            .iter()
            .filter_map(|name| name.strip_prefix(PREFIX))
            .map(str::to_owned)
            .collect();
        names.sort_unstable();
        Ok(names)
    }

    /// What every governor of the collective is set up like and how full it is, by name.
    pub async fn statuses(&self) -> Result<Vec<GovernorStatus>, GovernorError> {
        let subjects = format!("{}.governor.*", self.collective);
        let infos = self
            .streams
            .list(&subjects)
            .await
            .map_err(GovernorError::Streams)?;
        let mut all: Vec<_> = infos.iter().filter_map(GovernorStatus::from_info).collect();
        all.sort_unstable_by(|one, other| one.name.cmp(&other.name));
        Ok(all)
    }

    /// One of them; asks nothing yet.
    ///
    /// - **Errors:** [`GovernorError::Name`]
    pub fn governor(&self, name: &str) -> Result<Governor, GovernorError> {
        let fine = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
        if name.is_empty() || name.len() > MAX_NAME || !name.chars().all(fine) {
            return Err(GovernorError::Name {
                governor: name.to_owned(),
            });
        }
        Ok(Governor {
            streams: self.streams.clone(),
            collective: self.collective.clone(),
            name: name.to_owned(),
            stream: format!("{PREFIX}{name}"),
            subject: format!("{}.governor.{name}", self.collective),
        })
    }

    /// Makes a governor.
    ///
    /// - **Errors:** [`GovernorError::Exists`] when there is one of this name that is set up in another way
    pub async fn create(&self, config: &GovernorConfig) -> Result<Governor, GovernorError> {
        let governor = self.governor(&config.name)?;
        let wanted = config.to_stream(&governor.stream, &governor.subject)?;
        match self.streams.create(&wanted).await {
            Ok(_) => Ok(governor),
            Err(error) => Err(match error.err_code() {
                Some(code::NAME_IN_USE) => GovernorError::Exists {
                    governor: config.name.clone(),
                },
                Some(code::REPLICAS_UNAVAILABLE | code::NOT_CLUSTERED) if config.replicas > 1 => {
                    GovernorError::Replicas {
                        governor: config.name.clone(),
                        replicas: config.replicas,
                        source: Box::new(error),
                    }
                }
                _ => GovernorError::of(&config.name, error),
            }),
        }
    }
}

impl Governor {
    /// Its name.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// How it is set up and how full it is.
    ///
    /// - **Errors:** [`GovernorError::Unknown`] with names that are close
    pub async fn status(&self) -> Result<GovernorStatus, GovernorError> {
        let info = match self.streams.info(&self.stream).await {
            Ok(info) => info,
            Err(error) => return Err(self.explain(error).await),
        };
        GovernorStatus::from_info(&info).ok_or_else(|| GovernorError::Unknown {
            governor: self.name.clone(),
            near: None,
        })
    }

    /// Gives it another capacity or expiry; leases that are held stay.
    pub async fn update(&self, capacity: u64, expires: Duration) -> Result<GovernorStatus, GovernorError> {
        let mut config = match self.streams.info(&self.stream).await {
            Ok(info) => info.config,
            Err(error) => return Err(self.explain(error).await),
        };
        config.max_msgs = settings::capacity(capacity)?;
        config.max_age = expires;
        config.subjects = vec![self.subject.clone()];
        // A broker takes no window that is longer than what it is for.
        if !expires.is_zero() {
            config.duplicate_window = config.duplicate_window.min(expires);
        }
        let info = self
            .streams
            .update(&config)
            .await
            .map_err(|error| GovernorError::of(&self.name, error))?;
        GovernorStatus::from_info(&info).ok_or_else(|| GovernorError::Unknown {
            governor: self.name.clone(),
            near: None,
        })
    }

    /// Takes a lease from its holder; none when there is none of this number. What the holder runs goes on.
    pub async fn evict(&self, lease: u64) -> Result<Option<Lease>, GovernorError> {
        let status = self.status().await?;
        let failed = |error| GovernorError::of(&self.name, error);
        let Some(stored) = self.streams.message(&self.stream, lease).await.map_err(failed)? else {
            return Ok(None);
        };
        match self
            .streams
            .delete_message(&self.stream, lease, true)
            .await
            .map_err(failed)?
        {
            true => Ok(Some(Lease::from_stored(stored, status.expires))),
            false => Ok(None),
        }
    }

    /// Takes all leases; how many there were.
    pub async fn reset(&self) -> Result<u64, GovernorError> {
        match self.streams.purge(&self.stream).await {
            Ok(purged) => Ok(purged),
            Err(error) => Err(self.explain(error).await),
        }
    }

    /// Removes it with all its leases.
    pub async fn delete(&self) -> Result<(), GovernorError> {
        match self.streams.delete(&self.stream).await {
            Ok(()) => Ok(()),
            Err(error) => Err(self.explain(error).await),
        }
    }

    /// Names the governors that may have been meant by one that is not there.
    async fn explain(&self, error: StreamError) -> GovernorError {
        if error.err_code() != Some(code::NO_STREAM) && !matches!(error, StreamError::NobodyKeeps { .. }) {
            return GovernorError::of(&self.name, error);
        }
        let all = Governors {
            streams: self.streams.clone(),
            collective: self.collective.clone(),
        };
        // Who may not list them gets the error without.
        let names = all.list().await.unwrap_or_default();
        GovernorError::Unknown {
            governor: self.name.clone(),
            near: near(&self.name, &names),
        }
    }
}

#[cfg(test)]
mod tests;
