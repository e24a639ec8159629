//! Which nodes are meant, as words of the command line; one scope for all screens.

use std::borrow::Cow;
use std::sync::Arc;

use protocol::Identity;

/// Filter flags as typed: `-C apache -F country=uk`. Before the first flag, facts and classes stand for themselves: `country=uk
/// apache`; so do saved sets: `@web`.
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
        let typed = shlex::split(&self.text)?;
        let bare = typed.iter().take_while(|word| !word.starts_with('-')).count();
        let flag = |word: &String| if word.starts_with('@') { "-I" } else { "-W" };
        let meant = |word: &String| [flag(word).to_owned(), word.clone()];
        let mut words: Vec<String> = typed[..bare].iter().flat_map(meant).collect();
        words.extend_from_slice(&typed[bare..]);
        Some(words)
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
    fn bare_words_before_the_flags_are_facts_classes_and_sets() {
        let words = |text: &str| Scope::new(text).words().map(|words| words.join(" "));
        assert_eq!(words("country=uk apache").unwrap(), "-W country=uk -W apache");
        assert_eq!(words("@web -A puppet").unwrap(), "-I @web -A puppet");
        assert_eq!(words("-C apache").unwrap(), "-C apache");
        assert_eq!(words("'country=uk"), None);
    }

    #[test]
    fn words_are_quoted_only_when_they_must_be() {
        let words = ["os.name=Debian", "SUSE Linux", "", "it's", "/^web/"].map(quoted);
        assert_eq!(
            words,
            ["os.name=Debian", "'SUSE Linux'", "''", r#""it's""#, "'/^web/'"]
        );
    }
}
