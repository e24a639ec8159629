//! The folder of a broker's streams: made, tried and held, so that two brokers never write into one.

use std::fs::{self, DirBuilder, File, OpenOptions, TryLockError};
use std::io::{self, Write as _};
use std::os::unix::fs::{DirBuilderExt as _, OpenOptionsExt as _};
use std::path::{Path, PathBuf};

use rustix::fs::OFlags;

/// Held locked as long as a program uses the folder.
const LOCK: &str = "broker.lock";
/// Folder in it with the streams of the embedded engine; other engines have theirs beside it.
const STREAMS: &str = "streams";
/// What is in it concerns its owner alone.
const OWNER_ONLY: u32 = 0o700;
const OWNER_ONLY_FILE: u32 = 0o600;

/// A folder of streams that nobody else uses until this is dropped.
#[derive(Debug)]
pub struct StoreFolder {
    path: PathBuf,
    _lock: File,
}

/// Why a folder cannot hold streams.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum StoreFolderError {
    /// It cannot be made.
    #[error("the folder of streams {path} cannot be made")]
    Missing {
        /// Which folder.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// This user may not write there, or nobody may.
    #[error("the folder of streams {path} cannot be written to as {user}")]
    ReadOnly {
        /// Which folder.
        path: PathBuf,
        /// Who tried.
        user: String,
        /// Why.
        source: io::Error,
    },
    /// Another program holds it.
    #[error("the folder of streams {path} is used by another broker{}", holding(*process))]
    Taken {
        /// Which folder.
        path: PathBuf,
        /// Process id of the other, if it left it.
        process: Option<u32>,
    },
}

impl StoreFolder {
    /// Makes the folder unless it is there, sees that files can be written in it, and takes it.
    pub fn claim(path: &Path) -> Result<Self, StoreFolderError> {
        let mut make = DirBuilder::new();
        make.recursive(true).mode(OWNER_ONLY);
        make.create(path).map_err(|source| StoreFolderError::Missing {
            path: path.to_owned(),
            source,
        })?;
        Self::lock(path)
    }

    /// Takes a folder that is there.
    pub fn lock(path: &Path) -> Result<Self, StoreFolderError> {
        let read_only = |source| StoreFolderError::ReadOnly {
            path: path.to_owned(),
            user: user(),
            source,
        };
        let mut options = OpenOptions::new();
        options
            .read(true)
            .write(true)
            .create(true)
            .mode(OWNER_ONLY_FILE)
            // Others may have left a link to a file of theirs, or of ours.
            .custom_flags(OFlags::NOFOLLOW.bits().cast_signed());
        let mut lock = options.open(path.join(LOCK)).map_err(read_only)?;
        lock.try_lock().map_err(|failure| match failure {
            TryLockError::WouldBlock => StoreFolderError::Taken {
                path: path.to_owned(),
                process: holder(path),
            },
            TryLockError::Error(source) => read_only(source),
        })?;
        lock.set_len(0)
            .and_then(|()| writeln!(lock, "{}", std::process::id()))
            .map_err(read_only)?;
        Ok(Self {
            path: path.to_owned(),
            _lock: lock,
        })
    }

    /// Where the embedded engine keeps its streams.
    pub fn streams(&self) -> PathBuf {
        Self::streams_in(&self.path)
    }

    /// Where the embedded engine keeps its streams in such a folder.
    pub(crate) fn streams_in(path: &Path) -> PathBuf {
        path.join(STREAMS)
    }
}

fn holder(path: &Path) -> Option<u32> {
    fs::read_to_string(path.join(LOCK)).ok()?.trim().parse().ok()
}

fn holding(id: Option<u32>) -> String {
    id.map(|id| format!(" (process {id})")).unwrap_or_default()
}

fn user() -> String {
    let id = rustix::process::geteuid();
    if id.is_root() {
        "root".to_owned()
    } else {
        format!("user {}", id.as_raw())
    }
}

#[cfg(test)]
mod tests {
    use std::error::Error as _;

    use super::*;

    #[test]
    fn a_folder_is_made_and_belongs_to_one_broker_at_a_time() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("var/streams");
        let first = StoreFolder::claim(&path).unwrap();
        let shown = StoreFolder::claim(&path).unwrap_err().to_string();
        let expected = format!(
            "the folder of streams {} is used by another broker (process {})",
            path.display(),
            std::process::id()
        );
        assert_eq!(shown, expected);
        drop(first);
        let again = StoreFolder::claim(&path).unwrap();
        assert!(again.streams().starts_with(&path));
    }

    #[test]
    fn a_link_in_the_place_of_the_lock_leads_to_no_other_file() {
        let dir = tempfile::tempdir().unwrap();
        let treasure = dir.path().join("treasure");
        fs::write(&treasure, "gold").unwrap();
        std::os::unix::fs::symlink(&treasure, dir.path().join(LOCK)).unwrap();
        assert!(StoreFolder::claim(dir.path()).is_err());
        assert_eq!(fs::read_to_string(&treasure).unwrap(), "gold");
    }

    #[test]
    fn a_folder_that_cannot_be_is_told_with_the_reason() {
        let dir = tempfile::tempdir().unwrap();
        let file = dir.path().join("file");
        fs::write(&file, "").unwrap();
        let failure = StoreFolder::claim(&file.join("below")).unwrap_err();
        assert!(matches!(failure, StoreFolderError::Missing { .. }), "{failure:?}");
        assert!(failure.source().is_some());
        fs::create_dir_all(dir.path().join("taken").join(LOCK)).unwrap();
        let failure = StoreFolder::claim(&dir.path().join("taken")).unwrap_err();
        assert!(
            matches!(failure, StoreFolderError::ReadOnly { .. }),
            "{failure:?}"
        );
    }
}
