//! The file: opened for one reading or writing, and left alone when another process has it.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};

use protocol::Identity;
use redb::{
    Builder, Database, DatabaseError, ReadOnlyDatabase, ReadTransaction, ReadableDatabase, ReadableTable,
    ReadableTableMetadata, StorageError, TableDefinition, TableError, WriteTransaction,
};

use super::Known;
use super::record::Record;

/// Site and node to a record as JSON.
const NODES: TableDefinition<'_, &str, &[u8]> = TableDefinition::new("nodes");

/// Site and node to its facts as JSON.
const FACTS: TableDefinition<'_, &str, &str> = TableDefinition::new("facts");

/// Site and fact to some of its values as JSON.
const VALUES: TableDefinition<'_, &str, &[u8]> = TableDefinition::new("values");

/// Between the site and the rest of a key; neither holds it.
const BETWEEN: char = '\0';
/// Follows every key of a site.
const BEYOND: char = '\u{1}';

/// Nodes of all sites. Beyond, those seen longest ago make room.
const MAX_NODES: u64 = 100_000;

/// Larger files take no more facts.
const MAX_FILE: u64 = 1 << 30;

/// Memory for pages of the file.
const PAGES: usize = 8 << 20;

const MAX_SITE: usize = 200;

/// Where the tables are, and whose rows count.
#[derive(Debug, Clone)]
pub(super) struct Store {
    path: PathBuf,
    site: String,
}

/// Tables being read.
pub(super) struct Reading<'s> {
    transaction: ReadTransaction,
    site: &'s str,
}

/// Tables being written.
pub(super) struct Writing<'s> {
    transaction: WriteTransaction,
    site: &'s str,
    full: bool,
}

type Outcome<T> = Result<T, redb::Error>;

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
        let failed = match catch_unwind(AssertUnwindSafe(work)) {
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
        let database = builder().create(&self.path)?;
        private(&self.path).map_err(StorageError::Io)?;
        Ok(database)
    }
}

impl Reading<'_> {
    /// Every node of the site, sorted. Rows that make no sense are left out.
    pub(super) fn all(&self) -> Outcome<Vec<Known>> {
        let Some(table) = there(self.transaction.open_table(NODES))? else {
            return Ok(Vec::new());
        };
        let mut nodes = Vec::new();
        for row in table.range::<&str>(range(self.site).0.as_str()..range(self.site).1.as_str())? {
            let (key, value) = row?;
            let node = rest(key.value()).and_then(|name| Identity::new(name).ok());
            let record = serde_json::from_slice::<Record>(value.value()).ok();
            nodes.extend(record.zip(node).map(|(record, node)| record.known(node)));
        }
        Ok(nodes)
    }

    pub(super) fn facts(&self, node: &str) -> Outcome<Option<String>> {
        let Some(table) = there(self.transaction.open_table(FACTS))? else {
            return Ok(None);
        };
        let facts = table.get(key(self.site, node).as_str())?;
        Ok(facts.map(|facts| facts.value().to_owned()))
    }

    /// Facts of some nodes, until they are `limit` bytes.
    pub(super) fn some_facts(&self, limit: usize) -> Outcome<Vec<String>> {
        let Some(table) = there(self.transaction.open_table(FACTS))? else {
            return Ok(Vec::new());
        };
        let (mut texts, mut size) = (Vec::new(), 0);
        let (first, last) = range(self.site);
        for row in table.range::<&str>(first.as_str()..last.as_str())? {
            let (_, value) = row?;
            size += value.value().len();
            if size > limit {
                break;
            }
            texts.push(value.value().to_owned());
        }
        Ok(texts)
    }

    pub(super) fn values(&self, fact: &str) -> Outcome<BTreeSet<String>> {
        let Some(table) = there(self.transaction.open_table(VALUES))? else {
            return Ok(BTreeSet::new());
        };
        let values = table.get(key(self.site, fact).as_str())?;
        Ok(values.map(|values| decode(values.value())).unwrap_or_default())
    }

    /// Facts that have values.
    pub(super) fn valued(&self) -> Outcome<Vec<String>> {
        let Some(table) = there(self.transaction.open_table(VALUES))? else {
            return Ok(Vec::new());
        };
        let (first, last) = range(self.site);
        let mut names = Vec::new();
        for row in table.range::<&str>(first.as_str()..last.as_str())? {
            names.extend(rest(row?.0.value()).map(str::to_owned));
        }
        Ok(names)
    }
}

