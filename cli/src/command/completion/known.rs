//! Names known without asking anybody: nodes, facts, classes and agents from the fleet cache, saved sets.

use std::collections::BTreeMap;

use client::cache::Cache;
use serde_json::Value;

use crate::ctx::Ctx;
use crate::job::Store;
use crate::rollout::State;

/// Facts that are looked at: enough to know every fact, quick enough while somebody types.
const MAX_FACTS: usize = 8 << 20;

/// Facts in facts are named down to this depth.
const MAX_DEPTH: usize = 4;

/// Longest value that is offered.
const MAX_VALUE: usize = 60;

/// Names with how often they were found.
#[derive(Default)]
struct Tally(BTreeMap<String, usize>);

impl Tally {
    fn add(&mut self, name: &str) {
        *self.0.entry(name.to_owned()).or_default() += 1;
    }

    fn names(self) -> Vec<(String, String)> {
        let said = |count| match count {
            0 => String::new(),
            1 => "1 node".to_owned(),
            count => format!("{count} nodes"),
        };
        self.0
            .into_iter()
            .map(|(name, count)| (name, said(count)))
            .collect()
    }
}

/// Known nodes and saved sets.
pub(super) async fn nodes(ctx: &Ctx) -> Vec<(String, String)> {
    let known = ctx.cache().await.map(|cache| cache.nodes()).unwrap_or_default();
    let nodes = known
        .iter()
        .map(|known| (known.node.to_string(), "known node".to_owned()));
    nodes.chain(sets(ctx)).collect()
}

/// Saved sets with their `@`.
pub(super) fn sets(ctx: &Ctx) -> Vec<(String, String)> {
    let sets = ctx
        .sets()
        .ok()
        .and_then(|sets| sets.list().ok())
        .unwrap_or_default();
    sets.into_iter()
        .map(|set| (set.name.to_string(), format!("set of {}", set.nodes)))
        .collect()
}

/// Rollouts with what they do; those whose file cannot be read are left out.
pub(super) fn jobs(ctx: &Ctx) -> Vec<(String, String)> {
    let Ok(store) = Store::of(&ctx.environment) else {
        return Vec::new();
    };
    let names = store.names().unwrap_or_default().into_iter();
    names
        .filter_map(|id| {
            let (job, busy) = store.read(&id).ok()?;
            let state = State::of(&job, busy).word();
            Some((id.to_string(), format!("{state}, {}", job.plan.command)))
        })
        .collect()
}

/// Classes of known nodes.
pub(super) async fn classes(ctx: &Ctx) -> Vec<(String, String)> {
    let mut found = Tally::default();
    for known in ctx.cache().await.map(|cache| cache.nodes()).unwrap_or_default() {
        known.classes.iter().for_each(|class| found.add(class));
    }
    found.names()
}

/// Paths of facts of known nodes.
pub(super) async fn facts(ctx: &Ctx) -> Vec<(String, String)> {
    let Some(cache) = ctx.cache().await else {
        return Vec::new();
    };
    let mut found = Tally::default();
    for fact in cache.valued_facts() {
        found.0.entry(fact).or_default();
    }
    for facts in documents(&cache) {
        leaves(&facts, "", MAX_DEPTH, &mut |path, _| found.add(path));
    }
    found.names()
}

/// Values of one fact.
pub(super) async fn values(ctx: &Ctx, fact: &str) -> Vec<(String, String)> {
    let Some(cache) = ctx.cache().await else {
        return Vec::new();
    };
    let mut found = Tally::default();
    for value in cache.values(fact) {
        found.0.entry(value).or_default();
    }
    for facts in documents(&cache) {
        leaves(&facts, "", MAX_DEPTH, &mut |path, value| {
            if path == fact {
                found.add(value);
            }
        });
    }
    found
        .0
        .retain(|value, _| !value.is_empty() && value.len() <= MAX_VALUE);
    found.names()
}

/// Agents of known nodes.
pub(super) async fn agents(ctx: &Ctx) -> Vec<(String, String)> {
    let mut found = Tally::default();
    for known in ctx.cache().await.map(|cache| cache.nodes()).unwrap_or_default() {
        known.agents.iter().for_each(|agent| found.add(agent));
    }
    found.names()
}

fn documents(cache: &Cache) -> impl Iterator<Item = Value> {
    let texts = cache.facts(MAX_FACTS).into_iter();
    texts.filter_map(|text| serde_json::from_str(&text).ok())
}

/// Every fact that is a text, number or boolean, with its path and its value as it is written in a filter.
fn leaves(value: &Value, path: &str, depth: usize, each: &mut impl FnMut(&str, &str)) {
    match value {
        Value::Object(members) if depth > 0 => {
            // A dot or an operator in a name would need escapes that nobody completes.
            let plain = |name: &&String| {
                !name.is_empty()
                    && !name.contains(|c: char| c.is_whitespace() || ".*?#@|\\=<>!~:'\"".contains(c))
            };
            for name in members.keys().filter(plain) {
                let inner = if path.is_empty() {
                    name.clone()
                } else {
                    format!("{path}.{name}")
                };
                leaves(&members[name], &inner, depth - 1, each);
            }
        }
        Value::String(text) => each(path, text),
        Value::Number(number) => each(path, &number.to_string()),
        Value::Bool(value) => each(path, if *value { "true" } else { "false" }),
        Value::Null | Value::Array(_) | Value::Object(_) => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn facts_are_named_by_the_path_a_filter_takes() {
        let facts = serde_json::json!({
            "os": {"family": "debian", "release": {"major": 12}},
            "virtual": true,
            "disks": ["sda"],
            "odd.name": 1,
        });
        let mut found = Vec::new();
        leaves(&facts, "", MAX_DEPTH, &mut |path, value| {
            found.push(format!("{path}={value}"));
        });
        assert_eq!(found, ["os.family=debian", "os.release.major=12", "virtual=true"]);
    }
}
