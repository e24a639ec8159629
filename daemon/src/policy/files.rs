//! Policy files by name, each read again when it changes.

use std::collections::HashMap;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use crate::watched::Watched;

/// A file as last read: none when there is none, and a text that says why when it could not be read.
pub(super) type Loaded<T> = Option<Result<T, String>>;

/// The files of one folder with one suffix.
#[derive(Debug)]
pub(super) struct Files<T> {
    directory: PathBuf,
    suffix: &'static str,
    limit: u64,
    /// Bounded by the number of hosted agents, the only names that are ever asked for.
    known: Mutex<HashMap<String, Arc<Watched<Loaded<T>>>>>,
}

/// What was found without reading anything.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Current<T> {
    /// No file has changed since it was read.
    Known(T),
    /// A file has to be read.
    Unknown,
}

impl<T: Clone> Files<T> {
    /// Files of at most `limit` bytes. Reads nothing yet.
    pub(super) fn new(directory: PathBuf, suffix: &'static str, limit: u64) -> Self {
        Self {
            directory,
            suffix,
            limit,
            known: Mutex::default(),
        }
    }

    /// The first of these names for which there is a file, with what is in it.
    pub(super) fn first<'a>(
        &self,
        names: impl IntoIterator<Item = Option<&'a str>>,
        load: impl Fn(&Path, io::Result<String>) -> Loaded<T>,
    ) -> Option<(PathBuf, Result<T, String>)> {
        names.into_iter().flatten().find_map(|name| {
            let file = self.file(name);
            let loaded = file.get(|text| load(file.path(), text))?;
            Some((file.path().to_owned(), loaded))
        })
    }

    /// The same without reading.
    pub(super) fn current<'a>(
        &self,
        names: impl IntoIterator<Item = Option<&'a str>>,
    ) -> Current<Option<(PathBuf, Result<T, String>)>> {
        for name in names.into_iter().flatten() {
            let file = self.file(name);
            match file.current() {
                None => return Current::Unknown,
                Some(Some(loaded)) => return Current::Known(Some((file.path().to_owned(), loaded))),
                Some(None) => {}
            }
        }
        Current::Known(None)
    }

    /// Where the file of this name is, or would be.
    pub(super) fn path(&self, name: &str) -> PathBuf {
        self.directory.join(format!("{name}.{}", self.suffix))
    }

    fn file(&self, name: &str) -> Arc<Watched<Loaded<T>>> {
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(file) = known.get(name) {
            return file.clone();
        }
        let file = Arc::new(Watched::new(self.path(name), self.limit));
        known.insert(name.to_owned(), file.clone());
        file
    }
}
