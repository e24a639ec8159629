//! The `action_policy` provider: finds, reads and caches policy files.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use tracing::warn;

use super::concern::{Concern, Facts};
use super::facts::Known;
use super::files::{Current, Files, Loaded};
use super::groups::Groups;
use super::parse::{Note, Policy, parse};
use super::rule::Outcome;
use super::{Decision, Question, Why};
use crate::watched::Watched;

/// Longest policy or groups file. Real ones are a few kilobytes.
const MAX_FILE: u64 = 1 << 20;

/// Policies in files beside the configuration, read again when they change.
#[derive(Debug)]
pub struct ActionPolicy {
    allow_unconfigured: bool,
    default_name: Option<String>,
    groups: Watched<Arc<Groups>>,
    files: Files<Arc<Policy>>,
    facts: Known<Facts>,
}

/// A policy file and what is in it, or why it cannot be read; none where there is no file.
type Found = Option<(PathBuf, Result<Arc<Policy>, String>)>;

impl ActionPolicy {
    /// A provider over the configured folder. Reads nothing yet.
    pub fn new(config: &config::ActionPolicy) -> Self {
        Self {
            allow_unconfigured: config.allow_unconfigured,
            default_name: config.default_name.clone(),
            groups: Watched::new(config.directory.join("groups"), MAX_FILE),
            files: Files::new(config.directory.clone(), "policy", MAX_FILE),
            facts: Known::default(),
        }
    }

    /// Decides about one call: the first rule that matches, else the file's default. Files that changed are read.
    ///
    /// Without a file everything is denied, `allow_unconfigured` or not: that key only sets the default of files that have none.
    pub fn decide(&self, question: &Question<'_>) -> Decision {
        let (found, groups) = self.read(question.agent);
        self.verdict(found, &groups, question)
    }

    /// The same without reading anything; none when a file changed.
    pub fn decide_at_once(&self, question: &Question<'_>) -> Option<Decision> {
        let Current::Known(found) = self.files.current(self.names(question.agent)) else {
            return None;
        };
        let groups = self.groups.current()?;
        Some(self.verdict(found, &groups, question))
    }

    fn verdict(&self, found: Found, groups: &Groups, question: &Question<'_>) -> Decision {
        match found {
            Some((file, Ok(policy))) => self.judge(&policy, groups, file, question),
            Some((file, Err(reason))) => Decision::denied(Why::Unreadable { file, reason }),
            None => Decision::denied(Why::NoFile {
                file: self.files.path(question.agent),
            }),
        }
    }

    fn read(&self, agent: &str) -> (Found, Arc<Groups>) {
        let found = self.files.first(self.names(agent), load);
        let groups = self.groups.get(|text| load_groups(self.groups.path(), text));
        (found, groups)
    }

    fn names<'a>(&'a self, agent: &'a str) -> [Option<&'a str>; 2] {
        [Some(agent), self.default_name.as_deref()]
    }

    fn judge(&self, policy: &Policy, groups: &Groups, file: PathBuf, question: &Question<'_>) -> Decision {
        let concern = Concern::new(question, groups, &self.facts);
        for rule in &policy.rules {
            let line = rule.line;
            match rule.outcome(&concern) {
                Outcome::Passes => {}
                Outcome::Decides => {
                    return Decision {
                        allowed: rule.allow,
                        why: Why::Rule { file, line },
                    };
                }
                Outcome::Aborts(reason) => return Decision::denied(Why::Broken { file, line, reason }),
            }
        }
        Decision {
            allowed: policy.default.unwrap_or(self.allow_unconfigured),
            why: Why::Default { file },
        }
    }
}

fn load(path: &Path, text: io::Result<String>) -> Loaded<Arc<Policy>> {
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
