//! Finding DDLs: the shipped ones, then the library folders.

mod nearest;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::files;

pub use nearest::nearest;

/// Below each library folder, in this order; the last file of a name wins.
const KINDS: [&str; 2] = ["choria/agent", "mcollective/agent"];

/// Deeper folders hold no DDLs; also ends loops.
const MAX_DEPTH: usize = 8;

/// Entries looked at per folder; a library folder set to `/` must not hang the client.
const MAX_ENTRIES: usize = 20_000;

/// Larger than any DDL.
const MAX_FILE: u64 = 4 << 20;

/// Why a DDL could not be had.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum LibraryError {
    /// Nobody has it.
    #[error("no agent {name} is known here{}", nearest.as_ref().map(|n| format!(", did you mean {n}?")).unwrap_or_default())]
    Unknown {
        /// What was asked for.
        name: String,
        /// Similar names, joined for people.
        nearest: Option<String>,
    },
    /// The file cannot be read.
    #[error("{path} cannot be read")]
    Unreadable {
        /// Which file.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// The file is not a DDL.
    #[error("{path} is not a usable DDL")]
    Invalid {
        /// Which file.
        path: PathBuf,
        /// Where in it and why.
        source: ddl::DocumentError,
    },
    /// The file describes another agent.
    #[error("{path} describes agent {found}, not {name}")]
    Misnamed {
        /// Which file.
        path: PathBuf,
        /// Name of the file.
        name: String,
        /// Name inside.
        found: String,
    },
}

/// DDLs by agent name (built-in ones, then those in folders; the last match wins).
#[derive(Debug, Clone, Default)]
pub struct Library {
    folders: Arc<[PathBuf]>,
    caches: Arc<[PathBuf]>,
}

impl Library {
    /// Looks in the shipped DDLs, then below each of `folders`.
    pub fn new(folders: Vec<PathBuf>) -> Self {
        Self {
            folders: folders.into(),
            caches: Arc::new([]),
        }
    }

    /// Also looks below folders with DDLs of the registry; those in library folders win.
    pub fn with_cache(mut self, caches: Vec<PathBuf>) -> Self {
        self.caches = caches.into();
        self
    }

    /// Finds an agent's DDL.
    pub fn agent(&self, name: &str) -> Result<Arc<ddl::Agent>, LibraryError> {
        if let Some(agent) = ddl::builtin(name) {
            return Ok(agent);
        }
        match self.files().get(name) {
            Some(path) => load(name, path).map(Arc::new),
            None => Err(LibraryError::Unknown {
                name: name.to_owned(),
                nearest: nearest(name, &self.names()),
            }),
        }
    }

    /// All known agent names, sorted, without duplicates.
    pub fn names(&self) -> Vec<String> {
        let shipped = ddl::builtin_names().map(str::to_owned);
        let names: BTreeSet<_> = shipped.chain(self.files().into_keys()).collect();
        names.into_iter().collect()
    }

    /// The file that wins for each name found on disk.
    fn files(&self) -> BTreeMap<String, PathBuf> {
        let mut files = BTreeMap::new();
        for cache in &*self.caches {
            let mut entries = MAX_ENTRIES;
            walk(&cache.join("agent"), 0, &mut entries, &mut files);
        }
        for folder in &*self.folders {
            for kind in KINDS {
                let mut entries = MAX_ENTRIES;
                walk(&folder.join(kind), MAX_DEPTH, &mut entries, &mut files);
            }
        }
        files
    }
}

/// Adds the DDLs below a folder in lexical order. A folder that cannot be read counts as empty.
fn walk(folder: &Path, depth: usize, entries: &mut usize, files: &mut BTreeMap<String, PathBuf>) {
    let Ok(listing) = fs::read_dir(folder) else {
        return;
    };
    let mut paths: Vec<_> = listing
        .take(*entries)
        .flatten()
        .map(|entry| entry.path())
        .collect();
    *entries = entries.saturating_sub(paths.len());
    paths.sort_unstable();
    for path in paths {
        if path.is_dir() {
            if depth > 0 && !path.is_symlink() {
                walk(&path, depth - 1, entries, files);
            }
        } else if let Some(name) = agent_name(&path) {
            files.insert(name.to_owned(), path);
        }
    }
}

fn agent_name(path: &Path) -> Option<&str> {
    match path.extension()?.to_str()? {
        "json" | "yaml" | "yml" => path.file_stem()?.to_str(),
        _ => None,
    }
}

fn load(name: &str, path: &Path) -> Result<ddl::Agent, LibraryError> {
    let bytes = files::read(path, MAX_FILE).map_err(|source| LibraryError::Unreadable {
        path: path.to_owned(),
        source,
    })?;
    let json = path.extension().is_some_and(|extension| extension == "json");
    let agent = match json {
        true => ddl::Agent::from_json(&bytes),
        false => ddl::Agent::from_yaml(&bytes),
    };
    let agent = agent.map_err(|source| LibraryError::Invalid {
        path: path.to_owned(),
        source,
    })?;
    if agent.metadata.name != name {
        return Err(LibraryError::Misnamed {
            path: path.to_owned(),
            name: name.to_owned(),
            found: agent.metadata.name,
        });
    }
    Ok(agent)
}

#[cfg(test)]
mod tests;
