//! A filter taken apart, for trying it on many nodes: its patterns are compiled and its expressions read once.

use std::collections::HashSet;

use super::compound::{self, Judged, Judges};
use super::expr::Expression;
use super::needle::Needle;
use super::{ClassTest, CompoundError, FactFilter, FactTest, Filter, NodeScope};

/// One condition of a filter. A node is meant when all of them hold.
#[derive(Debug)]
pub struct Term<'f>(Test<'f>);

/// What a condition asks.
#[derive(Debug, Clone, Copy)]
pub enum Asks<'t> {
    /// Whether the node has one of these names, or one that fits a `/pattern/` among them.
    Identity(&'t [String]),
    /// Whether it has a class.
    Class(&'t str),
    /// Whether it hosts an agent.
    Agent(&'t str),
    /// Whether a fact compares as wanted.
    Fact(&'t FactFilter),
    /// Whether an expression is true, or the part of one that stands between two `and`.
    Expression(&'t Expression),
}

/// What a condition comes to on a node.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fit {
    /// It holds.
    Holds,
    /// It does not.
    Fails,
    /// It does not, as there is no such fact.
    NoSuchFact,
    /// It calls a function that is not known here, as the data providers of a node are.
    Unknown,
}

#[derive(Debug)]
enum Test<'f> {
    Identity {
        names: &'f [String],
        plain: HashSet<&'f str>,
        patterns: Vec<Needle<'f>>,
    },
    Class(&'f str, ClassTest),
    Agent(&'f str, Needle<'f>),
    Fact(&'f FactFilter, FactTest),
    Expression {
        part: Expression,
        judges: Judges,
    },
}

impl Filter {
    /// Its conditions: names, classes, facts, agents, then expressions, part by part.
    ///
    /// - **Errors:** [`CompoundError::Form`], [`CompoundError::Syntax`]
    pub fn terms(&self) -> Result<Vec<Term<'_>>, CompoundError> {
        let mut tests = Vec::new();
        if !self.identity.is_empty() {
            tests.push(Test::identity(&self.identity));
        }
        let classes = self.cf_class.iter();
        tests.extend(classes.map(|class| Test::Class(class, ClassTest::new(class))));
        let facts = self.fact.iter();
        tests.extend(facts.map(|fact| Test::Fact(fact, fact.clone().into())));
        let agents = self.agent.iter();
        tests.extend(agents.map(|agent| Test::Agent(agent, Needle::name(agent))));
        for text in self.compound_texts().ok_or(CompoundError::Form)? {
            let parts = compound::expression(text)?.conjuncts();
            tests.extend(parts.into_iter().map(|part| Test::Expression {
                part,
                judges: Judges::default(),
            }));
        }
        Ok(tests.into_iter().map(Term).collect())
    }
}

impl Term<'_> {
    /// What it asks.
    pub fn asks(&self) -> Asks<'_> {
        match &self.0 {
            Test::Identity { names, .. } => Asks::Identity(names),
            Test::Class(class, _) => Asks::Class(class),
            Test::Agent(agent, _) => Asks::Agent(agent),
            Test::Fact(fact, _) => Asks::Fact(fact),
            Test::Expression { part, .. } => Asks::Expression(part),
        }
    }

    /// Whether it looks at a node's facts.
    pub fn needs_facts(&self) -> bool {
        matches!(self.0, Test::Fact(..) | Test::Expression { .. })
    }

    /// What it comes to on a node. An expression that cannot be evaluated there fails.
    pub fn fits(&self, scope: &NodeScope<'_>) -> Fit {
        let node = scope.node();
        let holds = match &self.0 {
            Test::Identity { plain, patterns, .. } => {
                plain.contains(node.identity) || patterns.iter().any(|it| it.is_identity(node.identity))
            }
            Test::Class(_, class) => class.matches(node.classes),
            Test::Agent(_, agent) => agent.is_among(node.agents),
            Test::Fact(_, test) => match test.on_text(node.facts) {
                Some(holds) => holds,
                None => return Fit::NoSuchFact,
            },
            Test::Expression { part, judges } => {
                let told = part.holds(&Judged { scope, judges });
                if told.is_err() && scope.called_unknown() {
                    return Fit::Unknown;
                }
                told.unwrap_or(false)
            }
        };
        if holds { Fit::Holds } else { Fit::Fails }
    }
}

impl<'f> Test<'f> {
    fn identity(names: &'f [String]) -> Self {
        let (patterns, plain): (Vec<_>, Vec<_>) =
            names.iter().partition(|name| pattern::wrapped(name).is_some());
        Self::Identity {
            names,
            plain: plain.into_iter().map(String::as_str).collect(),
            patterns: patterns.into_iter().map(Needle::name).collect(),
        }
    }
}

#[cfg(test)]
mod tests;
