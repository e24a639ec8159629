//! The key that is looked at: its revisions, and the one of them that is shown.

use std::sync::Arc;

use super::body::{Body, View};
use super::diff::{Line, diff};
use crate::kv::Revision;
use crate::order::Ticket;
use crate::report::Trouble;
use crate::widgets::list::List;

/// A key that is looked at.
pub(super) struct Subject {
    pub(super) key: String,
    /// Of the order that reads it.
    pub(super) ticket: Ticket,
    /// Newest first; none until they are known.
    pub(super) revisions: Option<Vec<Revision>>,
    pub(super) trouble: Option<Trouble>,
    pub(super) list: List,
    pub(super) view: View,
    /// Whether the difference to the revision before is shown.
    pub(super) diff: bool,
    pub(super) shown: Shown,
    pub(super) scroll: usize,
}

/// What the value part shows.
#[derive(Default)]
pub(super) enum Shown {
    /// Nothing yet.
    #[default]
    Nothing,
    /// A value.
    Body(Body),
    /// A difference between these revisions.
    Diff(Option<u64>, u64, Vec<Line>),
    /// There is no value, and why.
    Words(&'static str),
}

impl Subject {
    pub(super) fn new(key: String) -> Self {
        Self {
            key,
            ticket: Ticket::default(),
            revisions: None,
            trouble: None,
            list: List::default(),
            view: View::default(),
            diff: false,
            shown: Shown::Nothing,
            scroll: 0,
        }
    }

    pub(super) fn revisions(&self) -> &[Revision] {
        self.revisions.as_deref().unwrap_or_default()
    }

    /// The newest revision.
    pub(super) fn newest(&self) -> Option<&Revision> {
        self.revisions().first()
    }

    /// The revision under the cursor.
    pub(super) fn current(&self) -> Option<&Revision> {
        self.revisions().get(self.list.cursor()?)
    }

    /// The one before it.
    pub(super) fn before(&self) -> Option<&Revision> {
        self.revisions().get(self.list.cursor()? + 1)
    }

    /// Takes in its revisions. Who looked at an old one still does.
    pub(super) fn told(&mut self, revisions: &[Revision]) {
        let old = self.list.cursor().filter(|place| *place > 0);
        let old = old
            .and_then(|place| self.revisions().get(place))
            .map(|old| old.revision);
        self.revisions = Some(revisions.to_vec());
        self.trouble = None;
        self.list.set_len(revisions.len());
        let place = old.and_then(|old| revisions.iter().position(|revision| revision.revision == old));
        self.list.select(place.unwrap_or(0));
        self.lay_out();
    }

    /// Lays out what the value part shows.
    pub(super) fn lay_out(&mut self) {
        self.scroll = 0;
        self.shown = self.laid_out();
    }

    fn laid_out(&self) -> Shown {
        let Some(revision) = self.current() else {
            return Shown::Words("this key has no value");
        };
        if self.diff {
            let old = self.before();
            let value =
                |revision: &Revision| revision.value.clone().filter(|_| revision.operation.is_value());
            if old.is_some_and(too_large) || too_large(revision) {
                return Shown::Words("too large to be compared here");
            }
            let (old_value, new_value) = (old.and_then(value), value(revision));
            let lines = diff(old_value.as_ref(), new_value.as_ref());
            return Shown::Diff(old.map(|old| old.revision), revision.revision, lines);
        }
        match &revision.value {
            _ if !revision.operation.is_value() => Shown::Words("a delete marker: the key has no value"),
            Some(value) if value.is_empty() => Shown::Words("an empty value"),
            Some(value) => Shown::Body(Body::new(value, self.view)),
            None => Shown::Words("too large to be shown here"),
        }
    }
}

impl Shown {
    /// How many rows it takes that are so wide.
    pub(super) fn height(&self, width: usize) -> usize {
        match self {
            Self::Nothing => 0,
            Self::Body(body) => body.height(width),
            Self::Diff(_, _, lines) => lines.len(),
            Self::Words(_) => 1,
        }
    }
}

fn too_large(revision: &Revision) -> bool {
    revision.operation.is_value() && revision.value.is_none()
}

/// A value without its bytes.
pub(super) fn value_of(revision: &Revision) -> Option<Arc<[u8]>> {
    revision.value.clone().filter(|_| revision.operation.is_value())
}
