//! The raw keys of all files that apply, each with where it came from.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use crate::{Broker, Client, Loaded, Problems, Server};

/// What configuration takes from the process: passed in, so that tests own it.
#[derive(Debug, Clone, Default)]
pub struct Environment {
    /// Environment variables.
    pub vars: BTreeMap<String, String>,
    /// Home directory of the user.
    pub home: Option<PathBuf>,
    /// Working directory, where project files (`choria.conf`) are searched upwards.
    pub cwd: PathBuf,
    /// Name of this machine as the kernel says it.
    pub hostname: String,
    /// Whether the user is root.
    pub root: bool,
}

/// Where a value came from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Source {
    /// The declared default.
    Default,
    /// A file and line.
    File(PathBuf, usize),
    /// An environment variable.
    Environment(String),
    /// Set by the program, e.g. a command line flag.
    Program,
}

/// The merged raw keys.
#[derive(Debug, Clone, Default)]
pub struct Settings {}

impl Settings {
    /// Parses one text as if it were the file at `path`; nothing else is read.
    pub fn parse(_text: &str, _path: &Path) -> Self {
        todo!()
    }

    /// Finds, reads and merges the client's files (protocol.md 8.2). No file at all is not an error.
    pub fn load_client(_env: &Environment, _explicit: Option<&Path>) -> Result<Self, Problems> {
        todo!()
    }

    /// Reads a node's or broker's file and the `plugin.d` beside it.
    pub fn load_daemon(_env: &Environment, _path: &Path) -> Result<Self, Problems> {
        todo!()
    }

    /// Sets a key, e.g. from a command line flag.
    pub fn set(&mut self, _key: &str, _value: &str) {
        todo!()
    }

    /// The last raw value of a key, without defaults.
    pub fn raw(&self, _key: &str) -> Option<&str> {
        todo!()
    }

    /// The effective typed value of a declared key (default included), or the text of an undeclared one that is set.
    pub fn value(&self, _key: &str) -> Option<serde_json::Value> {
        todo!()
    }

    /// Where the effective value of a key comes from.
    pub fn source(&self, _key: &str) -> Source {
        todo!()
    }

    /// Every key that is set, sorted.
    pub fn keys(&self) -> impl Iterator<Item = &str> {
        [].into_iter()
    }

    /// Files that were read, in merge order.
    pub fn files(&self) -> &[PathBuf] {
        todo!()
    }

    /// Folder of the main file; policies live beside it. Working directory when there is no file.
    pub fn directory(&self) -> &Path {
        todo!()
    }

    /// Types and checks everything a client needs.
    pub fn client(&self, _env: &Environment) -> Result<Loaded<Client>, Problems> {
        todo!()
    }

    /// Types and checks everything a node needs.
    pub fn server(&self, _env: &Environment) -> Result<Loaded<Server>, Problems> {
        todo!()
    }

    /// Types and checks everything a broker needs.
    pub fn broker(&self, _env: &Environment) -> Result<Loaded<Broker>, Problems> {
        todo!()
    }
}
