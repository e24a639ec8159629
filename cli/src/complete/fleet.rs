//! Names known without asking anybody: nodes, facts, classes and agents from the fleet cache, saved sets, rollouts.

use std::collections::HashMap;
use std::ops::ControlFlow;

use client::cache::{Cache, Known};
use protocol::Identity;
use serde_json::Value;

use super::offer::Offer;
use crate::ctx::Ctx;
use crate::job::Store;
use crate::rollout::State;

/// Facts that are looked at: enough to know every fact, quick enough while somebody types.
const MAX_FACTS: usize = 3 << 20;

/// Nodes whose classes or agents are looked at, for the same reasons; more when none of them goes on with what was typed.
const ENOUGH: usize = 1_500;

/// Facts of one node are not larger: with less room than that left, some may have been left out.
const MAX_DOCUMENT: usize = 256 << 10;

/// Facts in facts are named down to this depth.
const MAX_DEPTH: usize = 4;

/// Longest value that is offered.
const MAX_VALUE: usize = 60;

/// Most rollouts that are looked at, which means reading their files.
const MAX_JOBS: usize = 200;

/// Names with how often they were found.
#[derive(Default)]
struct Tally {
    counts: HashMap<String, usize>,
    /// Whether there are nodes that were not looked at.
    more: bool,
}

impl Tally {
    fn add(&mut self, name: &str) {
        match self.counts.get_mut(name) {
            Some(count) => *count += 1,
            None => {
                self.counts.insert(name.to_owned(), 1);
            }
        }
    }

    /// A name that is known, though not of which nodes.
    fn know(&mut self, name: String) {
        self.counts.entry(name).or_default();
    }

    /// Looks at every fact of as many nodes as there is time for.
    fn look(&mut self, cache: &Cache, mut each: impl FnMut(&mut Self, &str, &str)) {
        let mut read = 0;
        for text in cache.facts(MAX_FACTS) {
            read += text.len();
            if let Ok(facts) = serde_json::from_str(&text) {
                leaves(&facts, "", MAX_DEPTH, &mut |path, value| each(self, path, value));
            }
        }
        self.more = read + MAX_DOCUMENT > MAX_FACTS;
    }

    /// The most frequent first.
    fn offers(self) -> Vec<Offer> {
        let least = if self.more { "at least " } else { "" };
        let said = |count| match count {
            0 => String::new(),
            1 => format!("{least}1 node"),
            count => format!("{least}{count} nodes"),
        };
        // Nodes choose these names: none may become a flag on somebody's command line.
        let names = self.counts.into_iter().filter(|(name, _)| !name.starts_with('-'));
        let mut counted: Vec<(String, usize)> = names.collect();
        counted.sort_by(|(a, many), (b, few)| few.cmp(many).then_with(|| a.cmp(b)));
        let counted = counted.into_iter();
        counted
            .map(|(name, count)| Offer::new(name, said(count)))
            .collect()
    }
}

/// Known nodes that go on with `word`, or all when there are none.
pub(crate) async fn nodes(ctx: &Ctx, word: &str) -> Vec<Offer> {
    let Some(cache) = ctx.cache().await else {
        return Vec::new();
    };
    let mut names = cache.names(word);
    if names.is_empty() && !word.is_empty() {
        names = cache.names("");
    }
    let offer = |name: &Identity| Offer::new(name.as_str(), "known node");
    names.iter().map(offer).collect()
}

/// Known nodes, and saved sets with their `@`.
pub(crate) async fn nodes_and_sets(ctx: &Ctx, word: &str) -> Vec<Offer> {
    let mut offers = nodes(ctx, word).await;
    offers.extend(sets(ctx, "@"));
    offers
}

/// Saved sets, with something before their names.
pub(crate) fn sets(ctx: &Ctx, mark: &str) -> Vec<Offer> {
    let sets = ctx.sets().ok().and_then(|sets| sets.list().ok());
    let sets = sets.unwrap_or_default().into_iter();
    sets.map(|set| {
        Offer::new(
            format!("{mark}{}", set.name.as_str()),
            format!("set of {}", set.nodes),
        )
    })
    .collect()
}

/// Rollouts with what they do; those whose file cannot be read are left out.
pub(crate) fn jobs(ctx: &Ctx) -> Vec<Offer> {
    let Ok(store) = Store::of(&ctx.environment) else {
        return Vec::new();
    };
    let latest = store.latest(MAX_JOBS).unwrap_or_default().into_iter();
    latest
        .filter_map(|(id, _)| {
            let (job, busy) = store.read(&id).ok()?;
            let state = State::of(&job, busy).word();
            Some(Offer::new(
                id.to_string(),
                format!("{state}, {}", job.plan.command),
            ))
        })
        .collect()
}

/// Classes of known nodes: of all, or of as many as there is time for while `word` is typed.
pub(crate) async fn classes(ctx: &Ctx, word: Option<&str>) -> Vec<Offer> {
    count(ctx, word, |known| &known.classes).await.offers()
}

/// Agents of known nodes, likewise.
pub(crate) async fn agents(ctx: &Ctx, word: Option<&str>) -> Vec<Offer> {
    count(ctx, word, |known| &known.agents).await.offers()
}

async fn count(ctx: &Ctx, word: Option<&str>, names: impl Fn(&Known) -> &[String]) -> Tally {
    let mut found = Tally::default();
    let Some(cache) = ctx.cache().await else {
        return found;
    };
    let (mut looked, mut fits) = (0, false);
    cache.each(|known| {
        found.more = fits && looked >= ENOUGH;
        if found.more {
            return ControlFlow::Break(());
        }
        looked += 1;
        for name in names(&known) {
            fits |= word.is_some_and(|word| name.starts_with(word));
            found.add(name);
        }
        ControlFlow::Continue(())
    });
    found
}

/// Paths of facts of known nodes.
pub(crate) async fn facts(ctx: &Ctx) -> Vec<Offer> {
    let Some(cache) = ctx.cache().await else {
        return Vec::new();
    };
    let mut found = Tally::default();
    cache.valued_facts().into_iter().for_each(|fact| found.know(fact));
    found.look(&cache, |found, path, _| found.add(path));
    let mut offers = found.offers();
    offers.sort_by(|a, b| a.text.cmp(&b.text));
    offers
}

/// Values of one fact.
pub(crate) async fn values(ctx: &Ctx, fact: &str) -> Vec<Offer> {
    let Some(cache) = ctx.cache().await else {
        return Vec::new();
    };
    let mut found = Tally::default();
    cache.values(fact).into_iter().for_each(|value| found.know(value));
    found.look(&cache, |found, path, value| {
        if path == fact {
            found.add(value);
        }
    });
    found
        .counts
        .retain(|value, _| !value.is_empty() && value.len() <= MAX_VALUE);
    found.offers()
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
