//! Which subjects of a stream somebody means.

use std::collections::BTreeSet;
use std::hash::{Hash, Hasher};
use std::sync::Arc;

use crate::interest::{Interest, Subscription};
use crate::sid::Sid;
use crate::subject;

/// Patterns that are looked at one by one.
const FEW: usize = 8;

/// Patterns of subjects; none for every subject.
#[derive(Debug, Clone, Default)]
pub(crate) struct Filter {
    patterns: Arc<[Arc<str>]>,
    many: Option<Arc<Many>>,
}

/// Patterns that are too many to be looked at one by one for each subject.
#[derive(Debug, Default)]
pub(crate) struct Many {
    literals: BTreeSet<Arc<str>>,
    wildcards: Interest<()>,
}

impl PartialEq for Filter {
    fn eq(&self, other: &Self) -> bool {
        // Filters are mostly compared with their own copies, and may be long.
        Arc::ptr_eq(&self.patterns, &other.patterns) || self.patterns == other.patterns
    }
}

impl Eq for Filter {}

impl Hash for Filter {
    fn hash<H: Hasher>(&self, state: &mut H) {
        // One pattern tells most filters apart.
        (self.patterns.len(), self.patterns.last()).hash(state);
    }
}

impl Filter {
    /// What any of the patterns names. Patterns that name everything make it a filter for everything.
    pub(crate) fn new<'a>(patterns: impl IntoIterator<Item = &'a str>) -> Self {
        let patterns: Arc<[Arc<str>]> = patterns.into_iter().map(Arc::from).collect();
        if patterns.iter().any(|pattern| &**pattern == ">") {
            return Self::default();
        }
        let many = (patterns.len() > FEW).then(|| Arc::new(Many::new(&patterns)));
        Self { patterns, many }
    }

    pub(crate) fn is_everything(&self) -> bool {
        self.patterns.is_empty()
    }

    pub(crate) fn patterns(&self) -> &[Arc<str>] {
        &self.patterns
    }

    /// Its patterns in another shape where they are many.
    pub(crate) fn many(&self) -> Option<&Many> {
        self.many.as_deref()
    }

    /// Whether it names one subject only.
    pub(crate) fn is_literal(&self) -> bool {
        matches!(&*self.patterns, [only] if subject::is_literal(only))
    }

    pub(crate) fn matches(&self, subject: &str) -> bool {
        if let Some(many) = &self.many {
            return many.literals.contains(subject) || many.is_wild(subject);
        }
        self.is_everything()
            || self
                .patterns
                .iter()
                .any(|pattern| subject::is_subset(subject, pattern))
    }
}

impl Many {
    fn new(patterns: &[Arc<str>]) -> Self {
        let mut many = Self::default();
        // No stream keeps a subject that is deeper.
        for pattern in patterns.iter().filter(|pattern| !subject::is_too_deep(pattern)) {
            if subject::is_literal(pattern) {
                many.literals.insert(Arc::clone(pattern));
            } else {
                let wildcard = Subscription::new((), Arc::clone(pattern), None, Sid::Number(0), false);
                many.wildcards.insert(Arc::new(wildcard));
            }
        }
        many
    }

    /// The subjects it names.
    pub(crate) fn literals(&self) -> impl Iterator<Item = &str> {
        self.literals.iter().map(|literal| &**literal)
    }

    pub(crate) fn has_wildcards(&self) -> bool {
        self.wildcards.len() > 0
    }

    /// Whether a wildcard names the subject, and no pattern without one does.
    pub(crate) fn is_only_wild(&self, subject: &str) -> bool {
        self.is_wild(subject) && !self.literals.contains(subject)
    }

    fn is_wild(&self, subject: &str) -> bool {
        let mut found = false;
        self.wildcards.visit(subject, |_| found = true);
        found
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn many_patterns_name_what_each_of_them_names(
            patterns in proptest::collection::vec("[ab*](\\.[ab*]){0,2}(\\.>)?", 9..20),
            subject in "[ab](\\.[ab]){0,3}",
        ) {
            let filter = Filter::new(patterns.iter().map(String::as_str));
            let expected = patterns.iter().any(|pattern| subject::is_subset(&subject, pattern));
            prop_assert_eq!(filter.matches(&subject), expected);
        }
    }
}
