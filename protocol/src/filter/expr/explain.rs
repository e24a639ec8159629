//! Which part of an expression came to what.

use super::ast::{Kind, Link, Node, Operator};
use super::datum::Datum;
use super::eval::{Run, truth};
use super::{EvalError, Scope, Term};

/// Every part that decides, with what it came to.
pub(super) fn terms(text: &str, root: &Node, scope: &dyn Scope) -> Vec<Term> {
    let mut account = Account {
        text,
        run: Run::new(scope),
        terms: Vec::new(),
    };
    account.tell(root, 0, true);
    account.terms
}

type Outcome = Option<Result<Datum, EvalError>>;

struct Account<'a> {
    text: &'a str,
    run: Run<'a>,
    terms: Vec<Term>,
}

impl<'a> Account<'a> {
    /// Tells of a part and those below it; gives what it came to, none when it was not needed.
    fn tell(&mut self, node: &'a Node, depth: usize, needed: bool) -> Outcome {
        let place = self.terms.len();
        self.terms.push(Term {
            text: self.text[node.span.clone()].to_owned(),
            depth,
            outcome: None,
        });
        let outcome = match &node.kind {
            Kind::Chain(first, links) if links.iter().all(Link::is_logical) => {
                self.chain(first, links, depth + 1, needed)
            }
            Kind::Not(inner) => {
                let inner = self.tell(inner, depth + 1, needed);
                inner.map(|value| Ok(Datum::Bool(!truth(&value?)?)))
            }
            _ => self.leaf(node, depth + 1, needed),
        };
        self.terms[place].outcome = outcome.as_ref().map(|outcome| match outcome {
            Ok(value) => value.to_json(&mut self.run.fuel),
            Err(error) => Err(error.clone()),
        });
        outcome
    }

    /// Operands of `and` and `or`, up to the one that settles it.
    fn chain(&mut self, first: &'a Node, links: &'a [Link], depth: usize, needed: bool) -> Outcome {
        let mut left = self.tell(first, depth, needed);
        for link in links {
            let settled = match &left {
                None | Some(Err(_)) => true,
                Some(Ok(value)) => match truth(value) {
                    Ok(value) => value == (link.operator == Operator::Or),
                    Err(error) => {
                        left = Some(Err(error));
                        true
                    }
                },
            };
            let right = self.tell(&link.right, depth, !settled);
            if !settled {
                left = right;
            }
        }
        left
    }

    /// A part that is not divided further, and the values it looks at.
    fn leaf(&mut self, node: &'a Node, depth: usize, needed: bool) -> Outcome {
        if !needed {
            return None;
        }
        let compares = matches!(node.kind, Kind::Chain(..) | Kind::Ordered(..));
        for operand in node.children() {
            if compares && operand.is_worth_telling() {
                let value = self
                    .run
                    .value(operand)
                    .and_then(|it| it.to_json(&mut self.run.fuel));
                self.terms.push(Term {
                    text: self.text[operand.span.clone()].to_owned(),
                    depth,
                    outcome: Some(value),
                });
            }
        }
        Some(self.run.value(node))
    }
}

impl Link {
    fn is_logical(&self) -> bool {
        matches!(self.operator, Operator::And | Operator::Or)
    }
}

impl Node {
    /// Whether its value is not plain from how it is written.
    fn is_worth_telling(&self) -> bool {
        !matches!(self.kind, Kind::Literal(_))
            && !self
                .children()
                .iter()
                .all(|it| matches!(it.kind, Kind::Literal(_)))
            || matches!(self.kind, Kind::Name(_) | Kind::Call(..) | Kind::Member(_))
    }
}
