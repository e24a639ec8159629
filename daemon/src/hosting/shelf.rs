//! Documents below library folders, read again and again.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, DirEntry};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use ddl::DocumentError;
use tracing::warn;

use crate::agents::chain;
use crate::watched::{self, Stamp};

/// Folders below the root that are looked into, for Ruby agents.
const MAX_DEPTH: usize = 8;

/// Entries looked at below one root; a library folder set to `/` must not keep the node busy.
const MAX_ENTRIES: usize = 20_000;

/// Longest document.
const MAX_FILE: u64 = 1 << 20;

/// How old a document must be: whoever installs an agent writes more than one file.
const SETTLED: Duration = Duration::from_secs(5);

/// Reads the JSON documents below some folders, each only when it changed.
#[derive(Debug)]
pub(super) struct Shelf<T> {
    roots: Vec<PathBuf>,
    parse: fn(&[u8]) -> Result<T, DocumentError>,
    known: BTreeMap<PathBuf, (Stamp, Option<Arc<T>>)>,
    /// Roots that could not be read the last time.
    failing: BTreeSet<PathBuf>,
}

/// A document and where it lies.
#[derive(Debug)]
pub(super) struct Document<T> {
    pub(super) ddl: Arc<T>,
    pub(super) root: PathBuf,
    pub(super) path: PathBuf,
    pub(super) modified: SystemTime,
}

/// What one look found.
#[derive(Debug)]
pub(super) struct Look<T> {
    /// In the order of roots, and of names below each.
    pub(super) documents: Vec<Document<T>>,
    pub(super) missing: Missing,
}

/// What could not be seen in one look, so that it may be there after all.
#[derive(Debug, Default)]
pub(super) struct Missing {
    broken: BTreeSet<PathBuf>,
    partial: bool,
}

impl<T> Shelf<T> {
    /// Reads what is in `folder` below each library folder.
    pub(super) fn new(
        libraries: &[PathBuf],
        folder: &str,
        parse: fn(&[u8]) -> Result<T, DocumentError>,
    ) -> Self {
        Self {
            roots: libraries.iter().map(|library| library.join(folder)).collect(),
            parse,
            known: BTreeMap::new(),
            failing: BTreeSet::new(),
        }
    }

    /// What is there now. A folder or document that cannot be used is complained about once.
    pub(super) fn look(&mut self) -> Look<T> {
        let mut documents = Vec::new();
        let mut missing = Missing::default();
        let known = std::mem::take(&mut self.known);
        for root in self.roots.clone() {
            for path in self.paths(&root, &mut missing) {
                match self.read(&path, &known) {
                    Some((ddl, modified)) => documents.push(Document {
                        ddl,
                        root: root.clone(),
                        path,
                        modified,
                    }),
                    None => {
                        missing.broken.insert(path);
                    }
                }
            }
        }
        Look { documents, missing }
    }

    fn paths(&mut self, root: &Path, missing: &mut Missing) -> Vec<PathBuf> {
        let mut entries = MAX_ENTRIES;
        let mut paths = Vec::new();
        match walk(root, MAX_DEPTH, &mut entries, &mut paths) {
            Ok(()) => {
                self.failing.remove(root);
            }
            Err(error) => {
                missing.partial = true;
                if self.failing.insert(root.to_owned()) {
                    warn!(folder = %root.display(), %error, "folder cannot be looked through");
                }
            }
        }
        paths
    }

    fn read(
        &mut self,
        path: &Path,
        known: &BTreeMap<PathBuf, (Stamp, Option<Arc<T>>)>,
    ) -> Option<(Arc<T>, SystemTime)> {
        let stamp = Stamp::of(path)?;
        let document = match known.get(path) {
            Some((before, document)) if *before == stamp => document.clone(),
            _ => self.parse(path).map(Arc::new),
        };
        self.known.insert(path.to_owned(), (stamp, document.clone()));
        let modified = fs::metadata(path).and_then(|file| file.modified());
        Some((document?, modified.ok()?))
    }

