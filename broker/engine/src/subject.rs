//! Subjects and patterns as text: tokens between dots, `*` for one token, a final `>` for one or more.

/// Deepest subject the engine stores or matches; nats-server has no limit, real subjects have about ten tokens.
pub(crate) const MAX_TOKENS: usize = 128;

/// Whether `subject` may be subscribed to.
pub(crate) fn is_valid(subject: &str) -> bool {
    let mut ended = false;
    subject.split('.').all(|token| {
        let after_end = ended;
        ended = token == ">";
        !after_end && !token.is_empty() && !token.bytes().any(|b| b.is_ascii_whitespace())
    })
}

/// Whether `subject` names exactly one subject.
pub(crate) fn is_literal(subject: &str) -> bool {
    // Two looks at the bytes are cheaper than splitting: nearly no literal subject holds either character.
    !subject.bytes().any(|b| b == b'*' || b == b'>')
        || !subject.split('.').any(|token| token == "*" || token == ">")
}

/// Whether `subject` may be published to by a pedantic peer.
pub(crate) fn is_valid_literal(subject: &str) -> bool {
    is_valid(subject) && is_literal(subject)
}

/// Whether `subject` has more tokens than the engine handles.
pub(crate) fn is_too_deep(subject: &str) -> bool {
    subject.len() >= MAX_TOKENS && subject.bytes().filter(|&b| b == b'.').count() >= MAX_TOKENS
}

/// Whether `subject` has a token without a letter.
pub(crate) fn has_empty_token(subject: &str) -> bool {
    subject.is_empty() || subject.starts_with('.') || subject.ends_with('.') || subject.contains("..")
}

/// A subject or queue between quotes, as the texts of errors hold it: clients read it back from there.
pub(crate) fn quoted(name: &str) -> String {
    let mut text = String::with_capacity(name.len() + 2);
    text.push('"');
    for letter in name.chars() {
        match letter {
            '"' | '\\' => text.extend(['\\', letter]),
            '\u{7}' => text.push_str("\\a"),
            '\u{8}' => text.push_str("\\b"),
            '\u{b}' => text.push_str("\\v"),
            '\u{c}' => text.push_str("\\f"),
            '\r' => text.push_str("\\r"),
            control if control.is_ascii_control() => {
                text.push_str(&format!("\\x{:02x}", u32::from(control)));
            }
            other => text.push(other),
        }
    }
    text.push('"');
    text
}

/// Whether everything `subject` (which may hold wildcards) can name is also named by `pattern`.
pub(crate) fn is_subset(subject: &str, pattern: &str) -> bool {
    let mut tokens = subject.split('.');
    for expected in pattern.split('.') {
        let Some(token) = tokens.next() else { return false };
        match expected {
            ">" => return true,
            "*" if token != ">" => {}
            _ if expected == token => {}
            _ => return false,
        }
    }
    tokens.next().is_none()
}

/// Whether some literal subject is named by both `a` and `b`.
pub(crate) fn overlap(a: &str, b: &str) -> bool {
    let (mut left, mut right) = (a.split('.'), b.split('.'));
    loop {
        match (left.next(), right.next()) {
            (None, None) => return true,
            (Some(">"), Some(_)) | (Some(_), Some(">")) => return true,
            (Some(x), Some(y)) if x == y || x == "*" || y == "*" => {}
            _ => return false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn validity_follows_the_token_rules() {
        for good in [
            "a",
            "a.b",
            "a.*",
            "*.*",
            ">",
            "a.>",
            "a*.b>",
            "a.b c".replace(' ', "_").as_str(),
        ] {
            assert!(is_valid(good), "{good}");
        }
        for bad in ["", ".", "a.", ".a", "a..b", "a.>.b", "a b", "a.\t", "a.b\r"] {
            assert!(!is_valid(bad), "{bad:?}");
        }
    }

    #[test]
    fn wildcards_inside_a_token_are_plain_letters() {
        assert!(is_literal("a*.b>"));
        assert!(!is_literal("a.*"));
        assert!(!is_literal(">"));
    }

    #[test]
    fn a_full_wildcard_is_no_subset_of_a_single_one() {
        assert!(is_subset("a.b", "a.*"));
        assert!(is_subset("a.*", "a.*"));
        assert!(is_subset("a.*.c", "a.>"));
        assert!(is_subset("a.>", ">"));
        assert!(!is_subset("a.>", "a.*"));
        assert!(!is_subset("a", "a.>"));
        assert!(!is_subset("a.*", "a.b"));
        assert!(!is_subset("a.b.c", "a.b"));
    }

    #[test]
    fn patterns_overlap_when_one_subject_fits_both() {
        assert!(overlap("a.*", "*.b"));
        assert!(overlap("a.>", "a.b.c"));
        assert!(!overlap("a.>", "a"));
        assert!(!overlap("a.b", "a.c"));
        assert!(!overlap("a.*", "a.b.c"));
    }
}
