//! What is told of a question while it is asked.

use std::sync::Arc;
use std::time::Duration;

use client::{NodeReply, Stats};
use protocol::Identity;

use super::Trouble;

/// What happened in a run.
#[derive(Debug, Clone)]
pub enum RunNews {
    /// Discovery began.
    Discovering {
        /// By which method.
        method: String,
    },
    /// Discovery found so many.
    Discovered {
        /// How many nodes.
        count: usize,
        /// How long it took.
        took: Duration,
    },
    /// The question goes out.
    Started {
        /// The nodes asked, sorted, when they are known beforehand.
        nodes: Arc<[Identity]>,
        /// The rollout's job.
        job: Option<String>,
    },
    /// The next nodes of a rollout are asked.
    Batch {
        /// Which, from 1.
        number: usize,
        /// Of how many.
        of: usize,
        /// Whether it is a canary.
        canary: bool,
        /// Its nodes.
        nodes: Vec<Identity>,
    },
    /// Answers that arrived together.
    Replies(Vec<NodeReply>),
    /// It waits because somebody said so, or goes on.
    Held(bool),
    /// Something it wants to say.
    Note(String),
    /// It is over.
    Over(Box<RunEnd>),
}

/// How a run ended.
#[derive(Debug, Clone)]
pub struct RunEnd {
    /// The tally; none when nothing was asked.
    pub stats: Option<Stats>,
    /// What went wrong.
    pub trouble: Option<Trouble>,
    /// Why a rollout stopped before its end, in words.
    pub halted: Option<String>,
    /// Nodes a rollout left unasked.
    pub unasked: usize,
    /// The status the command would have ended with.
    pub exit: u8,
}
