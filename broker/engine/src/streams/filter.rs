//! Which subjects of a stream somebody means.

use std::sync::Arc;

use crate::subject;

/// Patterns of subjects; none for every subject.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Filter {
    patterns: Vec<Arc<str>>,
}

impl Filter {
    /// What any of the patterns names. Patterns that name everything make it a filter for everything.
    pub(crate) fn new<'a>(patterns: impl IntoIterator<Item = &'a str>) -> Self {
        let patterns: Vec<Arc<str>> = patterns.into_iter().map(Arc::from).collect();
        if patterns.iter().any(|pattern| &**pattern == ">") {
            return Self::default();
        }
        Self { patterns }
    }

    pub(crate) fn is_everything(&self) -> bool {
        self.patterns.is_empty()
    }

    pub(crate) fn patterns(&self) -> &[Arc<str>] {
        &self.patterns
    }

    pub(crate) fn matches(&self, subject: &str) -> bool {
        self.is_everything()
            || self
                .patterns
                .iter()
                .any(|pattern| subject::is_subset(subject, pattern))
    }
}
