//! The inventory file: reading it, and writing it whole or not at all.

use std::io;
use std::path::Path;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::InventoryError;
use super::check::{self, Mistake, Mistakes};
use crate::files;

/// What `$schema` must say.
pub const SCHEMA: &str = "https://choria.io/schemas/choria/discovery/v1/inventory_file.json";

/// A full cell with generous facts.
const MAX_FILE: u64 = 512 << 20;

/// What an inventory file says.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Document {
    /// [`SCHEMA`].
    #[serde(rename = "$schema")]
    pub schema: String,
    /// Filters with a name.
    #[serde(default)]
    pub groups: Vec<Group>,
    /// The nodes.
    #[serde(default)]
    pub nodes: Vec<Node>,
}

/// A filter with a name.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Group {
    /// Letters, digits, `_` and `-`.
    pub name: String,
    /// Which nodes it means; every node without one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub filter: Option<GroupFilter>,
}

/// Which nodes a group means.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct GroupFilter {
    /// As `-A`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub agents: Vec<String>,
    /// As `-C`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub classes: Vec<String>,
    /// As `-F`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub facts: Vec<String>,
    /// As `-I`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub identities: Vec<String>,
    /// As `-S`.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub compound: String,
}

/// One node.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Node {
    /// Its identity.
    pub name: String,
    /// Collectives it takes part in.
    #[serde(default)]
    pub collectives: Vec<String>,
    /// Its facts.
    #[serde(default)]
    pub facts: Map<String, Value>,
    /// Its classes.
    #[serde(default)]
    pub classes: Vec<String>,
    /// Agents it hosts.
    #[serde(default)]
    pub agents: Vec<String>,
}

impl Document {
    /// A file without nodes and with one group, `all`, that means every node.
    pub fn new() -> Self {
        let everybody = GroupFilter {
            identities: vec!["/./".to_owned()],
            ..GroupFilter::default()
        };
        Self {
            schema: SCHEMA.to_owned(),
            groups: vec![Group {
                name: "all".to_owned(),
                filter: Some(everybody),
            }],
            nodes: Vec::new(),
        }
    }

    /// Reads a file that must be valid in every part.
    ///
    /// - **Errors:** [`InventoryError::File`], [`InventoryError::Syntax`], [`InventoryError::Invalid`]
    pub fn read(path: &Path) -> Result<Self, InventoryError> {
        let value = parse(path)?;
        let mistakes = check::mistakes(&value);
        if !mistakes.is_empty() {
            return Err(invalid(path, mistakes));
        }
        decode(path, value)
    }

    /// Reads a file whose schema is right, whatever else it lacks or has.
    ///
    /// - **Errors:** [`InventoryError::File`], [`InventoryError::Syntax`], [`InventoryError::Invalid`]
    pub fn read_unchecked(path: &Path) -> Result<Self, InventoryError> {
        let value = parse(path)?;
        let mistakes: Vec<_> = check::schema(&value).into_iter().collect();
        if !mistakes.is_empty() {
            return Err(invalid(path, mistakes));
        }
        decode(path, value)
    }

    /// Every mistake of a file; an empty list means that it is valid.
    ///
    /// - **Errors:** [`InventoryError::File`], [`InventoryError::Syntax`]
    pub fn check(path: &Path) -> Result<Mistakes, InventoryError> {
        Ok(Mistakes(check::mistakes(&parse(path)?)))
    }

    /// Writes the file beside its place and then moves it there, so that nobody sees half of it.
    ///
    /// - **Errors:** [`InventoryError::File`], [`InventoryError::Extension`]
    pub fn write(&self, path: &Path) -> Result<(), InventoryError> {
        let failed = |source: io::Error| InventoryError::File {
            path: path.to_owned(),
            source,
        };
        let text = match extension(path) {
            Some("json") => {
                serde_json::to_string_pretty(self).map_err(|error| failed(io::Error::other(error)))? + "\n"
            }
            Some("yaml" | "yml") => {
                serde_yaml::to_string(self).map_err(|error| failed(io::Error::other(error)))?
            }
            _ => {
                return Err(InventoryError::Extension {
                    path: path.to_owned(),
                });
            }
        };
        files::rewrite(path, text.as_bytes()).map_err(failed)
    }
}

impl Default for Document {
    fn default() -> Self {
        Self::new()
    }
}

fn parse(path: &Path) -> Result<Value, InventoryError> {
    let text = files::read_text(path, MAX_FILE).map_err(|source| InventoryError::File {
        path: path.to_owned(),
        source,
    })?;
    value(&text, matches!(extension(path), Some("yaml" | "yml"))).map_err(|Mistake { place, reason }| {
        InventoryError::Syntax {
            path: path.to_owned(),
            place,
            reason,
        }
    })
}

/// The document as a tree. Parsers limit its depth.
pub(super) fn value(text: &str, yaml: bool) -> Result<Value, Mistake> {
    let (line, error) = match yaml {
        true => match serde_yaml::from_str(text) {
            Ok(value) => return Ok(value),
            Err(error) => (error.location().map(|at| at.line()), error.to_string()),
        },
        false => match serde_json::from_str(text) {
            Ok(value) => return Ok(value),
            Err(error) => (Some(error.line()), error.to_string()),
        },
    };
    let (reason, _) = error.split_once(" at line ").unwrap_or((&error, ""));
    Err(Mistake {
        place: line.map_or("document".to_owned(), |line| format!("line {line}")),
        reason: format!("not {}: {reason}", if yaml { "YAML" } else { "JSON" }),
    })
}

fn decode(path: &Path, value: Value) -> Result<Document, InventoryError> {
    serde_json::from_value(value).map_err(|error| InventoryError::Syntax {
        path: path.to_owned(),
        place: "document".to_owned(),
        reason: error.to_string(),
    })
}

fn invalid(path: &Path, mistakes: Vec<Mistake>) -> InventoryError {
    InventoryError::Invalid {
        path: path.to_owned(),
        mistakes: Mistakes(mistakes),
    }
}

fn extension(path: &Path) -> Option<&str> {
    path.extension()?.to_str()
}
