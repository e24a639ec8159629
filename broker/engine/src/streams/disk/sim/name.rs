//! Changes of names in folders.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// What a name stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Node {
    Folder,
    File(u64),
}

/// Something that happened to a name.
#[derive(Debug, Clone)]
pub(super) enum NameChange {
    Add(PathBuf, Node),
    Remove(PathBuf),
    Rename(PathBuf, PathBuf),
}

impl NameChange {
    pub(super) fn parent(&self) -> Option<&Path> {
        match self {
            Self::Add(path, _) | Self::Remove(path) | Self::Rename(_, path) => path.parent(),
        }
    }

    pub(super) fn apply(&self, names: &mut BTreeMap<PathBuf, Node>) {
        match self {
            Self::Add(path, node) => {
                names.insert(path.clone(), *node);
            }
            Self::Remove(path) => names.retain(|name, _| !name.starts_with(path)),
            Self::Rename(from, to) if names.contains_key(from) => {
                names.retain(|name, _| !name.starts_with(to));
                let moved: Vec<_> = names
                    .iter()
                    .filter(|(name, _)| name.starts_with(from))
                    .map(|(name, node)| (name.clone(), *node))
                    .collect();
                for (name, node) in moved {
                    names.remove(&name);
                    let tail = name.strip_prefix(from).unwrap();
                    let name = if tail.as_os_str().is_empty() {
                        to.clone()
                    } else {
                        to.join(tail)
                    };
                    names.insert(name, node);
                }
            }
            Self::Rename(..) => {}
        }
    }
}
