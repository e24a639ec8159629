//! Header blocks: `NATS/1.0`, lines of `Name: value`, an empty line. They are kept as the bytes they came as.

use std::borrow::Cow;
use std::fmt::Display;

use bytes::Bytes;

/// First line of a block that is no status.
const VERSION: &str = "NATS/1.0\r\n";
const END: &[u8] = b"\r\n";
/// A block without headers.
const NO_HEADERS: &[u8] = b"NATS/1.0\r\n\r\n";

/// A header block; empty for none. What is malformed in it is no header, and is kept all the same.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Headers<'a>(pub(crate) &'a [u8]);

impl<'a> Headers<'a> {
    /// The first value of a header, without blanks around it; none if there is none or it is empty. Case matters.
    pub(crate) fn get(self, name: &str) -> Option<Cow<'a, str>> {
        let value = self.lines().find_map(|line| value_of(line, name))?;
        (!value.is_empty()).then(|| String::from_utf8_lossy(value))
    }

    /// Whether there is such a header that says something.
    pub(crate) fn has(self, name: &str) -> bool {
        self.get(name).is_some()
    }

    /// Whether there is such a header, even one that says nothing.
    pub(crate) fn mentions(self, name: &str) -> bool {
        self.lines().any(|line| value_of(line, name).is_some())
    }

    /// The block without the headers whose names are unwanted; none if no other is left.
    pub(crate) fn without(self, unwanted: impl Fn(&str) -> bool) -> Bytes {
        let mut kept = Vec::with_capacity(self.0.len());
        for (index, line) in self.0.split_inclusive(|byte| *byte == b'\n').enumerate() {
            let name = line.split(|byte| *byte == b':').next().unwrap_or_default();
            let is_header = index > 0 && name.len() < line.len();
            if !(is_header && std::str::from_utf8(name).is_ok_and(&unwanted)) {
                kept.extend_from_slice(line);
            }
        }
        let is_rest = kept.len() < self.0.len() && kept == NO_HEADERS;
        if is_rest { Bytes::new() } else { kept.into() }
    }

    /// The block with one more header at its end; `value` holds no line breaks.
    pub(crate) fn with(self, name: &str, value: impl Display) -> Bytes {
        self.with_lines(&format!("{name}: {value}\r\n"))
    }

    /// The block with more lines at its end, each ended by CRLF.
    pub(crate) fn with_lines(self, lines: &str) -> Bytes {
        let head = self.0.strip_suffix(END).unwrap_or(self.0);
        let head = if head.is_empty() { VERSION.as_bytes() } else { head };
        // A last line that nobody ended must not run on into what is added.
        let gap: &[u8] = if head.ends_with(b"\n") { b"" } else { END };
        [head, gap, lines.as_bytes(), END].concat().into()
    }

    fn lines(self) -> impl Iterator<Item = &'a [u8]> {
        let lines = self.0.split(|byte| *byte == b'\n').skip(1);
        lines.map(<[u8]>::trim_ascii_end)
    }
}

fn value_of<'a>(line: &'a [u8], name: &str) -> Option<&'a [u8]> {
    let value = line.strip_prefix(name.as_bytes())?.strip_prefix(b":")?;
    Some(value.trim_ascii())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const BLOCK: &[u8] = b"NATS/1.0\r\nA: 1\r\na:2\r\nA:  3 \r\nEmpty:\r\nNats-Msg-Id: x y\r\n\r\n";

    #[test]
    fn the_first_value_of_the_exact_name_counts() {
        let headers = Headers(BLOCK);
        assert_eq!(headers.get("A").unwrap(), "1");
        assert_eq!(headers.get("a").unwrap(), "2");
        assert_eq!(headers.get("Nats-Msg-Id").unwrap(), "x y");
        assert_eq!(headers.get("Nats-Msg"), None);
        assert_eq!(headers.get("Empty"), None);
        assert_eq!(headers.get("NATS/1.0"), None);
    }

    #[test]
    fn a_block_grows_at_its_end_and_loses_every_line_of_a_name() {
        let grown = Headers(b"NATS/1.0\r\nA: 1\r\n\r\n").with("B", 2);
        assert_eq!(&*grown, b"NATS/1.0\r\nA: 1\r\nB: 2\r\n\r\n");
        assert_eq!(&*Headers(b"").with("B", 2), b"NATS/1.0\r\nB: 2\r\n\r\n");
        let shrunk = Headers(BLOCK).without(|name| name == "A");
        assert_eq!(&*shrunk, b"NATS/1.0\r\na:2\r\nEmpty:\r\nNats-Msg-Id: x y\r\n\r\n");
        let nothing = Headers(b"NATS/1.0\r\nA: 1\r\n\r\n").without(|name| name == "A");
        assert!(nothing.is_empty());
    }

    #[test]
    fn a_block_that_nobody_ended_grows_by_a_line_of_its_own() {
        for block in ["NATS/1.0\r\nA: 1\r\n", "NATS/1.0\r\nA: 1"] {
            let grown = Headers(block.as_bytes()).with("B", 2);
            assert_eq!(&*grown, b"NATS/1.0\r\nA: 1\r\nB: 2\r\n\r\n", "{block:?}");
        }
        assert_eq!(
            &*Headers(b"NATS/1.0\r\n").with("B", 2),
            b"NATS/1.0\r\nB: 2\r\n\r\n"
        );
    }

    /// A block made of what blocks are made of, in any order.
    fn blocks() -> impl Strategy<Value = Vec<u8>> {
        let usual = [
            "NATS/1.0", "\r\n", "\r", "\n", "A", "B", "AB", ":", " ", "\t", "\0", "é", "A: 1\r\n", "\r\n\r\n",
        ];
        let piece = prop_oneof![
            9 => proptest::sample::select(usual.to_vec()).prop_map(|text| text.as_bytes().to_vec()),
            1 => proptest::collection::vec(any::<u8>(), 1..3),
        ];
        let tail = proptest::collection::vec(piece, 0..16).prop_map(|pieces| pieces.concat());
        (any::<bool>(), tail).prop_map(|(versioned, tail)| {
            if versioned {
                [VERSION.as_bytes(), &tail].concat()
            } else {
                tail
            }
        })
    }

    proptest! {
        #[test]
        fn no_bytes_are_too_strange(block in blocks(), name in "[A-C]{0,2}") {
            let headers = Headers(&block);
            prop_assert!(headers.mentions(&name) || !headers.has(&name));
            let shrunk = headers.without(|other| other == name);
            prop_assert!(shrunk.len() <= block.len());
            prop_assert!(!Headers(&shrunk).mentions(&name));
            let grown = headers.with(&name, 1);
            let found = headers.get(&name).or_else(|| headers.mentions(&name).then_some("".into()));
            let expected = found.unwrap_or("1".into());
            prop_assert_eq!(Headers(&grown).get(&name).unwrap_or_default(), expected);
            for other in ["A", "B", "AB"].into_iter().filter(|other| *other != name) {
                prop_assert_eq!(Headers(&grown).get(other), headers.get(other));
            }
        }
    }
}
