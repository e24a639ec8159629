//! Why a document or a value was refused.

/// Why a DDL document was refused; `path` points into the document, e.g. `actions[1].input.name.type`.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum DocumentError {
    /// The bytes are not JSON or YAML.
    #[error("not a valid {format} document")]
    Syntax {
        /// `JSON` or `YAML`.
        format: &'static str,
        /// What the parser said, with line and column.
        #[source]
        source: Box<dyn std::error::Error + Send + Sync>,
    },
    /// A member is missing or has a value it cannot have.
    #[error("{path}: {reason}")]
    Invalid {
        /// Where in the document.
        path: String,
        /// What was found and what was wanted.
        reason: String,
    },
}

/// Why an input value was refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum InputError {
    /// A required input was not given.
    #[error("input {input} is required")]
    Missing {
        /// Name of the input.
        input: String,
    },
    /// The action has no such input.
    #[error("{action} has no input {input}{}", nearest.as_ref().map(|n| format!(", did you mean {n}?")).unwrap_or_default())]
    Unknown {
        /// Name of the action.
        action: String,
        /// What was given.
        input: String,
        /// The most similar declared name.
        nearest: Option<String>,
    },
    /// The value breaks the rule the DDL states.
    #[error("input {input}: {reason}")]
    Refused {
        /// Name of the input.
        input: String,
        /// The rule that failed, in words, with the value where that is safe.
        reason: String,
    },
}
