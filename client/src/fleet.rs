//! A connected operator: discovers nodes and asks them things.

use std::sync::Arc;

use protocol::Wire;

use crate::discover::{Discover, DiscoverError, Found, Query};
use crate::{Call, Clock, Library, Link, LinkError, Replies, RequestError};

/// Why a fleet cannot be driven.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum FleetError {
    /// No credentials.
    #[error(transparent)]
    Credentials(#[from] crate::credentials::CredentialsError),
    /// No broker.
    #[error(transparent)]
    Link(#[from] LinkError),
}

/// A connection, credentials and DDLs: everything a request needs. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Fleet {
    config: Arc<config::Client>,
    link: Link,
    wire: Arc<dyn Wire>,
    library: Library,
    clock: Clock,
}

impl Fleet {
    /// Reads credentials, connects, and gives up with the addresses tried when no broker answers.
    pub async fn connect(_config: config::Client, _clock: Clock) -> Result<Self, FleetError> {
        todo!()
    }

    /// The configuration it was made from.
    pub fn config(&self) -> &config::Client {
        &self.config
    }

    /// The connection.
    pub fn link(&self) -> &Link {
        &self.link
    }

    /// Signs and verifies.
    pub fn wire(&self) -> &Arc<dyn Wire> {
        &self.wire
    }

    /// The DDLs.
    pub fn library(&self) -> &Library {
        &self.library
    }

    /// The time.
    pub fn clock(&self) -> &Clock {
        &self.clock
    }

    /// Finds the nodes a query means; calls `progress` with the running count.
    pub async fn discover(
        &self,
        method: &dyn Discover,
        query: &Query,
        progress: &mut (dyn FnMut(usize) + Send),
    ) -> Result<Found, DiscoverError> {
        method.discover(query, progress).await
    }

    /// Signs and publishes a call; answers arrive in [`Replies`].
    pub async fn call(&self, _call: Call) -> Result<Replies, RequestError> {
        todo!()
    }
}
