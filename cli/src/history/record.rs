//! One command of the past.

use std::time::{Duration, SystemTime};

use ddl::Object;
use serde::{Deserialize, Serialize};

use crate::out::words;

/// One command: what was typed, what came of it.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub(crate) struct Record {
    /// Counts the commands; [`History::append`](super::History::append) sets it.
    #[serde(rename = "n")]
    pub(crate) number: u64,
    /// When it began, RFC 3339.
    pub(crate) time: String,
    /// Configuration file, when it was not the usual one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) context: Option<String>,
    /// The words as a shell takes them, without the program's name; secrets are stars.
    pub(crate) line: String,
    /// Names of the inputs that are stars.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) secret: Vec<String>,
    /// What was asked.
    #[serde(flatten)]
    pub(crate) asked: Asked,
    /// Status it ended with.
    pub(crate) exit: u8,
    /// Milliseconds it took.
    pub(crate) ms: u64,
}

/// What is written down of the words.
#[derive(Debug, Clone, PartialEq, Default)]
pub(crate) enum Typed {
    /// They are, as they were typed.
    #[default]
    Alone,
    /// Inputs that were typed into a form follow them.
    And(Vec<(String, String)>),
    /// Another command that does the same.
    Instead {
        /// It, without the program's name and without secrets.
        line: String,
        /// Names of the inputs that are stars.
        secret: Vec<String>,
    },
}

/// What a command asked the fleet.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub(crate) struct Asked {
    /// How the line came to be.
    #[serde(skip)]
    pub(crate) typed: Typed,
    /// Agent; none when no question was asked or it was refused before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) agent: Option<String>,
    /// Action.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) action: Option<String>,
    /// Inputs; the secret ones hold stars.
    #[serde(default, skip_serializing_if = "Object::is_empty")]
    pub(crate) inputs: Object,
    /// Words of the filter.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) filter: Vec<String>,
    /// Whether standard input named the nodes.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub(crate) piped: bool,
    /// Nodes it was meant for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) targets: Option<usize>,
    /// Ids of the requests; a rollout's are in its job.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) requests: Vec<String>,
    /// The rollout's job.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) job: Option<String>,
    /// Nodes that succeeded.
    #[serde(default)]
    pub(crate) ok: usize,
    /// Nodes that failed.
    #[serde(default)]
    pub(crate) failed: usize,
    /// Nodes that did not answer.
    #[serde(default)]
    pub(crate) silent: usize,
}

impl Record {
    /// When it began; the beginning of time when nobody can read that.
    pub(crate) fn when(&self) -> SystemTime {
        words::moment(&self.time).unwrap_or(SystemTime::UNIX_EPOCH)
    }

    /// How long it took.
    pub(crate) fn took(&self) -> Duration {
        Duration::from_millis(self.ms)
    }

    /// Whether it, or a node, failed.
    pub(crate) fn went_wrong(&self) -> bool {
        self.exit != 0 || self.asked.failed > 0
    }
}
