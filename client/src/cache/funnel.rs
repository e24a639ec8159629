//! What is left of the known nodes after each condition of a filter.

use std::cell::OnceCell;
use std::ops::ControlFlow;
use std::time::SystemTime;

use protocol::filter::{Asks, Fit, NodeScope, Term};
use protocol::{Collective, Identity, NodeView};

use super::store::Outcome;
use super::table::{Facts, Reading};
use super::{Cache, Known};

/// How the known nodes of a collective fare with a filter, condition by condition.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Funnel {
    /// Nodes of the collective, of some of which only the name may be known.
    pub fleet: usize,
    /// Nodes that were looked at: those of which as much is known as the filter asks for.
    pub known: usize,
    /// When the oldest of what was looked at was learned.
    pub oldest: SystemTime,
    /// One for each condition, in the same order.
    pub steps: Vec<Step>,
}

/// What one condition does. It is tried on the nodes that are left by those before it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Step {
    /// Nodes that are left, those included of which it cannot be told.
    pub left: usize,
    /// Nodes that go as they have no such fact.
    pub lacking: usize,
    /// Nodes that stay as only they themselves can tell, with their data providers.
    pub unknown: usize,
}

/// Which known nodes of a collective a filter means.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Meant {
    /// Those that match for certain, sorted.
    pub nodes: Vec<Identity>,
    /// How many would have to be asked.
    pub unsure: usize,
    /// All known nodes of the collective.
    pub fleet: usize,
}

/// What a filter comes to on one node.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Verdict {
    In,
    Unsure,
    Out,
}

impl Funnel {
    /// Nodes that are left in the end.
    pub fn matching(&self) -> usize {
        self.steps.last().map_or(self.known, |step| step.left)
    }

    /// Whether it can be told of every node whether it matches.
    pub fn is_exact(&self) -> bool {
        self.steps.iter().all(|step| step.unknown == 0)
    }
}

impl Cache {
    /// Tries the conditions of a filter on the known nodes of a collective; none when nothing is known that they could be tried on.
    /// The time is for `now()` in expressions.
    pub fn funnel(&self, collective: &Collective, terms: &[Term<'_>], now: SystemTime) -> Option<Funnel> {
        self.store
            .read(|tables| pour(tables, collective, terms, now))
            .flatten()
    }

    /// Which known nodes of a collective a filter means; looking ends early once `go_on` says no.
    pub fn meant(
        &self,
        collective: &Collective,
        terms: &[Term<'_>],
        now: SystemTime,
        go_on: impl Fn() -> bool,
    ) -> Meant {
        let mut meant = Meant::default();
        self.store.read(|tables| {
            let facts = tables.facts()?;
            let by_name = names_alone(terms);
            let mut steps = vec![Step::default(); terms.len()];
            tables.each(|node| {
                if !node.is_in(collective) {
                    return Ok(ControlFlow::Continue(()));
                }
                meant.fleet += 1;
                let verdict = match by_name || node.learned.is_some() {
                    true => sift(&node, &facts, terms, now, &mut steps)?,
                    false => Verdict::Unsure,
                };
                match verdict {
                    Verdict::In => meant.nodes.push(node.node),
                    Verdict::Unsure => meant.unsure += 1,
                    Verdict::Out => {}
                }
                Ok(match go_on() {
                    true => ControlFlow::Continue(()),
                    false => ControlFlow::Break(()),
                })
            })
        });
        meant
    }
}

fn names_alone(terms: &[Term<'_>]) -> bool {
    terms.iter().all(|term| matches!(term.asks(), Asks::Identity(_)))
}

fn pour(
    tables: &Reading<'_>,
    collective: &Collective,
    terms: &[Term<'_>],
    now: SystemTime,
) -> Outcome<Option<Funnel>> {
    let by_name = names_alone(terms);
    let facts = tables.facts()?;
    let mut funnel: Option<Funnel> = None;
    let mut fleet = 0;
    tables.each(|node| {
        if !node.is_in(collective) {
            return Ok(ControlFlow::Continue(()));
        }
        fleet += 1;
        let since = if by_name { Some(node.seen) } else { node.learned };
        let Some(since) = since else {
            return Ok(ControlFlow::Continue(()));
        };
        let so_far = funnel.get_or_insert_with(|| Funnel {
            fleet: 0,
            known: 0,
            oldest: since,
            steps: vec![Step::default(); terms.len()],
        });
        so_far.known += 1;
        so_far.oldest = so_far.oldest.min(since);
        sift(&node, &facts, terms, now, &mut so_far.steps)?;
        Ok(ControlFlow::Continue(()))
    })?;
    Ok(funnel.map(|funnel| Funnel { fleet, ..funnel }))
}

/// Takes one node through the conditions until one does not hold. Facts are read only for nodes that get as far.
fn sift(
    node: &Known,
    facts: &Facts<'_>,
    terms: &[Term<'_>],
    now: SystemTime,
    steps: &mut [Step],
) -> Outcome<Verdict> {
    let mut verdict = Verdict::In;
    let text = OnceCell::new();
    let scope = |facts| NodeScope::new(node.view(facts), Some(now));
    let (mut here, mut has_facts) = (scope("{}"), false);
    for (term, step) in terms.iter().zip(steps) {
        if term.needs_facts() && !has_facts {
            let read = facts.of(node.node.as_str())?;
            here = scope(text.get_or_init(|| read));
            has_facts = true;
        }
        match term.fits(&here) {
            Fit::Holds => {}
            Fit::Unknown => {
                step.unknown += 1;
                verdict = Verdict::Unsure;
            }
            Fit::NoSuchFact => {
                step.lacking += 1;
                return Ok(Verdict::Out);
            }
            Fit::Fails => return Ok(Verdict::Out),
        }
        step.left += 1;
    }
    Ok(verdict)
}

impl Known {
    fn view<'a>(&'a self, facts: &'a str) -> NodeView<'a> {
        NodeView {
            identity: self.node.as_str(),
            agents: &self.agents,
            classes: &self.classes,
            facts,
            data: None,
        }
    }
}
