//! Names of nodes and agents as filters have them: plain ones, and patterns between slashes.

use std::borrow::Cow;
use std::cell::OnceCell;

use pattern::{Case, Regex};

use super::regex;

/// A name or a pattern; the pattern is compiled when it is first needed.
#[derive(Debug)]
pub(super) struct Needle<'f> {
    text: Cow<'f, str>,
    compiled: OnceCell<Option<Regex>>,
}

impl<'f> Needle<'f> {
    pub(super) fn name(text: impl Into<Cow<'f, str>>) -> Self {
        Self {
            text: text.into(),
            compiled: OnceCell::new(),
        }
    }

    /// Whether it is the identity of a node, which may itself look like a pattern's inside.
    pub(super) fn is_identity(&self, identity: &str) -> bool {
        self.is(identity) || pattern::wrapped(&self.text) == Some(identity)
    }

    /// Whether one of the names is meant.
    pub(super) fn is_among(&self, names: &[String]) -> bool {
        names.iter().any(|name| self.is(name))
    }

    fn is(&self, name: &str) -> bool {
        let Some(inner) = pattern::wrapped(&self.text) else {
            return self.text == name;
        };
        let compiled = self.compiled.get_or_init(|| regex(inner, Case::Minded));
        compiled.as_ref().is_some_and(|it| it.is_match(name))
    }
}
