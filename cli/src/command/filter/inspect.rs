//! What each term of a filter comes to on a node, and why.

use std::time::SystemTime;

use protocol::filter::expr::{EvalError, Expression, Outline};
use protocol::filter::{Asks, CompoundError, Fit, NodeScope, lookup};
use protocol::{FactFilter, Filter, NodeView};
use serde_json::Value;

use crate::explain::condition;

/// One term, or a part of one.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Finding {
    /// The term in words or as it was written.
    pub(super) term: String,
    /// How deep it stands below a term of the filter.
    pub(super) depth: usize,
    /// What it came to; none when it was not looked at.
    pub(super) outcome: Option<Result<Value, String>>,
    /// What was found instead, or where it looked.
    pub(super) why: Option<String>,
}

impl Finding {
    /// Whether it is true.
    pub(super) fn held(&self) -> bool {
        self.outcome == Some(Ok(Value::Bool(true)))
    }
}

/// Every term of a filter; the filter matches when all of depth 0 hold.
pub(super) fn findings(
    filter: &Filter,
    node: NodeView<'_>,
    now: SystemTime,
) -> Result<Vec<Finding>, CompoundError> {
    let mut findings = Vec::new();
    for term in filter.terms()? {
        let why = match term.asks() {
            Asks::Identity(_) => Some(format!("it is {}", node.identity)),
            Asks::Fact(fact) => Some(value(fact, node)),
            Asks::Class(_) | Asks::Agent(_) => None,
            // Told as it was written, with all its parts.
            Asks::Expression(_) => continue,
        };
        let holds = term.fits(&NodeScope::new(node, Some(now))) == Fit::Holds;
        findings.push(Finding {
            term: condition(&term),
            depth: 0,
            outcome: Some(Ok(holds.into())),
            why,
        });
    }
    for text in filter.compound_texts().unwrap_or_default() {
        compound(text, node, now, &mut findings);
    }
    Ok(findings)
}

fn value(fact: &FactFilter, node: NodeView<'_>) -> String {
    match lookup(node.facts, &fact.fact) {
        Some(value) => format!("it is {value}"),
        None => "there is no such fact".to_owned(),
    }
}

fn compound(text: &str, node: NodeView<'_>, now: SystemTime, findings: &mut Vec<Finding>) {
    let Ok(expression) = Expression::parse(text) else {
        return;
    };
    for term in expression.explain(&NodeScope::new(node, Some(now))) {
        let why = term.outcome.as_ref().and_then(|_| with(&term.text, node));
        findings.push(Finding {
            depth: term.depth,
            outcome: term.outcome.map(|it| it.map_err(|error| told(&error))),
            why,
            term: term.text,
        });
    }
}

/// An unknown function may be a data provider, which only a node has.
fn told(error: &EvalError) -> String {
    if error.reason.starts_with("there is no function") {
        format!("{error}; data providers answer on nodes only")
    } else {
        error.to_string()
    }
}

/// The value that `with("fact=value")` looks at.
fn with(text: &str, node: NodeView<'_>) -> Option<String> {
    let expression = Expression::parse(text).ok()?;
    match expression.outline() {
        Outline::Is {
            function: "with",
            text,
        } => {
            let fact = text.parse().ok()?;
            Some(value(&fact, node))
        }
        _ => None,
    }
}
