//! What a backend tells the screens.

mod gov;
mod kv;
mod run;

use std::sync::Arc;
use std::time::{Duration, SystemTime};

use ddl::Agent;
use protocol::Identity;

use crate::fleet::{Detail, Facet, Glance, Known, Reason};
use crate::job::{JobDetail, JobRow};
use crate::order::Ticket;

pub use gov::GovNews;
pub use kv::{KvNews, Refusal};
pub use run::{RunEnd, RunNews};

/// What became of orders.
#[derive(Debug, Clone)]
pub enum Report {
    /// Who sits here and what is known without asking.
    Desk(Box<Desk>),
    /// The nodes known from earlier answers, sorted by identity.
    Known(Vec<Known>),
    /// Nodes of which more is known than before.
    Newly(Vec<Known>),
    /// Names of saved sets with their sizes.
    Sets(Vec<(String, usize)>),
    /// How the connection is.
    Link(Link),
    /// How many known nodes a scope means.
    Estimate {
        /// Of which order.
        ticket: Ticket,
        /// The count, or what is wrong with the words.
        result: Result<Estimate, Mistake>,
    },
    /// Nodes that answered a discovery so far, in order of arrival; each report has only the new ones.
    Discovering {
        /// Of which order.
        ticket: Ticket,
        /// The new ones.
        nodes: Vec<Identity>,
    },
    /// A discovery is over.
    Discovered {
        /// Of which order.
        ticket: Ticket,
        /// All nodes it found.
        result: Result<Discovered, Trouble>,
    },
    /// What lists show of nodes.
    Glances(Vec<(Identity, Glance)>),
    /// All about one node.
    Detail {
        /// Of which order.
        ticket: Ticket,
        /// The node; none when nothing is known yet.
        result: Result<Option<Box<Detail>>, Trouble>,
        /// Whether the node itself said so just now.
        fresh: bool,
    },
    /// Why a scope means a node or not.
    Reasons {
        /// Of which order.
        ticket: Ticket,
        /// One for each condition.
        result: Result<Vec<Reason>, Trouble>,
    },
    /// Values and how often they occur.
    Facets {
        /// Of which order.
        ticket: Ticket,
        /// One for each fact, then classes, agents and collectives.
        facets: Vec<Facet>,
        /// Of how many nodes enough is known to count them.
        counted: usize,
    },
    /// Nodes were asked for their inventory; so many of so many have answered.
    Learned {
        /// Of which order.
        ticket: Ticket,
        /// Answers so far.
        done: usize,
        /// Nodes asked.
        of: usize,
        /// Whether no more come.
        over: bool,
    },
    /// What a command would do.
    Plan {
        /// Of which order.
        ticket: Ticket,
        /// The plan, or why there is none.
        result: Result<Box<Plan>, Trouble>,
    },
    /// Progress of a run.
    Run {
        /// Of which order.
        ticket: Ticket,
        /// What happened.
        news: RunNews,
    },
    /// All jobs, newest first.
    Jobs(Result<Vec<JobRow>, Trouble>),
    /// All about a job.
    Job {
        /// Of which order.
        ticket: Ticket,
        /// The job.
        result: Result<Box<JobDetail>, Trouble>,
    },
    /// Something of key-value buckets.
    Kv {
        /// Of which order.
        ticket: Ticket,
        /// What.
        news: KvNews,
    },
    /// Something of governors.
    Gov {
        /// Of which order.
        ticket: Ticket,
        /// What.
        news: GovNews,
    },
    /// The user's editor is closed.
    Edited {
        /// Of which draft.
        ticket: Ticket,
        /// What was saved; the same text when nothing was.
        result: Result<Arc<[u8]>, Trouble>,
    },
    /// What a command printed.
    Printed {
        /// Of which order.
        ticket: Ticket,
        /// Some text, not yet cleaned.
        text: String,
        /// Its exit status once it is over.
        exit: Option<u8>,
    },
    /// What could be typed.
    Completions {
        /// Of which order.
        ticket: Ticket,
        /// Byte offset from which a candidate replaces the line up to the cursor.
        from: usize,
        /// The candidates, best first.
        candidates: Vec<Candidate>,
    },
    /// Inputs an action had before, newest first, and its defaults.
    Recalled {
        /// Of which order.
        ticket: Ticket,
        /// The user's defaults.
        defaults: Vec<(String, String)>,
        /// Inputs of earlier requests.
        earlier: Vec<Earlier>,
    },
    /// The last commands, newest first.
    History(Vec<Past>),
    /// Something small worth a line.
    Said(Trouble),
    /// Something small went well.
    Done(String),
}

