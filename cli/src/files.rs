//! Writing files whole or not at all, with the mode they are meant to have from the first byte on.

use std::io::{self, Write};
use std::os::unix::fs::{DirBuilderExt, PermissionsExt};
use std::path::Path;

use tempfile::NamedTempFile;

/// Mode of files that only their owner may read.
pub(crate) const SECRET: u32 = 0o600;

/// Writes beside `path`, then renames, so that a reader sees the old text or the new and a secret is never open to others.
pub(crate) fn replace(path: &Path, text: &str, mode: u32) -> io::Result<()> {
    draft(path, text, mode)?.persist(path)?;
    Ok(())
}

/// The same for a file that must not exist yet.
///
/// - **Errors:** [`io::ErrorKind::AlreadyExists`], whatever it is that exists.
pub(crate) fn create(path: &Path, text: &str, mode: u32) -> io::Result<()> {
    draft(path, text, mode)?.persist_noclobber(path)?;
    Ok(())
}

/// Makes a folder, and those above it, that only its owner may enter; an existing one keeps its mode.
pub(crate) fn private_folder(path: &Path) -> io::Result<()> {
    std::fs::DirBuilder::new()
        .recursive(true)
        .mode(0o700)
        .create(path)
}

/// Whether this is a file that somebody may run.
pub(crate) fn is_program(path: &Path) -> bool {
    path.metadata()
        .is_ok_and(|found| found.is_file() && found.permissions().mode() & 0o111 != 0)
}

fn draft(path: &Path, text: &str, mode: u32) -> io::Result<NamedTempFile> {
    let parent = path.parent().filter(|parent| !parent.as_os_str().is_empty());
    let mut file = NamedTempFile::new_in(parent.unwrap_or(Path::new(".")))?;
    file.write_all(text.as_bytes())?;
    file.as_file()
        .set_permissions(std::fs::Permissions::from_mode(mode))?;
    file.as_file().sync_all()?;
    Ok(file)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_made_once_and_replaced_when_asked() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("bob.seed");
        create(&path, "one", SECRET).unwrap();
        let again = create(&path, "two", SECRET).unwrap_err();
        assert_eq!(again.kind(), io::ErrorKind::AlreadyExists);
        assert_eq!(std::fs::read_to_string(&path).unwrap(), "one");

        replace(&path, "two", SECRET).unwrap();
        assert_eq!(std::fs::read_to_string(&path).unwrap(), "two");
        assert_eq!(path.metadata().unwrap().permissions().mode() & 0o777, SECRET);
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1);
    }
}
