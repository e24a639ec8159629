//! The shape of an expression, for telling it in words.

use super::Expression;
use super::ast::{Kind, Link, Node, Operator, Order};
use super::datum::Datum;
use super::fuel::Fuel;

/// The shape of an expression as far as filters commonly go.
#[derive(Debug, Clone, PartialEq)]
pub enum Outline<'a> {
    /// All hold.
    All(Vec<Outline<'a>>),
    /// At least one holds.
    Any(Vec<Outline<'a>>),
    /// It does not hold.
    Not(Box<Outline<'a>>),
    /// A function of one text that is true or false, as `with("apache")`.
    Is {
        /// The function.
        function: &'a str,
        /// What it is given.
        text: &'a str,
    },
    /// What a function of one text gives, compared with a value, as `fact("cpus") >= 4`.
    Compares {
        /// The function.
        function: &'a str,
        /// What it is given.
        text: &'a str,
        /// `== != < <= > >= in matches contains startsWith endsWith`
        operator: &'static str,
        /// The value, as JSON.
        value: String,
    },
    /// Anything else, as it was written.
    Other(&'a str),
}

impl Expression {
    /// Its shape.
    pub fn outline(&self) -> Outline<'_> {
        outline(&self.text, &self.root)
    }

    /// The parts that must all hold, where it is several that `and` joins; else itself.
    pub fn conjuncts(&self) -> Vec<Expression> {
        let mut parts = Vec::new();
        conjuncts(&self.root, &mut parts);
        let parsed: Result<Vec<_>, _> = parts
            .iter()
            .map(|part| Self::parse(self.text[part.span.clone()].trim()))
            .collect();
        parsed.unwrap_or_else(|_| vec![self.clone()])
    }
}

fn conjuncts<'a>(node: &'a Node, parts: &mut Vec<&'a Node>) {
    match &node.kind {
        Kind::Chain(first, links) if links.iter().all(|link| link.operator == Operator::And) => {
            conjuncts(first, parts);
            links.iter().for_each(|link| conjuncts(&link.right, parts));
        }
        _ => parts.push(node),
    }
}

fn outline<'a>(text: &'a str, node: &'a Node) -> Outline<'a> {
    let known = match &node.kind {
        Kind::Not(inner) => Some(Outline::Not(Box::new(outline(text, inner)))),
        Kind::Chain(first, links) => chain(text, first, links),
        Kind::Ordered(first, links) => match links.as_slice() {
            [(order, right)] => compares(first, sign(*order), right),
            _ => None,
        },
        _ => asked(node).map(|(function, text)| Outline::Is { function, text }),
    };
    known.unwrap_or_else(|| Outline::Other(text[node.span.clone()].trim()))
}

fn chain<'a>(text: &'a str, first: &'a Node, links: &'a [Link]) -> Option<Outline<'a>> {
    let all_are = |operator| links.iter().all(|link| link.operator == operator);
    let parts = || std::iter::once(first).chain(links.iter().map(|link| &link.right));
    let parts = || parts().map(|part| outline(text, part)).collect();
    if all_are(Operator::And) {
        return Some(Outline::All(parts()));
    }
    if all_are(Operator::Or) {
        return Some(Outline::Any(parts()));
    }
    let [link] = links else { return None };
    let operator = match link.operator {
        Operator::Equal => "==",
        Operator::Unequal => "!=",
        Operator::In => "in",
        Operator::Matches => "matches",
        Operator::Contains => "contains",
        Operator::StartsWith => "startsWith",
        Operator::EndsWith => "endsWith",
        _ => return None,
    };
    let compared = compares(first, operator, &link.right)?;
    Some(if link.negated {
        Outline::Not(Box::new(compared))
    } else {
        compared
    })
}

fn compares<'a>(left: &'a Node, operator: &'static str, right: &'a Node) -> Option<Outline<'a>> {
    let (function, text) = asked(left)?;
    Some(Outline::Compares {
        function,
        text,
        operator,
        value: written(right)?,
    })
}

/// The function and the text of `function("text")`.
fn asked(node: &Node) -> Option<(&str, &str)> {
    let Kind::Call(function, arguments) = &node.kind else {
        return None;
    };
    match arguments.as_slice() {
        [
            Node {
                kind: Kind::Literal(Datum::Text(text)),
                ..
            },
        ] => Some((function, text)),
        _ => None,
    }
}

/// A value that is written out, as JSON.
fn written(node: &Node) -> Option<String> {
    match &node.kind {
        Kind::Literal(value) => Some(value.to_json(&mut Fuel::full()).ok()?.to_string()),
        Kind::Negative(inner) => Some(format!("-{}", written(inner)?)),
        Kind::List(items) => {
            let items: Option<Vec<_>> = items.iter().map(written).collect();
            Some(format!("[{}]", items?.join(", ")))
        }
        _ => None,
    }
}

fn sign(order: Order) -> &'static str {
    match order {
        Order::Less => "<",
        Order::LessOrEqual => "<=",
        Order::More => ">",
        Order::MoreOrEqual => ">=",
    }
}