/// What is known without asking anybody.
#[derive(Debug, Clone, Default)]
pub struct Desk {
    /// Short name of the site, e.g. the configuration's.
    pub context: String,
    /// Main collective.
    pub collective: String,
    /// Who asks.
    pub caller: String,
    /// When the caller's token or certificate ends.
    pub expires: Option<SystemTime>,
    /// The agents whose DDLs are known, sorted by name.
    pub agents: Vec<Arc<Agent>>,
    /// The program that edits text, e.g. `vi`; none when none is named.
    pub editor: Option<String>,
    /// What is wrong with the configuration, if it cannot be used.
    pub broken: Option<Trouble>,
    /// Targets from which a change is confirmed by typing the number.
    pub type_over: usize,
    /// Longest discovery takes, which an answer's wait includes.
    pub discovery_timeout: Duration,
}

/// How the connection is.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Link {
    /// Nobody tried yet.
    #[default]
    Unopened,
    /// A broker is being looked for.
    Connecting,
    /// Connected to this broker.
    Up(String),
    /// It is lost and being restored.
    Lost,
    /// It cannot be had, and why.
    Failed(Trouble),
}

/// What went wrong, for the person who reads it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Trouble {
    /// What happened to which thing.
    pub text: String,
    /// What to do about it.
    pub hint: Option<String>,
}

/// What is wrong with typed words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mistake {
    /// What is wrong.
    pub text: String,
    /// Whether the words may only be incomplete.
    pub unfinished: bool,
}

/// How many known nodes a scope means.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Estimate {
    /// Known nodes that match for certain.
    pub matching: usize,
    /// Which ones those are, sorted.
    pub nodes: Arc<[Identity]>,
    /// Known nodes that would have to be asked.
    pub unsure: usize,
    /// Known nodes of the collective.
    pub known: usize,
}

/// What a discovery found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Discovered {
    /// The nodes, sorted.
    pub nodes: Arc<[Identity]>,
    /// By which method.
    pub method: String,
    /// How long it took.
    pub took: Duration,
    /// Whether it was ended early.
    pub cut: bool,
}

/// What a command would do.
#[derive(Debug, Clone, Default)]
pub struct Plan {
    /// The equivalent command line, secrets masked, with `mco`.
    pub command: String,
    /// `package#install`.
    pub title: String,
    /// Whether it changes nodes.
    pub change: bool,
    /// Nodes it would ask, sorted.
    pub targets: Arc<[Identity]>,
    /// How it would go: `214 nodes: canary 1, batches of 10, 30s apart`.
    pub pace: String,
    /// Known nodes, of which the targets are a share.
    pub known: usize,
    /// Targets that were never seen before.
    pub strangers: usize,
    /// Longest it takes.
    pub longest: Duration,
    /// More lines worth reading: preflight, outputs, aggregates.
    pub remarks: Vec<String>,
    /// Why the user must be asked, in words; none when nobody needs to be.
    pub ask: Option<String>,
}

/// Something that could be typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Candidate {
    /// The word, quoted as needed.
    pub value: String,
    /// What it is, in a few words.
    pub about: String,
    /// Whether a space follows it.
    pub complete: bool,
}

/// Inputs of an earlier request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Earlier {
    /// When.
    pub time: SystemTime,
    /// Inputs as they would be typed; secrets are stars.
    pub inputs: Vec<(String, String)>,
}

/// A command of the past.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Past {
    /// When.
    pub time: SystemTime,
    /// The line, secrets masked.
    pub line: String,
    /// Its exit status.
    pub exit: u8,
}

impl Trouble {
    /// Without a hint.
    pub fn new(text: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            hint: None,
        }
    }
}
