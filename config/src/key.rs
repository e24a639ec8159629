//! The declared keys: name, type, default, doc and who reads them, each once.

use std::path::Path;

use crate::Severity;

mod agent;
mod broker;
mod core;
mod docs;
mod ignored;
mod kind;
mod nats;
mod near;
mod network;
mod node;
mod safety;
mod security;
mod streams;
mod value;

pub use docs::markdown;
pub use kind::{Kind, ValueError};
pub use value::Value;

pub(crate) use near::suggestion;

/// One declared key.
///
/// A `<word>` in the name stands for one dot-free segment chosen by the site, as in `plugin.<agent>.activate_agent`;
/// `<name>` for whatever the site calls a thing in a list of them, dots included, as in `plugin.security.issuer.<name>.public`.
#[derive(Debug)]
pub struct Key {
    /// The key as it is written in a file.
    pub name: &'static str,
    /// What its value looks like.
    pub kind: Kind,
    /// The value when no file sets the key; none means the program derives it or does without.
    pub default: Option<&'static str>,
    /// What the key is for, one sentence.
    pub doc: &'static str,
    /// Which programs read it.
    pub readers: Readers,
    /// What a value that does not parse means for the program.
    pub severity: Severity,
}

/// The programs that read a key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names of the programs")]
pub struct Readers {
    pub client: bool,
    pub server: bool,
    pub broker: bool,
}

const CLIENT: Readers = Readers::new(true, false, false);
const SERVER: Readers = Readers::new(false, true, false);
const BROKER: Readers = Readers::new(false, false, true);
const CLIENT_AND_SERVER: Readers = Readers::new(true, true, false);
const DAEMONS: Readers = Readers::new(false, true, true);
const CLIENT_AND_BROKER: Readers = Readers::new(true, false, true);
const ALL: Readers = Readers::new(true, true, true);

/// Every area's table; the order is that of the documentation.
const AREAS: &[Area] = &[
    Area {
        title: "General",
        keys: core::KEYS,
    },
    Area {
        title: "Security",
        keys: security::KEYS,
    },
    Area {
        title: "Safety",
        keys: safety::KEYS,
    },
    Area {
        title: "Network",
        keys: network::KEYS,
    },
    Area {
        title: "Nodes",
        keys: node::KEYS,
    },
    Area {
        title: "Agents",
        keys: agent::KEYS,
    },
    Area {
        title: "Broker",
        keys: broker::KEYS,
    },
    Area {
        title: "The nats engine",
        keys: nats::KEYS,
    },
    Area {
        title: "Streams",
        keys: streams::KEYS,
    },
];

/// Keys that belong together in the documentation.
struct Area {
    title: &'static str,
    keys: &'static [Key],
}

impl Key {
    /// Whether the name has a placeholder and so stands for many keys.
    pub(crate) fn is_pattern(&self) -> bool {
        self.name.contains('<')
    }

    /// The default, parsed; none when the key has none.
    pub fn default_value(&self, home: Option<&Path>) -> Option<Value> {
        self.kind.parse(self.default?, home).ok()
    }

    fn matches(&self, name: &str) -> bool {
        if let Some((before, after)) = self.name.split_once("<name>") {
            let named = name
                .strip_prefix(before)
                .and_then(|rest| rest.strip_suffix(after));
            return named.is_some_and(|named| !named.is_empty());
        }
        let same =
            |(ours, theirs): (&str, &str)| ours == theirs || (ours.starts_with('<') && !theirs.is_empty());
        self.name.split('.').count() == name.split('.').count()
            && self.name.split('.').zip(name.split('.')).all(same)
    }
}

impl Readers {
    const fn new(client: bool, server: bool, broker: bool) -> Self {
        Self {
            client,
            server,
            broker,
        }
    }
}

/// Every declared key, in documentation order.
pub fn all() -> impl Iterator<Item = &'static Key> {
    AREAS.iter().flat_map(|area| area.keys)
}

