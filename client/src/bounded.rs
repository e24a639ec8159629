//! Reading with a limit, so that a mistyped path cannot fill the memory.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

/// Reads a file of at most `limit` bytes.
pub(crate) fn read(path: &Path, limit: u64) -> io::Result<Vec<u8>> {
    read_from(File::open(path)?, limit)
}

/// Reads a text file of at most `limit` bytes.
pub(crate) fn read_text(path: &Path, limit: u64) -> io::Result<String> {
    text(read(path, limit)?)
}

/// Reads text of at most `limit` bytes to its end.
pub(crate) fn read_text_from(source: impl Read, limit: u64) -> io::Result<String> {
    text(read_from(source, limit)?)
}

fn read_from(source: impl Read, limit: u64) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    let size = source.take(limit + 1).read_to_end(&mut bytes)?;
    if size as u64 > limit {
        let reason = format!("it is larger than {} MiB", limit >> 20);
        return Err(io::Error::new(io::ErrorKind::FileTooLarge, reason));
    }
    Ok(bytes)
}

fn text(bytes: Vec<u8>) -> io::Result<String> {
    String::from_utf8(bytes).map_err(|_| io::Error::new(io::ErrorKind::InvalidData, "it is not UTF-8 text"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn exactly_the_limit_is_read_and_one_byte_more_is_not() {
        let limit = 1 << 20;
        assert_eq!(
            read_from(io::repeat(b'x').take(limit), limit).unwrap().len() as u64,
            limit
        );
        let error = read_from(io::repeat(b'x'), limit).unwrap_err();
        assert_eq!(error.to_string(), "it is larger than 1 MiB");
    }

    #[test]
    fn bytes_that_are_no_text_are_refused() {
        let error = read_text_from(&b"\xff\xfe"[..], 10).unwrap_err();
        assert_eq!(error.to_string(), "it is not UTF-8 text");
    }
}
