//! The raw keys of all files that apply, each with where it came from.

use std::collections::BTreeMap;
use std::fmt;
use std::path::{Path, PathBuf};

use crate::draft::{self, Role};
use crate::key::{self, Value};
use crate::{Broker, Client, Loaded, Problem, Problems, Server, parse};

mod environment;
mod explain;
mod load;
mod verify;

pub use environment::Environment;
pub use explain::Explained;

/// Last words of keys that nobody declared but that must not be shown either.
const SECRET_WORDS: &[&str] = &["pass", "passwd", "password", "secret", "token"];

/// Where a value came from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Source {
    /// The declared default, or what was derived in its place.
    Default,
    /// A file and line.
    File(PathBuf, usize),
    /// An environment variable.
    Environment(String),
    /// Set by the program, e.g. a command line flag.
    Program,
}

/// The merged raw keys. `Debug` shows values as [`Settings::value`] does, without secrets.
#[derive(Clone, Default)]
pub struct Settings {
    /// Every occurrence of every key, in merge order; never an empty list.
    entries: BTreeMap<String, Vec<Entry>>,
    /// Values the program derived for keys nobody set.
    derived: BTreeMap<&'static str, Value>,
    files: Vec<PathBuf>,
    main: Option<PathBuf>,
    directory: PathBuf,
    home: Option<PathBuf>,
    problems: Vec<Problem>,
}

#[derive(Clone)]
struct Entry {
    value: String,
    source: Source,
}

impl Settings {
    /// Parses one text as if it were the file at `path`; nothing else is read.
    pub fn parse(text: &str, path: &Path) -> Self {
        let mut settings = Self::default();
        settings.main_file(path);
        settings.merge(text, path, "");
        settings
    }

    /// Finds, reads and merges the client's files: the main one, its `plugin.d`, then those of the projects around the working
    /// directory. No file at all is not an error.
    pub fn load_client(env: &Environment, explicit: Option<&Path>) -> Result<Self, Problems> {
        load::client(env, explicit)
    }

    /// Reads a node's or broker's file and the `plugin.d` beside it.
    pub fn load_daemon(env: &Environment, path: &Path) -> Result<Self, Problems> {
        load::daemon(env, path)
    }

    /// Sets a key, e.g. from a command line flag.
    pub fn set(&mut self, key: &str, value: &str) {
        let entry = Entry {
            value: value.to_owned(),
            source: Source::Program,
        };
        self.entries.insert(key.to_owned(), vec![entry]);
    }

    /// The last raw value of a key, without defaults.
    pub fn raw(&self, key: &str) -> Option<&str> {
        self.last(key).map(|entry| entry.value.as_str())
    }

    /// The effective typed value of a declared key: what is set, else derived, else the default. A value that does not
    /// parse counts as not set.
    pub fn get(&self, key: &str) -> Option<Value> {
        let declared = key::find(key)?;
        let home = self.home.as_deref();
        self.occurrences(key)
            .and_then(|entries| typed(declared, entries, home))
            .or_else(|| self.derived.get(key).cloned())
            .or_else(|| declared.default_value(home))
    }

    /// The effective typed value of a declared key (default included), or the text of an undeclared one that is set.
    ///
    /// Secrets show as `"*****"`, also the login in an address; durations as nanoseconds; an unset key without a default as the empty value of its type.
    pub fn value(&self, key: &str) -> Option<serde_json::Value> {
        self.bare_value(key).map(without_logins)
    }

    fn bare_value(&self, key: &str) -> Option<serde_json::Value> {
        match key::find(key) {
            Some(declared) if declared.is_pattern() && self.raw(key).is_none() => {
                declared.default_value(None).map(|value| value.to_json())
            }
            Some(declared) => Some(
                self.get(key)
                    .map_or_else(|| declared.kind.empty(), |value| value.to_json()),
            ),
            None if looks_secret(key) => self.raw(key).map(|_| "*****".into()),
            None => self.raw(key).map(Into::into),
        }
    }

    /// Where the effective value of a key comes from.
    pub fn source(&self, key: &str) -> Source {
        self.last(key)
            .map_or(Source::Default, |entry| entry.source.clone())
    }

