//! Expressions: one language for `-S`, `--filter-replies` and the conditions of autonomous agents.
//!
//! The language is that of the reference: values, `and or not`, comparisons, `in matches contains startsWith endsWith`, arithmetic,
//! `? :`, `??`, `?.`, slices, ranges, `let`, pipes, predicates, and its functions. Bounded everywhere: 8 KiB of text, 64 levels deep,
//! and fuel for steps, items and bytes. Missing variables are nil.

mod ast;
mod builtin;
mod datum;
mod escape;
mod eval;
mod explain;
mod fuel;
mod lexer;
mod operate;
mod outline;
mod parser;
mod part;
mod print;
mod sort;

#[cfg(test)]
mod tests;

use std::sync::Arc;
use std::time::SystemTime;

use serde_json::{Number, Value};

use ast::{Kind, Node};
use datum::Datum;
use eval::Run;
pub use outline::Outline;

/// Longest text, in bytes.
pub const MAX_TEXT: usize = 8 << 10;

/// Parts inside one another.
const MAX_DEPTH: usize = 64;

/// Patterns that are written out; each is compiled when the text is read.
const MAX_PATTERNS: usize = 64;

/// A parsed expression.
#[derive(Debug, Clone)]
pub struct Expression {
    text: String,
    root: Arc<Node>,
}

/// Text that is no expression.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{reason} at column {column}")]
pub struct SyntaxError {
    /// Where, in characters from 1.
    pub column: usize,
    /// What is wrong.
    pub reason: String,
}

/// An expression that cannot be evaluated here.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{reason}")]
pub struct EvalError {
    /// What is wrong, naming the part.
    pub reason: String,
}

/// The names an expression may use.
pub trait Scope {
    /// A variable; nil when there is none.
    fn variable(&self, name: &str) -> Value;

    /// A function of the surroundings; none when there is none of that name. Never asked for the language's own.
    fn call(&self, name: &str, arguments: &[Value]) -> Option<Result<Value, String>>;

    /// The time that a function without arguments gives, `now` among them; none when it gives no time.
    fn moment(&self, _name: &str) -> Option<SystemTime> {
        None
    }
}

/// What one part of an expression came to.
#[derive(Debug, Clone, PartialEq)]
pub struct Term {
    /// The part, as it was written.
    pub text: String,
    /// How deep it stands below the whole.
    pub depth: usize,
    /// Its value, or why it has none; none when it was not needed.
    pub outcome: Option<Result<Value, EvalError>>,
}

impl Expression {
    /// Parses text.
    pub fn parse(text: &str) -> Result<Self, SyntaxError> {
        Ok(Self {
            text: text.to_owned(),
            root: Arc::new(parser::parse(text)?),
        })
    }

    /// The text it was parsed from.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Its value. Times and durations come as text, numbers JSON has no word for as nil.
    pub fn evaluate(&self, scope: &dyn Scope) -> Result<Value, EvalError> {
        let mut run = Run::new(scope);
        let value = run.value(&self.root)?;
        value.to_json(&mut run.fuel)
    }

    /// Whether it is true; anything but a boolean is an error.
    pub fn holds(&self, scope: &dyn Scope) -> Result<bool, EvalError> {
        self.weighed(scope).0
    }

    /// Like [`holds`](Self::holds); also says how many steps that took, a million at most, for callers that may only take so many
    /// at a time.
    pub fn weighed(&self, scope: &dyn Scope) -> (Result<bool, EvalError>, u64) {
        let mut run = Run::new(scope);
        let held = match run.value(&self.root) {
            Ok(Datum::Bool(it)) => Ok(it),
            Ok(other) => Err(failed(format!(
                "it comes to a {}, not to true or false",
                other.kind()
            ))),
            Err(error) => Err(error),
        };
        (held, run.fuel.burned())
    }

    /// Every boolean part of it with what it came to, outermost first, each with the values it looks at below it: the ground for
    /// explaining a filter term by term.
    pub fn explain(&self, scope: &dyn Scope) -> Vec<Term> {
        explain::terms(&self.text, &self.root, scope)
    }

    /// Texts that are written out as the only argument of a function.
    pub(crate) fn texts_given_to(&self, function: &str) -> Vec<&str> {
        let mut found = Vec::new();
        let mut nodes = vec![&*self.root];
        while let Some(node) = nodes.pop() {
            if let Kind::Call(name, arguments) = &node.kind
                && name == function
                && let [
                    Node {
                        kind: Kind::Literal(Datum::Text(text)),
                        ..
                    },
                ] = arguments.as_slice()
            {
                found.push(&**text);
            }
            nodes.extend(node.children());
        }
        found
    }
}

impl PartialEq for Expression {
    fn eq(&self, other: &Self) -> bool {
        self.text == other.text
    }
}

impl std::str::FromStr for Expression {
    type Err = SyntaxError;

    fn from_str(text: &str) -> Result<Self, SyntaxError> {
        Self::parse(text)
    }
}

impl SyntaxError {
    /// An error at a byte of the text.
    fn at(text: &str, byte: usize, reason: &str) -> Self {
        Self {
            column: text.get(..byte).unwrap_or(text).chars().count() + 1,
            reason: reason.to_owned(),
        }
    }
}

/// Numbers as JSON readers of the reference take them: fractions all.
pub(crate) fn fractions(value: Value) -> Value {
    match value {
        Value::Number(number) => {
            let fraction = number.as_f64().and_then(Number::from_f64);
            fraction.map_or(Value::Null, Value::Number)
        }
        Value::Array(items) => items.into_iter().map(fractions).collect(),
        Value::Object(members) => {
            let members = members.into_iter().map(|(name, value)| (name, fractions(value)));
            Value::Object(members.collect())
        }
        other => other,
    }
}

fn failed(reason: impl Into<String>) -> EvalError {
    EvalError {
        reason: reason.into(),
    }
}