    fn parse(&self, path: &Path) -> Option<T> {
        let complain = |reason: String| warn!(file = %path.display(), reason, "DDL cannot be used");
        let text = watched::read(path, MAX_FILE)
            .map_err(|error| complain(error.to_string()))
            .ok()?;
        (self.parse)(text.as_bytes())
            .map_err(|error| complain(chain(&error)))
            .ok()
    }
}

impl<T> Document<T> {
    /// Whether it lies in the root, or in a folder of its own name there.
    pub(super) fn is_at_the_top(&self) -> bool {
        let Some(folder) = self.path.parent() else {
            return false;
        };
        folder == self.root
            || folder.parent() == Some(&*self.root) && folder.file_name() == self.path.file_stem()
    }

    /// Whether nobody is writing the file any more. A time far in the future says as much as one in the past.
    pub(super) fn is_settled(&self, now: SystemTime) -> bool {
        is_settled(self.modified, now)
    }
}

impl Missing {
    /// Whether a document that was not found may still be there.
    pub(super) fn excuses(&self, path: &Path) -> bool {
        self.partial || self.broken.contains(path)
    }
}

fn is_settled(modified: SystemTime, now: SystemTime) -> bool {
    let age = now
        .duration_since(modified)
        .unwrap_or_else(|error| error.duration());
    age >= SETTLED
}

/// Adds the JSON files below a folder, in lexical order. A root that is not there is no error.
fn walk(folder: &Path, depth: usize, entries: &mut usize, paths: &mut Vec<PathBuf>) -> io::Result<()> {
    let listing = match fs::read_dir(folder) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        listing => listing?,
    };
    let mut listing = listing.take(*entries).collect::<io::Result<Vec<DirEntry>>>()?;
    *entries -= listing.len();
    listing.sort_unstable_by_key(DirEntry::file_name);
    for entry in listing {
        let path = entry.path();
        if entry.file_type()?.is_dir() {
            if depth > 0 {
                walk(&path, depth - 1, entries, paths)?;
            }
        } else if path.extension().is_some_and(|ending| ending == "json") {
            paths.push(path);
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::time::UNIX_EPOCH;

    use super::*;

    const LAMP: &str = r#"{"metadata":{"name":"lamp"}}"#;

    fn shelf(dir: &Path) -> Shelf<ddl::Agent> {
        Shelf::new(
            &[dir.to_owned(), "/nonexistent".into()],
            "",
            ddl::Agent::from_json,
        )
    }

    #[test]
    fn a_document_is_read_again_when_it_changed() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("lamp.json");
        fs::write(&path, LAMP).unwrap();
        let mut shelf = shelf(dir.path());
        let first = shelf.look().documents.remove(0).ddl;
        assert!(Arc::ptr_eq(&first, &shelf.look().documents[0].ddl));
        fs::write(&path, LAMP.replace("lamp", "torch")).unwrap();
        assert_eq!(shelf.look().documents[0].ddl.metadata.name, "torch");
    }

    #[test]
    fn a_broken_document_is_told_from_a_missing_one() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("lamp.json");
        let mut shelf = shelf(dir.path());
        assert!(!shelf.look().missing.excuses(&path));
        fs::write(&path, "{").unwrap();
        let look = shelf.look();
        assert!(look.documents.is_empty() && look.missing.excuses(&path));

        let file = tempfile::NamedTempFile::new().unwrap();
        let mut unreadable = Shelf::new(&[file.path().to_owned()], "x", ddl::Agent::from_json);
        assert!(unreadable.look().missing.excuses(&path));
    }

    #[test]
    fn a_file_is_settled_after_five_seconds_whichever_way_the_clocks_differ() {
        let at = |seconds| UNIX_EPOCH + Duration::from_secs(seconds);
        for (modified, settled) in [
            (0, true),
            (995, true),
            (996, false),
            (1000, false),
            (1004, false),
            (1005, true),
        ] {
            assert_eq!(is_settled(at(modified), at(1000)), settled, "{modified}");
        }
    }
}
