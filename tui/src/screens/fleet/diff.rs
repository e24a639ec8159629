//! In what nodes differ.

mod ask;
mod draw;
mod popup;

use std::collections::BTreeSet;

use serde_json::{Map, Value};

use crate::fleet::Detail;

pub(super) use popup::{Diff, MOST_NODES};

/// Differences that are told at most.
const MOST: usize = 5_000;

/// Branches of facts inside one another that are compared one by one; what lies deeper is compared as a whole.
const MOST_DEPTH: usize = 24;

/// First steps of facts that change while one looks at them: they tell little, so they come last.
const RESTLESS: [&str; 9] = [
    "load_averages",
    "loadavg",
    "memory",
    "memoryfree",
    "memoryfree_mb",
    "swapfree",
    "swapfree_mb",
    "system_uptime",
    "uptime",
];

/// Something in which nodes differ.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Difference {
    /// What kind of thing.
    kind: Kind,
    /// Its name: a fact's path, a class.
    name: String,
    /// Who has which value, the most frequent one first.
    groups: Vec<Group>,
}

/// What can differ.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Kind {
    /// What the node says about itself: its version and the like.
    About,
    /// A collective.
    Collective,
    /// An agent.
    Agent,
    /// A class.
    Class,
    /// An autonomous agent.
    Machine,
    /// A fact.
    Fact,
    /// A fact that always changes.
    Restless,
}

/// Nodes that are alike in something.
#[derive(Debug, Clone, PartialEq)]
struct Group {
    /// What they have; none when they lack it.
    value: Option<Value>,
    /// Which of the nodes that are compared.
    nodes: Vec<usize>,
}

impl Kind {
    /// The word before a name.
    fn word(self) -> &'static str {
        match self {
            Self::About => "node",
            Self::Collective => "collective",
            Self::Agent => "agent",
            Self::Class => "class",
            Self::Machine => "machine",
            Self::Fact | Self::Restless => "fact",
        }
    }
}

impl Difference {
    /// What a node has.
    fn of(&self, node: usize) -> Option<&Value> {
        let group = self.groups.iter().find(|group| group.nodes.contains(&node))?;
        group.value.as_ref()
    }
}

/// All differences between these nodes, and whether there are more than can be told.
fn differences(details: &[&Detail]) -> (Vec<Difference>, bool) {
    let mut found = Vec::new();
    let versions = details.iter().map(|detail| detail.version.as_str());
    said(&mut found, "version", versions);
    let collectives = details.iter().map(|detail| detail.main_collective.as_str());
    said(&mut found, "main collective", collectives);
    memberships(&mut found, Kind::Collective, details, |detail| {
        &detail.collectives
    });
    memberships(&mut found, Kind::Agent, details, |detail| &detail.agents);
    memberships(&mut found, Kind::Class, details, |detail| &detail.classes);
    machines(&mut found, details);
    let facts: Vec<&Map<String, Value>> = details.iter().map(|detail| &detail.facts).collect();
    branch(&mut found, "", &facts, 0);
    found.sort_by_key(|difference| difference.kind);
    let more = found.len() > MOST;
    found.truncate(MOST);
    (found, more)
}

/// Something every node says about itself.
fn said<'a>(found: &mut Vec<Difference>, name: &str, words: impl Iterator<Item = &'a str>) {
    add(
        found,
        Kind::About,
        name,
        words.map(|words| Some(words.into())).collect(),
    );
}

fn memberships(found: &mut Vec<Difference>, kind: Kind, details: &[&Detail], part: fn(&Detail) -> &[String]) {
    let sets: Vec<BTreeSet<&str>> = details
        .iter()
        .map(|detail| part(detail).iter().map(String::as_str).collect())
        .collect();
    let all: BTreeSet<&str> = sets.iter().flatten().copied().collect();
    for name in all {
        let values = sets
            .iter()
            .map(|set| set.contains(name).then_some(Value::Bool(true)));
        add(found, kind, name, values.collect());
    }
}

fn machines(found: &mut Vec<Difference>, details: &[&Detail]) {
    let all: BTreeSet<&str> = details
        .iter()
        .flat_map(|detail| detail.machines.iter().map(|(name, _, _)| name.as_str()))
        .collect();
    for name in all {
        let one = |detail: &&Detail| {
            let machine = detail.machines.iter().find(|(it, _, _)| it == name)?;
            Some(Value::from(format!("{} {}", machine.1, machine.2)))
        };
        add(found, Kind::Machine, name, details.iter().map(one).collect());
    }
}

/// Facts with the same path, branch by branch.
fn branch(found: &mut Vec<Difference>, path: &str, facts: &[&Map<String, Value>], depth: usize) {
    let keys: BTreeSet<&String> = facts.iter().flat_map(|facts| facts.keys()).collect();
    for key in keys {
        if found.len() > MOST {
            return;
        }
        let path = match path {
            "" => key.clone(),
            path => format!("{path}.{key}"),
        };
        let values: Vec<Option<&Value>> = facts.iter().map(|facts| facts.get(key)).collect();
        let below: Option<Vec<&Map<String, Value>>> = values
            .iter()
            .map(|value| value.and_then(Value::as_object))
            .collect();
        match below.filter(|_| depth < MOST_DEPTH) {
            Some(below) => branch(found, &path, &below, depth + 1),
            None if values.windows(2).all(|pair| pair[0] == pair[1]) => {}
            None => {
                let first = path.split('.').next().unwrap_or_default();
                let kind = if RESTLESS.contains(&first) {
                    Kind::Restless
                } else {
                    Kind::Fact
                };
                add(
                    found,
                    kind,
                    &path,
                    values.into_iter().map(Option::<&Value>::cloned).collect(),
                );
            }
        }
    }
}

/// Adds a difference when there is one.
fn add(found: &mut Vec<Difference>, kind: Kind, name: &str, values: Vec<Option<Value>>) {
    let mut groups: Vec<Group> = Vec::new();
    for (node, value) in values.into_iter().enumerate() {
        match groups.iter_mut().find(|group| group.value == value) {
            Some(group) => group.nodes.push(node),
            None => groups.push(Group {
                value,
                nodes: vec![node],
            }),
        }
    }
    if groups.len() < 2 {
        return;
    }
    groups.sort_by_key(|group| std::cmp::Reverse(group.nodes.len()));
    found.push(Difference {
        kind,
        name: name.to_owned(),
        groups,
    });
}

#[cfg(test)]
mod tests;
