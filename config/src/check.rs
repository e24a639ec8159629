//! Mistakes in configuration, all of them at once.

use std::fmt;
use std::path::PathBuf;

/// What a mistake means for the program.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
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
    /// The key as written.
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

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some((file, line)) = &self.place {
            write!(f, "{}:{line}: ", file.display())?;
        }
        write!(f, "{}: {}", self.key, self.reason)
    }
}

impl fmt::Display for Problems {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, problem) in self.0.iter().enumerate() {
            if index > 0 {
                writeln!(f)?;
            }
            write!(f, "{problem}")?;
        }
        Ok(())
    }
}

impl std::error::Error for Problems {}
