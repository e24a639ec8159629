//! A fleet that lives: now and then a node goes away for a while and comes back.

use std::ops::Range;
use std::sync::Arc;
use std::time::Duration;

use client::Clock;
use daemon::{Node, NodeError};
use tokio::time::sleep;
use tokio_util::sync::CancellationToken;

use super::props::Props;

/// How lively a fleet is.
#[derive(Debug, Clone)]
pub(super) struct Pace {
    /// Time until the first departure.
    first: Duration,
    /// Milliseconds between two departures.
    between: Range<u64>,
    /// Milliseconds a node is away.
    away: Range<u64>,
}

impl Default for Pace {
    /// Quiet for long enough to see the whole fleet, lively enough to see it change within a minute.
    fn default() -> Self {
        Self {
            first: Duration::from_secs(15),
            between: 10_000..30_000,
            away: 8_000..20_000,
        }
    }
}

/// One member of a living fleet.
pub(super) struct Member {
    pub(super) config: config::Server,
    pub(super) props: Arc<Props>,
    pub(super) clock: Clock,
}

/// A member while it is here.
pub(super) struct Present {
    member: Member,
    node: Node,
    stop: CancellationToken,
}

impl Member {
    /// Comes up; it serves when this returns.
    pub(super) async fn start(self, stop: &CancellationToken) -> Result<Present, NodeError> {
        let own = stop.child_token();
        let agents = self.props.agents(&self.config);
        let builder = Node::builder(self.config.clone())
            .clock(self.clock.clone())
            .only_agents(agents);
        let node = builder.start(own.clone()).await?;
        Ok(Present {
            member: self,
            node,
            stop: own,
        })
    }
}

impl Present {
    /// Goes away.
    async fn leave(self) -> Member {
        self.stop.cancel();
        self.node.stopped().await;
        self.member
    }
}

/// Lets one node after the other go away and come back until `stop` fires, then waits for all of them. Who goes when depends on
/// the seed alone.
pub(super) async fn live(mut fleet: Vec<Present>, seed: u64, pace: Pace, stop: CancellationToken) {
    let mut dice = fastrand::Rng::with_seed(seed);
    let mut pause = pace.first;
    // A lonely node has nobody to be missed by.
    while fleet.len() > 1 && stop.run_until_cancelled(sleep(pause)).await.is_some() {
        let gone = fleet.swap_remove(dice.usize(..fleet.len())).leave().await;
        let away = Duration::from_millis(dice.u64(pace.away.clone()));
        if stop.run_until_cancelled(sleep(away)).await.is_none() {
            break;
        }
        match gone.start(&stop).await {
            Ok(back) => fleet.push(back),
            Err(error) => tracing::debug!(%error, "node did not come back"),
        }
        pause = Duration::from_millis(dice.u64(pace.between.clone()));
    }
    stop.cancelled().await;
    for present in fleet {
        present.leave().await;
    }
}

#[cfg(test)]
mod tests {
    use std::ffi::OsString;
    use std::net::{Ipv4Addr, SocketAddr};

    use super::*;
    use crate::fixture::{self, Text};
    use crate::site::{Plan, Security, Site, USER};

    async fn found(site: &Site) -> usize {
        let (out, err) = (Text::default(), Text::default());
        let mut host = fixture::host(Box::new(out.clone()), Box::new(err));
        host.clock = Clock::system();
        host.environment
            .vars
            .insert("MCOLLECTIVE_CERTNAME".into(), USER.into());
        let config = site.client_config().display().to_string();
        let words = ["mco", "--config", &config, "find", "--exit-zero"].map(OsString::from);
        Box::pin(crate::run_with(words, host)).await;
        out.text().lines().count()
    }

    #[tokio::test(flavor = "multi_thread")]
    async fn nodes_go_away_one_at_a_time_and_come_back() {
        let folder = tempfile::tempdir().unwrap();
        let mut site = Site::prepare(Plan {
            broker_lines: String::new(),
            dir: folder.path().to_owned(),
            listen: SocketAddr::from((Ipv4Addr::LOCALHOST, 0)),
            security: Security::V1,
            environment: fixture::host(Box::new(std::io::sink()), Box::new(std::io::sink())).environment,
            clock: Clock::system(),
        })
        .unwrap();
        site.start_broker().await.unwrap();
        let pace = Pace {
            first: Duration::ZERO,
            between: 400..401,
            away: 400..401,
        };
        site.start_living_at(3, 1, pace).await.unwrap();
        let mut seen = std::collections::BTreeSet::new();
        while !(seen.contains(&2) && seen.contains(&3)) {
            seen.insert(found(&site).await);
        }
        assert!(seen.iter().all(|count| *count >= 2), "{seen:?}");
        site.shutdown().await;
    }
}
