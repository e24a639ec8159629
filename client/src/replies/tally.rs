//! Reading answers and counting them.

use std::collections::{BTreeSet, HashSet};
use std::error::Error;
use std::sync::Arc;
use std::time::Duration;

use protocol::rpc::{Object, RpcReply, Status};
use protocol::{Identity, RequestId, Wire};

use super::{MAX_NAMES, NodeReply};
use crate::Clock;

/// Reads the answers to one request and counts them.
#[derive(Debug)]
pub struct Tally {
    wire: Arc<dyn Wire>,
    clock: Clock,
    request: RequestId,
    awaited: Awaited,
    responses: usize,
    ok: usize,
    failed: usize,
    unexpected: BTreeSet<Identity>,
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

impl Tally {
    pub(crate) fn new(wire: Arc<dyn Wire>, clock: Clock, request: RequestId, awaited: Awaited) -> Self {
        Self {
            wire,
            clock,
            request,
            awaited,
            responses: 0,
            ok: 0,
            failed: 0,
            unexpected: BTreeSet::new(),
        }
    }

    /// A tally of answers to `request` by these nodes, once each.
    pub fn of_nodes(
        wire: Arc<dyn Wire>,
        clock: Clock,
        request: RequestId,
        nodes: BTreeSet<Identity>,
    ) -> Self {
        Self::new(wire, clock, request, Awaited::nodes(nodes))
    }

    /// Reads and counts one answer, which took `rtt` to come; none when not even its sender can be read, or when it answers
    /// something else.
    pub fn receive(&mut self, transport: &[u8], rtt: Duration) -> Option<NodeReply> {
        let (sender, time, reply) = match self.wire.decode_reply(transport) {
            Ok((_, reply)) if reply.request != self.request => {
                tracing::debug!(request_id = %self.request, other = %reply.request, "answer to another request");
                return None;
            }
            Ok((_, reply)) => {
                let body = RpcReply::decode(&reply.payload).unwrap_or_else(|error| unreadable(&error));
                (reply.sender, reply.time, body)
            }
            Err(error) => match self.wire.peek_sender(transport) {
                Ok(sender) => (sender, self.clock.now(), unreadable(&error)),
                Err(_) => {
                    tracing::debug!(request_id = %self.request, %error, "unreadable answer");
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

    /// Whether everybody answered who was awaited.
    pub fn is_complete(&self) -> bool {
        self.awaited.is_complete()
    }

    /// Expected nodes that answered.
    pub fn responses(&self) -> usize {
        self.responses
    }

    /// Answers with status 0.
    pub fn ok(&self) -> usize {
        self.ok
    }

    /// Other answers, unreadable ones included.
    pub fn failed(&self) -> usize {
        self.failed
    }

    /// Who answered without being asked, sorted.
    pub fn unexpected(&self) -> Vec<Identity> {
        self.unexpected.iter().cloned().collect()
    }

    /// How many were asked, and who of them is silent, sorted, where they were named.
    pub(super) fn awaited(&self) -> (usize, Vec<Identity>) {
        match &self.awaited {
            Awaited::Nodes { asked, silent } => (*asked, silent.iter().cloned().collect()),
            Awaited::Anyone { asked, answered, .. } => (asked.unwrap_or(answered.len()), Vec::new()),
        }
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
