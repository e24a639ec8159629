//! The bucket that is open: its keys, and what changes.

use std::collections::VecDeque;
use std::time::{Duration, SystemTime};

use super::subject::Subject;
use super::tree::{Spot, Tree};
use crate::effect::Effect;
use crate::kv::{KeyRow, Watch};
use crate::order::{Kv as Ask, Order, Ticket};
use crate::report::Trouble;
use crate::session::Session;
use crate::widgets::list::List;

/// Changes that are listed.
const MOST_CHANGES: usize = 500;

/// How long a key that has changed is marked.
const RECENT: Duration = Duration::from_secs(60);

/// A bucket that is open.
pub(super) struct Open {
    pub(super) bucket: String,
    /// Of the order that opened it.
    pub(super) ticket: Ticket,
    pub(super) tree: Tree,
    pub(super) list: List,
    /// Whether keys are still being told.
    pub(super) loading: bool,
    pub(super) watch: Watch,
    /// Why it cannot be had.
    pub(super) closed: Option<Trouble>,
    /// What changed, newest first.
    pub(super) changes: VecDeque<Change>,
    /// Changes since it was opened.
    pub(super) heard: usize,
    /// Lines above those shown of them.
    pub(super) scroll: usize,
    /// The key under the cursor.
    pub(super) subject: Option<Subject>,
    /// The key to go to as soon as it is listed.
    pub(super) wanted: Option<String>,
}

/// A line of the watch.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Change {
    /// A key has changed.
    Key(KeyRow),
    /// Something happened to the watch itself.
    Note(SystemTime, String),
}

impl Open {
    pub(super) fn new(bucket: String, ticket: Ticket) -> Self {
        Self {
            bucket,
            ticket,
            tree: Tree::default(),
            list: List::default(),
            loading: true,
            watch: Watch::Following,
            closed: None,
            changes: VecDeque::new(),
            heard: 0,
            scroll: 0,
            subject: None,
            wanted: None,
        }
    }

    /// It is opened again; what is known of it stays until it is told anew.
    pub(super) fn begin(&mut self, ticket: Ticket) {
        self.ticket = ticket;
        self.loading = true;
        self.closed = None;
        self.watch = Watch::Following;
    }

    /// The key under the cursor.
    pub(super) fn current_row(&self) -> Option<&KeyRow> {
        match self.tree.line(self.list.cursor()?)?.spot {
            Spot::Key(row) => Some(row),
            Spot::Branch { .. } => None,
        }
    }

    /// The branch under the cursor, and whether it is unfolded.
    pub(super) fn current_branch(&self) -> Option<(&str, bool)> {
        match self.tree.line(self.list.cursor()?)?.spot {
            Spot::Key(_) => None,
            Spot::Branch { prefix, open, .. } => Some((prefix, open)),
        }
    }

    /// Where the cursor is, in words that outlive another list.
    pub(super) fn place(&self) -> Option<String> {
        let branch = self.current_branch().map(|(prefix, _)| prefix.to_owned());
        branch.or_else(|| self.current_row().map(|row| row.key.clone()))
    }

    /// Changes what is listed; the cursor stays where it is.
    pub(super) fn with_tree(&mut self, change: impl FnOnce(&mut Tree)) {
        let here = self.wanted.clone().or(self.place());
        change(&mut self.tree);
        self.list.set_len(self.tree.lines());
        let place = here.as_deref().and_then(|here| self.tree.place_of(here));
        if let Some(place) = place {
            self.list.select(place);
        }
    }

    /// Lists keys that wait for it.
    pub(super) fn relist(&mut self) {
        self.with_tree(Tree::refresh);
        if let Some(key) = self.wanted.take_if(|key| self.tree.row(key).is_some()) {
            self.go_to(&key);
        }
    }

    /// Puts the cursor on a key.
    pub(super) fn go_to(&mut self, key: &str) {
        self.tree.reveal(key);
        self.list.set_len(self.tree.lines());
        if let Some(place) = self.tree.place_of(key) {
            self.list.select(place);
        }
    }

    /// Folds the branch under the cursor, or unfolds it; false when there is nothing to do.
    pub(super) fn fold(&mut self, open: Option<bool>) -> bool {
        let Some((prefix, now)) = self.current_branch() else {
            return false;
        };
        let (prefix, open) = (prefix.to_owned(), open.unwrap_or(!now));
        if open == now {
            return false;
        }
        self.with_tree(|tree| tree.fold(&prefix, open));
        true
    }

    /// Goes to the branch that holds what is under the cursor.
    pub(super) fn rise(&mut self) {
        let here = self.list.cursor().unwrap_or(0);
        let depth = |place: usize| self.tree.line(place).map_or(0, |line| line.depth);
        let above = (0..here).rev().find(|place| depth(*place) < depth(here));
        if let Some(place) = above {
            self.list.select(place);
        }
    }

    /// Reads the key under the cursor, unless that was done.
    pub(super) fn look(&mut self, session: &mut Session) -> Vec<Effect> {
        let key = self.current_row().map(|row| row.key.clone());
        match (key, &self.subject) {
            (Some(key), Some(subject)) if subject.key == key => Vec::new(),
            (Some(key), _) => {
                self.subject = Some(Subject::new(key));
                self.read(session)
            }
            (None, _) => {
                self.subject = None;
                Vec::new()
            }
        }
    }

    /// Reads the key that is looked at again.
    pub(super) fn read(&mut self, session: &mut Session) -> Vec<Effect> {
        let Some(subject) = &mut self.subject else {
            return Vec::new();
        };
        subject.ticket = session.ticket();
        let ask = Ask::Read {
            bucket: self.bucket.clone(),
            key: subject.key.clone(),
        };
        vec![Effect::Order(Order::Kv {
            ticket: subject.ticket,
            ask,
        })]
    }

    /// Takes in a line of the watch.
    pub(super) fn jot(&mut self, change: Change) {
        self.changes.push_front(change);
        self.changes.truncate(MOST_CHANGES);
        if self.scroll > 0 {
            self.scroll = (self.scroll + 1).min(self.changes.len().saturating_sub(1));
        }
    }
}

/// Whether a key that was written at `then` is marked.
pub(super) fn is_recent(then: SystemTime, now: SystemTime) -> bool {
    now.duration_since(then).unwrap_or_default() < RECENT
}
