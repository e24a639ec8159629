//! Finding DDLs: the shipped ones, then the library folders.

use std::path::PathBuf;
use std::sync::Arc;

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
        source: std::io::Error,
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

/// DDLs by agent name (agents.md 1.8 order: built-in, then folders, the last match wins).
#[derive(Debug, Clone, Default)]
pub struct Library {}

impl Library {
    /// Looks in the shipped DDLs, then below each of `folders`.
    pub fn new(_folders: Vec<PathBuf>) -> Self {
        todo!()
    }

    /// Finds an agent's DDL.
    pub fn agent(&self, _name: &str) -> Result<Arc<ddl::Agent>, LibraryError> {
        todo!()
    }

    /// All known agent names, sorted, without duplicates.
    pub fn names(&self) -> Vec<String> {
        todo!()
    }
}
