//! Data providers on disk.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::SystemTime;

use tracing::info;

use super::shelf::{Document, Shelf};
use crate::data::{External, Providers, is_builtin};

/// Finds the data providers below library folders, again and again.
#[derive(Debug)]
pub(super) struct ProviderFinder(Shelf<ddl::DataPlugin>);

impl ProviderFinder {
    pub(super) fn new(libraries: &[PathBuf]) -> Self {
        Self(Shelf::new(
            libraries,
            "mcollective/data",
            ddl::DataPlugin::from_json,
        ))
    }

    /// Brings the providers of a node in line with what is there now, by the same rules as agents.
    pub(super) fn reconcile(&mut self, providers: &Providers, now: SystemTime) {
        let look = self.0.look();
        let before = providers.external();
        let mut after = BTreeMap::new();
        for document in look.documents.into_iter().filter(is_provider) {
            let name = document.ddl.metadata.name.clone();
            let hosted = before.get(&name);
            let same = hosted.filter(|it| {
                it.path() == document.path && it.ddl().metadata.version == document.ddl.metadata.version
            });
            let provider = match same.or(hosted.filter(|_| !document.is_settled(now))) {
                Some(provider) => provider.clone(),
                None if document.is_settled(now) => {
                    info!(provider = name, ddl = %document.path.display(), "data provider is there");
                    Arc::new(External::new(document.ddl, document.path))
                }
                None => continue,
            };
            after.entry(name).or_insert(provider);
        }
        for (name, provider) in &*before {
            if !after.contains_key(name) && look.missing.excuses(provider.path()) {
                after.insert(name.clone(), provider.clone());
            } else if !after.contains_key(name) {
                info!(provider = name, "data provider is gone with its DDL");
            }
        }
        providers.replace(after);
    }
}

/// Whether a DDL is one of a provider that a program can be.
fn is_provider(document: &Document<ddl::DataPlugin>) -> bool {
    let metadata = &document.ddl.metadata;
    metadata.provider.as_deref() == Some("external")
        && document.is_at_the_top()
        && !is_builtin(&metadata.name)
}
