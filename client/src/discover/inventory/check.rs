//! What is wrong with an inventory file, and where.

use std::fmt;

use protocol::Identity;
use serde_json::{Map, Value};

use super::SCHEMA;

/// Mistakes that are told; a file of another kind has thousands.
const MAX_MISTAKES: usize = 20;

/// One mistake.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mistake {
    /// `nodes[3].facts`.
    pub place: String,
    /// What is wrong there.
    pub reason: String,
}

/// Mistakes, one a line.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Mistakes(pub Vec<Mistake>);

/// Collects mistakes until there are enough.
struct Findings(Vec<Mistake>);

impl fmt::Display for Mistakes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, Mistake { place, reason }) in self.0.iter().enumerate() {
            let end = if index == 0 { "" } else { "\n" };
            write!(f, "{end}{place}: {reason}")?;
        }
        Ok(())
    }
}

/// What is wrong with the schema a document names.
pub(super) fn schema(document: &Value) -> Option<Mistake> {
    let reason = match document.get("$schema") {
        Some(Value::String(text)) if text == SCHEMA => return None,
        Some(_) => format!("must be {SCHEMA}"),
        None => format!("is missing; it must be {SCHEMA}"),
    };
    Some(Mistake {
        place: "$schema".to_owned(),
        reason,
    })
}

/// Everything that is wrong with a document, in its order.
pub(super) fn mistakes(document: &Value) -> Vec<Mistake> {
    let mut found = Findings(Vec::new());
    let Value::Object(members) = document else {
        found.add("document", "is not an object");
        return found.0;
    };
    found.0.extend(schema(document));
    found.unknown("", members, &["$schema", "groups", "nodes"]);
    if let Some(groups) = members.get("groups") {
        found.each("groups", groups, Findings::group);
    }
    match members.get("nodes") {
        Some(nodes) => found.each("nodes", nodes, Findings::node),
        None => found.add("nodes", "is missing"),
    }
    found.0
}

impl Findings {
    fn add(&mut self, place: &str, reason: impl Into<String>) {
        if !self.is_full() {
            self.0.push(Mistake {
                place: place.to_owned(),
                reason: reason.into(),
            });
        }
    }

    fn is_full(&self) -> bool {
        self.0.len() >= MAX_MISTAKES
    }

    fn unknown(&mut self, place: &str, members: &Map<String, Value>, known: &[&str]) {
        for name in members.keys().filter(|name| !known.contains(&name.as_str())) {
            let inner = if place.is_empty() {
                name.clone()
            } else {
                format!("{place}.{name}")
            };
            self.add(&inner, "is not a key of inventory files");
        }
    }

    fn each(&mut self, place: &str, list: &Value, check: fn(&mut Self, &str, &Map<String, Value>)) {
        let Value::Array(items) = list else {
            return self.add(place, "is not a list");
        };
        for (index, item) in items.iter().enumerate() {
            if self.is_full() {
                return;
            }
            let place = format!("{place}[{index}]");
            match item {
                Value::Object(members) => check(self, &place, members),
                _ => self.add(&place, "is not an object"),
            }
        }
    }

    fn group(&mut self, place: &str, members: &Map<String, Value>) {
        self.unknown(place, members, &["name", "filter"]);
        let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-');
        let name = format!("{place}.name");
        match members.get("name") {
            Some(Value::String(text)) if !text.is_empty() && text.chars().all(plain) => {}
            Some(Value::String(_)) => self.add(&name, "may hold letters, digits, _ and - only"),
            Some(_) => self.add(&name, "is not text"),
            None => self.add(&name, "is missing"),
        }
        let filter = format!("{place}.filter");
        match members.get("filter") {
            Some(Value::Object(kinds)) => self.filter(&filter, kinds),
            Some(_) => self.add(&filter, "is not an object"),
            None => {}
        }
    }

    fn filter(&mut self, place: &str, kinds: &Map<String, Value>) {
        const LISTS: [&str; 4] = ["agents", "classes", "facts", "identities"];
        self.unknown(place, kinds, &[&LISTS[..], &["compound"]].concat());
        for kind in LISTS {
            if let Some(list) = kinds.get(kind) {
                self.texts(&format!("{place}.{kind}"), list);
            }
        }
        if kinds.get("compound").is_some_and(|text| !text.is_string()) {
            self.add(&format!("{place}.compound"), "is not text");
        }
    }

    fn node(&mut self, place: &str, members: &Map<String, Value>) {
        const LISTS: [&str; 3] = ["collectives", "classes", "agents"];
        self.unknown(place, members, &[&LISTS[..], &["name", "facts"]].concat());
        let name = format!("{place}.name");
        match members.get("name") {
            Some(Value::String(text)) => {
                if let Err(error) = Identity::new(text) {
                    self.add(&name, error.to_string());
                }
            }
            Some(_) => self.add(&name, "is not text"),
            None => self.add(&name, "is missing"),
        }
        match members.get("facts") {
            Some(Value::Object(_)) => {}
            Some(_) => self.add(&format!("{place}.facts"), "is not an object"),
            None => self.add(&format!("{place}.facts"), "is missing"),
        }
        for kind in LISTS {
            match members.get(kind) {
                Some(list) => self.texts(&format!("{place}.{kind}"), list),
                None => self.add(&format!("{place}.{kind}"), "is missing"),
            }
        }
    }

    fn texts(&mut self, place: &str, list: &Value) {
        let Value::Array(items) = list else {
            return self.add(place, "is not a list");
        };
        for (index, _) in items.iter().enumerate().filter(|(_, item)| !item.is_string()) {
            self.add(&format!("{place}[{index}]"), "is not text");
        }
    }
}
