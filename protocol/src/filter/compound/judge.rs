//! What `with("...")` asks: a fact comparison, else a class or an agent.

use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;

use serde_json::Value;

use super::NodeScope;
use crate::filter::expr::Scope;
use crate::filter::needle::Needle;
use crate::filter::{ClassTest, FactTest, parse};

/// Terms that are remembered; an expression may make more of them than it holds.
const MAX_KNOWN: usize = 64;

/// One term, ready for many nodes.
#[derive(Debug)]
pub(super) enum Judge {
    Fact(FactTest),
    Name {
        class: ClassTest,
        agent: Needle<'static>,
    },
    /// Nodes of the reference take it for another than it says.
    Misread(&'static str),
}

/// The terms of one expression.
#[derive(Debug, Default)]
pub(crate) struct Judges(RefCell<HashMap<String, Rc<Judge>>>);

/// A node whose terms are judged by those who know them already.
pub(crate) struct Judged<'s, 'n> {
    pub(crate) scope: &'s NodeScope<'n>,
    pub(crate) judges: &'s Judges,
}

impl Judge {
    pub(super) fn of(term: &str) -> Self {
        match parse::fact(term) {
            Ok(fact) => Self::Fact(fact.into()),
            Err(parse::Refusal::NoFact(_)) => Self::Name {
                class: ClassTest::new(term),
                agent: Needle::name(term.to_owned()),
            },
            Err(parse::Refusal::Misread(reason)) => Self::Misread(reason),
        }
    }

    pub(super) fn holds(&self, scope: &NodeScope<'_>) -> Result<bool, String> {
        match self {
            Self::Fact(test) => Ok(test.matches(scope.facts())),
            Self::Name { class, agent } => {
                Ok(class.matches(scope.node.classes) || agent.is_among(scope.node.agents))
            }
            Self::Misread(reason) => Err((*reason).to_owned()),
        }
    }
}

impl Judges {
    fn get(&self, term: &str) -> Rc<Judge> {
        let mut known = self.0.borrow_mut();
        if let Some(judge) = known.get(term) {
            return judge.clone();
        }
        let judge = Rc::new(Judge::of(term));
        if known.len() < MAX_KNOWN {
            known.insert(term.to_owned(), judge.clone());
        }
        judge
    }
}

impl Scope for Judged<'_, '_> {
    fn variable(&self, name: &str) -> Value {
        self.scope.variable(name)
    }

    fn call(&self, name: &str, arguments: &[Value]) -> Option<Result<Value, String>> {
        match (name, arguments) {
            ("with", [Value::String(term)]) => Some(self.judges.get(term).holds(self.scope).map(Value::from)),
            _ => self.scope.call(name, arguments),
        }
    }

    fn moment(&self, name: &str) -> Option<std::time::SystemTime> {
        self.scope.moment(name)
    }
}
