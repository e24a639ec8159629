//! A part of a job's output as text whose length in bytes is the part's, since clients go on by offset.

use std::fs::File;
use std::io::{ErrorKind, Read, Seek, SeekFrom};
use std::path::Path;

/// Reads at most `limit` bytes from `offset` on. A character that is not complete yet is left for the next read, unless the
/// stream has ended there.
pub(super) fn read(path: &Path, offset: u64, limit: usize, ended: bool) -> std::io::Result<String> {
    let mut file = match File::open(path) {
        Ok(file) => file,
        // The job has not opened it yet.
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(String::new()),
        Err(error) => return Err(error),
    };
    file.seek(SeekFrom::Start(offset))?;
    let mut bytes = Vec::new();
    file.take(limit as u64).read_to_end(&mut bytes)?;
    let more = !ended || bytes.len() == limit;
    Ok(text(&bytes, more))
}

/// The bytes as text, with one `?` for each byte that is none. When more bytes follow, the start of a character at the end is
/// left out.
fn text(bytes: &[u8], more: bool) -> String {
    let mut text = String::with_capacity(bytes.len());
    let mut rest = bytes;
    while !rest.is_empty() {
        let (valid, bad) = match std::str::from_utf8(rest) {
            Ok(valid) => (valid, 0),
            Err(error) => {
                let valid = std::str::from_utf8(&rest[..error.valid_up_to()]).unwrap_or_default();
                let unfinished = rest.len() - valid.len();
                (
                    valid,
                    error.error_len().unwrap_or(if more { 0 } else { unfinished }),
                )
            }
        };
        text.push_str(valid);
        text.extend(std::iter::repeat_n('?', bad));
        if bad == 0 {
            break;
        }
        rest = &rest[valid.len() + bad..];
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_that_are_no_text_keep_their_number() {
        assert_eq!(text(b"a\xff\xfeb", false), "a??b");
        assert_eq!(text("aé".as_bytes(), false), "aé");
    }

    #[test]
    fn a_character_cut_in_two_waits_for_its_rest() {
        let euro = "x€".as_bytes();
        assert_eq!(text(&euro[..3], true), "x");
        assert_eq!(text(&euro[..3], false), "x??");
        assert_eq!(text(euro, true), "x€");
    }

    #[test]
    fn reading_starts_at_the_offset_and_ends_at_the_limit() {
        let file = tempfile::NamedTempFile::new().unwrap();
        std::fs::write(file.path(), "0123456789").unwrap();
        assert_eq!(read(file.path(), 3, 4, true).unwrap(), "3456");
        assert_eq!(read(file.path(), 99, 4, true).unwrap(), "");
        assert_eq!(read(Path::new("/nonexistent"), 0, 4, true).unwrap(), "");
    }

    proptest::proptest! {
        #[test]
        fn reading_in_parts_gives_the_whole(bytes in proptest::collection::vec(proptest::num::u8::ANY, 0..200), limit in 4..64usize) {
            let file = tempfile::NamedTempFile::new().unwrap();
            std::fs::write(file.path(), &bytes).unwrap();
            let mut parts = String::new();
            loop {
                let part = read(file.path(), parts.len() as u64, limit, true).unwrap();
                if part.is_empty() {
                    break;
                }
                parts.push_str(&part);
            }
            proptest::prop_assert_eq!(parts, text(&bytes, false));
        }
    }
}