    /// Every key that is set, sorted.
    pub fn keys(&self) -> impl Iterator<Item = &str> {
        self.entries.keys().map(String::as_str)
    }

    /// Every declared key with its effective value and where that comes from, and the patterned keys that are set.
    pub fn explain(&self) -> impl Iterator<Item = Explained> {
        explain::all(self)
    }

    /// Files that were read, in merge order.
    pub fn files(&self) -> &[PathBuf] {
        &self.files
    }

    /// The main file; none when a client runs without any.
    pub fn file(&self) -> Option<&Path> {
        self.main.as_deref()
    }

    /// Folder of the main file; policies live beside it. Working directory when there is no file.
    pub fn directory(&self) -> &Path {
        &self.directory
    }

    /// Types and checks everything a client needs.
    pub fn client(&self, env: &Environment) -> Result<Loaded<Client>, Problems> {
        draft::finish(self, env, Role::Client, crate::client::read)
    }

    /// Types and checks everything a node needs.
    pub fn server(&self, env: &Environment) -> Result<Loaded<Server>, Problems> {
        draft::finish(self, env, Role::Server, crate::server::read)
    }

    /// Types and checks everything a broker needs.
    pub fn broker(&self, env: &Environment) -> Result<Loaded<Broker>, Problems> {
        draft::finish(self, env, Role::Broker, crate::broker::read)
    }

    /// Records what the program derived for a key nobody set.
    pub(crate) fn derive(&mut self, key: &'static str, value: Value) {
        self.derived.insert(key, value);
    }

    fn main_file(&mut self, path: &Path) {
        let parent = path.parent().filter(|parent| !parent.as_os_str().is_empty());
        self.directory = parent.unwrap_or(Path::new(".")).to_owned();
        self.main = Some(path.to_owned());
    }

    /// Adds the keys of one more file, each with `prefix` before it.
    fn merge(&mut self, text: &str, path: &Path, prefix: &str) {
        let (lines, problems) = parse::lines(text, path);
        self.problems.extend(problems);
        self.files.push(path.to_owned());
        for line in lines {
            let source = Source::File(path.to_owned(), line.number);
            let entry = Entry {
                value: line.value.to_owned(),
                source,
            };
            self.entries
                .entry(format!("{prefix}{}", line.key))
                .or_default()
                .push(entry);
        }
    }

    fn occurrences(&self, key: &str) -> Option<&[Entry]> {
        self.entries.get(key).map(Vec::as_slice)
    }

    fn last(&self, key: &str) -> Option<&Entry> {
        self.occurrences(key)?.last()
    }
}

impl fmt::Debug for Settings {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_map()
            .entries(self.keys().map(|key| (key, self.value(key))))
            .finish()
    }
}

/// The value of all occurrences together: the last one, or the sum for kinds that add up. None when none parses.
fn typed(key: &key::Key, entries: &[Entry], home: Option<&Path>) -> Option<Value> {
    let skipped = if key.kind.appends() {
        0
    } else {
        entries.len().saturating_sub(1)
    };
    let mut values = entries
        .iter()
        .skip(skipped)
        .filter_map(|entry| key.kind.parse(&entry.value, home).ok());
    let mut value = values.next()?;
    values.for_each(|more| value.extend(more));
    Some(value)
}

/// Hides what stands before the `@` of addresses: `user:password@host`, or anything at all in `scheme://token@host`.
fn without_logins(value: serde_json::Value) -> serde_json::Value {
    match value {
        serde_json::Value::String(text) => without_login(text).into(),
        serde_json::Value::Array(items) => items.into_iter().map(without_logins).collect(),
        other => other,
    }
}

fn without_login(text: String) -> String {
    let rest = text.split_once("://").map_or(&*text, |(_, rest)| rest);
    let scheme = &text[..text.len() - rest.len()];
    match rest.rsplit_once('@') {
        Some((login, host)) if !scheme.is_empty() || login.contains(':') => format!("{scheme}*****@{host}"),
        _ => text,
    }
}

fn looks_secret(key: &str) -> bool {
    let word = key.rsplit(['.', '_']).next().unwrap_or(key);
    SECRET_WORDS.contains(&word.to_ascii_lowercase().as_str())
}

#[cfg(test)]
mod tests;
