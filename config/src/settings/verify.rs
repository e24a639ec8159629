//! Checking every key that is set against its declaration.

use std::path::PathBuf;

use super::{Entry, Settings, Source};
use crate::draft::Role;
use crate::{Problem, Severity, key};

/// Most unknown keys complained about one by one.
const MAX_UNKNOWN: usize = 50;

impl Settings {
    /// The mistakes of the files and of every value in them; those in keys that `role` does not read are warnings.
    pub(crate) fn problems(&self, role: Role) -> Vec<Problem> {
        let mut problems = self.problems.clone();
        let mut unknown = 0;
        for name in self.keys() {
            match key::find(name) {
                Some(key) => problems.extend(self.mistakes(name, key, role)),
                None if unknown < MAX_UNKNOWN => {
                    let complaint = self.unknown(name);
                    unknown += usize::from(complaint.is_some());
                    problems.extend(complaint);
                }
                None => {}
            }
        }
        problems
    }

    /// The occurrences of a declared key that do not parse.
    fn mistakes(&self, name: &str, key: &key::Key, role: Role) -> Vec<Problem> {
        let entries = self.occurrences(name).unwrap_or_default();
        let home = self.home.as_deref();
        let severity = if role.reads(key) {
            key.severity
        } else {
            Severity::Warning
        };
        let mistake = |entry: &Entry| {
            let error = key.kind.parse(&entry.value, home).err()?;
            let reason = match (severity, key.default) {
                (Severity::Warning, Some(default)) => format!("{error}; using {default}"),
                _ => error.to_string(),
            };
            Some(Problem {
                severity,
                key: name.to_owned(),
                place: entry.source.place(),
                reason,
            })
        };
        entries.iter().filter_map(mistake).collect()
    }

    /// A warning about an undeclared key, unless it is one nobody minds.
    fn unknown(&self, name: &str) -> Option<Problem> {
        if key::is_ignored(name) {
            return None;
        }
        let reason = match key::suggestion(name) {
            Some(meant) => format!("is not a known key; did you mean {meant}?"),
            None if key::is_foreign(name) => return None,
            None => "is not a known key".to_owned(),
        };
        let place = self.source(name).place();
        Some(Problem {
            severity: Severity::Warning,
            key: name.to_owned(),
            place,
            reason,
        })
    }
}

impl Source {
    /// File and line, when it is one.
    pub(crate) fn place(&self) -> Option<(PathBuf, usize)> {
        match self {
            Self::File(file, line) => Some((file.clone(), *line)),
            _ => None,
        }
    }
}
