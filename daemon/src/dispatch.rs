//! From a received message to the reply: decode, verify, decide who is meant, run the agent, answer.

mod compound;
mod gate;
mod refusals;
mod rpc;

use std::panic::AssertUnwindSafe;
use std::sync::Arc;
use std::time::Duration;

use client::LinkError;
use futures_util::FutureExt;
use protocol::{EncodeError, Headers, Reply};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio::time::timeout;
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;
use tracing::{Instrument, debug_span, warn};

use crate::agents::discovery;
use crate::credentials::Credentials;
use crate::stats::bump;
use crate::{Answer, Context};

use compound::Judge;
use gate::{Accepted, Gate};
use refusals::Refusals;
use rpc::Rpc;

/// Requests that run at once. One operator's burst fits many times over; what is beyond it is an attack or an agent that hangs,
/// and is dropped, as nobody would wait for the answer.
const MAX_RUNNING: usize = 128;

/// Requests whose compound filter is being judged or waits for that. Anyone with a valid signature can send them, so they must
/// not take the places of calls.
const MAX_UNDECIDED: usize = 32;

/// Receives for one node. Owned by its request loop.
#[derive(Debug)]
pub(crate) struct Dispatcher {
    gate: Gate,
    desk: Arc<Desk>,
    slots: Arc<Semaphore>,
    undecided: Arc<Semaphore>,
    tasks: TaskTracker,
    kill: CancellationToken,
}

/// What every running request shares.
#[derive(Debug)]
struct Desk {
    node: Arc<Context>,
    credentials: Arc<Credentials>,
    rpc: Rpc,
    judge: Judge,
    refusals: Arc<Refusals>,
}

/// Why a reply was not sent.
#[derive(Debug, thiserror::Error)]
enum SendError {
    #[error(transparent)]
    Encode(#[from] EncodeError),
    #[error(transparent)]
    Link(#[from] LinkError),
}

impl Dispatcher {
    pub(crate) fn new(node: Arc<Context>, credentials: Arc<Credentials>) -> Self {
        let refusals = Arc::new(Refusals::default());
        Self {
            gate: Gate::new(node.clone(), credentials.clone(), refusals.clone()),
            desk: Arc::new(Desk {
                rpc: Rpc::new(node.clone()),
                judge: Judge::new(node.clone(), refusals.clone()),
                node,
                credentials,
                refusals,
            }),
            slots: Arc::new(Semaphore::new(MAX_RUNNING)),
            undecided: Arc::new(Semaphore::new(MAX_UNDECIDED)),
            tasks: TaskTracker::new(),
            kill: CancellationToken::new(),
        }
    }

    /// Takes one message. Discovery is answered on the spot unless a filter takes time, everything else in a task of its own.
    pub(crate) async fn receive(&mut self, transport: &[u8]) {
        let Some(accepted) = self.admit(transport).await else {
            return;
        };
        if accepted.is_discovery() && accepted.undecided.is_none() {
            return self.desk.serve(accepted).await;
        }
        let places = match accepted.undecided {
            Some(_) => &self.undecided,
            None => &self.slots,
        };
        let Some(place) = self.desk.place(places) else {
            return;
        };
        let span = debug_span!("request", request_id = %accepted.request.id, agent = %accepted.request.agent);
        let (desk, kill, slots) = (self.desk.clone(), self.kill.clone(), self.slots.clone());
        let work = async move {
            let serving = async {
                if let Some(_slot) = desk.decide(&accepted, place, &slots).await {
                    desk.serve(accepted).await;
                }
            };
            kill.run_until_cancelled(serving).await;
        };
        self.tasks.spawn(work.instrument(span));
    }

    /// A decoder that panics on some message would otherwise be a way for strangers to end nodes.
    async fn admit(&mut self, transport: &[u8]) -> Option<Accepted> {
        let judged = AssertUnwindSafe(self.gate.admit(transport)).catch_unwind();
        judged.await.unwrap_or_else(|_| {
            self.desk
                .refusals
                .note("panic", &"judging it failed, which is a defect of this program");
            None
        })
    }

    /// Waits for running requests, at most `grace`, then drops the rest.
    pub(crate) async fn finish(self, grace: Duration) {
        self.tasks.close();
        if timeout(grace, self.tasks.wait()).await.is_err() {
            warn!(
                requests = self.tasks.len(),
                "requests were still running and are dropped"
            );
            self.kill.cancel();
            // Only an agent that blocks its thread can outlast this.
            let _ = timeout(grace, self.tasks.wait()).await;
        }
    }
}

impl Desk {
    /// A place for one more request; none when there are too many already.
    fn place(&self, places: &Arc<Semaphore>) -> Option<OwnedSemaphorePermit> {
        let place = places.clone().try_acquire_owned().ok();
        if place.is_none() {
            bump(&self.node.stats.overloaded);
            self.refusals.note("overloaded", &"too many requests are running");
        }
        place
    }

    /// Finds out whether an undecided request means this node; those that do change to a place among the running ones.
    async fn decide(
        &self,
        accepted: &Accepted,
        place: OwnedSemaphorePermit,
        slots: &Arc<Semaphore>,
    ) -> Option<OwnedSemaphorePermit> {
        let Some(described) = &accepted.undecided else {
            return Some(place);
        };
        let meant = self.judge.is_meant(&accepted.request, described).await;
        meant.then(|| self.place(slots))?
    }

    async fn serve(&self, accepted: Accepted) {
        if accepted.is_discovery() {
            if let Some(pong) = discovery::answer(&accepted.request.payload) {
                self.send(&accepted, pong.to_vec()).await;
            }
            return;
        }
        let served = self.rpc.run(&accepted.request).await;
        if let Some(reply) = &served.reply {
            self.send(&accepted, reply.encode()).await;
        }
        self.rpc.finish(&accepted.request, &served).await;
    }

    /// Wraps and publishes what the agent said. An answer too large for the broker becomes a small one that says so, as the
    /// caller would wait in vain.
    async fn send(&self, accepted: &Accepted, payload: Vec<u8>) {
        let sent = match self.publish(accepted, payload).await {
            Err(SendError::Link(LinkError::TooLarge { bytes, limit })) => {
                let text = format!(
                    "the reply takes {bytes} bytes on the wire, the broker passes on {limit} at most"
                );
                self.refusals.note("oversized", &text);
                let action = rpc::action_of(&accepted.request);
                let reply = rpc::reply(action, Answer::aborted(text));
                self.publish(accepted, reply.encode()).await
            }
            sent => sent,
        };
        match sent {
            Ok(()) => bump(&self.node.stats.replies),
            Err(error) => self.refusals.note("unsent", &error),
        }
    }

    async fn publish(&self, accepted: &Accepted, payload: Vec<u8>) -> Result<(), SendError> {
        let encoded = self.wrap(accepted, payload)?;
        self.node.link.publish(&accepted.reply_to, encoded.into()).await?;
        Ok(())
    }

    fn wrap(&self, accepted: &Accepted, payload: Vec<u8>) -> Result<Vec<u8>, EncodeError> {
        let identity = &self.node.identity;
        let server = self.node.link.server();
        let reply = Reply {
            request: accepted.request.id.clone(),
            sender: identity.clone(),
            agent: accepted.request.agent.clone(),
            time: self.node.clock.now(),
            payload,
        };
        let headers = Headers {
            reply_to: None,
            sender: identity.as_str().to_owned(),
            seen_by: vec![[server.clone(), identity.as_str().to_owned(), server]],
            federation: accepted.federation.clone(),
        };
        self.credentials.wire().encode_reply(&reply, &headers)
    }
}
