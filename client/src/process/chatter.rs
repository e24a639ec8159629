//! What a program says on its output, line by line for the log.

use super::Listener;

/// Longest line that is logged; the rest of it is dropped.
const MAX_LINE: usize = 4096;

/// Bytes of one stream that are logged. A program that says more is broken, and the log is not its own.
const MAX_LOGGED: usize = 128 * 1024;

/// What a line costs beside its bytes, as the log puts something before it.
const LINE_COST: usize = 32;

/// Longest last line that goes into an answer.
const MAX_QUOTE: usize = 300;

/// Hands the lines of a stream to `log`, bounded in length and in sum. The last one is handed on when it is dropped.
pub struct Chatter<F: FnMut(&str) + Send> {
    log: F,
    line: Vec<u8>,
    last: String,
    /// Bytes still to be logged; none once it said that there is more.
    room: Option<usize>,
}

impl<F: FnMut(&str) + Send> Chatter<F> {
    /// Nothing was said yet.
    pub fn new(log: F) -> Self {
        Self {
            log,
            line: Vec::new(),
            last: String::new(),
            room: Some(MAX_LOGGED),
        }
    }

    /// The last line that holds something, shortened.
    pub fn last(&mut self) -> Option<String> {
        self.end_line();
        let mut last = std::mem::take(&mut self.last);
        cut(&mut last, MAX_QUOTE);
        Some(last).filter(|last| !last.is_empty())
    }

    fn end_line(&mut self) {
        let line = String::from_utf8_lossy(&self.line);
        let line = line.trim_end();
        if !line.is_empty() {
            self.last = line.to_owned();
            if let Some(room) = self.room {
                self.room = room.checked_sub(line.len() + LINE_COST);
                let shown = self.room.map_or("and more, which is not logged", |_| line);
                (self.log)(shown);
            }
        }
        self.line.clear();
    }
}

impl<F: FnMut(&str) + Send> Listener for Chatter<F> {
    fn hear(&mut self, bytes: &[u8]) {
        for piece in bytes.split_inclusive(|byte| *byte == b'\n') {
            let text = piece.strip_suffix(b"\n").unwrap_or(piece);
            let room = MAX_LINE.saturating_sub(self.line.len());
            self.line.extend_from_slice(&text[..text.len().min(room)]);
            if text.len() < piece.len() {
                self.end_line();
            }
        }
    }
}

impl<F: FnMut(&str) + Send> Drop for Chatter<F> {
    fn drop(&mut self) {
        if !self.line.is_empty() {
            self.end_line();
        }
    }
}

/// Cuts a text to at most `limit` bytes, between characters.
pub fn cut(text: &mut String, limit: usize) {
    let mut end = text.len().min(limit);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    text.truncate(end);
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The logged lines, and the last one.
    fn heard(pieces: &[&[u8]]) -> (Vec<String>, Option<String>) {
        let mut lines = Vec::new();
        let mut chatter = Chatter::new(|line: &str| lines.push(line.to_owned()));
        pieces.iter().for_each(|piece| chatter.hear(piece));
        let last = chatter.last();
        drop(chatter);
        (lines, last)
    }

    #[test]
    fn lines_are_put_together_and_the_last_needs_no_end() {
        let (lines, last) = heard(&[b"one\ntw", b"o\r\n\nthree"]);
        assert_eq!(lines, ["one", "two", "three"]);
        assert_eq!(last.as_deref(), Some("three"));
        assert_eq!(heard(&[]), (vec![], None));
    }

    #[test]
    fn a_line_without_end_is_cut_and_a_flood_stops() {
        let (lines, _) = heard(&[&[b'x'; MAX_LINE], b"yyy\nz"]);
        assert_eq!(lines, ["x".repeat(MAX_LINE), "z".to_owned()]);

        let flood = b"chatter\n".repeat(MAX_LOGGED);
        let (lines, last) = heard(&[&flood, b"the end\n"]);
        assert_eq!(lines.len(), MAX_LOGGED / ("chatter".len() + LINE_COST) + 1);
        assert_eq!(lines.last().unwrap(), "and more, which is not logged");
        assert_eq!(last.as_deref(), Some("the end"));
        assert!(heard(&[&b"\n".repeat(MAX_LOGGED)]).0.is_empty());
    }
}
