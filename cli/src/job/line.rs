//! The lines of a job's file. Each is one JSON object; its kind is `k`.

use std::time::Duration;

use ddl::Object;
use protocol::Filter;
use serde::{Deserialize, Serialize};

use crate::rollout::Shape;

/// One line.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(tag = "k", rename_all = "snake_case")]
pub(crate) enum Line {
    /// The first line: what is asked of whom.
    Plan(Box<Plan>),
    /// Somebody starts, or goes on.
    Run { time: String, why: Why, nodes: usize },
    /// These nodes are about to be asked.
    Batch {
        n: usize,
        of: usize,
        canary: bool,
        time: String,
        nodes: Vec<String>,
    },
    /// A request was sent.
    Sent { request: String },
    /// A node answered.
    Reply {
        node: String,
        code: u8,
        #[serde(default, skip_serializing_if = "String::is_empty")]
        msg: String,
    },
    /// No more answers are awaited; these nodes gave none.
    Settled { n: usize, silent: Vec<String> },
    /// These nodes did not pass the check after their batch.
    Unverified { n: usize, nodes: Vec<String> },
    /// Nobody works on it any more.
    End { time: String, why: String },
    /// Something a later version writes.
    #[serde(other)]
    Unknown,
}

/// Why nodes are asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Why {
    /// It is new.
    Start,
    /// Nodes were left.
    Resume,
    /// Failed nodes get another chance.
    RetryFailed,
    /// Silent nodes get another chance.
    RetrySilent,
    /// A reason of a later version.
    #[serde(other)]
    Other,
}

/// What is asked of whom. Durations are milliseconds.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Plan {
    /// When it was made, RFC 3339.
    pub(crate) time: String,
    /// The command that does the same, without secrets.
    pub(crate) command: String,
    /// Why, in the words of who did it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) reason: Option<String>,
    /// What is asked.
    pub(crate) request: Request,
    /// What is asked of a batch to check it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) verify: Option<Request>,
    /// Collective that is asked.
    pub(crate) collective: String,
    /// Filter the requests carry.
    pub(crate) filter: Filter,
    /// Numbers of the rollout.
    pub(crate) numbers: Numbers,
    /// How long a request lives.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) ttl: Option<u64>,
    /// The nodes, sorted.
    pub(crate) targets: Vec<String>,
}

/// An action with its inputs.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Request {
    /// Agent.
    pub(crate) agent: String,
    /// Action.
    pub(crate) action: String,
    /// Inputs; the secret ones hold stars.
    pub(crate) data: Object,
    /// Names of the secret ones.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) secret: Vec<String>,
    /// Which replies count as good, besides having status 0.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) only: Option<String>,
    /// Longest wait for replies, when it was chosen.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) timeout: Option<u64>,
}

/// Sizes, limits and pauses.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Numbers {
    /// Nodes that go first.
    pub(crate) canary: usize,
    /// Nodes at a time.
    pub(crate) batch: usize,
    /// Failed and silent nodes at which it stops.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) stop_on: Option<usize>,
    /// Pause between batches.
    pub(crate) pause: u64,
    /// How often failed nodes of a batch are asked again.
    #[serde(default)]
    pub(crate) retry_failed: u32,
    /// How often silent nodes of a batch are asked again.
    #[serde(default)]
    pub(crate) retry_silent: u32,
}

impl Numbers {
    /// The part that decides who is asked when.
    pub(crate) fn shape(&self) -> Shape {
        Shape {
            canary: self.canary,
            batch: self.batch,
            stop_on: self.stop_on,
        }
    }

    /// Pause between batches.
    pub(crate) fn pause(&self) -> Duration {
        Duration::from_millis(self.pause)
    }
}
