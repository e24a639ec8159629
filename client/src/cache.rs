//! What is known of the fleet from earlier answers, in one file on disk. Never needed: a file that is missing, damaged or in use
//! by another process only means that nothing is known.

mod funnel;
mod record;
mod store;
mod table;

use std::io;
use std::ops::ControlFlow;
use std::path::PathBuf;
use std::time::{Duration, SystemTime};

use protocol::{Collective, Identity};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

pub use funnel::{Funnel, Meant, Step};
use record::Record;
use store::Store;
pub use store::panics_are_caught;

/// A node's facts are kept up to this size.
const MAX_FACTS: usize = 256 << 10;

/// Different values kept of one fact.
const MAX_VALUES: usize = 200;

/// Longest name or value that is kept, in bytes.
const MAX_TEXT: usize = 256;

/// Collectives, agents or classes kept of one node.
const MAX_NAMES: usize = 2000;

/// Nodes looked at before others get their turn.
const AT_ONCE: usize = 500;

/// Autonomous agents kept of one node.
const MAX_MACHINES: usize = 100;

/// A node that was seen this recently is not written again.
const FRESH: Duration = Duration::from_secs(600);

/// What is known of the nodes of one site.
#[derive(Debug, Clone)]
pub struct Cache {
    store: Store,
}

/// One node, as far as it is known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Known {
    /// Its identity.
    pub node: Identity,
    /// When it last answered anything.
    pub seen: SystemTime,
    /// When the rest was learned; none while only its name is known.
    pub learned: Option<SystemTime>,
    /// Collectives it takes part in.
    pub collectives: Vec<String>,
    /// Agents it hosts.
    pub agents: Vec<String>,
    /// Its classes.
    pub classes: Vec<String>,
    /// What no filter asks for.
    pub about: About,
}

/// What a node tells of itself that no filter asks for.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct About {
    /// Version of its daemon.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub version: String,
    /// Its main collective.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub main_collective: String,
    /// Autonomous agents it runs.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub machines: Vec<Machine>,
}

/// An autonomous agent as its node tells it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Machine {
    /// Its name.
    pub name: String,
    /// Its version.
    pub version: String,
    /// Its state.
    pub state: String,
}

/// What a node said of itself.
#[derive(Debug, Clone, PartialEq)]
pub struct Learned {
    /// Its identity.
    pub node: Identity,
    /// Collectives it takes part in.
    pub collectives: Vec<String>,
    /// Agents it hosts.
    pub agents: Vec<String>,
    /// Its classes.
    pub classes: Vec<String>,
    /// Its facts.
    pub facts: Map<String, Value>,
    /// What no filter asks for.
    pub about: About,
}

impl About {
    fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    fn from_inventory(answer: &Value) -> Self {
        let text = |from: &Value, name: &str| {
            let text = from.get(name).and_then(Value::as_str).unwrap_or_default();
            text.chars().take(MAX_TEXT).collect()
        };
        let machines = answer.get("machines").and_then(Value::as_array);
        let machines = machines
            .into_iter()
            .flatten()
            .filter(|machine| machine.is_object());
        Self {
            version: text(answer, "version"),
            main_collective: text(answer, "main_collective"),
            machines: machines
                .take(MAX_MACHINES)
                .map(|machine| Machine {
                    name: text(machine, "name"),
                    version: text(machine, "version"),
                    state: text(machine, "state"),
                })
                .collect(),
        }
    }
}

impl Learned {
    /// Takes what `rpcutil#inventory` answers; what is missing or odd counts as empty, and what is more or longer than any node
    /// means is left out.
    pub fn from_inventory(node: &Identity, answer: &Value) -> Self {
        let texts = |name: &str| {
            let items = answer.get(name).and_then(Value::as_array);
            let texts = items.into_iter().flatten().filter_map(Value::as_str);
            let texts = texts.filter(|text| text.len() <= MAX_TEXT).take(MAX_NAMES);
            texts.map(str::to_owned).collect()
        };
        Self {
            node: node.clone(),
            collectives: texts("collectives"),
            agents: texts("agents"),
            classes: texts("classes"),
            facts: answer
                .get("facts")
                .and_then(Value::as_object)
                .cloned()
                .unwrap_or_default(),
            about: About::from_inventory(answer),
        }
    }
}

impl Cache {
    /// The cache in this file, which need not exist. Nodes of different sites do not see each other; brokers make a good name.
    pub fn new(path: PathBuf, site: &str) -> Self {
        Self {
            store: Store::new(path, site),
        }
    }

