//! A whole agent: its metadata and its actions.

use std::time::Duration;

use crate::{Action, DocumentError};

/// The schema of one agent.
#[derive(Debug, Clone, PartialEq)]
pub struct Agent {
    /// Who it is.
    pub metadata: Metadata,
    /// What it does, in document order.
    pub actions: Vec<Action>,
}

/// Who an agent is.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Metadata {
    /// Name on the wire, `[a-z0-9_]+`.
    pub name: String,
    /// One sentence.
    pub description: String,
    /// Who wrote it.
    pub author: String,
    /// SPDX id or words.
    pub license: String,
    /// Version as written; compared as text.
    pub version: String,
    /// Where to read more.
    pub url: String,
    /// Seconds an action may take; 0 when the document has none.
    pub timeout: u64,
    /// Which host adopts it: `ruby`, `external`, `golang`, or none.
    pub provider: Option<String>,
    /// Load-shared service agent instead of one-to-all.
    pub service: bool,
}

impl Agent {
    /// Reads a JSON document as the reference writes it.
    pub fn from_json(_bytes: &[u8]) -> Result<Self, DocumentError> {
        todo!()
    }

    /// Reads the same document as YAML.
    pub fn from_yaml(_bytes: &[u8]) -> Result<Self, DocumentError> {
        todo!()
    }

    /// Writes the document as the reference's JSON (`$schema`, `metadata`, `actions`).
    pub fn to_json(&self) -> serde_json::Value {
        todo!()
    }

    /// Finds an action by its exact name.
    pub fn action(&self, name: &str) -> Option<&Action> {
        self.actions.iter().find(|action| action.name == name)
    }

    /// How long a client waits for this agent: the document's timeout, 10 s when it has none.
    pub fn timeout(&self) -> Duration {
        Duration::from_secs(if self.metadata.timeout == 0 {
            10
        } else {
            self.metadata.timeout
        })
    }
}
