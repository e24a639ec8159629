//! Sets of nodes kept under a name: one text file each, one node a line.

use std::fmt;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use protocol::Identity;

use crate::discover::DiscoverError;
use crate::discover::Flatfile;
use crate::files;

/// More nodes than any estate has that one client drives.
const MAX_NODES: usize = 500_000;

/// Room for as many long names.
const MAX_FILE: u64 = 64 << 20;

const MAX_NAME: usize = 64;

/// Folders with more files are not listed to their end.
const MAX_SETS: usize = 10_000;

/// The name of a set: letters, digits, `_`, `-` and `.`, beginning with a letter or digit, at most 64.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct SetName(String);

/// A folder of sets.
#[derive(Debug, Clone)]
pub struct Sets {
    folder: PathBuf,
}

/// One set among others.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Summary {
    /// Its name.
    pub name: SetName,
    /// How many nodes it holds.
    pub nodes: usize,
    /// When it was last written.
    pub written: SystemTime,
}

/// Why a set cannot be used.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum SetError {
    /// No set can have that name.
    #[error("{name:?} cannot be the name of a set: up to 64 letters, digits, _ - and .")]
    Name {
        /// As given, cut to a printable length.
        name: String,
    },
    /// There is none of that name.
    #[error("there is no set @{name}")]
    Unknown {
        /// Which.
        name: String,
    },
    /// Its file cannot be read or written.
    #[error("set file {path} cannot be used")]
    File {
        /// Which file.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// A line of its file is no node.
    #[error(transparent)]
    Line(#[from] DiscoverError),
    /// It would hold more nodes than a set may.
    #[error("a set holds at most {MAX_NODES} nodes")]
    TooLarge,
}

impl SetName {
    /// Checks a name; an `@` before it does not count.
    pub fn new(name: &str) -> Result<Self, SetError> {
        let bare = name.strip_prefix('@').unwrap_or(name);
        let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.');
        let begins = bare.starts_with(|c: char| c.is_ascii_alphanumeric());
        if !begins || bare.len() > MAX_NAME || !bare.chars().all(plain) {
            return Err(SetError::Name {
                name: name.chars().take(80).collect(),
            });
        }
        Ok(Self(bare.to_owned()))
    }

    /// The name without its `@`.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for SetName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&format!("@{}", self.0))
    }
}

impl Sets {
    /// Sets in this folder, which need not exist.
    pub fn new(folder: PathBuf) -> Self {
        Self { folder }
    }

    /// All sets, sorted by name. Files that are no sets are left out.
    pub fn list(&self) -> Result<Vec<Summary>, SetError> {
        let entries = match fs::read_dir(&self.folder) {
            Ok(entries) => entries,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
            Err(source) => return Err(file(&self.folder, source)),
        };
        let summaries = entries.take(MAX_SETS).flatten().filter_map(|entry| {
            let name = SetName::new(entry.file_name().to_str()?).ok()?;
            let written = entry.metadata().ok()?.modified().ok()?;
            let text = files::read_text(&entry.path(), MAX_FILE).ok()?;
            Some(Summary {
                name,
                nodes: text.lines().filter(|line| !line.trim().is_empty()).count(),
                written,
            })
        });
        let mut summaries: Vec<_> = summaries.collect();
        summaries.sort_by(|one, other| one.name.cmp(&other.name));
        Ok(summaries)
    }

    /// The nodes of a set in the order they were written.
    pub fn read(&self, name: &SetName) -> Result<Vec<Identity>, SetError> {
        let path = self.path(name);
        match files::read_text(&path, MAX_FILE) {
            Ok(text) => Ok(Flatfile::names(&name.to_string(), &text)?),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Err(unknown(name)),
            Err(source) => Err(file(&path, source)),
        }
    }

    /// Writes a set, in the place of an older one of that name. Readers see the old or the new one.
    pub fn write<'n>(
        &self,
        name: &SetName,
        nodes: impl IntoIterator<Item = &'n Identity>,
    ) -> Result<(), SetError> {
        let mut text = String::new();
        for (index, node) in nodes.into_iter().enumerate() {
            if index == MAX_NODES {
                return Err(SetError::TooLarge);
            }
            text.push_str(node.as_str());
            text.push('\n');
        }
        let path = self.path(name);
        fs::create_dir_all(&self.folder).map_err(|source| file(&self.folder, source))?;
        files::rewrite(&path, text.as_bytes()).map_err(|source| file(&path, source))
    }

    /// Removes a set.
    pub fn remove(&self, name: &SetName) -> Result<(), SetError> {
        let path = self.path(name);
        match fs::remove_file(&path) {
            Ok(()) => Ok(()),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Err(unknown(name)),
            Err(source) => Err(file(&path, source)),
        }
    }

    fn path(&self, name: &SetName) -> PathBuf {
        self.folder.join(name.as_str())
    }
}

fn unknown(name: &SetName) -> SetError {
    SetError::Unknown {
        name: name.as_str().to_owned(),
    }
}

fn file(path: &Path, source: io::Error) -> SetError {
    SetError::File {
        path: path.to_owned(),
        source,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn nodes(names: &[&str]) -> Vec<Identity> {
        names.iter().map(|name| Identity::new(name).unwrap()).collect()
    }

    fn name(text: &str) -> SetName {
        SetName::new(text).unwrap()
    }

    #[test]
    fn a_set_is_kept_listed_replaced_and_removed() {
        let folder = tempfile::tempdir().unwrap();
        let sets = Sets::new(folder.path().join("mco/sets"));
        assert_eq!(sets.list().unwrap(), []);
        let web = nodes(&["web2", "web1.lab.test"]);
        sets.write(&name("web"), &web).unwrap();
        sets.write(&name("@db-1.old"), &[]).unwrap();
        assert_eq!(sets.read(&name("@web")).unwrap(), web);
        let listed: Vec<_> = sets
            .list()
            .unwrap()
            .into_iter()
            .map(|set| (set.name.to_string(), set.nodes))
            .collect();
        assert_eq!(listed, [("@db-1.old".to_owned(), 0), ("@web".to_owned(), 2)]);
        sets.write(&name("web"), &web[..1]).unwrap();
        assert_eq!(sets.read(&name("web")).unwrap(), web[..1]);
        sets.remove(&name("web")).unwrap();
        assert_eq!(
            sets.read(&name("web")).unwrap_err().to_string(),
            "there is no set @web"
        );
        assert!(sets.remove(&name("web")).is_err());
    }

    #[test]
    fn a_line_that_is_no_node_is_told() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("odd"), "web1\na b\n").unwrap();
        let sets = Sets::new(folder.path().to_owned());
        let error = sets.read(&name("odd")).unwrap_err().to_string();
        assert!(error.starts_with("node list @odd, line 2: "), "{error}");
    }

    proptest! {
        #[test]
        fn no_name_leaves_the_folder(text in "\\PC{0,8}|[.@/a-z]{0,8}") {
            if let Ok(name) = SetName::new(&text) {
                prop_assert!(!name.as_str().contains('/') && !name.as_str().starts_with('.'));
            }
        }

        #[test]
        fn any_file_gives_nodes_or_a_mistake(text in "[a-z.# \\n\\[{\"]{0,40}") {
            let folder = tempfile::tempdir().unwrap();
            fs::write(folder.path().join("s"), &text).unwrap();
            match Sets::new(folder.path().to_owned()).read(&name("s")) {
                Ok(nodes) => prop_assert!(nodes.len() <= text.len()),
                Err(error) => prop_assert!(!error.to_string().is_empty()),
            }
        }
    }
}
