//! What is kept of a node, and what makes it belong to the list.

use std::time::SystemTime;

use protocol::Identity;

/// What is kept of a node.
#[derive(Debug)]
pub(in super::super) struct Row {
    /// Its identity.
    pub(in super::super) node: Identity,
    /// When it last answered anything.
    pub(in super::super) seen: Option<SystemTime>,
    /// Whether its inventory is known, without which nobody can tell how many classes and agents it has.
    pub(in super::super) learned: bool,
    /// Classes it has.
    pub(in super::super) classes: u16,
    /// Agents it hosts.
    pub(in super::super) agents: u16,
    /// Whether it was known before this session asked.
    pub(super) known: bool,
    /// The last round that found it.
    pub(super) found: u32,
    /// The last expectation that named it, and the last that would if it were meant.
    pub(super) expected: u32,
    pub(super) previewed: u32,
}

/// How a node is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(in super::super) enum Standing {
    /// It should have answered the last discovery, and did not.
    Silent,
    /// It is known from earlier answers; nobody asked it, or the answer is awaited.
    Known,
    /// The last discovery names it, by a method that does not ask the node.
    Listed,
    /// It answered the last discovery.
    Online,
}

/// Which known nodes belong to the list without an answer.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum Expected {
    /// Every known one.
    #[default]
    Everybody,
    /// Those that this expectation named.
    Named(u32),
}

/// One discovery.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Round {
    /// From 1: rows that were never found have 0.
    pub(super) number: u32,
    pub(super) answers: usize,
    pub(super) state: RoundState,
}

impl Default for Round {
    fn default() -> Self {
        Self {
            number: 1,
            answers: 0,
            state: RoundState::Open,
        }
    }
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum RoundState {
    /// It asks, or was ended before silence meant anything.
    #[default]
    Open,
    /// Who did not answer is silent.
    Asked,
    /// A list was read, nobody was asked.
    Read,
}

impl Expected {
    /// Whether a node belongs to the list without an answer.
    pub(super) fn names(self, row: &Row) -> bool {
        match self {
            Self::Everybody => row.known,
            Self::Named(number) => row.expected == number,
        }
    }
}

impl Row {
    pub(super) fn new(node: Identity) -> Self {
        Self {
            node,
            seen: None,
            learned: false,
            classes: 0,
            agents: 0,
            known: false,
            found: 0,
            expected: 0,
            previewed: 0,
        }
    }
}
