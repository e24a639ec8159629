//! Keeping the first part of a stream that may never end.

use client::process::{Listener, cut};

/// The first `limit` bytes of a stream.
pub(super) struct Capture {
    kept: Vec<u8>,
    limit: usize,
    truncated: bool,
}

impl Capture {
    pub(super) fn new(limit: usize) -> Self {
        Self {
            kept: Vec::new(),
            limit,
            truncated: false,
        }
    }

    pub(super) fn truncated(&self) -> bool {
        self.truncated
    }

    /// The text, never longer than the limit even where bytes had to be replaced.
    pub(super) fn into_text(self) -> String {
        let mut text = String::from_utf8(self.kept)
            .unwrap_or_else(|error| String::from_utf8_lossy(error.as_bytes()).into_owned());
        cut(&mut text, self.limit);
        text
    }
}

impl Listener for Capture {
    fn hear(&mut self, bytes: &[u8]) {
        let room = self.limit - self.kept.len();
        self.kept.extend_from_slice(&bytes[..bytes.len().min(room)]);
        self.truncated |= bytes.len() > room;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn captured(limit: usize, bytes: &[u8]) -> (String, bool) {
        let mut capture = Capture::new(limit);
        bytes.chunks(2).for_each(|piece| capture.hear(piece));
        let truncated = capture.truncated();
        (capture.into_text(), truncated)
    }

    #[test]
    fn a_stream_at_the_limit_is_whole_and_one_byte_more_is_cut() {
        assert_eq!(captured(4, b"abcd"), ("abcd".into(), false));
        assert_eq!(captured(4, b"abcde"), ("abcd".into(), true));
        assert_eq!(captured(0, b"a"), (String::new(), true));
    }

    #[test]
    fn replaced_bytes_do_not_grow_the_text_beyond_the_limit() {
        assert_eq!(captured(4, b"\xff\xff\xff").0, "\u{fffd}");
        assert_eq!(captured(3, "aé€".as_bytes()).0, "aé");
    }
}
