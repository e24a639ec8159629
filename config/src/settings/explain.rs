//! Each key with its value and where that comes from, for people.

use super::{Settings, Source};
use crate::key::{self, Key};

/// A declared key and its effective value.
#[derive(Debug, Clone)]
pub struct Explained {
    /// The key; differs from its declaration's name when that is a pattern.
    pub name: String,
    /// The declaration: doc, type, default, readers.
    pub key: &'static Key,
    /// The effective value without secrets; none when the key is unset and has no default.
    pub value: Option<serde_json::Value>,
    /// Where the value comes from.
    pub source: Source,
}

pub(super) fn all(settings: &Settings) -> impl Iterator<Item = Explained> {
    let plain = key::all()
        .filter(|key| !key.is_pattern())
        .map(|key| (key.name.to_owned(), key));
    let patterned = settings.keys().filter_map(|name| {
        let key = key::find(name).filter(|key| key.is_pattern())?;
        Some((name.to_owned(), key))
    });
    plain.chain(patterned).map(|(name, key)| Explained {
        value: settings.get(&name).map(|value| value.to_json()),
        source: settings.source(&name),
        name,
        key,
    })
}
