//! A file that is parsed once, and again whenever it changes.

use std::fmt;
use std::fs::Metadata;
use std::io;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

/// What tells one state of a file from another. The change time and inode are in it because a file replaced within one tick of
/// the clock by one of the same size is common where configuration is rendered from templates.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Stamp {
    modified: (i64, i64),
    changed: (i64, i64),
    inode: (u64, u64),
    size: u64,
}

/// A parsed file, parsed anew when its stamp changes.
pub(crate) struct Watched<T> {
    path: PathBuf,
    limit: u64,
    state: Mutex<Option<(Option<Stamp>, T)>>,
}

impl Stamp {
    /// The state of the file now; none when there is no such file.
    pub(crate) fn of(path: &Path) -> Option<Self> {
        std::fs::metadata(path).ok().as_ref().map(Self::from)
    }
}

impl From<&Metadata> for Stamp {
    fn from(meta: &Metadata) -> Self {
        Self {
            modified: (meta.mtime(), meta.mtime_nsec()),
            changed: (meta.ctime(), meta.ctime_nsec()),
            inode: (meta.dev(), meta.ino()),
            size: meta.size(),
        }
    }
}

impl<T: Clone> Watched<T> {
    /// Watches a file of at most `limit` bytes. Reads nothing yet.
    pub(crate) fn new(path: PathBuf, limit: u64) -> Self {
        Self {
            path,
            limit,
            state: Mutex::new(None),
        }
    }

    pub(crate) fn path(&self) -> &Path {
        &self.path
    }

    /// The parsed file. `parse` runs only when the file changed, so what it logs is logged once per change.
    pub(crate) fn get(&self, parse: impl FnOnce(io::Result<String>) -> T) -> T {
        let stamp = Stamp::of(&self.path);
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        match &*state {
            Some((known, value)) if *known == stamp => value.clone(),
            _ => {
                let value = parse(read(&self.path, self.limit));
                *state = Some((stamp, value.clone()));
                value
            }
        }
    }

    /// The parsed file if it has not changed since, without reading or waiting for whoever reads.
    pub(crate) fn current(&self) -> Option<T> {
        let state = self.state.try_lock().ok()?;
        let (known, value) = state.as_ref()?;
        (*known == Stamp::of(&self.path)).then(|| value.clone())
    }
}

impl<T> fmt::Debug for Watched<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Watched").field(&self.path).finish()
    }
}

/// Reads a regular file of at most `limit` bytes as text. Anything else, a pipe for one, could hold the node for ever.
pub(crate) fn read(path: &Path, limit: u64) -> io::Result<String> {
    if !std::fs::metadata(path)?.is_file() {
        return Err(io::Error::new(io::ErrorKind::InvalidInput, "not a regular file"));
    }
    client::files::read_text(path, limit)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_parsed_again_only_when_it_changed() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("classes.txt");
        std::fs::write(&path, "web").unwrap();
        let watched = Watched::new(path.clone(), 100);
        assert_eq!(watched.current(), None);
        assert_eq!(watched.get(|text| text.unwrap()), "web");
        assert_eq!(watched.get(|_| panic!("it did not change")), "web");
        assert_eq!(watched.current().as_deref(), Some("web"));
        std::fs::write(&path, "database").unwrap();
        assert_eq!(watched.current(), None);
        assert_eq!(watched.get(|text| text.unwrap()), "database");
        std::fs::remove_file(&path).unwrap();
        assert_eq!(
            watched.get(|text| text.unwrap_err().kind().to_string()),
            "entity not found"
        );
    }

    #[test]
    fn oversized_and_special_files_are_refused() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("big");
        std::fs::write(&path, "12345").unwrap();
        assert_eq!(read(&path, 5).unwrap(), "12345");
        assert_eq!(
            read(&path, 4).unwrap_err().to_string(),
            "it is larger than 4 bytes"
        );
        assert!(read(dir.path(), 4).is_err());
    }
}
