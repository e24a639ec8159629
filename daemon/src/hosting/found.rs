//! Looking for agents on disk: DDLs, and the programs beside them.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, DirEntry};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::SystemTime;

use tracing::warn;

use crate::external::RESERVED;
use crate::watched::{self, Stamp};

/// Folders below the root that are looked into, for Ruby agents.
const MAX_DEPTH: usize = 8;

/// Entries looked at below one root; a library folder set to `/` must not keep the node busy.
const MAX_ENTRIES: usize = 20_000;

/// Longest DDL.
const MAX_FILE: u64 = 1 << 20;

/// Names that the Ruby framework's own agents have, which come with the node.
const NOT_RUBY: &[&str] = &["rpcutil", "choria_util", "discovery"];

/// Reads folders again and again, and each DDL only when it changed.
#[derive(Debug, Default)]
pub(super) struct Finder {
    roots: Vec<PathBuf>,
    known: BTreeMap<PathBuf, (Stamp, Option<Arc<ddl::Agent>>)>,
    /// Roots that could not be read the last time.
    failing: BTreeSet<PathBuf>,
}

/// What one look found.
#[derive(Debug, Default)]
pub(super) struct Found {
    /// Agents, the first of each name.
    pub(super) agents: BTreeMap<String, Candidate>,
    /// DDLs that cannot be read or understood right now. Whatever is hosted from one goes on.
    pub(super) broken: BTreeSet<PathBuf>,
    /// Whether some folder could not be read, so that what is missing may be there after all.
    pub(super) partial: bool,
}

/// An agent that could be hosted.
#[derive(Debug, Clone)]
pub(super) struct Candidate {
    pub(super) ddl: Arc<ddl::Agent>,
    pub(super) path: PathBuf,
    pub(super) modified: SystemTime,
    pub(super) kind: Kind,
}

/// What runs its actions.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    External,
    Ruby,
}

impl Finder {
    /// Looks below `mcollective/agent` of each library folder.
    pub(super) fn new(libraries: &[PathBuf]) -> Self {
        Self {
            roots: libraries
                .iter()
                .map(|folder| folder.join("mcollective/agent"))
                .collect(),
            known: BTreeMap::new(),
            failing: BTreeSet::new(),
        }
    }

    /// What is there now.
    pub(super) fn look(&mut self) -> Found {
        let mut found = Found::default();
        let known = std::mem::take(&mut self.known);
        for root in self.roots.clone() {
            let mut entries = MAX_ENTRIES;
            let mut paths = Vec::new();
            match walk(&root, MAX_DEPTH, &mut entries, &mut paths) {
                Ok(()) => {
                    self.failing.remove(&root);
                }
                Err(error) => {
                    found.partial = true;
                    if self.failing.insert(root.clone()) {
                        warn!(folder = %root.display(), %error, "agents cannot be looked for");
                    }
                }
            }
            for path in paths {
                self.consider(&root, path, &known, &mut found);
            }
        }
        found
    }

