//! Answers that say exactly the same.

use std::collections::HashMap;
use std::hash::{BuildHasher, RandomState};

use protocol::rpc::Status;

/// Which answers are identical. Answers are told apart by a hash that nobody outside can foresee.
#[derive(Debug)]
pub(super) struct Groups {
    hasher: RandomState,
    by_hash: HashMap<u64, u32>,
    /// Nodes of each, in order of arrival.
    members: Vec<Vec<u32>>,
}

impl Groups {
    /// No answer yet.
    pub(super) fn new() -> Self {
        Self {
            hasher: RandomState::new(),
            by_hash: HashMap::new(),
            members: Vec::new(),
        }
    }

    /// Adds what the node at `entry` said; the group it belongs to.
    pub(super) fn add(&mut self, entry: u32, status: Status, message: &str, data: &str) -> u32 {
        let hash = self.hasher.hash_one((status, message, data));
        // There are fewer answers than nodes, whose number is bounded.
        let next = u32::try_from(self.members.len()).unwrap_or(u32::MAX);
        let group = *self.by_hash.entry(hash).or_insert(next);
        if group == next {
            self.members.push(Vec::new());
        }
        if let Some(members) = self.members.get_mut(group as usize) {
            members.push(entry);
        }
        group
    }

    /// How many different answers there are.
    pub(super) fn len(&self) -> usize {
        self.members.len()
    }

    /// The nodes of a group, in order of arrival.
    pub(super) fn members(&self, group: u32) -> &[u32] {
        self.members.get(group as usize).map_or(&[], Vec::as_slice)
    }
}
