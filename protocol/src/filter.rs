//! Which nodes are meant.

mod compare;
mod compound;
pub mod expr;
mod needle;
mod parse;
mod path;
mod ready;
mod replies;
pub mod semver;
mod term;
mod walk;
mod words;

#[cfg(test)]
mod tests;

use std::time::SystemTime;

use pattern::{Case, Regex};
use serde::{Deserialize, Deserializer, Serialize};
use serde_json::Value;

pub use compound::{CompoundError, NodeScope};
use needle::Needle;
pub use ready::{ClassTest, FactTest};
pub use replies::ReplyScope;
pub use term::{Asks, Fit, Term};
use words::Word;

/// Patterns, and facts, of one filter: both cost a node more than comparing text, and a fact can walk all facts many times.
/// Filters with more match no node, so that nobody who may call nothing can still keep a node busy for seconds with one request.
const MAX_PATTERNS: usize = 256;
const MAX_FACTS: usize = 32;

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
    /// Compound expressions, all must hold: each `[{"expr": "..."}]`. Other forms, such as the call stacks of old clients, are carried
    /// unchanged and match nothing. (The reference lets several expressions vote; clients send one.)
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
    /// Data providers, which compound expressions may call; none where there are none.
    pub data: Option<&'a dyn Data>,
}

impl<'a> NodeView<'a> {
    /// A node of which nothing is known but its name.
    pub fn named(identity: &'a str) -> Self {
        Self {
            identity,
            agents: &[],
            classes: &[],
            facts: "{}",
            data: None,
        }
    }
}

/// The data providers of a node, for compound expressions. Called synchronously: whoever evaluates such a filter does so where
/// blocking is allowed.
pub trait Data: std::fmt::Debug + Send + Sync {
    /// What a provider says for a query; none when there is no provider of that name.
    fn query(&self, provider: &str, query: Option<&Value>) -> Option<Result<Value, String>>;
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

/// A pattern of a filter that does not compile.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{text:?} is not a regular expression: {reason}")]
pub struct PatternSyntax {
    /// As it stands in the filter.
    pub text: String,
    /// What is wrong.
    pub reason: String,
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

    /// Whether the node is meant. Cheap kinds are looked at first, compound expressions last; with one that calls data providers
    /// this may block.
    pub fn matches(&self, node: NodeView<'_>) -> bool {
        self.matches_but_compound(node) && self.compound_holds(node, None).unwrap_or(false)
    }

    /// Whether the node is meant as far as everything but compound expressions says. Never blocks.
    pub fn matches_but_compound(&self, node: NodeView<'_>) -> bool {
        let identity = self.identity.is_empty()
            || self
                .identity
                .iter()
                .any(|it| Needle::name(it).is_identity(node.identity));
        identity
            && self.is_affordable()
            && self.agent.iter().all(|it| Needle::name(it).is_among(node.agents))
            && self.cf_class.iter().all(|it| class_matches(it, node.classes))
            && self.fact.iter().all(|it| it.matches(node.facts))
    }

    /// Whether every compound expression holds, and if not because one failed, why. Blocks as long as data providers do; the time
    /// is for `now()`, which fails without it.
    pub fn compound_holds(&self, node: NodeView<'_>, now: Option<SystemTime>) -> Result<bool, CompoundError> {
        compound::hold(&self.compound, node, now)
    }

    /// The compound expressions as they were written; none when one has another form.
    pub fn compound_texts(&self) -> Option<Vec<&str>> {
        self.compound.iter().map(compound::text).collect()
    }

    /// Adds one `-S` expression. Fails, having added nothing, on one that no node could evaluate, or that nodes of the reference
    /// would take for another than it says.
    pub fn add_compound(&mut self, text: &str) -> Result<(), CompoundError> {
        self.compound.push(compound::entry(text)?);
        Ok(())
    }

    /// Adds one `-F` term.
    pub fn add_fact(&mut self, text: &str) -> Result<(), FactSyntax> {
        self.fact.push(text.parse()?);
        Ok(())
    }

