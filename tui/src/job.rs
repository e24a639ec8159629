//! What screens show of jobs.

use std::time::SystemTime;

use protocol::Identity;

/// A job among others.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct JobRow {
    /// Its name.
    pub id: String,
    /// `package#install package=nginx`, secrets masked.
    pub what: String,
    /// How it is.
    pub state: JobState,
    /// How many nodes fared how.
    pub standing: Standing,
    /// When it began.
    pub started: SystemTime,
}

/// How a job is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum JobState {
    /// Somebody works on it now.
    Running,
    /// Nodes are left and nobody works on it.
    Paused,
    /// All nodes were asked.
    Finished,
}

/// How many nodes fared how.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Standing {
    /// Succeeded.
    pub done: usize,
    /// Failed.
    pub failed: usize,
    /// Gave no answer.
    pub silent: usize,
    /// Asked, with an unknown result.
    pub in_doubt: usize,
    /// Not asked.
    pub not_sent: usize,
}

/// All about a job.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct JobDetail {
    /// As in the list.
    pub row: JobRow,
    /// The command that does the same, without secrets.
    pub command: String,
    /// Why it was started, in the words of who did it.
    pub reason: Option<String>,
    /// How it goes: `214 nodes: canary 1, batches of 10`.
    pub pace: String,
    /// Agent.
    pub agent: String,
    /// Action.
    pub action: String,
    /// Why the last run ended, in words; none while it runs or when it was cut short.
    pub end: Option<String>,
    /// How often somebody started or went on.
    pub runs: usize,
    /// What happened, oldest first: when, and in words.
    pub log: Vec<(SystemTime, String)>,
    /// Every node with its fate, sorted.
    pub nodes: Vec<(Identity, Fate)>,
}

/// How one node fared.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fate {
    /// It was not asked.
    NotSent,
    /// It was asked, and nothing tells what became of it.
    InDoubt,
    /// It succeeded.
    Done,
    /// It failed, with these words.
    Failed(String),
    /// It gave no answer.
    Silent,
}
