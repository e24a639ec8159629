//! Which keys do what at the moment.

use super::Kv;
use super::layout::Focus;
use crate::component::Hint;
use crate::keymap::Verb;
use crate::kv::Operation;
use crate::session::Session;
use crate::widgets::list::List;

impl Kv {
    /// The verbs it answers now.
    pub(super) fn offers(&self, session: &Session) -> Vec<Hint> {
        if self.finding.is_some() {
            return Self::finding_offers();
        }
        let mut hints = Vec::new();
        match self.parts.focus {
            Focus::Buckets => self.bucket_offers(session, &mut hints),
            _ => self.key_offers(session, &mut hints),
        }
        if self.open.as_ref().is_some_and(|open| open.tree.len() > 0) {
            hints.push(Hint::new(Verb::Find, "find"));
        }
        if self.current().is_some() {
            hints.push(Hint::quiet(Verb::CopyCommand, "copy command"));
            hints.extend(self.parts.hints());
        }
        let filtered = self
            .open
            .as_ref()
            .is_some_and(|open| !open.tree.filter().is_empty());
        if self.parts.focus != Focus::Buckets || self.parts.zoomed {
            hints.push(Hint::quiet(
                Verb::Back,
                if filtered { "show all" } else { "back" },
            ));
            hints.push(Hint::quiet(Verb::Close, "back"));
        } else if filtered {
            hints.push(Hint::quiet(Verb::Back, "show all"));
        }
        hints.push(Hint::quiet(Verb::Refresh, "read again"));
        hints.extend(List::hints());
        hints
    }

    fn bucket_offers(&self, session: &Session, hints: &mut Vec<Hint>) {
        if self.current().is_some() {
            hints.push(Hint::new(Verb::Open, "keys"));
            hints.push(Hint::quiet(Verb::Right, "keys"));
        }
        if !session.read_only && self.buckets.is_some() {
            hints.push(Hint::new(Verb::Add, "add bucket"));
        }
        if self.current().is_some() {
            if self.refusal(session).is_none() {
                hints.push(Hint::new(Verb::New, "new key"));
                hints.push(Hint::new(Verb::Abandon, "remove bucket"));
            }
            hints.push(Hint::quiet(Verb::CopyValue, "copy name"));
        }
    }

    fn key_offers(&self, session: &Session, hints: &mut Vec<Hint>) {
        let Some(open) = &self.open else {
            return;
        };
        let may = self.refusal(session).is_none() && open.closed.is_none();
        let known = open.subject.as_ref().filter(|subject| subject.newest().is_some());
        if self.parts.focus == Focus::Keys {
            match open.current_branch() {
                Some((_, true)) => hints.push(Hint::new(Verb::Open, "fold")),
                Some((_, false)) => hints.push(Hint::new(Verb::Open, "unfold")),
                None if open.current_row().is_some() => hints.push(Hint::new(Verb::Open, "value")),
                None => {}
            }
            hints.push(Hint::quiet(Verb::Left, "fold, or back"));
            hints.push(Hint::quiet(Verb::Right, "unfold, or value"));
        }
        if may {
            hints.push(Hint::new(Verb::New, "new"));
        }
        if let Some(subject) = known {
            if may {
                hints.push(Hint::new(Verb::Edit, "edit"));
                let old = subject.current().map(|revision| revision.revision);
                let newest = subject.newest().map(|revision| revision.revision);
                let value = subject.current().is_some_and(|old| old.operation.is_value());
                if old != newest && value {
                    hints.push(Hint::new(Verb::Restore, "restore"));
                }
                let last = subject.newest().map(|newest| newest.operation);
                if last.is_some_and(Operation::is_value) {
                    hints.push(Hint::new(Verb::Delete, "delete"));
                }
                if last != Some(Operation::Purge) {
                    hints.push(Hint::quiet(Verb::Purge, "purge"));
                }
            }
            hints.push(Hint::new(Verb::Diff, if subject.diff { "value" } else { "diff" }));
            hints.push(Hint::quiet(Verb::Earlier, "older revision"));
            hints.push(Hint::quiet(Verb::Later, "newer revision"));
            hints.push(Hint::quiet(Verb::View, "laid out, as it is, or bytes"));
            hints.push(Hint::quiet(Verb::Raw, "all of the value"));
            hints.push(Hint::quiet(Verb::CopyValue, "copy value"));
            if self.parts.focus != Focus::Keys {
                hints.push(Hint::quiet(Verb::Open, "all of the value"));
            }
        }
        if !session.read_only {
            hints.push(Hint::quiet(Verb::Add, "add bucket"));
        }
    }
}
