//! Subjects become other subjects: a pattern, and what its wildcards turn into.

mod part;
#[cfg(test)]
mod tests;

use crate::subject;
use part::Part;

/// Parts of a destination and places of a partition at most: more than any real subject has tokens.
const MOST_PARTS: usize = subject::MAX_TOKENS;

/// Why something is no transform.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub(crate) enum TransformError {
    #[error("invalid subject")]
    BadSubject,
    #[error("invalid mapping destination: unknown function in {0}")]
    UnknownFunction(String),
    #[error("invalid mapping destination: wildcard index out of range in {0}")]
    OutOfRange(String),
    #[error("invalid mapping destination: not enough arguments passed to the function in {0}")]
    TooFewArguments(String),
    #[error("invalid mapping destination: too many arguments passed to the function in {0}")]
    TooManyArguments(String),
    #[error("invalid mapping destination: function argument is invalid or in the wrong format in {0}")]
    BadArgument(String),
}

/// Renames subjects that match a pattern.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Transform {
    source: Box<str>,
    /// Tokens of the source before a final `>`.
    fixed: usize,
    parts: Vec<Part>,
    /// Whether what a final `>` of the source matched follows.
    rest: bool,
}

impl Transform {
    /// From subjects that match `source` (everything, if it is empty) to `destination`.
    pub(crate) fn new(source: &str, destination: &str) -> Result<Self, TransformError> {
        let source = if source.is_empty() { ">" } else { source };
        if !subject::is_valid(source) || subject::has_empty_token(destination) {
            return Err(TransformError::BadSubject);
        }
        let wildcards: Vec<usize> = source
            .split('.')
            .enumerate()
            .filter_map(|(place, token)| (token == "*").then_some(place))
            .collect();
        let mut parts = Vec::new();
        let mut rest = false;
        for token in destination.split('.') {
            if rest || parts.len() > MOST_PARTS || token == "*" {
                return Err(TransformError::BadSubject);
            }
            match token {
                ">" => rest = true,
                token => parts.push(Part::parse(token, &wildcards)?),
            }
        }
        let open = source.split('.').next_back() == Some(">");
        if rest != open {
            return Err(TransformError::BadSubject);
        }
        Ok(Self {
            fixed: source.split('.').count() - usize::from(open),
            source: source.into(),
            parts,
            rest,
        })
    }

    /// What the subject becomes; none if the transform is not about it, or leaves nothing of a token.
    pub(crate) fn apply(&self, literal: &str) -> Option<String> {
        if !subject::is_subset(literal, &self.source) {
            return None;
        }
        let tokens: Vec<&str> = literal.split('.').collect();
        let mut text = String::with_capacity(literal.len());
        for part in &self.parts {
            part.write(literal, &tokens, &mut text);
            text.push('.');
        }
        for token in tokens.iter().skip(self.fixed).filter(|_| self.rest) {
            text.push_str(token);
            text.push('.');
        }
        text.pop();
        (!subject::has_empty_token(&text)).then_some(text)
    }

    /// A pattern that every result matches.
    pub(crate) fn results(&self) -> String {
        let parts = self.parts.iter().map(Part::pattern);
        // What is taken apart is any number of tokens.
        let mut tokens: Vec<&str> = Vec::new();
        for pattern in parts.chain(self.rest.then_some(">")) {
            tokens.push(pattern);
            if pattern == ">" {
                break;
            }
        }
        tokens.join(".")
    }
}