    /// Notes that nodes of a collective answered.
    pub fn seen(&self, nodes: &[Identity], collective: &Collective, now: SystemTime) {
        self.store.update(|tables| {
            for node in nodes {
                let old = tables.record(node.as_str())?;
                let collective = collective.as_str();
                let fresh = |old: &Record| old.is_newer_than(now, FRESH) && old.is_in(collective);
                if old.as_ref().is_some_and(fresh) {
                    continue;
                }
                let mut record = old.unwrap_or_default();
                record.see(collective, now);
                tables.put(node.as_str(), &record)?;
            }
            Ok(())
        });
    }

    /// Keeps what nodes said of themselves.
    pub fn learn(&self, nodes: &[Learned], now: SystemTime) {
        self.store.update(|tables| {
            for learned in nodes {
                tables.put(learned.node.as_str(), &Record::learned(learned, now))?;
                let facts = Value::Object(learned.facts.clone()).to_string();
                let facts = if facts.len() <= MAX_FACTS { &facts } else { "{}" };
                tables.put_facts(learned.node.as_str(), facts)?;
            }
            Ok(())
        });
    }

    /// Keeps values that a fact has in the fleet, for completion.
    pub fn learn_values(&self, fact: &str, values: &[String]) {
        if fact.len() > MAX_TEXT {
            return;
        }
        self.store.update(|tables| {
            let mut known = tables.values(fact)?;
            known.extend(values.iter().filter(|value| value.len() <= MAX_TEXT).cloned());
            while known.len() > MAX_VALUES {
                known.pop_last();
            }
            tables.put_values(fact, &known)
        });
    }

    /// All known nodes, sorted by name.
    pub fn nodes(&self) -> Vec<Known> {
        self.store.read(|tables| tables.all()).unwrap_or_default()
    }

    /// Names of known nodes that begin like this, sorted; much quicker than [`Self::nodes`].
    pub fn names(&self, beginning: &str) -> Vec<Identity> {
        let names = self.store.read(|tables| tables.names(beginning));
        names.unwrap_or_default()
    }

    /// Goes through the known nodes, sorted by name, until `visit` breaks; only one is held at a time, so that large fleets fit.
    pub fn each(&self, mut visit: impl FnMut(Known) -> ControlFlow<()>) {
        self.store.read(|tables| tables.each(|node| Ok(visit(node))));
    }

    /// Goes through those of these nodes that were learned, with their facts as JSON text, until `visit` breaks.
    pub fn each_of(&self, nodes: &[Identity], mut visit: impl FnMut(Known, &str) -> ControlFlow<()>) {
        for some in nodes.chunks(AT_ONCE) {
            let looked = self.store.read(|tables| tables.each_of(some, &mut visit));
            if looked.is_none_or(|looked| looked.is_break()) {
                break;
            }
        }
    }

    /// What is known of one node, with its facts as JSON text; none for a node of which at most the name is known.
    pub fn node(&self, node: &Identity) -> Option<(Known, String)> {
        let found = self.store.read(|tables| {
            let record = tables.one(node)?;
            Ok((record, tables.facts()?.of(node.as_str())?))
        });
        let (known, facts) = found?;
        Some((known.filter(|known| known.learned.is_some())?, facts))
    }

    /// How many nodes of a collective are known.
    pub fn size(&self, collective: &Collective) -> usize {
        let mut count = 0;
        self.each(|node| {
            count += usize::from(node.is_in(collective));
            ControlFlow::Continue(())
        });
        count
    }

    /// The facts of known nodes as JSON texts, together at most about `limit` bytes.
    pub fn facts(&self, limit: usize) -> Vec<String> {
        self.store
            .read(|tables| tables.some_facts(limit))
            .unwrap_or_default()
    }

    /// Values that a fact was seen to have, without those in [`Cache::facts`].
    pub fn values(&self, fact: &str) -> Vec<String> {
        let values = self.store.read(|tables| tables.values(fact));
        values.unwrap_or_default().into_iter().collect()
    }

    /// Facts that values were kept of.
    pub fn valued_facts(&self) -> Vec<String> {
        self.store.read(|tables| tables.valued()).unwrap_or_default()
    }

    /// Forgets everything, of every site.
    pub fn clear(&self) -> io::Result<()> {
        self.store.clear()
    }
}

impl Known {
    /// Whether it takes part in a collective.
    pub fn is_in(&self, collective: &Collective) -> bool {
        self.collectives.iter().any(|name| name == collective.as_str())
    }
}

#[cfg(test)]
mod tests;