impl Writing<'_> {
    pub(super) fn record(&self, node: &str) -> Outcome<Option<Record>> {
        let table = self.transaction.open_table(NODES)?;
        let record = table.get(key(self.site, node).as_str())?;
        Ok(record.and_then(|record| serde_json::from_slice(record.value()).ok()))
    }

    pub(super) fn put(&mut self, node: &str, record: &Record) -> Outcome<()> {
        let bytes = serde_json::to_vec(record).unwrap_or_default();
        let mut table = self.transaction.open_table(NODES)?;
        table.insert(key(self.site, node).as_str(), bytes.as_slice())?;
        Ok(())
    }

    pub(super) fn put_facts(&mut self, node: &str, facts: &str) -> Outcome<()> {
        if self.full {
            return Ok(());
        }
        let mut table = self.transaction.open_table(FACTS)?;
        table.insert(key(self.site, node).as_str(), facts)?;
        Ok(())
    }

    pub(super) fn values(&self, fact: &str) -> Outcome<BTreeSet<String>> {
        let table = self.transaction.open_table(VALUES)?;
        let values = table.get(key(self.site, fact).as_str())?;
        Ok(values.map(|values| decode(values.value())).unwrap_or_default())
    }

    pub(super) fn put_values(&mut self, fact: &str, values: &BTreeSet<String>) -> Outcome<()> {
        let bytes = serde_json::to_vec(values).unwrap_or_default();
        let mut table = self.transaction.open_table(VALUES)?;
        table.insert(key(self.site, fact).as_str(), bytes.as_slice())?;
        Ok(())
    }

    /// Forgets the nodes seen longest ago when there are too many.
    fn make_room(&mut self) -> Outcome<()> {
        let mut nodes = self.transaction.open_table(NODES)?;
        let count = nodes.len()?;
        if count <= MAX_NODES {
            return Ok(());
        }
        let mut times = Vec::new();
        for row in nodes.iter()? {
            times.push(seen(row?.1.value()));
        }
        times.sort_unstable();
        // A tenth at once, so that this is rare.
        let surplus = usize::try_from(count - MAX_NODES + MAX_NODES / 10).unwrap_or(usize::MAX);
        let oldest = times.get(surplus).copied().unwrap_or(u64::MAX);
        let mut facts = self.transaction.open_table(FACTS)?;
        let mut gone = Vec::new();
        nodes.retain(|key, value| {
            let stays = seen(value) >= oldest;
            if !stays {
                gone.push(key.to_owned());
            }
            stays
        })?;
        for key in gone {
            facts.remove(key.as_str())?;
        }
        Ok(())
    }
}

fn builder() -> Builder {
    let mut builder = Builder::new();
    builder.set_cache_size(PAGES);
    builder
}

/// Facts may hold what not everybody on this machine should read.
fn private(path: &Path) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    fs::set_permissions(path, fs::Permissions::from_mode(0o600))
}

fn key(site: &str, rest: &str) -> String {
    format!("{site}{BETWEEN}{rest}")
}

/// The first key of a site, and the first one after it.
fn range(site: &str) -> (String, String) {
    (format!("{site}{BETWEEN}"), format!("{site}{BEYOND}"))
}

fn rest(key: &str) -> Option<&str> {
    key.split_once(BETWEEN).map(|(_, rest)| rest)
}

fn seen(bytes: &[u8]) -> u64 {
    serde_json::from_slice::<Record>(bytes).map_or(0, |record| record.seen())
}

fn decode(bytes: &[u8]) -> BTreeSet<String> {
    serde_json::from_slice(bytes).unwrap_or_default()
}

/// A table nobody has written yet is none.
fn there<T>(opened: Result<T, TableError>) -> Outcome<Option<T>> {
    match opened {
        Ok(table) => Ok(Some(table)),
        Err(TableError::TableDoesNotExist(_)) => Ok(None),
        Err(error) => Err(error.into()),
    }
}
