//! A call as the rules of an action policy compare it.

use std::cell::OnceCell;
use std::sync::Arc;

use serde_json::Value;

use super::Question;
use super::facts::Known;
use super::groups::Groups;

/// The facts of the node as a document; none where they are no JSON text.
pub(super) type Facts = Option<Arc<Value>>;

/// One call, what is known of the node and of groups of callers.
#[derive(Debug)]
pub(super) struct Concern<'a> {
    pub(super) question: &'a Question<'a>,
    pub(super) groups: &'a Groups,
    known: &'a Known<Facts>,
    facts: OnceCell<Facts>,
}

impl<'a> Concern<'a> {
    pub(super) fn new(question: &'a Question<'a>, groups: &'a Groups, known: &'a Known<Facts>) -> Self {
        Self {
            question,
            groups,
            known,
            facts: OnceCell::new(),
        }
    }

    /// The facts, read when the first rule asks for them.
    pub(super) fn facts(&self) -> Option<&Value> {
        let read = |text: &str| serde_json::from_str(text).ok().map(Arc::new);
        let facts = self
            .facts
            .get_or_init(|| self.known.get(self.question.facts, read));
        facts.as_deref()
    }
}
