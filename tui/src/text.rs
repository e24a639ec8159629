//! Text from the fleet, made safe and cut to the room there is.

use std::borrow::Cow;
use std::fmt::Write;

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// Makes text from the fleet safe to print: control characters and those that reorder text are spelled out, line breaks
/// and tabs stay.
pub fn clean(text: &str) -> Cow<'_, str> {
    escape(text, |c| c == '\n' || c == '\t')
}

/// Like [`clean`] for text that must stay on one line.
pub fn line(text: &str) -> Cow<'_, str> {
    escape(text, |_| false)
}

/// Text padded on the right to `width` columns.
pub fn pad(text: &str, width: usize) -> String {
    let fill = width.saturating_sub(text.width());
    format!("{text}{:fill$}", "")
}

/// Text padded on the left to `width` columns.
pub fn align_right(text: &str, width: usize) -> String {
    let fill = width.saturating_sub(text.width());
    format!("{:fill$}{text}", "")
}

/// Text cut to `width` columns, ending with `more` where something is missing, and filled with blanks to that width.
pub fn fit(text: &str, width: usize, more: &str) -> String {
    if text.width() <= width {
        return pad(text, width);
    }
    let room = width.saturating_sub(more.width());
    let mut taken = 0;
    let mut cut = String::new();
    for c in text.chars() {
        let columns = c.width().unwrap_or(0);
        if taken + columns > room {
            break;
        }
        taken += columns;
        cut.push(c);
    }
    if more.width() <= width {
        cut.push_str(more);
    }
    pad(&cut, width)
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
    fn padding_counts_columns() {
        assert_eq!(pad("日本", 6), "日本  ");
        assert_eq!(align_right("日本", 6), "  日本");
    }

    #[test]
    fn text_is_cut_by_columns_and_filled() {
        assert_eq!(fit("web01.lab.test", 8, "…"), "web01.l…");
        assert_eq!(fit("日本語", 4, "…"), "日… ");
        assert_eq!(fit("ab", 4, "…"), "ab  ");
        assert_eq!(fit("abc", 0, "…"), "");
    }
}