    fn consider(
        &mut self,
        root: &Path,
        path: PathBuf,
        known: &BTreeMap<PathBuf, (Stamp, Option<Arc<ddl::Agent>>)>,
        found: &mut Found,
    ) {
        let Some(stamp) = Stamp::of(&path) else {
            found.broken.insert(path);
            return;
        };
        let read = match known.get(&path) {
            Some((before, read)) if *before == stamp => read.clone(),
            _ => read(&path),
        };
        self.known.insert(path.clone(), (stamp, read.clone()));
        let Some(ddl) = read else {
            found.broken.insert(path);
            return;
        };
        let modified = fs::metadata(&path).and_then(|file| file.modified());
        if let (Some(kind), Ok(modified)) = (kind(root, &path, &ddl), modified) {
            found
                .agents
                .entry(ddl.metadata.name.clone())
                .or_insert(Candidate {
                    ddl,
                    path,
                    modified,
                    kind,
                });
        }
    }
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

/// The DDL in a file. A bad one is complained about once for each state of the file.
fn read(path: &Path) -> Option<Arc<ddl::Agent>> {
    let complain = |reason: String| warn!(file = %path.display(), reason, "DDL cannot be used");
    let text = watched::read(path, MAX_FILE)
        .map_err(|error| complain(error.to_string()))
        .ok()?;
    ddl::Agent::from_json(text.as_bytes())
        .map_err(|error| complain(crate::agents::chain(&error)))
        .ok()
        .map(Arc::new)
}

/// Who runs the agent of a DDL; none when nobody here does.
fn kind(root: &Path, path: &Path, ddl: &ddl::Agent) -> Option<Kind> {
    let file = path.file_stem()?.to_str()?;
    let name = ddl.metadata.name.as_str();
    match ddl.metadata.provider.as_deref() {
        Some("external") => {
            let folder = path.parent()?;
            let own_folder = folder.parent() == Some(root) && folder.file_name()?.to_str() == Some(file);
            let placed = (folder == root || own_folder) && file != "tmp";
            let reserved = RESERVED.contains(&file) || RESERVED.contains(&name);
            (placed && !reserved).then_some(Kind::External)
        }
        None | Some("ruby") => {
            let code = path.with_extension("rb").is_file();
            (code && file == name && !NOT_RUBY.contains(&name)).then_some(Kind::Ruby)
        }
        Some(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Library(tempfile::TempDir);

    impl Library {
        fn write(&self, path: &str, name: &str, provider: &str) {
            let ddl = format!(
                r#"{{"metadata":{{"name":"{name}","version":"1.0","timeout":5,"provider":"{provider}"}},"actions":[]}}"#
            );
            self.text(&format!("{path}.json"), &ddl);
        }

        fn text(&self, path: &str, text: &str) {
            let path = self.path(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        }

        fn path(&self, path: &str) -> PathBuf {
            self.0.path().join("mcollective/agent").join(path)
        }
    }

    fn library() -> (Library, Finder) {
        let folder = tempfile::tempdir().unwrap();
        let finder = Finder::new(&[folder.path().to_owned(), "/nonexistent".into()]);
        (Library(folder), finder)
    }

    fn names(found: &Found) -> Vec<(&str, Kind)> {
        found
            .agents
            .iter()
            .map(|(name, it)| (name.as_str(), it.kind))
            .collect()
    }

    #[test]
    fn agents_lie_in_the_root_or_in_a_folder_of_their_name() {
        let (library, mut finder) = library();
        library.write("lamp", "lamp", "external");
        library.write("torch/torch", "flare", "external");
        library.write("torch/other", "other", "external");
        library.write("a/b/deep", "deep", "external");
        library.write("tmp", "tmp", "external");
        library.write("scout", "mine", "external");
        library.write("mine", "rpcutil", "external");
        library.write("compiled", "compiled", "golang");
        library.text("notes.txt", "");
        let found = finder.look();
        assert_eq!(
            names(&found),
            [("flare", Kind::External), ("lamp", Kind::External)]
        );
        assert!(found.broken.is_empty() && !found.partial);
    }

    #[test]
    fn ruby_agents_have_their_code_beside_them_at_any_depth() {
        let (library, mut finder) = library();
        for name in ["package", "nocode", "rpcutil"] {
            library.write(&format!("vendor/x/{name}"), name, "");
        }
        for name in ["package", "rpcutil"] {
            library.text(&format!("vendor/x/{name}.rb"), "");
        }
        assert_eq!(names(&finder.look()), [("package", Kind::Ruby)]);
    }

    #[test]
    fn the_first_of_a_name_counts_and_a_broken_file_is_told_from_a_missing_one() {
        let (library, mut finder) = library();
        library.write("a", "lamp", "external");
        library.write("b", "lamp", "external");
        library.text("c.json", r#"{"metadata":"#);
        let found = finder.look();
        assert_eq!(found.agents["lamp"].path, library.path("a.json"));
        assert_eq!(found.broken, BTreeSet::from([library.path("c.json")]));
        fs::remove_file(library.path("a.json")).unwrap();
        assert_eq!(finder.look().agents["lamp"].path, library.path("b.json"));
    }

    #[test]
    fn a_ddl_is_read_again_when_it_changed() {
        let (library, mut finder) = library();
        library.write("lamp", "lamp", "external");
        let first = finder.look().agents["lamp"].ddl.clone();
        assert!(Arc::ptr_eq(&first, &finder.look().agents["lamp"].ddl));
        library.write("lamp", "torch", "external");
        assert_eq!(names(&finder.look()), [("torch", Kind::External)]);
    }
}
