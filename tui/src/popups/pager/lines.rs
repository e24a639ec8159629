//! Text of any length, of which the end is kept.

use std::collections::VecDeque;

/// Lines kept; of more, the first are forgotten.
const MOST: usize = 50_000;

/// Bytes kept, whatever the lines are like.
const MOST_BYTES: usize = 16 << 20;

/// Bytes of a piece of a line: what is drawn at once stays small.
const PIECE: usize = 8 * 1024;

/// Lines, long ones in pieces.
#[derive(Debug, Default)]
pub(super) struct Lines {
    pieces: VecDeque<Piece>,
    bytes: usize,
    forgotten: usize,
}

#[derive(Debug)]
struct Piece {
    text: String,
    /// Whether a line break follows.
    ends: bool,
}

impl Lines {
    /// Adds text, of which the last line may go on later.
    pub(super) fn push(&mut self, text: &str) {
        for line in text.split_inclusive('\n') {
            let (line, ends) = match line.strip_suffix('\n') {
                Some(line) => (line.strip_suffix('\r').unwrap_or(line), true),
                None => (line, false),
            };
            self.line(line, ends);
        }
        while self.pieces.len() > MOST || self.bytes > MOST_BYTES {
            let Some(first) = self.pieces.pop_front() else {
                break;
            };
            self.bytes -= first.text.len();
            self.forgotten += 1;
        }
    }

    fn line(&mut self, mut line: &str, ends: bool) {
        self.bytes += line.len();
        loop {
            if self
                .pieces
                .back()
                .is_none_or(|last| last.ends || last.text.len() >= PIECE)
            {
                let text = String::new();
                self.pieces.push_back(Piece { text, ends: false });
            }
            let Some(last) = self.pieces.back_mut() else {
                return;
            };
            let mut end = PIECE.saturating_sub(last.text.len()).min(line.len());
            while !line.is_char_boundary(end) {
                end += 1;
            }
            last.text.push_str(&line[..end]);
            line = &line[end..];
            if line.is_empty() {
                last.ends = ends;
                return;
            }
        }
    }

    /// How many there are.
    pub(super) fn len(&self) -> usize {
        self.pieces.len()
    }

    /// How many of the first are forgotten.
    pub(super) fn forgotten(&self) -> usize {
        self.forgotten
    }

    /// One of them, as it was told.
    pub(super) fn get(&self, index: usize) -> Option<&str> {
        self.pieces.get(index).map(|piece| piece.text.as_str())
    }

    /// From one of them on.
    pub(super) fn from(&self, index: usize) -> impl Iterator<Item = &str> {
        self.pieces.iter().skip(index).map(|piece| piece.text.as_str())
    }

    /// All that is kept.
    pub(super) fn text(&self) -> String {
        let mut text = String::with_capacity(self.bytes + self.pieces.len());
        for piece in &self.pieces {
            text.push_str(&piece.text);
            if piece.ends {
                text.push('\n');
            }
        }
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_that_comes_in_parts_is_one_text() {
        let mut lines = Lines::default();
        for part in ["one\ntw", "o\r\n", "\nfour"] {
            lines.push(part);
        }
        assert_eq!(lines.from(0).collect::<Vec<_>>(), ["one", "two", "", "four"]);
        assert_eq!(lines.text(), "one\ntwo\n\nfour");
    }

    #[test]
    fn a_long_line_is_in_pieces_and_stays_one_line() {
        let mut lines = Lines::default();
        let long = "ü".repeat(PIECE);
        lines.push(&format!("{long}\nend"));
        assert!(lines.from(0).all(|piece| piece.len() <= PIECE + 3));
        assert_eq!(lines.text(), format!("{long}\nend"));
    }

    #[test]
    fn the_end_of_a_flood_is_kept() {
        let mut lines = Lines::default();
        for number in 0..MOST + 10 {
            lines.push(&format!("{number}\n"));
        }
        assert_eq!((lines.len(), lines.forgotten()), (MOST, 10));
        assert_eq!(lines.get(0), Some("10"));
        for _ in 0..20 {
            lines.push(&"x".repeat(1 << 20));
        }
        assert!(lines.text().len() <= MOST_BYTES + lines.len());
    }
}
