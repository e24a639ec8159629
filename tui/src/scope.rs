//! Which nodes are meant, as words of the command line; one scope for all screens.

use std::sync::Arc;

use protocol::Identity;

use crate::text::quoted;

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

    /// As somebody types it: words without a flag are given theirs, `country=uk` as `-F country=uk` and `web` as `-I /web/`.
    pub(crate) fn typed(text: &str) -> Self {
        let text = text.trim();
        let words = shlex::split(text).unwrap_or_default();
        let mut flagged = Vec::with_capacity(words.len());
        let mut bare = false;
        for (word, is_bare) in with_bare(&words) {
            bare |= is_bare;
            match is_bare.then(|| meant(word)) {
                Some((flag, value)) => flagged.push(format!("{flag} {}", quoted(&value))),
                None => flagged.push(quoted(word)),
            }
        }
        // What needs no change stays as it was typed.
        match bare {
            true => Self::new(flagged.join(" ")),
            false => Self::new(text),
        }
    }

    /// Where the last word of unfinished text begins, if it is one without a flag.
    pub(crate) fn bare_end(text: &str) -> Option<usize> {
        // The blanks that part words; others belong to them.
        let start = text.rfind([' ', '\t', '\n']).map_or(0, |at| at + 1);
        let words = shlex::split(text)?;
        let (word, bare) = with_bare(&words).last()?;
        (bare && word == &text[start..]).then_some(start)
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

/// Words with whether each lacks a flag: it is none, and none waits for it.
fn with_bare(words: &[String]) -> impl Iterator<Item = (&str, bool)> {
    let mut awaited = false;
    words.iter().map(move |word| {
        let is_flag = !awaited && word.starts_with('-');
        let bare = !awaited && !is_flag;
        let has_value = match word.strip_prefix("--") {
            Some(long) => long.contains('='),
            None => word.chars().count() > 2,
        };
        awaited = is_flag && !has_value;
        (word.as_str(), bare)
    })
}

/// The flag of a word without one, and its value there: a fact with an operator, a saved set, a class with its module, or a
/// pattern or a part of a name.
fn meant(word: &str) -> (&'static str, String) {
    if word.contains(['=', '<', '>']) {
        return ("-F", word.to_owned());
    }
    if word.starts_with('@') {
        return ("-I", word.to_owned());
    }
    // No node's name holds these.
    if word.contains("::") {
        return ("-C", word.to_owned());
    }
    if let Some(pattern) = word.strip_prefix('/') {
        return (
            "-I",
            format!("/{}/", pattern.strip_suffix('/').unwrap_or(pattern)),
        );
    }
    let mut pattern = String::new();
    for c in word.chars() {
        match c {
            '*' => pattern.push_str(".*"),
            '?' => pattern.push('.'),
            c if c.is_alphanumeric() || "-_".contains(c) => pattern.push(c),
            c => pattern.extend(['\\', c]),
        }
    }
    match word.contains(['*', '?']) {
        true => ("-I", format!("/^{pattern}$/")),
        false => ("-I", format!("/{pattern}/")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_without_a_flag_are_facts_or_parts_of_names() {
        let typed = |text| Scope::typed(text).text().to_owned();
        assert_eq!(typed("country=uk web"), "-F country=uk -I /web/");
        assert_eq!(typed("-C role::web cpus>=4"), "-C role::web -F 'cpus>=4'");
        assert_eq!(typed("web1.uk db*"), r"-I '/web1\.uk/' -I '/^db.*$/'");
        assert_eq!(typed("role::web"), "-C role::web");
        assert_eq!(typed("@mine /^db/ /ca"), "-I @mine -I '/^db/' -I /ca/");
    }

    #[test]
    fn flags_stay_as_they_were_typed() {
        for text in [
            "-C apache  -F 'os.name=SUSE Linux'",
            "-Fcountry=uk",
            "--dm=mc -I web01",
            "-C",
            "-C 'open",
            "",
        ] {
            assert_eq!(Scope::typed(text).text(), text);
        }
    }

    #[test]
    fn a_bare_word_under_way_is_found() {
        assert_eq!(Scope::bare_end("-C web coun"), Some(7));
        assert_eq!(Scope::bare_end("coun"), Some(0));
        assert_eq!(Scope::bare_end("web\u{3000}c"), Some(0));
        for text in ["-C we", "-C web ", "-", "", "-F 'a b"] {
            assert_eq!(Scope::bare_end(text), None, "{text}");
        }
    }
}
