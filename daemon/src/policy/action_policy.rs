//! The `action_policy` provider: finds, reads and caches policy files.

use std::collections::HashMap;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use tracing::warn;

use super::groups::Groups;
use super::parse::{Note, Policy, parse};
use super::rule::Outcome;
use super::{Decision, Question, Why};
use crate::watched::Watched;

/// Longest policy or groups file. Real ones are a few kilobytes.
const MAX_FILE: u64 = 1 << 20;

/// A policy file as last read; the text says why when it could not be.
type Loaded = Option<Result<Arc<Policy>, String>>;

/// Policies in files beside the configuration, read again when they change.
#[derive(Debug)]
pub struct ActionPolicy {
    directory: PathBuf,
    allow_unconfigured: bool,
    default_name: Option<String>,
    groups: Watched<Arc<Groups>>,
    /// Bounded by the number of hosted agents, the only names that are ever asked for.
    files: Mutex<HashMap<String, Arc<Watched<Loaded>>>>,
}

impl ActionPolicy {
    /// A provider over the configured folder. Reads nothing yet.
    pub fn new(config: &config::ActionPolicy) -> Self {
        Self {
            directory: config.directory.clone(),
            allow_unconfigured: config.allow_unconfigured,
            default_name: config.default_name.clone(),
            groups: Watched::new(config.directory.join("groups"), MAX_FILE),
            files: Mutex::default(),
        }
    }

    /// Decides about one call: the first rule that matches, else the file's default.
    ///
    /// Without a file everything is denied, `allow_unconfigured` or not: that key only sets the default of files that have none.
    pub fn decide(&self, question: &Question<'_>) -> Decision {
        let names = [Some(question.agent), self.default_name.as_deref()];
        for name in names.into_iter().flatten() {
            let file = self.file(name);
            match file.get(|text| load(file.path(), text)) {
                Some(Ok(policy)) => return self.judge(&policy, file.path(), question),
                Some(Err(reason)) => {
                    return denied(Why::Unreadable {
                        file: file.path().to_owned(),
                        reason,
                    });
                }
                None => {}
            }
        }
        denied(Why::NoFile {
            file: self.path(question.agent),
        })
    }

    fn judge(&self, policy: &Policy, file: &Path, question: &Question<'_>) -> Decision {
        let groups = self.groups.get(|text| load_groups(self.groups.path(), text));
        let file = file.to_owned();
        for rule in &policy.rules {
            let line = rule.line;
            match rule.outcome(question, &groups) {
                Outcome::Passes => {}
                Outcome::Decides => {
                    return Decision {
                        allowed: rule.allow,
                        why: Why::Rule { file, line },
                    };
                }
                Outcome::Aborts(reason) => return denied(Why::Broken { file, line, reason }),
            }
        }
        Decision {
            allowed: policy.default.unwrap_or(self.allow_unconfigured),
            why: Why::Default { file },
        }
    }

    fn file(&self, name: &str) -> Arc<Watched<Loaded>> {
        let mut files = self.files.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(file) = files.get(name) {
            return file.clone();
        }
        let file = Arc::new(Watched::new(self.path(name), MAX_FILE));
        files.insert(name.to_owned(), file.clone());
        file
    }

    fn path(&self, name: &str) -> PathBuf {
        self.directory.join(format!("{name}.policy"))
    }
}

fn denied(why: Why) -> Decision {
    Decision { allowed: false, why }
}

fn load(path: &Path, text: io::Result<String>) -> Loaded {
    match text {
        Ok(text) => {
            let policy = parse(&text);
            complain(path, &policy.notes);
            Some(Ok(Arc::new(policy)))
        }
        Err(error) if error.kind() == io::ErrorKind::NotFound => None,
        Err(error) => Some(Err(error.to_string())),
    }
}

fn load_groups(path: &Path, text: io::Result<String>) -> Arc<Groups> {
    match text {
        Ok(text) => {
            let (groups, notes) = Groups::parse(&text);
            complain(path, &notes);
            Arc::new(groups)
        }
        Err(error) if error.kind() == io::ErrorKind::NotFound => Arc::new(Groups::parse("").0),
        Err(error) => {
            warn!(file = %path.display(), %error, "groups of callers cannot be read");
            Arc::new(Groups::unreadable())
        }
    }
}

fn complain(path: &Path, notes: &[Note]) {
    for note in notes {
        warn!(file = %path.display(), line = note.line, "{}", note.text);
    }
}
