//! What the screens want done outside.

mod gov;
mod kv;

use std::path::PathBuf;
use std::sync::Arc;

use protocol::Identity;

pub use gov::Gov;
pub use kv::{Kv, Write};

/// Which order a report belongs to. Later orders have greater tickets, so what comes too late can be told from what is awaited.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Ticket(pub u64);

/// Work for the [`Backend`](crate::Backend). Of orders marked *newest wins* only the last one matters: the backend ends an earlier
/// one that still runs. Scopes and commands are words as on the command line.
#[derive(Debug, Clone, PartialEq)]
pub enum Order {
    /// Tell everything that is known without a connection: [`Report::Desk`](crate::Report), then the known nodes and the sets.
    Load,
    /// Connect, and keep telling how the connection is.
    Connect,
    /// Check the words of a scope and count the known nodes that it means. Newest wins.
    Estimate {
        /// Its ticket.
        ticket: Ticket,
        /// Filter flags.
        scope: Vec<String>,
    },
    /// Find the nodes a scope means. Newest wins.
    Discover {
        /// Its ticket.
        ticket: Ticket,
        /// Filter flags.
        scope: Vec<String>,
    },
    /// End this order early; what it found so far counts.
    Cancel(Ticket),
    /// Tell what the list shows of these nodes, the ones on the screen: from what is known, and by asking those of which nothing is.
    /// Newest wins.
    Glance {
        /// Its ticket.
        ticket: Ticket,
        /// The nodes.
        nodes: Vec<Identity>,
    },
    /// Tell all about one node: first what is known, then what it answers now. Newest wins.
    Inspect {
        /// Its ticket.
        ticket: Ticket,
        /// The node.
        node: Identity,
    },
    /// Tell all about several nodes at the same time, each as [`Inspect`](Self::Inspect) does under a ticket of its own. Newest wins.
    Compare(Vec<(Ticket, Identity)>),
    /// Tell why a scope means a node or not, condition by condition. Newest wins.
    Explain {
        /// Its ticket.
        ticket: Ticket,
        /// Filter flags.
        scope: Vec<String>,
        /// The node.
        node: Identity,
    },
    /// Count the values of facts, classes, agents and collectives over nodes. Newest wins.
    Facets {
        /// Its ticket.
        ticket: Ticket,
        /// The nodes.
        nodes: Arc<[Identity]>,
        /// Paths of the facts to count.
        facts: Vec<String>,
    },
    /// Ask these nodes for their inventory and keep it.
    Learn {
        /// Its ticket.
        ticket: Ticket,
        /// The nodes.
        nodes: Arc<[Identity]>,
    },
    /// Keep nodes as a set.
    SaveSet {
        /// The set's name.
        name: String,
        /// The nodes.
        nodes: Arc<[Identity]>,
    },
    /// Tell what a command would do, and ask nobody but for discovery. Newest wins.
    Plan {
        /// Its ticket.
        ticket: Ticket,
        /// The command, without `mco`.
        words: Vec<String>,
        /// Nodes to ask instead of those that the words find.
        nodes: Option<Arc<[Identity]>>,
    },
    /// Run a command that asks the fleet one question, telling its progress. The user has confirmed it.
    Run {
        /// Its ticket.
        ticket: Ticket,
        /// The command, without `mco`.
        words: Vec<String>,
        /// Nodes to ask instead of those that the words find.
        nodes: Option<Arc<[Identity]>>,
        /// Whether to hold a rollout once its canaries have answered; the user lets it go on.
        hold_after_canary: bool,
    },
    /// Control a run.
    Steer {
        /// The ticket of the run.
        ticket: Ticket,
        /// What it should do.
        control: Control,
    },
    /// List the jobs, and keep telling when one changes until another order for jobs comes.
    Jobs,
    /// Tell all about a job, and keep telling when it changes. Newest wins.
    Job {
        /// Its ticket.
        ticket: Ticket,
        /// The job's name.
        id: String,
    },
    /// Something with key-value buckets.
    Kv {
        /// Its ticket.
        ticket: Ticket,
        /// What.
        ask: Kv,
    },
    /// Something with governors.
    Gov {
        /// Its ticket.
        ticket: Ticket,
        /// What.
        ask: Gov,
    },
    /// Run any command and tell what it prints.
    Command {
        /// Its ticket.
        ticket: Ticket,
        /// The line, as typed, with or without `mco`.
        line: String,
    },
    /// Whether whatever changes nodes is refused from now on, whoever orders it.
    ReadOnly(bool),
    /// Tell what could be typed at a place in a command line. Newest wins.
    Complete {
        /// Its ticket.
        ticket: Ticket,
        /// The line, as typed.
        line: String,
        /// Byte offset of the cursor.
        cursor: usize,
    },
    /// Tell the inputs an action had before. Newest wins.
    Recall {
        /// Its ticket.
        ticket: Ticket,
        /// The agent.
        agent: String,
        /// The action.
        action: String,
    },
    /// Keep inputs as an action's defaults.
    Default {
        /// The agent.
        agent: String,
        /// The action.
        action: String,
        /// Inputs as they were typed; no secrets.
        inputs: Vec<(String, String)>,
    },
    /// Write text to a file, which must not exist.
    Write {
        /// Where, as typed; `~` is the home.
        path: PathBuf,
        /// What.
        text: String,
    },
    /// Tell the last commands.
    History,
}

/// What a run should do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Control {
    /// Send no further batch for now.
    Hold,
    /// Go on.
    Continue,
    /// Send no further batch, wait for the answers of this one, and end.
    Stop,
    /// End now.
    Cut,
}
