//! Expressions: one language for `-S`, `--filter-replies` and the conditions of autonomous agents.
//!
//! Bounded everywhere: 8 KiB of text, 64 levels deep, and fuel for steps and items. Missing variables are nil.

use serde_json::Value;

/// A parsed expression.
#[derive(Debug, Clone, PartialEq)]
pub struct Expression {
    text: String,
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

    /// A function of the surroundings; none when there is none of that name, so that the language's own are tried.
    fn call(&self, name: &str, arguments: &[Value]) -> Option<Result<Value, String>>;
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
    pub fn parse(_text: &str) -> Result<Self, SyntaxError> {
        todo!()
    }

    /// The text it was parsed from.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Its value.
    pub fn evaluate(&self, _scope: &dyn Scope) -> Result<Value, EvalError> {
        todo!()
    }

    /// Whether it is true; anything but a boolean is an error.
    pub fn holds(&self, _scope: &dyn Scope) -> Result<bool, EvalError> {
        todo!()
    }

    /// Every boolean part of it with what it came to, outermost first: the ground for explaining a filter term by term.
    pub fn explain(&self, _scope: &dyn Scope) -> Vec<Term> {
        todo!()
    }
}
