//! Whose requests a certificate may sign.

use pattern::{Case, Regex};

use super::CredentialError;

/// Certificate names by pattern.
#[derive(Debug)]
pub(super) struct NameList(Vec<Regex>);

impl NameList {
    /// Compiles patterns for an unanchored search; `/.../` loses its slashes. Empty patterns, as a stray comma leaves them, are
    /// dropped, since each would match everyone.
    pub(super) fn compile(patterns: &[String]) -> Result<Self, CredentialError> {
        patterns
            .iter()
            .map(|text| pattern::wrapped(text.trim()).unwrap_or(text.trim()))
            .filter(|text| !text.is_empty())
            .map(|text| {
                pattern::compile(text, Case::Minded).map_err(|source| CredentialError::Pattern {
                    pattern: text.to_owned(),
                    source,
                })
            })
            .collect::<Result<_, _>>()
            .map(Self)
    }

    pub(super) fn holds(&self, name: &str) -> bool {
        self.0.iter().any(|pattern| pattern.is_match(name))
    }
}

/// The certificate name inside a caller id such as `choria=ann.mcollective`, with whatever follows it.
///
/// The reference ignores what follows, so that `choria=ann.mcollective;x` passes as ann while policies see the longer text.
pub(super) fn certificate_name(caller: &str) -> Option<(&str, &str)> {
    let (kind, name) = caller.split_once('=')?;
    if kind.is_empty() || !kind.bytes().all(|b| b.is_ascii_lowercase()) {
        return None;
    }
    let word = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'.' | b'-');
    let end = name.bytes().position(|b| !word(b)).unwrap_or(name.len());
    (end > 0).then(|| name.split_at(end))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_name_ends_at_the_first_odd_character() {
        assert_eq!(
            certificate_name("choria=ann.mcollective"),
            Some(("ann.mcollective", ""))
        );
        assert_eq!(certificate_name("choria=ann;root"), Some(("ann", ";root")));
        assert_eq!(certificate_name("choria=ann=root"), Some(("ann", "=root")));
        assert_eq!(certificate_name("choria=änn"), None);
    }

    #[test]
    fn a_caller_without_a_lower_case_kind_has_no_name() {
        for caller in ["", "ann", "=ann", "Choria=ann", "choria=", "up 1=ann"] {
            assert_eq!(certificate_name(caller), None, "{caller}");
        }
    }

    #[test]
    fn empty_patterns_match_nobody() {
        let list = NameList::compile(&[String::new(), " ".into(), "//".into()]).unwrap();
        assert!(!list.holds("ann.mcollective"));
    }
}
