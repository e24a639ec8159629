//! A fleet that lives: now and then a node goes away for a while and comes back.

use std::sync::Arc;
use std::time::Duration;

use client::Clock;
use daemon::{Node, NodeError};
use tokio::time::sleep;
use tokio_util::sync::CancellationToken;

use super::props::Props;

/// Quiet at the beginning: long enough to see the whole fleet, short enough to see it change within a minute.
const FIRST: Duration = Duration::from_secs(15);

/// Seconds between two departures.
const BETWEEN: std::ops::Range<u64> = 10..30;

/// Seconds a node is away.
const AWAY: std::ops::Range<u64> = 8..20;

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
pub(super) async fn live(mut fleet: Vec<Present>, seed: u64, stop: CancellationToken) {
    let mut dice = fastrand::Rng::with_seed(seed);
    let mut pause = FIRST;
    // A lonely node has nobody to be missed by.
    while fleet.len() > 1 && stop.run_until_cancelled(sleep(pause)).await.is_some() {
        let gone = fleet.swap_remove(dice.usize(..fleet.len())).leave().await;
        let away = Duration::from_secs(dice.u64(AWAY));
        if stop.run_until_cancelled(sleep(away)).await.is_none() {
            break;
        }
        match gone.start(&stop).await {
            Ok(back) => fleet.push(back),
            Err(error) => tracing::debug!(%error, "node did not come back"),
        }
        pause = Duration::from_secs(dice.u64(BETWEEN));
    }
    stop.cancelled().await;
    for present in fleet {
        present.leave().await;
    }
}
