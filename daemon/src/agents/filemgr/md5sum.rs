//! The checksum of a file, as far as the time allows.

use std::fs::File;
use std::io::{ErrorKind, Read};
use std::path::Path;
use std::time::Duration;

use md5::{Digest, Md5};
use rustix::fs::{Mode, OFlags, open};
use tokio::time::Instant;

/// Bytes read at once.
const CHUNK: usize = 256 * 1024;

/// The checksum of a regular file in hexadecimal digits; none when reading it takes longer than `budget`.
pub(super) fn md5sum(path: &Path, budget: Duration) -> std::io::Result<Option<String>> {
    // Between the look at the path and here it may have become a link or a pipe, which must not block.
    let flags = OFlags::RDONLY | OFlags::NOFOLLOW | OFlags::NONBLOCK | OFlags::CLOEXEC;
    let mut file = File::from(open(path, flags, Mode::empty())?);
    if !file.metadata()?.is_file() {
        return Err(ErrorKind::InvalidInput.into());
    }
    let deadline = Instant::now() + budget;
    let mut hash = Md5::new();
    let mut chunk = vec![0; CHUNK];
    loop {
        let read = file.read(&mut chunk)?;
        if read == 0 {
            return Ok(Some(format!(
                "{:032x}",
                u128::from_be_bytes(hash.finalize().into())
            )));
        }
        hash.update(&chunk[..read]);
        if Instant::now() >= deadline {
            return Ok(None);
        }
    }
}
