//! What each term of a filter comes to on a node, and why.

use std::time::SystemTime;

use protocol::filter::expr::{EvalError, Expression, Outline};
use protocol::filter::{NodeScope, lookup};
use protocol::{FactFilter, Filter, NodeView};
use serde_json::Value;

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
pub(super) fn findings(filter: &Filter, node: NodeView<'_>, now: SystemTime) -> Vec<Finding> {
    let mut findings = Vec::new();
    if !filter.identity.is_empty() {
        let part = Filter {
            identity: filter.identity.clone(),
            ..Filter::default()
        };
        findings.push(simple(&part, node, Some(format!("it is {}", node.identity))));
    }
    for class in &filter.cf_class {
        let part = Filter {
            cf_class: vec![class.clone()],
            ..Filter::default()
        };
        findings.push(simple(&part, node, None));
    }
    for agent in &filter.agent {
        let part = Filter {
            agent: vec![agent.clone()],
            ..Filter::default()
        };
        findings.push(simple(&part, node, None));
    }
    for fact in &filter.fact {
        let part = Filter {
            fact: vec![fact.clone()],
            ..Filter::default()
        };
        findings.push(simple(&part, node, Some(value(fact, node))));
    }
    for text in filter.compound_texts().unwrap_or_default() {
        compound(text, node, now, &mut findings);
    }
    findings
}

fn simple(part: &Filter, node: NodeView<'_>, why: Option<String>) -> Finding {
    Finding {
        term: crate::explain::sentence(part, &[], None).join(" "),
        depth: 0,
        outcome: Some(Ok(part.matches(node).into())),
        why,
    }
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
