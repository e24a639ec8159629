//! Compound filters: expressions about a node.

mod judge;

#[cfg(test)]
mod tests;

use std::cell::{Cell, OnceCell, RefCell};
use std::collections::HashMap;
use std::time::SystemTime;

use serde_json::{Value, json};

use super::expr::{EvalError, Expression, Scope, SyntaxError, fractions};
use super::semver::satisfies;
use super::{FactSyntax, NodeView, parse, path, walk};
use judge::Judge;
pub(super) use judge::{Judged, Judges};

/// Expressions of one filter. Clients send one; each may take a second of a node's time.
const MAX_COMPOUND: usize = 8;

/// Different terms with patterns that `with` is given: each pattern is compiled, which may take milliseconds.
const MAX_PATTERNS: usize = 64;

/// Why a compound expression matches nothing.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum CompoundError {
    /// It is no expression, or too many of them.
    #[error("a compound filter is not up to {MAX_COMPOUND} entries of the form [{{\"expr\": \"...\"}}]")]
    Form,
    /// It does not parse.
    #[error("{text:?} is not an expression")]
    Syntax {
        /// The expression.
        text: String,
        /// What is wrong.
        source: SyntaxError,
    },
    /// What it gives `with` means something else to nodes of the reference.
    #[error(transparent)]
    With(#[from] FactSyntax),
    /// It cannot be evaluated on this node.
    #[error("{text:?} cannot be evaluated")]
    Eval {
        /// The expression.
        text: String,
        /// What is wrong.
        source: EvalError,
    },
}

/// What compound expressions know of a node: the variables `agents`, `classes` and `facts` (JSON as text), the functions `with`,
/// `fact`, `include` and `semver`, and the node's data providers by their names.
#[derive(Debug)]
pub struct NodeScope<'a> {
    node: NodeView<'a>,
    now: Option<SystemTime>,
    facts: OnceCell<Value>,
    /// What `with` said so far.
    told: RefCell<HashMap<String, Result<bool, String>>>,
    /// Whether something was called that is not there.
    unknown: Cell<bool>,
}

impl<'a> NodeScope<'a> {
    /// The names of a node; the time is for `now()`.
    pub fn new(node: NodeView<'a>, now: Option<SystemTime>) -> Self {
        Self {
            node,
            now,
            facts: OnceCell::new(),
            told: RefCell::default(),
            unknown: Cell::default(),
        }
    }

    pub(super) fn node(&self) -> &NodeView<'a> {
        &self.node
    }

    /// Whether something was called since the last time that is not there.
    pub(super) fn called_unknown(&self) -> bool {
        self.unknown.take()
    }

    fn facts(&self) -> &Value {
        self.facts
            .get_or_init(|| serde_json::from_str(self.node.facts).unwrap_or_default())
    }

    /// What a path leads to in the facts; none when absent.
    fn lookup(&self, path: &str) -> Option<Value> {
        Some(walk::find(self.facts(), &path::parse(path)?)?.into_owned())
    }

    fn with(&self, term: &str) -> Result<Value, String> {
        let mut told = self.told.borrow_mut();
        if let Some(known) = told.get(term) {
            return known.clone().map(Value::from);
        }
        if term.contains('/') && told.keys().filter(|term| term.contains('/')).count() >= MAX_PATTERNS {
            return Err(format!("more than {MAX_PATTERNS} different patterns"));
        }
        let holds = Judge::of(term).holds(self);
        told.insert(term.to_owned(), holds.clone());
        holds.map(Value::from)
    }

    fn data(&self, name: &str, arguments: &[Value]) -> Option<Result<Value, String>> {
        match (self.node.data, arguments) {
            (Some(data), [] | [_]) => data.query(name, arguments.first()),
            (Some(_), _) => Some(Err("a data provider takes one query at most".to_owned())),
            (None, _) => {
                self.unknown.set(true);
                None
            }
        }
    }
}

impl Scope for NodeScope<'_> {
    fn variable(&self, name: &str) -> Value {
        match name {
            "agents" => json!(self.node.agents),
            "classes" => json!(self.node.classes),
            "facts" => self.node.facts.into(),
            _ => Value::Null,
        }
    }

    fn call(&self, name: &str, arguments: &[Value]) -> Option<Result<Value, String>> {
        match (name, arguments) {
            ("with", [Value::String(term)]) => Some(self.with(term)),
            ("fact", [Value::String(path)]) => Some(Ok(self.lookup(path).map_or(Value::Null, fractions))),
            ("with" | "fact", _) => Some(Err("it takes one text".to_owned())),
            _ => shared(name, arguments).or_else(|| self.data(name, arguments)),
        }
    }

    fn moment(&self, name: &str) -> Option<SystemTime> {
        self.now.filter(|_| name == "now")
    }
}

/// Functions that filters on nodes and on replies have; none for other names.
pub(super) fn shared(name: &str, arguments: &[Value]) -> Option<Result<Value, String>> {
    Some(match (name, arguments) {
        ("include", [Value::Array(items), needle]) => {
            let needle = fractions(needle.clone());
            Ok(items.iter().any(|item| fractions(item.clone()) == needle).into())
        }
        ("include", _) => Err("it takes a list and a value".to_owned()),
        ("semver", [Value::String(version), Value::String(constraint)]) => satisfies(version, constraint)
            .map(Value::from)
            .map_err(|error| error.to_string()),
        ("semver", _) => Err("it takes two texts, a version and a constraint".to_owned()),
        _ => return None,
    })
}

/// Whether every entry holds.
pub(super) fn hold(
    entries: &[Value],
    node: NodeView<'_>,
    now: Option<SystemTime>,
) -> Result<bool, CompoundError> {
    if entries.len() > MAX_COMPOUND {
        return Err(CompoundError::Form);
    }
    let scope = NodeScope::new(node, now);
    for entry in entries {
        let text = text(entry).ok_or(CompoundError::Form)?;
        let expression = expression(text)?;
        let holds = expression.holds(&scope).map_err(|source| CompoundError::Eval {
            text: text.to_owned(),
            source,
        })?;
        if !holds {
            return Ok(false);
        }
    }
    Ok(true)
}

/// The expression of an entry; none when it has another form.
pub(super) fn text(entry: &Value) -> Option<&str> {
    match entry.as_array()?.as_slice() {
        [step] => step.as_object()?.get("expr")?.as_str(),
        _ => None,
    }
}

/// The entry for an expression that nodes will understand.
pub(super) fn entry(text: &str) -> Result<Value, CompoundError> {
    for term in expression(text)?.texts_given_to("with") {
        if let Err(parse::Refusal::Misread(reason)) = parse::fact(term) {
            return Err(FactSyntax::new(term, reason).into());
        }
    }
    Ok(json!([{"expr": text}]))
}

pub(super) fn expression(text: &str) -> Result<Expression, CompoundError> {
    Expression::parse(text).map_err(|source| CompoundError::Syntax {
        text: text.to_owned(),
        source,
    })
}
