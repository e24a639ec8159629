//! Fact files: YAML or JSON objects that configuration management leaves on the node.

use std::io;
use std::path::Path;

use protocol::rpc::Object;
use serde_json::Value;

/// Longest fact file. Large Puppet fact caches are a few hundred kilobytes.
const MAX_FILE: u64 = 4 << 20;

/// Why a fact file does not count.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum FileError {
    /// The system refuses, or it is no regular file of a sensible size.
    #[error("it cannot be read: {0}")]
    Unreadable(io::Error),
    /// Not JSON.
    #[error("it is not valid JSON: {0}")]
    Json(serde_json::Error),
    /// Not YAML.
    #[error("it is not valid YAML: {0}")]
    Yaml(serde_yaml::Error),
    /// Something else than names and values.
    #[error("it holds no object")]
    NoObject,
}

/// Reads the facts in one file. The ending tells the language; the reference reads `.yml` as JSON and so loses those files.
pub fn read(path: &Path) -> Result<Object, FileError> {
    let text = crate::watched::read(path, MAX_FILE).map_err(FileError::Unreadable)?;
    let yaml = path
        .extension()
        .is_some_and(|ending| ending.eq_ignore_ascii_case("yaml") || ending.eq_ignore_ascii_case("yml"));
    let value = if yaml {
        serde_yaml::from_str(&text).map_err(FileError::Yaml)?
    } else {
        serde_json::from_str(&text).map_err(FileError::Json)?
    };
    match value {
        Value::Object(facts) => Ok(facts),
        _ => Err(FileError::NoObject),
    }
}
