//! A parsed value.

use std::path::{Path, PathBuf};
use std::time::Duration;

use crate::{Bound, Secret};

/// A value of a declared key. `Debug` does not show secrets.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "the kinds of key.rs")]
pub enum Value {
    Bool(bool),
    Int(i64),
    Duration(Duration),
    Bound(Bound),
    Text(String),
    List(Vec<String>),
    Path(PathBuf),
    Paths(Vec<PathBuf>),
    Secret(Secret),
}

impl Value {
    /// The value as JSON: durations are nanoseconds, as the reference shows them; a secret is `"*****"`.
    pub fn to_json(&self) -> serde_json::Value {
        let text = |path: &Path| path.to_string_lossy().into_owned();
        match self {
            Self::Bool(value) => (*value).into(),
            Self::Int(value) => (*value).into(),
            Self::Duration(value) => u64::try_from(value.as_nanos()).unwrap_or(u64::MAX).into(),
            Self::Bound(value) => value.to_string().into(),
            Self::Text(value) => value.as_str().into(),
            Self::List(values) => values.as_slice().into(),
            Self::Path(value) => text(value).into(),
            Self::Paths(values) => values.iter().map(|path| text(path)).collect(),
            Self::Secret(value) => value.to_string().into(),
        }
    }

    /// A boolean.
    pub fn as_bool(&self) -> Option<bool> {
        match self {
            Self::Bool(value) => Some(*value),
            _ => None,
        }
    }

    /// A whole number.
    pub(crate) fn as_int(&self) -> Option<i64> {
        match self {
            Self::Int(value) => Some(*value),
            _ => None,
        }
    }

    /// A duration; a whole number counts as seconds.
    pub(crate) fn as_duration(&self) -> Option<Duration> {
        match self {
            Self::Duration(value) => Some(*value),
            Self::Int(seconds) => u64::try_from(*seconds).ok().map(Duration::from_secs),
            _ => None,
        }
    }

    /// How much may be taken.
    pub(crate) fn as_bound(&self) -> Option<Bound> {
        match self {
            Self::Bound(value) => Some(*value),
            _ => None,
        }
    }

    /// A text.
    pub(crate) fn as_text(&self) -> Option<&str> {
        match self {
            Self::Text(value) => Some(value),
            _ => None,
        }
    }

    /// A list of texts.
    pub(crate) fn as_list(&self) -> Option<&[String]> {
        match self {
            Self::List(values) => Some(values),
            _ => None,
        }
    }

    /// A path.
    pub(crate) fn as_path(&self) -> Option<&Path> {
        match self {
            Self::Path(value) => Some(value),
            _ => None,
        }
    }

    /// A list of paths.
    pub(crate) fn as_paths(&self) -> Option<&[PathBuf]> {
        match self {
            Self::Paths(values) => Some(values),
            _ => None,
        }
    }

    /// A secret.
    pub(crate) fn as_secret(&self) -> Option<&Secret> {
        match self {
            Self::Secret(value) => Some(value),
            _ => None,
        }
    }

    /// Adds a later occurrence of the same key: lists grow, anything else is replaced.
    pub(crate) fn extend(&mut self, later: Self) {
        match (self, later) {
            (Self::List(values), Self::List(more)) => values.extend(more),
            (Self::Paths(values), Self::Paths(more)) => values.extend(more),
            (value, later) => *value = later,
        }
    }
}
