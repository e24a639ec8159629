//! Which nodes are meant, as words of the command line; one scope for all screens.

use std::borrow::Cow;
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
        let text = format!("{} {flag} {}", self.text.trim(), quoted(value));
        Self::new(text.trim())
    }
}

/// A word as somebody would type it: quoted only when it must be.
pub(crate) fn quoted(word: &str) -> Cow<'_, str> {
    let plain = |c: char| c.is_alphanumeric() || "_-./:=,@%+".contains(c);
    match !word.is_empty() && word.chars().all(plain) {
        true => Cow::Borrowed(word),
        false if !word.contains(['\'', '\0']) => Cow::Owned(format!("'{word}'")),
        // Words come from the fleet; shlex refuses only NUL, which no fact can hold in a filter.
        false => shlex::try_quote(word).unwrap_or_default(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_quoted_only_when_they_must_be() {
        let words = ["os.name=Debian", "SUSE Linux", "", "it's", "/^web/"].map(quoted);
        assert_eq!(
            words,
            ["os.name=Debian", "'SUSE Linux'", "''", r#""it's""#, "'/^web/'"]
        );
    }
}
