//! What is kept of one node.

use std::time::{Duration, SystemTime};

use protocol::Identity;
use serde::{Deserialize, Serialize};

use super::{About, Known, Learned};

/// One node. Times are seconds since 1970.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Record {
    seen: u64,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    learned: Option<u64>,
    #[serde(default)]
    collectives: Vec<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    agents: Vec<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    classes: Vec<String>,
    #[serde(default, skip_serializing_if = "About::is_empty")]
    about: About,
}

impl Record {
    pub(super) fn learned(node: &Learned, now: SystemTime) -> Self {
        Self {
            seen: seconds(now),
            learned: Some(seconds(now)),
            collectives: node.collectives.clone(),
            agents: node.agents.clone(),
            classes: node.classes.clone(),
            about: node.about.clone(),
        }
    }

    pub(super) fn see(&mut self, collective: &str, now: SystemTime) {
        self.seen = seconds(now);
        if !self.is_in(collective) {
            self.collectives.push(collective.to_owned());
        }
    }

    pub(super) fn is_in(&self, collective: &str) -> bool {
        self.collectives.iter().any(|name| name == collective)
    }

    /// Whether the node was seen within `age` before `now`.
    pub(super) fn is_newer_than(&self, now: SystemTime, age: Duration) -> bool {
        self.seen.saturating_add(age.as_secs()) > seconds(now)
    }

    /// Seconds since 1970 of its last answer.
    pub(super) fn seen(&self) -> u64 {
        self.seen
    }

    pub(super) fn known(self, node: Identity) -> Known {
        Known {
            node,
            seen: time(self.seen),
            learned: self.learned.map(time),
            collectives: self.collectives,
            agents: self.agents,
            classes: self.classes,
            about: self.about,
        }
    }
}

fn seconds(time: SystemTime) -> u64 {
    time.duration_since(SystemTime::UNIX_EPOCH)
        .unwrap_or_default()
        .as_secs()
}

/// A file may say anything.
fn time(seconds: u64) -> SystemTime {
    let since = Duration::from_secs(seconds);
    SystemTime::UNIX_EPOCH
        .checked_add(since)
        .unwrap_or(SystemTime::UNIX_EPOCH)
}
