//! A connected operator: discovers nodes and asks them things.

use std::sync::Arc;
use std::time::Duration;

use protocol::{Collective, InvalidName, RequestId, Wire};

use crate::discover::{Discover, DiscoverError, Found, Progress, Query};
use crate::link::{First, Options};
use crate::{Call, Clock, Library, Link, LinkError, Replies, RequestError, credentials, request};

/// Least time brokers are given to answer, so that one that restarts is waited for.
const PATIENCE: Duration = Duration::from_secs(5);

/// Why a fleet cannot be driven.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum FleetError {
    /// No credentials.
    #[error(transparent)]
    Credentials(#[from] credentials::CredentialsError),
    /// No broker.
    #[error(transparent)]
    Link(#[from] LinkError),
    /// The main collective cannot be used.
    #[error("the main collective cannot be used")]
    Collective(#[source] InvalidName),
}

/// A connection, credentials and DDLs: everything a request needs. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Fleet {
    config: Arc<config::Client>,
    main_collective: Collective,
    link: Link,
    wire: Arc<dyn Wire>,
    library: Library,
    clock: Clock,
}

impl Fleet {
    /// Reads credentials, connects, and gives up with the addresses tried when no broker answers.
    pub async fn connect(config: config::Client, clock: Clock) -> Result<Self, FleetError> {
        let member = &config.member;
        let main_collective = Collective::new(&member.main_collective).map_err(FleetError::Collective)?;
        let wire = credentials::caller(member)?;
        let first = First::GiveUpAfter(PATIENCE.max(member.network.connect_timeout.saturating_mul(2)));
        let options = Options::from_config(member, wire.caller().as_str(), first).await?;
        let link = Link::connect(options).await?;
        let library =
            Library::new(member.lib_dirs.clone()).with_cache(config.registry_cache.iter().cloned().collect());
        Ok(Self {
            config: Arc::new(config),
            main_collective,
            link,
            wire,
            library,
            clock,
        })
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

    /// Finds the nodes a query means; calls `progress` with each as soon as it is known.
    pub async fn discover(
        &self,
        method: &dyn Discover,
        query: &Query,
        progress: &mut Progress<'_>,
    ) -> Result<Found, DiscoverError> {
        method.discover(query, progress).await
    }

    /// Signs and publishes a call; answers arrive in [`Replies`].
    pub async fn call(&self, call: Call) -> Result<Replies, RequestError> {
        request::call(self, call).await
    }

    /// Signs and publishes a call without listening for answers, which go to `reply_to` or to nobody.
    pub async fn tell(&self, call: Call, reply_to: Option<&str>) -> Result<RequestId, RequestError> {
        request::tell(self, call, reply_to).await
    }

    /// Collective whose reply subjects RPC uses.
    pub(crate) fn main_collective(&self) -> &Collective {
        &self.main_collective
    }
}

#[cfg(test)]
mod tests;
