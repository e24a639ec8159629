//! Quotes around a candidate, so that a line means what was offered and a shell evaluates nothing in it.

/// The quote a word stands in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Quote {
    /// No quote.
    None,
    /// `'`.
    Single,
    /// `"`.
    Double,
}

impl Quote {
    /// The whole word with its quotes; a word that goes on keeps its quote open.
    pub(crate) fn whole(self, text: &str, complete: bool) -> String {
        match self {
            Self::None if complete => tui::text::quoted(text),
            // Easier to read on than backslashes.
            Self::None if text.contains(is_special) => Self::Single.whole(text, false),
            Self::None => text.to_owned(),
            Self::Single | Self::Double => {
                let mark = if self == Self::Single { '\'' } else { '"' };
                let inside = self.inside(text);
                let end = if complete { mark.to_string() } else { String::new() };
                format!("{mark}{inside}{end}")
            }
        }
    }

    /// The text as it is written inside the quote.
    pub(crate) fn inside(self, text: &str) -> String {
        let mut written = String::with_capacity(text.len());
        for c in text.chars() {
            match self {
                Self::Single if c == '\'' => written.push_str(r"'\''"),
                Self::Double if "\"\\$`".contains(c) => written.extend(['\\', c]),
                Self::None if is_special(c) => written.extend(['\\', c]),
                _ => written.push(c),
            }
        }
        written
    }

    /// Whether a shell leaves the text alone inside the quote: nothing stops an interactive one from looking for a `!` in double
    /// quotes.
    pub(crate) fn can_hold(self, text: &str) -> bool {
        let mut marks = text.match_indices('!');
        self != Self::Double || marks.all(|(at, _)| text[at + 1..].starts_with(['=', '(']))
    }
}

/// Whether a shell could make more of a character than itself, somewhere in a word.
fn is_special(c: char) -> bool {
    c.is_ascii() && !c.is_ascii_alphanumeric() && !"-_=./:@%+,".contains(c)
}

#[cfg(test)]
mod tests {
    use super::super::Line;
    use super::*;

    #[test]
    fn a_word_is_quoted_the_way_it_was_begun() {
        let value = "os=Debian $(rm) 'n'";
        assert_eq!(Quote::None.whole(value, true), r"'os=Debian $(rm) '\''n'\'''");
        assert_eq!(Quote::None.whole(value, false), r"'os=Debian $(rm) '\''n'\''");
        assert_eq!(Quote::None.whole("os=", false), "os=");
        assert_eq!(Quote::None.inside(value), r"os=Debian\ \$\(rm\)\ \'n\'");
        assert_eq!(Quote::Double.whole(value, true), r#""os=Debian \$(rm) 'n'""#);
        assert_eq!(Quote::Single.whole("a'b", false), r"'a'\''b");
    }

    #[test]
    fn what_is_written_is_read_as_what_was_meant() {
        for text in [
            "a b",
            "it's",
            "$(rm -rf /)",
            "a\\b",
            "`x`",
            "\"",
            "!x",
            "é*?[]{}~;|&<>#",
        ] {
            for quote in [Quote::None, Quote::Single, Quote::Double] {
                for complete in [true, false] {
                    let written = quote.whole(text, complete);
                    assert_eq!(Line::before(&written, written.len()).word, text, "{written}");
                }
                let complete = quote.whole(text, true);
                assert_eq!(shlex::split(&complete), Some(vec![text.to_owned()]), "{complete}");
            }
        }
    }
}