/// The declaration of a key; an exact name goes before a pattern.
pub fn find(name: &str) -> Option<&'static Key> {
    all()
        .find(|key| key.name == name)
        .or_else(|| all().find(|key| key.is_pattern() && key.matches(name)))
}

/// Whether a key is known from older installations and deliberately has no effect.
pub(crate) fn is_ignored(name: &str) -> bool {
    ignored::NAMES.contains(&name)
}

/// Whether a key lies where plugins of the site keep keys of their own: `plugin.X.` with an X no declared key has.
pub(crate) fn is_foreign(name: &str) -> bool {
    plugin(name).is_some_and(|theirs| !all().any(|key| plugin(key.name) == Some(theirs)))
}

/// The X of `plugin.X.something`.
fn plugin(name: &str) -> Option<&str> {
    Some(name.strip_prefix("plugin.")?.split_once('.')?.0)
}

/// A table of keys: `"name": KIND = "default", READERS, Severity;` under its doc.
macro_rules! keys {
    ($($(#[doc = $doc:literal])+ $name:literal: $kind:ident $(= $default:literal)?, $readers:ident, $severity:ident;)*) => {
        pub(super) const KEYS: &[crate::key::Key] = &[$(
            crate::key::Key {
                name: $name,
                kind: crate::key::kind::$kind,
                default: crate::key::keys!(@default $($default)?),
                doc: concat!($($doc),+),
                readers: crate::key::$readers,
                severity: crate::Severity::$severity,
            },
        )*];
    };
    (@default) => { None };
    (@default $default:literal) => { Some($default) };
}
use keys;

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_key_is_declared_once_and_its_default_parses() {
        let mut seen = BTreeSet::new();
        for key in all() {
            assert!(seen.insert(key.name), "{} is declared twice", key.name);
            assert!(!is_ignored(key.name), "{} is declared and ignored", key.name);
            if let Some(default) = key.default {
                let parsed = key.kind.parse(default, None);
                assert!(
                    parsed.is_ok(),
                    "{}: default {default:?} does not parse: {parsed:?}",
                    key.name
                );
            }
        }
        assert!(seen.len() > 150);
    }

    #[test]
    fn every_doc_is_one_sentence() {
        for key in all() {
            let doc = key.doc.trim();
            assert!(doc.ends_with('.') && doc.len() > 10, "{}: {doc:?}", key.name);
            assert!(
                !doc.contains(['|', '\n']),
                "{}: {doc:?} breaks the table",
                key.name
            );
        }
    }

    #[test]
    fn a_pattern_matches_one_segment_per_placeholder() {
        assert_eq!(
            find("plugin.nettest.activate_agent").unwrap().name,
            "plugin.<agent>.activate_agent"
        );
        assert_eq!(
            find("plugin.security.issuer.choria.public").unwrap().kind,
            kind::TEXT
        );
        assert!(find("plugin.a.b.activate_agent").is_none());
        assert!(find("plugin..activate_agent").is_none());
    }

    #[test]
    fn names_of_a_list_may_have_dots() {
        assert_eq!(
            find("plugin.security.issuer.ops.example.net.public")
                .unwrap()
                .name,
            "plugin.security.issuer.<name>.public"
        );
        assert_eq!(
            find("plugin.choria.network.gateway_remote.eu.west.tls.cert")
                .unwrap()
                .name,
            "plugin.choria.network.gateway_remote.<name>.tls.cert"
        );
        assert!(find("plugin.security.issuer..public").is_none());
        assert!(find("plugin.security.issuer.public").is_none());
    }

    #[test]
    fn only_areas_nobody_declares_are_foreign() {
        assert!(is_foreign("plugin.backup.target"));
        assert!(!is_foreign("plugin.choria.nonsense"));
        assert!(!is_foreign("identity"));
        assert!(!is_foreign("plugin.yaml"));
    }
}
