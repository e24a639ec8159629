//! Colour by meaning, glyphs, and text that cannot talk to the terminal.

use std::borrow::Cow;
use std::fmt::Write;

use anstyle::{AnsiColor, Style};
use unicode_width::UnicodeWidthStr;

/// How human-readable output is decorated.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Theme {
    /// Whether colours may be used.
    pub(crate) color: bool,
    /// Whether glyphs and boxes must be plain ASCII.
    pub(crate) ascii: bool,
}

/// What a piece of text means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Meaning {
    /// It went well.
    Good,
    /// It needs a look.
    Warning,
    /// It went wrong.
    Bad,
    /// A heading.
    Title,
    /// A value worth spotting.
    Value,
}

impl Theme {
    /// No colour, unicode glyphs.
    #[cfg(test)]
    pub(crate) const PLAIN: Self = Self {
        color: false,
        ascii: false,
    };

    /// No colour, ASCII glyphs.
    #[cfg(test)]
    pub(crate) const ASCII: Self = Self {
        color: false,
        ascii: true,
    };

    /// The text, coloured by what it means where colours may be used.
    pub(crate) fn paint(self, meaning: Meaning, text: impl AsRef<str>) -> String {
        let text = text.as_ref();
        if !self.color || text.is_empty() {
            return text.to_owned();
        }
        let style = style(meaning);
        format!("{style}{text}{style:#}")
    }
}

fn style(meaning: Meaning) -> Style {
    match meaning {
        Meaning::Good => AnsiColor::Green.on_default(),
        Meaning::Warning => AnsiColor::Yellow.on_default(),
        Meaning::Bad => AnsiColor::Red.on_default(),
        // Bold reads on light backgrounds too.
        Meaning::Title => Style::new().bold(),
        Meaning::Value => AnsiColor::Cyan.on_default(),
    }
}

/// Makes text from the fleet safe to print: control characters and those that reorder text are spelled out, line breaks
/// and tabs stay.
pub(crate) fn clean(text: &str) -> Cow<'_, str> {
    escape(text, |c| c == '\n' || c == '\t')
}

/// Like [`clean`] for text that must stay on one line.
pub(crate) fn line(text: &str) -> Cow<'_, str> {
    escape(text, |_| false)
}

/// Text padded on the right to `width` columns.
pub(crate) fn pad(text: &str, width: usize) -> String {
    let fill = width.saturating_sub(text.width());
    format!("{text}{:fill$}", "")
}

/// Text padded on the left to `width` columns.
pub(crate) fn align_right(text: &str, width: usize) -> String {
    let fill = width.saturating_sub(text.width());
    format!("{:fill$}{text}", "")
}

fn escape(text: &str, keep: impl Fn(char) -> bool) -> Cow<'_, str> {
    let harmful = |c: char| !keep(c) && (c.is_control() || reorders(c));
    if !text.contains(harmful) {
        return Cow::Borrowed(text);
    }
    let mut safe = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        match c {
            c if !harmful(c) => safe.push(c),
            '\n' => safe.push_str("\\n"),
            '\r' => safe.push_str("\\r"),
            '\t' => safe.push_str("\\t"),
            c if u32::from(c) < 0x100 => {
                let _ = write!(safe, "\\x{:02x}", u32::from(c));
            }
            c => {
                let _ = write!(safe, "\\u{{{:x}}}", u32::from(c));
            }
        }
    }
    Cow::Owned(safe)
}

/// Characters that change the order in which a terminal shows its neighbours, and line separators.
fn reorders(c: char) -> bool {
    matches!(c, '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{61c}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escape_sequences_from_a_node_are_spelled_out() {
        assert_eq!(clean("a\u{1b}[31mred\u{7}"), "a\\x1b[31mred\\x07");
        assert_eq!(clean("c1 \u{9b}2J"), "c1 \\x9b2J");
        assert_eq!(clean("evil\u{202e}txt"), "evil\\u{202e}txt");
    }

    #[test]
    fn ordinary_text_is_left_alone() {
        assert!(matches!(clean("grüße\n\tok"), Cow::Borrowed("grüße\n\tok")));
    }

    #[test]
    fn one_line_stays_one_line() {
        assert_eq!(line("a\r\nb\tc"), "a\\r\\nb\\tc");
    }

    #[test]
    fn colour_is_added_only_when_wanted() {
        let loud = Theme {
            color: true,
            ascii: false,
        };
        assert_eq!(loud.paint(Meaning::Bad, "no"), "\u{1b}[31mno\u{1b}[0m");
        assert_eq!(Theme::PLAIN.paint(Meaning::Bad, "no"), "no");
    }

    #[test]
    fn padding_counts_columns() {
        assert_eq!(pad("日本", 6), "日本  ");
        assert_eq!(align_right("日本", 6), "  日本");
    }
}
