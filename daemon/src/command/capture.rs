//! Listening to a stream that may never end, and keeping the first part of one.

use tokio::io::{AsyncRead, AsyncReadExt};

/// Bytes read at once.
const CHUNK: usize = 16 * 1024;

/// Hears what a program says, piece by piece. It must stay small however much that is.
pub(crate) trait Listener: Send {
    /// Takes the next bytes.
    fn hear(&mut self, bytes: &[u8]);
}

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

/// Reads to the end of the stream; dropping the future loses nothing that was heard.
pub(super) async fn listen(stream: Option<impl AsyncRead + Unpin>, listener: &mut impl Listener) {
    let Some(mut stream) = stream else { return };
    let mut chunk = vec![0; CHUNK];
    while let Ok(read @ 1..) = stream.read(&mut chunk).await {
        listener.hear(&chunk[..read]);
    }
}

/// Cuts a text to at most `limit` bytes, between characters.
pub(crate) fn cut(text: &mut String, limit: usize) {
    let mut end = text.len().min(limit);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    text.truncate(end);
}

#[cfg(test)]
mod tests {
    use super::*;

    async fn captured(limit: usize, bytes: &[u8]) -> (String, bool) {
        let mut capture = Capture::new(limit);
        listen(Some(bytes), &mut capture).await;
        let truncated = capture.truncated();
        (capture.into_text(), truncated)
    }

    #[tokio::test]
    async fn a_stream_at_the_limit_is_whole_and_one_byte_more_is_cut() {
        assert_eq!(captured(4, b"abcd").await, ("abcd".into(), false));
        assert_eq!(captured(4, b"abcde").await, ("abcd".into(), true));
        assert_eq!(captured(0, b"a").await, (String::new(), true));
    }

    #[tokio::test]
    async fn replaced_bytes_do_not_grow_the_text_beyond_the_limit() {
        assert_eq!(captured(4, b"\xff\xff\xff").await.0, "\u{fffd}");
        assert_eq!(captured(3, "aé€".as_bytes()).await.0, "aé");
    }
}
