//! How far a run is, and how its nodes stand.

use std::borrow::Cow;
use std::time::{Duration, SystemTime};

use protocol::rpc::Status;

use crate::screens::run::live::answer::word;

/// Nodes asked together.
#[derive(Debug, Clone, Copy)]
pub(in super::super) struct Batch {
    /// Which, from 1.
    pub(in super::super) number: usize,
    /// Of how many.
    pub(in super::super) of: usize,
    /// Whether it is a canary.
    pub(in super::super) canary: bool,
    /// When it was asked.
    pub(in super::super) asked: SystemTime,
}

/// How far a run is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in super::super) enum Stage {
    /// Nothing was heard of it.
    Waiting,
    /// Nodes are being found, by this method.
    Discovering(String),
    /// So many were found in this time; the question goes out next.
    Discovered(usize, Duration),
    /// Answers may come.
    Asking,
    /// No more come.
    Over,
}

/// How a node stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(in super::super) enum Standing {
    /// It answered.
    Answered(Status),
    /// Its answer is awaited.
    Waiting,
    /// It was asked and did not answer in time.
    Silent,
    /// It was not asked.
    NotSent,
    /// It was not asked and yet answered something that was not kept.
    Unexpected,
}

impl Standing {
    /// In one or two words.
    pub(in super::super) fn text(self) -> Cow<'static, str> {
        match self {
            Self::Answered(status) => word(status),
            Self::Waiting => "waiting".into(),
            Self::Silent => "no response".into(),
            Self::NotSent => "not sent".into(),
            Self::Unexpected => "unexpected".into(),
        }
    }
}
