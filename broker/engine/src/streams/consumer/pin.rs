//! One client gets everything that a group of clients asks for, until it is quiet for too long.

use crate::streams::advisory;
use crate::streams::message::Nanos;

/// Who is the one.
#[derive(Debug)]
pub(super) struct Pin {
    /// Given to the client with its messages; it shows it with its requests.
    pub(super) id: Box<str>,
    pub(super) group: Box<str>,
    pub(super) since: Nanos,
    pub(super) until: Nanos,
    /// Whether those who watch were told.
    pub(super) told: bool,
}

impl Pin {
    pub(super) fn new(group: &str, now: Nanos) -> Self {
        Self {
            id: advisory::id().into(),
            group: group.into(),
            since: now,
            until: now,
            told: false,
        }
    }
}
