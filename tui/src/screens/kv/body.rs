//! A value as a person reads it: a document, text, or bytes.

mod document;

use std::sync::Arc;

use self::document::spread;

pub(super) use self::document::is_document;

/// Bytes in a row of a value that is no text.
const ROW: usize = 16;

/// Bytes of a line that are one piece; what is drawn at once stays small.
const PIECE: usize = 8 * 1024;

/// Largest value whose lines are wrapped: that means looking at all of them each time it is drawn.
const WRAPPED: usize = 64 * 1024;

/// How a value is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum View {
    /// Documents laid out, text as it is, other bytes as numbers.
    #[default]
    Pretty,
    /// Text as it is.
    Raw,
    /// Bytes as numbers.
    Hex,
}

/// A value that is laid out.
#[derive(Debug, Clone)]
pub(super) struct Body {
    /// `JSON`, `text` or `binary`.
    pub(super) kind: &'static str,
    lines: Lines,
    /// Whether its lines go on in the next row.
    wraps: bool,
}

#[derive(Debug, Clone)]
enum Lines {
    Text(Vec<String>),
    Hex(Arc<[u8]>),
}

impl View {
    /// The next one.
    pub(super) fn next(self) -> Self {
        match self {
            Self::Pretty => Self::Raw,
            Self::Raw => Self::Hex,
            Self::Hex => Self::Pretty,
        }
    }

    /// What it is called.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Pretty => "laid out",
            Self::Raw => "as it is",
            Self::Hex => "bytes",
        }
    }
}

impl Body {
    /// Lays a value out.
    pub(super) fn new(value: &Arc<[u8]>, view: View) -> Self {
        let text = as_text(value);
        let document = text.filter(|text| is_document(text));
        let kind = match (document, text) {
            (Some(_), _) => "JSON",
            (None, Some(_)) => "text",
            (None, None) => "binary",
        };
        let lines = match (view, document, text) {
            (View::Pretty, Some(document), _) => Lines::Text(pieces(&spread(document))),
            (View::Pretty | View::Raw, _, Some(text)) => Lines::Text(pieces(text)),
            _ => Lines::Hex(value.clone()),
        };
        Self {
            kind,
            lines,
            wraps: value.len() <= WRAPPED,
        }
    }

    /// How many rows it takes that are so wide.
    pub(super) fn height(&self, width: usize) -> usize {
        match &self.lines {
            Lines::Text(lines) if self.wraps => lines.iter().map(|line| wrapped(line, width).len()).sum(),
            Lines::Text(lines) => lines.len(),
            Lines::Hex(bytes) => bytes.len().div_ceil(in_row(width)),
        }
    }

    /// Its rows from one of them on, fit to be drawn; those of a large value may be wider.
    pub(super) fn rows(&self, first: usize, width: usize) -> Box<dyn Iterator<Item = String> + '_> {
        match &self.lines {
            Lines::Text(lines) if self.wraps => {
                let rows = lines.iter().flat_map(move |line| wrapped(line, width));
                Box::new(rows.skip(first))
            }
            Lines::Text(lines) => Box::new(lines.iter().skip(first).map(|line| clean(line))),
            Lines::Hex(bytes) => {
                let few = in_row(width);
                let rows = bytes.chunks(few).enumerate().skip(first);
                Box::new(rows.map(move |(row, bytes)| hex(row * few, bytes, few)))
            }
        }
    }

    /// All lines as they are, bytes in rows that are so wide.
    pub(super) fn text(&self, width: usize) -> String {
        match &self.lines {
            Lines::Text(lines) => lines.join("\n"),
            Lines::Hex(_) => self.rows(0, width).collect::<Vec<_>>().join("\n"),
        }
    }
}

/// The value as text; none when it is none, or when nobody could read it.
pub(super) fn as_text(value: &[u8]) -> Option<&str> {
    let text = std::str::from_utf8(value).ok()?;
    let odd = |c: char| c.is_control() && !matches!(c, '\n' | '\r' | '\t');
    (!text.contains(odd)).then_some(text)
}

/// Lines, long ones in pieces.
fn pieces(text: &str) -> Vec<String> {
    let mut pieces = Vec::new();
    for line in text.lines() {
        let mut rest = line;
        loop {
            let head = crate::text::head(rest, PIECE);
            pieces.push(head.to_owned());
            rest = &rest[head.len()..];
            if rest.is_empty() || head.is_empty() {
                break;
            }
        }
    }
    pieces
}

fn wrapped(line: &str, width: usize) -> Vec<String> {
    crate::text::wrap(&clean(line), width.max(1))
}

