//! Mistakes in configuration, all of them at once.

use std::fmt::{self, Write as _};
use std::path::{Path, PathBuf};

/// What a mistake means for the program.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// The program refuses to start.
    Error,
    /// The default is used and the program says so.
    Warning,
}

/// One mistake: which key, where, what is wrong, what was wanted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// What it means for the program.
    pub severity: Severity,
    /// The key as written; the path when the mistake concerns a whole file.
    pub key: String,
    /// File and line, when it stands in a file.
    pub place: Option<(PathBuf, usize)>,
    /// What is wrong and what was wanted, e.g. `"maybe" is not a boolean (yes, no, true, false, 1, 0)`.
    pub reason: String,
}

/// Every mistake that stops the start, with the warnings beside them. Displays one per line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problems(pub Vec<Problem>);

/// A typed configuration with the warnings that came along.
#[derive(Debug, Clone)]
pub struct Loaded<T> {
    /// The configuration.
    pub config: T,
    /// Mistakes that were coped with, including unknown keys with a near-miss suggestion.
    pub warnings: Vec<Problem>,
}

impl Problem {
    /// An error about a whole file.
    pub(crate) fn of_file(path: &Path, reason: impl Into<String>) -> Self {
        Self {
            severity: Severity::Error,
            key: path.display().to_string(),
            place: None,
            reason: reason.into(),
        }
    }
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Error => "error",
            Self::Warning => "warning",
        })
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some((file, line)) = &self.place {
            plain(f, &file.to_string_lossy())?;
            write!(f, ":{line}: ")?;
        }
        plain(f, &self.key)?;
        write!(f, ": {}", self.reason)
    }
}

impl fmt::Display for Problems {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, problem) in self.0.iter().enumerate() {
            if index > 0 {
                writeln!(f)?;
            }
            match problem.severity {
                // What it is, the line before has said.
                Severity::Error => write!(f, "{problem}")?,
                Severity::Warning => write!(f, "{}: {problem}", problem.severity)?,
            }
        }
        Ok(())
    }
}

impl std::error::Error for Problems {}

/// Writes a name from a file so that it cannot move the cursor of the terminal it ends up on.
fn plain(f: &mut fmt::Formatter<'_>, name: &str) -> fmt::Result {
    name.chars().try_for_each(|letter| match letter {
        letter if letter.is_control() => write!(f, "{}", letter.escape_default()),
        letter => f.write_char(letter),
    })
}
