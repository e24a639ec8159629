//! A whole agent: its metadata and its actions.

use std::time::Duration;

use serde_json::{Value, json};

use crate::document::{self, Node};
use crate::{Action, DocumentError, Object, ruby};

/// What `$schema` says in a written document; it is not looked at when reading.
const SCHEMA: &str = "https://choria.io/schemas/mcorpc/ddl/v1/agent.json";

/// Timeout of a document that has none.
const DEFAULT_TIMEOUT: u64 = 10;

/// Longest timeout, a week: deadlines computed from it stay far from overflowing.
const MAX_TIMEOUT: u64 = 7 * 24 * 3600;

/// The DDL of one agent.
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
    /// Name on the wire, `[a-z0-9_]+`; upper case and `-` are tolerated.
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
    /// Seconds an action may take, a week at most; 0 when the document has none.
    pub timeout: u64,
    /// Which host adopts it: `ruby`, `external`, `golang`, or none.
    pub provider: Option<String>,
    /// Load-shared service agent instead of one-to-all.
    pub service: bool,
}

impl Agent {
    /// Reads a JSON document as the reference writes it.
    ///
    /// - **Shape:** `metadata` and `actions`; unknown keys are ignored, absent ones are empty, keys match in any case.
    /// - **Errors:** no JSON, over 1 MiB, a member of the wrong type, or an agent or action without a name.
    pub fn from_json(bytes: &[u8]) -> Result<Self, DocumentError> {
        Self::read(&document::json(bytes)?)
    }

    /// Reads the same document as YAML.
    ///
    /// - **Errors:** as [`Agent::from_json`], and aliases that expand beyond reason.
    pub fn from_yaml(bytes: &[u8]) -> Result<Self, DocumentError> {
        Self::read(&document::yaml(bytes)?)
    }

    /// Writes the document as the reference's JSON (`$schema`, `metadata`, `actions`).
    pub fn to_json(&self) -> Value {
        json!({
            "$schema": SCHEMA,
            "metadata": self.metadata.write(),
            "actions": self.actions.iter().map(Action::write).collect::<Vec<_>>(),
        })
    }

    /// Writes the same document as YAML.
    pub fn to_yaml(&self) -> String {
        serde_yaml::to_string(&self.to_json()).expect("text, numbers and lists always serialise")
    }

    /// Writes the document as the Ruby framework reads it (`.ddl`).
    pub fn to_ruby(&self) -> String {
        ruby::write(self)
    }

    /// Finds an action by its exact name.
    pub fn action(&self, name: &str) -> Option<&Action> {
        self.actions.iter().find(|action| action.name == name)
    }

    /// How long a client waits for this agent: the document's timeout, 10 s when it has none.
    pub fn timeout(&self) -> Duration {
        self.metadata.effective_timeout()
    }

    fn read(document: &Value) -> Result<Self, DocumentError> {
        let root = Node::root(document);
        let Some(metadata) = root.member("metadata")? else {
            return Err(root.invalid("metadata is required".into()));
        };
        Ok(Self {
            metadata: Metadata::read(&metadata)?,
            actions: root
                .list("actions")?
                .iter()
                .map(Action::read)
                .collect::<Result<_, _>>()?,
        })
    }
}

impl Metadata {
    pub(crate) fn effective_timeout(&self) -> Duration {
        Duration::from_secs(match self.timeout {
            0 => DEFAULT_TIMEOUT,
            seconds => seconds,
        })
    }

    pub(crate) fn read(node: &Node<'_>) -> Result<Self, DocumentError> {
        Ok(Self {
            name: node.name("name")?,
            description: node.text("description")?,
            author: node.text("author")?,
            license: node.text("license")?,
            version: node.text("version")?,
            url: node.text("url")?,
            timeout: node.number("timeout", MAX_TIMEOUT)?,
            provider: Some(node.text("provider")?).filter(|provider| !provider.is_empty()),
            service: node.flag("service")?,
        })
    }

    pub(crate) fn write(&self) -> Object {
        let mut object = Object::new();
        let mut put = |key: &str, value: Value| object.insert(key.into(), value);
        put("name", self.name.as_str().into());
        put("description", self.description.as_str().into());
        put("author", self.author.as_str().into());
        put("license", self.license.as_str().into());
        put("version", self.version.as_str().into());
        put("url", self.url.as_str().into());
        put("timeout", self.timeout.into());
        if let Some(provider) = &self.provider {
            put("provider", provider.as_str().into());
        }
        if self.service {
            put("service", true.into());
        }
        object
    }
}

#[cfg(test)]
mod tests;
