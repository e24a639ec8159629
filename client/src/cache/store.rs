//! The file: opened for one reading or writing, and left alone when another process has it.

use std::cell::Cell;
use std::fs::{self, OpenOptions, Permissions};
use std::io;
use std::os::unix::fs::{OpenOptionsExt, PermissionsExt};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::{PoisonError, RwLock};

use redb::{
    Builder, Database, DatabaseError, ReadOnlyDatabase, ReadTransaction, ReadableDatabase, StorageError,
};

use super::table::{Reading, Writing};

/// Larger files take no more facts.
const MAX_FILE: u64 = 1 << 30;

/// Memory for pages of the file: enough for those that lead to all others, as most rows are read once.
const PAGES: usize = 2 << 20;

const MAX_SITE: usize = 200;

/// Within this process readers and writers wait for each other; only another process finds the file in use.
static TURN: RwLock<()> = RwLock::new(());

/// For the owner alone.
const MODE: u32 = 0o600;

thread_local! {
    static DEEP: Cell<bool> = const { Cell::new(false) };
}

/// Where the tables are, and whose rows count.
#[derive(Debug, Clone)]
pub(super) struct Store {
    path: PathBuf,
    site: String,
}

pub(super) type Outcome<T> = Result<T, redb::Error>;

impl Store {
    pub(super) fn new(path: PathBuf, site: &str) -> Self {
        let plain = |c: &char| !c.is_control();
        Self {
            path,
            site: site.chars().filter(plain).take(MAX_SITE).collect(),
        }
    }

    /// Reads, unless there is no file, another process writes it, or it is damaged.
    pub(super) fn read<T>(&self, how: impl FnOnce(&Reading<'_>) -> Outcome<T>) -> Option<T> {
        let _turn = TURN.read().unwrap_or_else(PoisonError::into_inner);
        if !self.path.exists() {
            return None;
        }
        let read = || -> Outcome<T> {
            let transaction = self.open()?;
            how(&Reading {
                transaction,
                site: &self.site,
            })
        };
        self.guarded(read)
    }

    /// Writes all of it or nothing.
    pub(super) fn update(&self, how: impl FnOnce(&mut Writing<'_>) -> Outcome<()>) {
        let _turn = TURN.write().unwrap_or_else(PoisonError::into_inner);
        let write = || -> Outcome<()> {
            let database = self.create()?;
            let full = fs::metadata(&self.path).is_ok_and(|file| file.len() > MAX_FILE);
            let mut writing = Writing {
                transaction: database.begin_write()?,
                site: &self.site,
                full,
            };
            how(&mut writing)?;
            writing.make_room()?;
            writing.transaction.commit()?;
            Ok(())
        };
        self.guarded(write);
    }

    pub(super) fn clear(&self) -> io::Result<()> {
        match fs::remove_file(&self.path) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
            _ => Ok(()),
        }
    }

    /// A damaged file is thrown away; the library may even panic over one.
    fn guarded<T>(&self, work: impl FnOnce() -> Outcome<T>) -> Option<T> {
        DEEP.set(true);
        let done = catch_unwind(AssertUnwindSafe(work));
        DEEP.set(false);
        let failed = match done {
            Ok(Ok(value)) => return Some(value),
            Ok(Err(error)) => error,
            Err(_) => redb::Error::Corrupted("reading it panicked".to_owned()),
        };
        tracing::debug!(path = %self.path.display(), error = %failed, "fleet cache not used");
        let damaged = match &failed {
            redb::Error::Corrupted(_) | redb::Error::UpgradeRequired(_) => true,
            redb::Error::Io(error) => {
                matches!(
                    error.kind(),
                    io::ErrorKind::InvalidData | io::ErrorKind::UnexpectedEof
                )
            }
            redb::Error::TableTypeMismatch { .. } | redb::Error::TableIsMultimap(_) => true,
            _ => false,
        };
        if damaged && let Err(error) = self.clear() {
            tracing::debug!(path = %self.path.display(), %error, "damaged fleet cache not removed");
        }
        None
    }

    /// Readers share the file; one that its writer left in the middle is repaired first.
    fn open(&self) -> Outcome<ReadTransaction> {
        match builder().open_read_only(&self.path) {
            Ok(database) => Ok(ReadOnlyDatabase::begin_read(&database)?),
            Err(DatabaseError::RepairAborted) => Ok(builder().open(&self.path)?.begin_read()?),
            Err(error) => Err(error.into()),
        }
    }

    fn create(&self) -> Outcome<Database> {
        if let Some(folder) = self.path.parent() {
            fs::create_dir_all(folder).map_err(StorageError::Io)?;
        }
        private(&self.path).map_err(StorageError::Io)?;
        Ok(builder().create(&self.path)?)
    }
}

fn builder() -> Builder {
    let mut builder = Builder::new();
    builder.set_cache_size(PAGES);
    builder
}

/// Facts may hold what not everybody on this machine should read, so the file is closed to others before it holds any.
fn private(path: &Path) -> io::Result<()> {
    let mut options = OpenOptions::new();
    let file = options.append(true).create(true).mode(MODE).open(path)?;
    if file.metadata()?.permissions().mode() & 0o777 != MODE {
        file.set_permissions(Permissions::from_mode(MODE))?;
    }
    Ok(())
}

/// Whether this thread is inside the library that reads the file, whose panics over a damaged one are caught and mean nothing.
pub fn panics_are_caught() -> bool {
    DEEP.get()
}
