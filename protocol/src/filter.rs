//! Which nodes are meant.

use serde::{Deserialize, Deserializer, Serialize};
use serde_json::Value;

/// Which nodes a request is meant for. Every non-empty kind must match.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Filter {
    /// All must match.
    pub fact: Vec<FactFilter>,
    /// All must match; `/re/` ignores case.
    pub cf_class: Vec<String>,
    /// All must match; `/re/` minds case.
    #[serde(default, deserialize_with = "null_is_empty")]
    pub agent: Vec<String>,
    /// Any must match; `/re/` minds case.
    pub identity: Vec<String>,
    /// Compound expressions as received; carried unchanged.
    pub compound: Vec<Value>,
}

/// One fact comparison.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FactFilter {
    /// Path into the facts.
    pub fact: String,
    /// One of `>= <= < > != == =~`; anything else never matches.
    pub operator: String,
    /// Text to compare with.
    pub value: String,
}

/// What a filter looks at on a node.
#[derive(Debug, Clone, Copy)]
pub struct NodeView<'a> {
    /// Identity.
    pub identity: &'a str,
    /// Hosted agents.
    pub agents: &'a [String],
    /// Classes, lines of the classes file.
    pub classes: &'a [String],
    /// Merged facts as JSON text.
    pub facts: &'a str,
}

/// Text that is no fact filter.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{text:?} is not a fact filter: {reason}")]
pub struct FactSyntax {
    /// What was given.
    pub text: String,
    /// What was wanted.
    pub reason: &'static str,
}

impl Filter {
    /// Whether it names nothing, so that every node is meant.
    pub fn is_empty(&self) -> bool {
        self.fact.is_empty()
            && self.cf_class.is_empty()
            && self.agent.is_empty()
            && self.identity.is_empty()
            && self.compound.is_empty()
    }

    /// Whether the node is meant.
    pub fn matches(&self, _node: NodeView<'_>) -> bool {
        todo!()
    }

    /// Adds one `-F` term.
    pub fn add_fact(&mut self, text: &str) -> Result<(), FactSyntax> {
        self.fact.push(text.parse()?);
        Ok(())
    }

    /// Adds `-W` text: words that parse as facts become facts, others classes.
    pub fn add_combined(&mut self, _text: &str) {
        todo!()
    }
}

impl FactFilter {
    /// Whether a peer would take it: a known operator, and something on both its sides.
    pub(crate) fn is_sendable(&self) -> bool {
        let operators = [">=", "<=", "<", ">", "!=", "==", "=~"];
        !self.fact.is_empty() && !self.value.is_empty() && operators.contains(&self.operator.as_str())
    }

    /// Whether the facts satisfy it.
    pub fn matches(&self, _facts: &str) -> bool {
        todo!()
    }
}

impl std::str::FromStr for FactFilter {
    type Err = FactSyntax;

    fn from_str(_text: &str) -> Result<Self, FactSyntax> {
        todo!()
    }
}

/// Class rule shared with policies: `/re/` ignores case, other text is lower-cased and compared exactly.
pub fn class_matches(_needle: &str, _classes: &[String]) -> bool {
    todo!()
}

/// Looks a fact up by its path; none when absent.
pub fn lookup(_facts: &str, _path: &str) -> Option<Value> {
    todo!()
}

fn null_is_empty<'de, D: Deserializer<'de>>(from: D) -> Result<Vec<String>, D::Error> {
    Ok(Option::deserialize(from)?.unwrap_or_default())
}
