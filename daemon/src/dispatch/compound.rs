//! Compound filters, evaluated beside the request loop: they may ask data providers, which run programs.

use std::error::Error;
use std::sync::Arc;
use std::thread::Builder;
use std::time::Duration;

use protocol::filter::CompoundError;
use protocol::{NodeView, Request};
use tokio::runtime::Handle;
use tokio::sync::{Semaphore, oneshot};
use tokio::time::timeout;

use super::refusals::Refusals;
use crate::data::Asked;
use crate::stats::bump;
use crate::{Context, Described};

/// How long an evaluation may take, waiting for its turn included. Discovery is over by then.
const LIMIT: Duration = Duration::from_secs(5);

/// Evaluations at once. Each keeps one thread busy; what hangs keeps its place, so that hanging never costs more than these.
const MAX_AT_ONCE: usize = 4;

/// Judges requests by their compound filters.
#[derive(Debug)]
pub(super) struct Judge {
    node: Arc<Context>,
    refusals: Arc<Refusals>,
    slots: Arc<Semaphore>,
    limit: Duration,
}

/// Why no verdict was reached.
#[derive(Debug, thiserror::Error)]
enum Undecided {
    #[error(transparent)]
    Compound(#[from] CompoundError),
    #[error("a compound filter took more than {LIMIT:?}, or waited so long for others")]
    Slow,
    #[error("a compound filter could not be evaluated to its end")]
    Ended,
}

impl Judge {
    pub(super) fn new(node: Arc<Context>, refusals: Arc<Refusals>) -> Self {
        Self {
            node,
            refusals,
            slots: Arc::new(Semaphore::new(MAX_AT_ONCE)),
            limit: LIMIT,
        }
    }

    /// Whether the node is meant, counting the request either way. What cannot be evaluated in time means no node.
    pub(super) async fn is_meant(&self, request: &Request, described: &Described) -> bool {
        let verdict = timeout(self.limit, self.verdict(request, described));
        let meant = verdict.await.unwrap_or(Err(Undecided::Slow));
        let meant = meant.unwrap_or_else(|why| {
            match why.source() {
                Some(source) => self.refusals.note("compound", &format_args!("{why}: {source}")),
                None => self.refusals.note("compound", &why),
            }
            false
        });
        let stats = &self.node.stats;
        bump(if meant { &stats.passed } else { &stats.filtered });
        meant
    }

    async fn verdict(&self, request: &Request, described: &Described) -> Result<bool, Undecided> {
        let slot = self.slots.clone().acquire_owned().await;
        let slot = slot.map_err(|_| Undecided::Ended)?;
        let (node, described, filter) = (self.node.clone(), described.clone(), request.filter.clone());
        let (tell, told) = oneshot::channel();
        let runtime = Handle::current();
        // Not of the runtime's pool, whose threads may all be held by agents.
        let work = move || {
            let _held = (runtime.enter(), slot);
            let data = Asked::new(node.clone(), described.clone());
            let agents = node.agents.hosted();
            let view = NodeView {
                identity: node.identity.as_str(),
                agents: agents.names(),
                classes: &described.classes,
                facts: &described.facts,
                data: Some(&data),
            };
            let _ = tell.send(filter.compound_holds(view, Some(node.clock.now())));
        };
        let started = Builder::new().name("filter".to_owned()).spawn(work);
        started.map_err(|_| Undecided::Ended)?;
        Ok(told.await.map_err(|_| Undecided::Ended)??)
    }
}
