//! The answers to one call: a stream with a deadline and a tally.

mod tally;

pub use tally::Tally;

use std::time::{Duration, SystemTime};

use futures_util::StreamExt;
use protocol::rpc::RpcReply;
use protocol::{Identity, RequestId};
use tokio::time::{Instant, timeout_at};

pub(crate) use self::tally::Awaited;
use crate::request::Asked;
use crate::{Fleet, Stats};

/// Names remembered of nodes nobody named beforehand: twice the largest cell. Peers must not fill the memory.
pub(crate) const MAX_NAMES: usize = 100_000;

/// Answers that already arrived at the deadline are still read, but for no longer than this.
pub(crate) const OVERTIME: Duration = Duration::from_secs(1);

/// One node's answer.
#[derive(Debug, Clone)]
pub struct NodeReply {
    /// Who answered.
    pub sender: Identity,
    /// What it said; an unreadable answer counts as failed and is status `UnknownError` with the reason.
    pub reply: RpcReply,
    /// When the node made it.
    pub time: SystemTime,
    /// From publish to arrival.
    pub rtt: Duration,
    /// Whether it was among the targets and is its first answer.
    pub expected: bool,
}

/// The answers to one call. Ends when all targets answered or the timeout passes.
#[derive(Debug)]
pub struct Replies {
    asked: Asked,
    deadline: Instant,
    tally: Tally,
    /// How long it all took, once it is over.
    took: Option<Duration>,
}

impl Replies {
    /// Waits for `awaited` from now on, at most for `timeout`.
    pub(crate) fn new(fleet: &Fleet, asked: Asked, awaited: Awaited, timeout: Duration) -> Self {
        Self {
            tally: Tally::new(
                fleet.wire().clone(),
                fleet.clock().clone(),
                asked.id.clone(),
                awaited,
            ),
            asked,
            deadline: Instant::now() + timeout,
            took: None,
        }
    }

    /// Id of the request.
    pub fn request_id(&self) -> &RequestId {
        &self.asked.id
    }

    /// The next answer; none at the end. Cancel-safe.
    pub async fn next(&mut self) -> Option<NodeReply> {
        while self.took.is_none() {
            if self.tally.is_complete() || Instant::now() > self.deadline + OVERTIME {
                break;
            }
            let Ok(Some(message)) = timeout_at(self.deadline, self.asked.answers.next()).await else {
                break;
            };
            let rtt = self.asked.began.elapsed();
            if let Some(reply) = self.tally.receive(&message.payload, rtt) {
                return Some(reply);
            }
        }
        self.took.get_or_insert_with(|| self.asked.began.elapsed());
        None
    }

    /// The tally so far; final once [`Replies::next`] returned none.
    pub fn stats(&self) -> Stats {
        let (discovered, no_responses) = self.tally.awaited();
        Stats {
            request_id: self.asked.id.clone(),
            discovered,
            responses: self.tally.responses(),
            ok: self.tally.ok(),
            failed: self.tally.failed(),
            no_responses,
            unexpected: self.tally.unexpected(),
            start: self.asked.start,
            publish: self.asked.publish,
            request: self.took.unwrap_or_else(|| self.asked.began.elapsed()),
        }
    }
}
