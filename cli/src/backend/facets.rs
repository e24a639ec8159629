//! Which values facts, classes, agents and collectives have over nodes, and how often.

use std::collections::HashMap;
use std::ops::ControlFlow;
use std::sync::Arc;

use client::cache::{Cache, Known};
use protocol::Identity;
use protocol::filter::lookup;
use serde_json::Value;
use tokio_util::sync::CancellationToken;
use tui::fleet::{Facet, FacetKind};
use tui::{Report, Reports, Ticket};

use super::Session;
use super::trouble::Jotter;

/// Facts counted at once.
const MOST_FACTS: usize = 50;

/// Different values that are counted of one thing; a fact that differs on every node is no facet.
const MOST_COUNTED: usize = 20_000;

/// Values that are told of one thing.
const MOST_TOLD: usize = 1_000;

/// Longest value, in characters.
const MOST_TEXT: usize = 200;

/// Values with their counts.
#[derive(Default)]
struct Tally {
    counts: HashMap<String, usize>,
    lacking: usize,
}

/// Everything that is counted.
struct Count {
    facts: Vec<(String, Tally)>,
    classes: Tally,
    agents: Tally,
    collectives: Tally,
    nodes: usize,
}

impl Tally {
    fn add(&mut self, value: &str) {
        let end = value
            .char_indices()
            .nth(MOST_TEXT)
            .map_or(value.len(), |(end, _)| end);
        let value = &value[..end];
        if let Some(count) = self.counts.get_mut(value) {
            *count += 1;
        } else if self.counts.len() < MOST_COUNTED {
            self.counts.insert(value.to_owned(), 1);
        }
    }

    fn names(&mut self, names: &[String]) {
        names.iter().for_each(|name| self.add(name));
        self.lacking += usize::from(names.is_empty());
    }

    fn fact(&mut self, value: Option<&Value>) {
        match value {
            None | Some(Value::Null) => self.lacking += 1,
            Some(Value::String(text)) => self.add(text),
            Some(Value::Array(items)) if items.iter().all(|item| !item.is_object() && !item.is_array()) => {
                items.iter().for_each(|item| self.add(&plain(item)));
            }
            Some(other) => self.add(&other.to_string()),
        }
    }

    fn facet(self, name: &str, kind: FacetKind) -> Facet {
        let mut values: Vec<(String, usize)> = self.counts.into_iter().collect();
        values.sort_by(|one, other| other.1.cmp(&one.1).then_with(|| one.0.cmp(&other.0)));
        values.truncate(MOST_TOLD);
        Facet {
            name: name.to_owned(),
            kind,
            values,
            lacking: self.lacking,
        }
    }
}

impl Count {
    fn of(facts: Vec<String>) -> Self {
        let facts = facts.into_iter().take(MOST_FACTS);
        Self {
            facts: facts.map(|path| (path, Tally::default())).collect(),
            classes: Tally::default(),
            agents: Tally::default(),
            collectives: Tally::default(),
            nodes: 0,
        }
    }

    fn node(&mut self, known: &Known, facts: &str) {
        self.nodes += 1;
        for (path, tally) in &mut self.facts {
            tally.fact(lookup(facts, path).as_ref());
        }
        self.classes.names(&known.classes);
        self.agents.names(&known.agents);
        self.collectives.names(&known.collectives);
    }

    fn facets(self) -> Vec<Facet> {
        let facts = self.facts.into_iter();
        let mut facets: Vec<Facet> = facts
            .map(|(path, tally)| tally.facet(&path, FacetKind::Fact))
            .collect();
        facets.push(self.classes.facet("class", FacetKind::Class));
        facets.push(self.agents.facet("agent", FacetKind::Agent));
        facets.push(self.collectives.facet("collective", FacetKind::Collective));
        facets
    }
}

/// Counts over these nodes, as far as they are known.
pub(super) async fn facets(
    session: Arc<Session>,
    stop: CancellationToken,
    ticket: Ticket,
    nodes: Arc<[Identity]>,
    facts: Vec<String>,
    reports: Reports,
) {
    let ctx = session.ctx(&stop, &Jotter::default());
    let cache = ctx.cache().await;
    let counting = tokio::task::spawn_blocking(move || count(cache.as_ref(), &nodes, facts, &stop));
    if let Ok((facets, counted)) = counting.await {
        reports
            .send(Report::Facets {
                ticket,
                facets,
                counted,
            })
            .await;
    }
}

fn count(
    cache: Option<&Cache>,
    nodes: &[Identity],
    facts: Vec<String>,
    stop: &CancellationToken,
) -> (Vec<Facet>, usize) {
    let mut count = Count::of(facts);
    if let Some(cache) = cache {
        cache.each_of(nodes, |known, facts| {
            count.node(&known, facts);
            match stop.is_cancelled() {
                true => ControlFlow::Break(()),
                false => ControlFlow::Continue(()),
            }
        });
    }
    let counted = count.nodes;
    (count.facets(), counted)
}

fn plain(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn long_values_are_counted_by_their_beginning() {
        let mut tally = Tally::default();
        let long = "\u{fc}".repeat(MOST_TEXT + 1);
        tally.add(&long);
        tally.add(&long);
        assert_eq!(tally.counts.get("\u{fc}".repeat(MOST_TEXT).as_str()), Some(&2));
    }

    #[test]
    fn values_are_counted_and_the_most_frequent_comes_first() {
        let mut tally = Tally::default();
        for value in [
            json!("uk"),
            json!("mt"),
            json!("uk"),
            json!(["uk", "de"]),
            json!(null),
        ] {
            tally.fact(Some(&value));
        }
        tally.fact(None);
        let facet = tally.facet("country", FacetKind::Fact);
        let values: Vec<_> = facet
            .values
            .iter()
            .map(|(value, count)| (value.as_str(), *count))
            .collect();
        assert_eq!(values, [("uk", 3), ("de", 1), ("mt", 1)]);
        assert_eq!(facet.lacking, 2);
    }

    #[test]
    fn a_fact_that_differs_everywhere_does_not_fill_the_memory() {
        let mut tally = Tally::default();
        (0..MOST_COUNTED * 2).for_each(|number| tally.add(&number.to_string()));
        tally.add(&"x".repeat(1 << 20));
        assert_eq!(tally.counts.len(), MOST_COUNTED);
        assert_eq!(tally.facet("serial", FacetKind::Fact).values.len(), MOST_TOLD);
    }
}