    /// Adds `-W` text: words that parse as facts become facts, others classes; quotes hold values with spaces together. Fails,
    /// having added nothing, on a word that the reference would take for another fact than it says.
    pub fn add_combined(&mut self, text: &str) -> Result<(), FactSyntax> {
        for word in words::words(text)? {
            match word {
                Word::Fact(fact) => self.fact.push(fact),
                Word::Class(class) => self.cf_class.push(class),
            }
        }
        Ok(())
    }

    /// Checks that every pattern compiles. One that does not matches nothing, so nodes would only be silent about it.
    pub fn check_patterns(&self) -> Result<(), PatternSyntax> {
        let names = self.identity.iter().chain(&self.agent).chain(&self.cf_class);
        let names = names.filter_map(|text| Some((text, pattern::wrapped(text)?)));
        let facts = self.fact.iter().filter(|fact| fact.operator == "=~");
        let facts = facts.map(|fact| (&fact.value, fact.value.trim_matches('/')));
        for (text, inner) in names.chain(facts) {
            pattern::compile(inner, Case::Minded).map_err(|error| PatternSyntax::new(text, &error))?;
        }
        Ok(())
    }

    fn is_affordable(&self) -> bool {
        let texts = self.identity.iter().chain(&self.agent).chain(&self.cf_class);
        let patterns = texts.filter(|text| pattern::wrapped(text).is_some()).count();
        patterns <= MAX_PATTERNS && self.fact.len() <= MAX_FACTS
    }
}

impl FactFilter {
    /// Whether the facts satisfy it. An absent fact satisfies nothing, not even `!=`.
    pub fn matches(&self, facts: &str) -> bool {
        lookup(facts, &self.fact).is_some_and(|fact| compare::holds(&fact, &self.operator, &self.value))
    }

    /// Whether a peer would take it: a known operator, and something on both its sides.
    pub(crate) fn is_sendable(&self) -> bool {
        let known = [">=", "<=", "<", ">", "!=", "==", "=~"];
        !self.fact.is_empty() && !self.value.is_empty() && known.contains(&self.operator.as_str())
    }
}

impl std::str::FromStr for FactFilter {
    type Err = FactSyntax;

    fn from_str(text: &str) -> Result<Self, FactSyntax> {
        parse::fact(text).map_err(|refusal| match refusal {
            parse::Refusal::NoFact(reason) | parse::Refusal::Misread(reason) => FactSyntax::new(text, reason),
        })
    }
}

impl PatternSyntax {
    fn new(text: &str, error: &pattern::Error) -> Self {
        Self {
            text: text.to_owned(),
            reason: reason(error),
        }
    }
}

impl FactSyntax {
    fn new(text: &str, reason: &'static str) -> Self {
        Self {
            text: text.to_owned(),
            reason,
        }
    }
}

/// Whether one of the classes fits: `/re/` ignores case, other text is compared in lower case.
fn class_matches(needle: &str, classes: &[String]) -> bool {
    ClassTest::new(needle).matches(classes)
}

/// The compound expression for the nodes which `-W` text does not mean: `not with("...")`.
pub fn negation(words: &str) -> Result<String, FactSyntax> {
    words::negation(words)
}

/// Looks a fact up by its path; none when absent.
///
/// Paths are those of gjson: `os.family`, `disks.0`, `disks.#`, `net.*.ip`, `users.#(name=="ann").shell`, `users.#.name`,
/// `cpus|@reverse`. Not understood, and so absent: multipaths, literals, JSON lines, modifiers that make text of values, and paths
/// beyond any reasonable size.
pub fn lookup(facts: &str, path: &str) -> Option<Value> {
    walk::lookup(facts, &path::parse(path)?)
}

/// The error's last line has the reason; those above draw the pattern, as it was translated.
fn reason(error: &pattern::Error) -> String {
    let shown = error.to_string();
    let last = shown.lines().last().unwrap_or_default();
    last.strip_prefix("error: ").unwrap_or(last).to_owned()
}

/// The compiled pattern; one that does not compile matches nothing.
fn regex(pattern: &str, case: Case) -> Option<Regex> {
    pattern::compile(pattern, case).ok()
}

fn null_is_empty<'de, D: Deserializer<'de>>(from: D) -> Result<Vec<String>, D::Error> {
    Ok(Option::deserialize(from)?.unwrap_or_default())
}
