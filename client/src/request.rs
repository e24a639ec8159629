//! One call: who is asked, what is sent, and the stream of answers with its deadline.

use std::time::{Duration, SystemTime};

use protocol::rpc::{Object, RpcReply};
use protocol::{AgentName, Collective, Filter, Identity, RequestId};

use crate::Stats;

/// Who is asked.
#[derive(Debug, Clone)]
pub enum Targets {
    /// One directed message per node.
    Nodes(Vec<Identity>),
    /// One broadcast to everybody the filter means; `expect` answers end the wait when known.
    Broadcast {
        /// How many answers to wait for.
        expect: Option<usize>,
    },
    /// Any one node that hosts the service agent.
    Service,
}

/// A call to an agent.
#[derive(Debug, Clone)]
pub struct Call {
    /// Agent.
    pub agent: AgentName,
    /// Action.
    pub action: String,
    /// Typed, checked inputs.
    pub data: Object,
    /// Who is asked.
    pub targets: Targets,
    /// Collective to ask.
    pub collective: Collective,
    /// Filter carried in the request; the agent is added when missing.
    pub filter: Filter,
    /// Longest wait for answers.
    pub timeout: Duration,
    /// How long the request lives; none for the configured `ttl`.
    pub ttl: Option<Duration>,
}

/// Why a call could not be made.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum RequestError {
    /// It could not be signed or encoded.
    #[error("request could not be made")]
    Encode(#[from] protocol::EncodeError),
    /// It could not be sent.
    #[error(transparent)]
    Link(#[from] crate::LinkError),
    /// A request without a filter, which `plugin.choria.require_client_filter` forbids.
    #[error("a filter is required here (plugin.choria.require_client_filter)")]
    FilterRequired,
    /// No targets were given.
    #[error("no nodes to ask")]
    NoTargets,
}

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
pub struct Replies {}

impl Replies {
    /// Id of the request.
    pub fn request_id(&self) -> &RequestId {
        todo!()
    }

    /// The next answer; none at the end. Cancel-safe.
    pub async fn next(&mut self) -> Option<NodeReply> {
        todo!()
    }

    /// The tally so far; final once [`Replies::next`] returned none.
    pub fn stats(&self) -> Stats {
        todo!()
    }
}
