//! Reads nodes with their facts, classes, agents and collectives from one file, and evaluates every filter here.

mod check;
mod document;
mod select;

use std::io;
use std::path::PathBuf;

use async_trait::async_trait;
use tokio::time::Instant;

use super::{Discover, DiscoverError, Found, Progress, Query};

pub use check::{Mistake, Mistakes};
pub use document::{Document, Group, GroupFilter, Node, SCHEMA};

/// The `inventory` method.
#[derive(Debug, Clone)]
pub struct Inventory {
    path: PathBuf,
    checked: bool,
}

/// Why an inventory file names no nodes.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum InventoryError {
    /// The file cannot be read or written.
    #[error("inventory {path} cannot be used")]
    File {
        /// Which file.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// The file is neither JSON nor YAML.
    #[error("inventory {path}, {place}: {reason}")]
    Syntax {
        /// Which file.
        path: PathBuf,
        /// `line 3`.
        place: String,
        /// What is wrong.
        reason: String,
    },
    /// The file is not an inventory.
    #[error("inventory {path} is not valid\n{mistakes}")]
    Invalid {
        /// Which file.
        path: PathBuf,
        /// Every mistake, or the first of very many.
        mistakes: Mistakes,
    },
    /// No group of that name is in the file.
    #[error("inventory {path} has no group {name}")]
    UnknownGroup {
        /// Which file.
        path: PathBuf,
        /// The group.
        name: String,
    },
    /// Groups stand for themselves.
    #[error("group:NAME cannot be combined with other filters")]
    MixedGroup,
    /// The filter of a group cannot be used.
    #[error("group {name} of inventory {path}: {reason}")]
    Group {
        /// Which file.
        path: PathBuf,
        /// The group.
        name: String,
        /// What is wrong with its filter.
        reason: String,
    },
    /// The name of a file to write does not say in which format.
    #[error("the name of inventory {path} ends in neither .json, .yaml nor .yml")]
    Extension {
        /// Which file.
        path: PathBuf,
    },
}

impl Inventory {
    /// Reads this file, YAML if it is called `.yaml` or `.yml`, else JSON.
    pub fn new(path: PathBuf) -> Self {
        Self { path, checked: true }
    }

    /// Takes the file as it is: keys that are missing count as empty, unknown ones are skipped.
    pub fn unchecked(self) -> Self {
        Self {
            checked: false,
            ..self
        }
    }
}

#[async_trait]
impl Discover for Inventory {
    fn name(&self) -> &'static str {
        "inventory"
    }

    async fn discover(&self, query: &Query, progress: &mut Progress<'_>) -> Result<Found, DiscoverError> {
        let began = Instant::now();
        let (inventory, query) = (self.clone(), query.clone());
        let selecting = tokio::task::spawn_blocking(move || {
            let document = match inventory.checked {
                true => Document::read(&inventory.path)?,
                false => Document::read_unchecked(&inventory.path)?,
            };
            select::select(&document, &inventory.path, &query.collective, &query.filter)
        });
        let nodes = selecting.await.unwrap_or_else(|stopped| {
            Err(InventoryError::File {
                path: self.path.clone(),
                source: io::Error::other(stopped),
            })
        })?;
        nodes.iter().for_each(progress);
        Ok(Found {
            nodes,
            method: self.name(),
            took: began.elapsed(),
        })
    }
}

#[cfg(test)]
mod tests;
