//! The answers to one call: a stream with a deadline and a tally.

use std::collections::{BTreeSet, HashSet};
use std::error::Error;
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use futures_util::StreamExt;
use protocol::rpc::{Object, RpcReply, Status};
use protocol::{Identity, RequestId, Wire};
use tokio::time::{Instant, timeout_at};

use crate::link::Message;
use crate::request::Asked;
use crate::{Clock, Fleet, Stats};

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
    wire: Arc<dyn Wire>,
    clock: Clock,
    asked: Asked,
    deadline: Instant,
    awaited: Awaited,
    responses: usize,
    ok: usize,
    failed: usize,
    unexpected: BTreeSet<Identity>,
    /// How long it all took, once it is over.
    took: Option<Duration>,
}

/// Whose answers count.
#[derive(Debug)]
pub(crate) enum Awaited {
    /// These nodes, once each.
    Nodes {
        asked: usize,
        silent: BTreeSet<Identity>,
    },
    /// Every node, once each, until `enough` answered.
    Anyone {
        asked: Option<usize>,
        enough: Option<usize>,
        answered: HashSet<Identity>,
    },
}

impl Awaited {
    pub(crate) fn nodes(nodes: BTreeSet<Identity>) -> Self {
        Self::Nodes {
            asked: nodes.len(),
            silent: nodes,
        }
    }

    pub(crate) fn anyone(expect: Option<usize>) -> Self {
        Self::Anyone {
            asked: expect,
            enough: expect,
            answered: HashSet::new(),
        }
    }

    pub(crate) fn service() -> Self {
        Self::Anyone {
            asked: None,
            enough: Some(1),
            answered: HashSet::new(),
        }
    }

    /// Whether this is an awaited answer; strikes the sender off the list.
    fn take(&mut self, sender: &Identity) -> bool {
        match self {
            Self::Nodes { silent, .. } => silent.remove(sender),
            Self::Anyone { answered, .. } => answered.len() < MAX_NAMES && answered.insert(sender.clone()),
        }
    }

    fn is_complete(&self) -> bool {
        match self {
            Self::Nodes { silent, .. } => silent.is_empty(),
            Self::Anyone { enough, answered, .. } => enough.is_some_and(|enough| answered.len() >= enough),
        }
    }
}

impl Replies {
    /// Waits for `awaited` from now on, at most for `timeout`.
    pub(crate) fn new(fleet: &Fleet, asked: Asked, awaited: Awaited, timeout: Duration) -> Self {
        Self {
            wire: fleet.wire().clone(),
            clock: fleet.clock().clone(),
            asked,
            deadline: Instant::now() + timeout,
            awaited,
            responses: 0,
            ok: 0,
            failed: 0,
            unexpected: BTreeSet::new(),
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
            if self.awaited.is_complete() || Instant::now() > self.deadline + OVERTIME {
                break;
            }
            let Ok(Some(message)) = timeout_at(self.deadline, self.asked.answers.next()).await else {
                break;
            };
            if let Some(reply) = self.receive(&message) {
                return Some(reply);
            }
        }
        self.took.get_or_insert_with(|| self.asked.began.elapsed());
        None
    }

    /// The tally so far; final once [`Replies::next`] returned none.
    pub fn stats(&self) -> Stats {
        let (discovered, no_responses) = match &self.awaited {
            Awaited::Nodes { asked, silent } => (*asked, silent.iter().cloned().collect()),
            Awaited::Anyone { asked, answered, .. } => (asked.unwrap_or(answered.len()), Vec::new()),
        };
        Stats {
            request_id: self.asked.id.clone(),
            discovered,
            responses: self.responses,
            ok: self.ok,
            failed: self.failed,
            no_responses,
            unexpected: self.unexpected.iter().cloned().collect(),
            start: self.asked.start,
            publish: self.asked.publish,
            request: self.took.unwrap_or_else(|| self.asked.began.elapsed()),
        }
    }

    /// Reads and counts one answer; none when not even its sender can be read, or when it answers something else.
    fn receive(&mut self, message: &Message) -> Option<NodeReply> {
        let rtt = self.asked.began.elapsed();
        let (sender, time, reply) = match self.wire.decode_reply(&message.payload) {
            Ok((_, reply)) if reply.request != self.asked.id => {
                tracing::debug!(request_id = %self.asked.id, other = %reply.request, "answer to another request");
                return None;
            }
            Ok((_, reply)) => {
                let body = RpcReply::decode(&reply.payload).unwrap_or_else(|error| unreadable(&error));
                (reply.sender, reply.time, body)
            }
            Err(error) => match self.wire.peek_sender(&message.payload) {
                Ok(sender) => (sender, self.clock.now(), unreadable(&error)),
                Err(_) => {
                    tracing::debug!(request_id = %self.asked.id, %error, "unreadable answer");
                    self.failed += 1;
                    return None;
                }
            },
        };
        let expected = self.awaited.take(&sender);
        if expected {
            self.responses += 1;
            match reply.statuscode {
                Status::Ok => self.ok += 1,
                _ => self.failed += 1,
            }
        } else if self.unexpected.len() < MAX_NAMES {
            self.unexpected.insert(sender.clone());
        }
        Some(NodeReply {
            sender,
            reply,
            time,
            rtt,
            expected,
        })
    }
}

/// Stands in for an answer that makes no sense.
fn unreadable(error: &dyn Error) -> RpcReply {
    let mut reason = format!("unreadable answer: {error}");
    let mut next = error.source();
    while let Some(source) = next {
        reason.push_str(&format!(": {source}"));
        next = source.source();
    }
    RpcReply {
        action: String::new(),
        statuscode: Status::UnknownError,
        statusmsg: reason,
        data: Object::new().into(),
    }
}