/// Tabs are blanks, other control characters are spelled out.
fn clean(line: &str) -> String {
    crate::text::line(&line.replace('\t', "    ")).into_owned()
}

/// How many bytes a row has that is so wide.
fn in_row(width: usize) -> usize {
    let fits = |bytes: &usize| hex(0, &[], *bytes).len() + bytes <= width;
    [ROW, ROW / 2].into_iter().find(fits).unwrap_or(ROW / 4)
}

/// `00000010  48 65 6c 6c 6f ...  Hello...`, with room for so many bytes.
fn hex(offset: usize, row: &[u8], room: usize) -> String {
    let mut line = format!("{offset:08x} ");
    for place in 0..room {
        let gap = if place == ROW / 2 { "  " } else { " " };
        line.push_str(gap);
        match row.get(place) {
            Some(byte) => line.push_str(&format!("{byte:02x}")),
            None => line.push_str("  "),
        }
    }
    line.push_str("  ");
    line.extend(row.iter().map(|byte| match byte {
        0x20..0x7f => char::from(*byte),
        _ => '.',
    }));
    line
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::Value;

    use super::*;

    const WIDE: usize = 100;

    fn body(value: &[u8], view: View) -> Body {
        Body::new(&Arc::from(value), view)
    }

    #[test]
    fn a_document_is_laid_out_and_keeps_its_order_and_its_numbers() {
        let value = br#"{"z":[1.50,{}, [ ]],"a":"x, {\"y\": 1}","big":12345678901234567890123}"#;
        let shown = body(value, View::Pretty);
        assert_eq!(shown.kind, "JSON");
        insta::assert_snapshot!(shown.text(WIDE), @r#"
        {
          "z": [
            1.50,
            {},
            []
          ],
          "a": "x, {\"y\": 1}",
          "big": 12345678901234567890123
        }
        "#);
        assert_eq!(body(value, View::Raw).height(WIDE), 1);
    }

    #[test]
    fn what_is_no_text_is_shown_as_bytes() {
        let shown = body(b"Hello\x00\xff w\x1b[2Jorld, bytes", View::Pretty);
        assert_eq!(shown.kind, "binary");
        insta::assert_snapshot!(shown.text(WIDE), @r"
        00000000  48 65 6c 6c 6f 00 ff 20  77 1b 5b 32 4a 6f 72 6c  Hello.. w.[2Jorl
        00000010  64 2c 20 62 79 74 65 73                           d, bytes
        ");
    }

    #[test]
    fn bytes_stand_in_rows_that_fit() {
        let shown = body(b"Hello\x00\xff w\x1b[2Jorld, bytes", View::Pretty);
        let rows = |first, width| shown.rows(first, width).collect::<Vec<_>>();
        assert_eq!(rows(0, 76).len(), 2);
        let halves = [
            "00000008  77 1b 5b 32 4a 6f 72 6c  w.[2Jorl",
            "00000010  64 2c 20 62 79 74 65 73  d, bytes",
        ];
        assert_eq!(rows(1, 75), halves);
        assert_eq!(rows(0, 0).len(), shown.height(0));
    }

    #[test]
    fn every_row_of_a_long_line_can_be_reached_and_an_empty_value_has_none() {
        assert_eq!(body(b"", View::Pretty).height(10), 0);
        let long = "ü".repeat(30_000);
        let shown = body(long.as_bytes(), View::Pretty);
        assert!(shown.height(50) >= 600 && shown.text(WIDE).replace('\n', "") == long);
        assert_eq!(shown.rows(shown.height(50) - 1, 50).count(), 1);
        // Of a large value nothing is wrapped.
        let large = body("word word\n".repeat(WRAPPED).as_bytes(), View::Raw);
        assert_eq!(large.height(5), WRAPPED);
        assert_eq!(large.rows(WRAPPED - 1, 5).collect::<Vec<_>>(), ["word word"]);
    }

    proptest! {
        #[test]
        fn a_document_means_the_same_laid_out(text in r#"[ \[\]{}",:0-9a\\]{0,30}"#) {
            if let Ok(value) = serde_json::from_str::<Value>(&text) {
                prop_assert_eq!(serde_json::from_str::<Value>(&spread(&text)).unwrap(), value);
            }
        }

        #[test]
        fn any_bytes_can_be_shown(value in prop::collection::vec(any::<u8>(), 0..100)) {
            for view in [View::Pretty, View::Raw, View::Hex] {
                let shown = body(&value, view);
                for width in [0, 1, 9, 50, 200] {
                    let height = shown.height(width);
                    prop_assert_eq!(shown.rows(0, width).count(), height);
                    prop_assert!(shown.rows(height, width).next().is_none());
                }
            }
        }
    }
}
