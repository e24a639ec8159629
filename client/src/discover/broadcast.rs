//! Asks everybody: publishes a ping with the filter and collects who answers.

use std::time::Duration;

use async_trait::async_trait;
use protocol::Identity;

use super::{Discover, DiscoverError, Found, Query};
use crate::Fleet;

/// The `mc` (also `broadcast`) method.
#[derive(Debug)]
pub struct Broadcast<'a> {
    fleet: &'a Fleet,
}

/// One answer to a ping.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pong {
    /// Who answered.
    pub node: Identity,
    /// From publish to answer.
    pub rtt: Duration,
}

impl<'a> Broadcast<'a> {
    /// Discovers over this fleet's connection.
    pub fn new(fleet: &'a Fleet) -> Self {
        Self { fleet }
    }

    /// Pings and hands each answer over as it arrives, duplicates left out (`mco ping`). Never takes the identity shortcut.
    /// Returns the time it took from publish to the end.
    pub async fn ping(
        &self,
        _query: &Query,
        _each: &mut (dyn FnMut(Pong) + Send),
    ) -> Result<Duration, DiscoverError> {
        let _ = self.fleet;
        todo!()
    }
}

#[async_trait]
impl Discover for Broadcast<'_> {
    fn name(&self) -> &'static str {
        "mc"
    }

    async fn discover(
        &self,
        _query: &Query,
        _progress: &mut (dyn FnMut(usize) + Send),
    ) -> Result<Found, DiscoverError> {
        todo!()
    }
}
