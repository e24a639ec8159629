//! Which nodes are meant, as words of the command line; one scope for all screens.

use std::sync::Arc;

use protocol::Identity;

/// Filter flags as typed: `-C apache -F country=uk`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Scope {
    text: String,
}

/// Whom an action is for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) enum Targets {
    /// All the scope means.
    #[default]
    Scope,
    /// The marked ones.
    Marked,
    /// Nodes chosen elsewhere, and what they are: `failed of service#restart`.
    Nodes(Arc<[Identity]>, String),
}

impl Scope {
    /// As typed.
    pub(crate) fn new(text: impl Into<String>) -> Self {
        Self { text: text.into() }
    }

    /// As typed.
    pub(crate) fn text(&self) -> &str {
        &self.text
    }

    /// The flags; none while a quote is open.
    pub(crate) fn words(&self) -> Option<Vec<String>> {
        shlex::split(&self.text)
    }

    /// Whether it means everybody.
    pub(crate) fn is_everybody(&self) -> bool {
        self.text.trim().is_empty()
    }

    /// With more flags at the end; the values are quoted as needed.
    pub(crate) fn and(&self, flag: &str, value: &str) -> Self {
        // Values come from the fleet; shlex refuses only NUL, which no fact can hold in a filter.
        let value = shlex::try_quote(value).unwrap_or_default();
        let text = format!("{} {flag} {value}", self.text.trim());
        Self::new(text.trim())
    }
}
