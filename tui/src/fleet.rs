//! What screens show of nodes.

use std::time::SystemTime;

use protocol::Identity;
use serde_json::{Map, Value};

/// A node as far as it is known from earlier answers. Small, as there may be 50 000.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Known {
    /// Its identity.
    pub node: Identity,
    /// When it last answered anything.
    pub seen: SystemTime,
    /// Whether its inventory is known.
    pub learned: bool,
    /// Classes it has.
    pub classes: u16,
    /// Agents it hosts.
    pub agents: u16,
}

/// What the list shows of a node that is on the screen.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Glance {
    /// Operating system and its release: `debian 12`.
    pub os: String,
    /// Version of its daemon.
    pub version: String,
    /// Collectives it takes part in, except the main one.
    pub collectives: String,
    /// Since when the machine is up.
    pub booted: Option<SystemTime>,
    /// When it last answered anything.
    pub seen: Option<SystemTime>,
}

/// All that is known about a node.
#[derive(Debug, Clone, PartialEq)]
pub struct Detail {
    /// Its identity.
    pub node: Identity,
    /// Version of its daemon.
    pub version: String,
    /// Its main collective.
    pub main_collective: String,
    /// Collectives it takes part in.
    pub collectives: Vec<String>,
    /// Agents it hosts.
    pub agents: Vec<String>,
    /// Its classes.
    pub classes: Vec<String>,
    /// Autonomous agents it runs: name, version, state.
    pub machines: Vec<(String, String, String)>,
    /// Its facts.
    pub facts: Map<String, Value>,
    /// When this was learned.
    pub learned: SystemTime,
    /// When it last answered anything.
    pub seen: SystemTime,
}

/// One condition of a scope and whether a node meets it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reason {
    /// The condition in words.
    pub condition: String,
    /// Whether the node meets it; none when it would have to be asked.
    pub met: Option<bool>,
    /// What the node has instead: `country = mt`.
    pub found: Option<String>,
}

/// The values something has over the fleet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Facet {
    /// Fact path, or `class`, `agent`, `collective`.
    pub name: String,
    /// What is counted.
    pub kind: FacetKind,
    /// Values with their counts, most frequent first, at most 1000.
    pub values: Vec<(String, usize)>,
    /// Nodes that have none.
    pub lacking: usize,
}

/// What is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FacetKind {
    /// Values of a fact.
    Fact,
    /// Classes.
    Class,
    /// Agents.
    Agent,
    /// Collectives.
    Collective,
}
