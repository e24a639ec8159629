//! The classes of a node: what configuration management says it is.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use tracing::warn;

use crate::watched::Watched;

/// Longest classes file.
const MAX_FILE: u64 = 4 << 20;

/// Classes from a file, or fixed ones.
#[derive(Debug)]
pub(crate) enum Classes {
    File(Watched<Arc<[String]>>),
    Fixed(Arc<[String]>),
}

impl Classes {
    /// Reads this file whenever it changes.
    pub(crate) fn file(path: PathBuf) -> Self {
        Self::File(Watched::new(path, MAX_FILE))
    }

    /// Never changes.
    pub(crate) fn fixed(mut classes: Vec<String>) -> Self {
        classes.sort();
        Self::Fixed(classes.into())
    }

    /// Whether getting them reads a file.
    pub(crate) fn are_in_a_file(&self) -> bool {
        matches!(self, Self::File(_))
    }

    /// The classes, sorted.
    pub(crate) fn get(&self) -> Arc<[String]> {
        match self {
            Self::Fixed(classes) => classes.clone(),
            Self::File(file) => file.get(|text| parse(file.path(), text)),
        }
    }
}

/// One class a line, verbatim. A node without the file is normal: Puppet may not have run yet.
fn parse(path: &Path, text: io::Result<String>) -> Arc<[String]> {
    match text {
        Ok(text) => {
            let mut classes: Vec<_> = text.lines().map(str::to_owned).collect();
            classes.sort();
            classes.into()
        }
        Err(error) => {
            if error.kind() != io::ErrorKind::NotFound {
                warn!(file = %path.display(), %error, "classes cannot be read");
            }
            Arc::default()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn classes_are_sorted_lines_and_follow_the_file() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("classes.txt");
        let classes = Classes::file(path.clone());
        assert!(classes.get().is_empty());
        std::fs::write(&path, "web::nginx\nbase\n").unwrap();
        assert_eq!(*classes.get(), ["base".to_owned(), "web::nginx".to_owned()]);
    }
}
