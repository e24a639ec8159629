//! Reading files with a limit, so that a mistyped path cannot fill the memory, and writing them whole or not at all.

use std::fs::{self, DirBuilder, File, Permissions};
use std::io::{self, Read, Write};
use std::os::unix::fs::{DirBuilderExt, PermissionsExt};
use std::path::Path;

use tempfile::NamedTempFile;

/// Mode of files that only their owner may read.
pub const SECRET: u32 = 0o600;

/// Reads a file of at most `limit` bytes.
///
/// - **Errors:** [`io::ErrorKind::FileTooLarge`], besides what opening and reading may say.
pub fn read(path: &Path, limit: u64) -> io::Result<Vec<u8>> {
    read_from(File::open(path)?, limit)
}

/// Reads a text file of at most `limit` bytes.
///
/// - **Errors:** [`io::ErrorKind::FileTooLarge`], and [`io::ErrorKind::InvalidData`] for what is not UTF-8.
pub fn read_text(path: &Path, limit: u64) -> io::Result<String> {
    text(read(path, limit)?)
}

/// Reads text of at most `limit` bytes to its end. The same errors.
pub fn read_text_from(source: impl Read, limit: u64) -> io::Result<String> {
    text(read_from(source, limit)?)
}

/// Writes beside `path`, then moves it there, so that a reader sees the old file or the new one and a secret is never open to
/// others.
///
/// - **Units:** `mode` as of `chmod`.
pub fn replace(path: &Path, bytes: &[u8], mode: u32) -> io::Result<()> {
    draft(path, bytes, mode)?.persist(path)?;
    Ok(())
}

/// The same with the mode of the file that is replaced; a new one is its owner's alone.
pub(crate) fn rewrite(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mode = fs::metadata(path).map_or(SECRET, |old| old.permissions().mode());
    replace(path, bytes, mode)
}

/// The same for a file that must not exist yet.
///
/// - **Errors:** [`io::ErrorKind::AlreadyExists`], whatever it is that exists.
pub fn create(path: &Path, bytes: &[u8], mode: u32) -> io::Result<()> {
    draft(path, bytes, mode)?.persist_noclobber(path)?;
    Ok(())
}

/// Makes a folder, and those above it, that only its owner may enter; an existing one keeps its mode.
pub fn private_folder(path: &Path) -> io::Result<()> {
    DirBuilder::new().recursive(true).mode(0o700).create(path)
}

/// Whether this is a file that somebody may run.
pub fn is_program(path: &Path) -> bool {
    path.metadata()
        .is_ok_and(|found| found.is_file() && found.permissions().mode() & 0o111 != 0)
}

fn read_from(source: impl Read, limit: u64) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    let size = source.take(limit + 1).read_to_end(&mut bytes)?;
    if size as u64 > limit {
        let most = match limit >> 20 {
            0 => format!("{limit} bytes"),
            mebibytes => format!("{mebibytes} MiB"),
        };
        let reason = format!("it is larger than {most}");
        return Err(io::Error::new(io::ErrorKind::FileTooLarge, reason));
    }
    Ok(bytes)
}

fn text(bytes: Vec<u8>) -> io::Result<String> {
    String::from_utf8(bytes).map_err(|_| io::Error::new(io::ErrorKind::InvalidData, "it is not UTF-8 text"))
}

fn draft(path: &Path, bytes: &[u8], mode: u32) -> io::Result<NamedTempFile> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    let mut draft = NamedTempFile::new_in(folder.unwrap_or(Path::new(".")))?;
    draft.write_all(bytes)?;
    draft.as_file().set_permissions(Permissions::from_mode(mode))?;
    draft.as_file().sync_all()?;
    Ok(draft)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mode(path: &Path) -> u32 {
        path.metadata().unwrap().permissions().mode() & 0o777
    }

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

    #[test]
    fn a_file_is_rewritten_with_its_permissions_and_nothing_is_left_beside_it() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("list");
        rewrite(&path, b"one").unwrap();
        assert_eq!(mode(&path), SECRET);
        fs::set_permissions(&path, Permissions::from_mode(0o640)).unwrap();
        rewrite(&path, b"two").unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"two");
        assert_eq!(mode(&path), 0o640);
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }

    #[test]
    fn files_are_made_once_and_replaced_when_asked() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("bob.seed");
        create(&path, b"one", SECRET).unwrap();
        let again = create(&path, b"two", SECRET).unwrap_err();
        assert_eq!(again.kind(), io::ErrorKind::AlreadyExists);
        assert_eq!(fs::read(&path).unwrap(), b"one");

        replace(&path, b"two", 0o644).unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"two");
        assert_eq!(mode(&path), 0o644);
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }

    #[test]
    fn a_folder_that_is_missing_is_an_error() {
        assert!(rewrite(Path::new("/nowhere/list"), b"").is_err());
    }
}
