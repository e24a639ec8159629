//! What the keys do.

use super::Kv;
use super::layout::Focus;
use super::subject::Subject;
use crate::effect::{Effect, Notice, Tone};
use crate::keymap::Verb;
use crate::popups::pager::Pager;
use crate::popups::window;
use crate::session::Session;
use crate::text::quoted;
use crate::widgets::pane::Pane;
use crate::widgets::scroll::scroll;

impl Kv {
    /// Does what a verb says.
    pub(super) fn answer(&mut self, session: &mut Session, verb: Verb) -> Vec<Effect> {
        match verb {
            _ if self.parts.on_verb(verb) => {}
            Verb::Find => self.begin_finding(),
            Verb::Back
                if self
                    .open
                    .as_ref()
                    .is_some_and(|open| !open.tree.filter().is_empty()) =>
            {
                return self.show_all(session);
            }
            Verb::Back | Verb::Close => self.step_back(),
            Verb::Open | Verb::Right => self.step_in(session),
            Verb::Left => self.step_out(),
            Verb::Refresh => {
                let mut effects = self.list_buckets(session);
                effects.extend(self.enter_again(session));
                if let Some(open) = &mut self.open {
                    effects.extend(open.read(session));
                }
                return effects;
            }
            _ if self.wander(session, verb) => {
                return match self.parts.focus {
                    Focus::Buckets => self.enter(session),
                    _ => self.look(session),
                };
            }
            Verb::New => return self.new_key(),
            Verb::Add => return self.add(session),
            Verb::Edit => return self.edit(session),
            Verb::Restore => return self.restore(session),
            Verb::Delete => return self.delete(session, false),
            Verb::Purge => return self.delete(session, true),
            Verb::Abandon => return self.remove(session),
            Verb::CopyCommand => return self.command().map(Effect::Copy).into_iter().collect(),
            Verb::CopyValue => return vec![self.copied()],
            Verb::Raw => return self.pager(session).into_iter().collect(),
            verb => self.with_subject(|subject| subject.on_verb(verb)),
        }
        if verb == Verb::Open && matches!(self.parts.focus, Focus::History | Focus::Value) {
            return self.pager(session).into_iter().collect();
        }
        self.look(session)
    }

    fn with_subject(&mut self, work: impl FnOnce(&mut Subject)) {
        if let Some(subject) = self.open.as_mut().and_then(|open| open.subject.as_mut()) {
            work(subject);
        }
    }

    fn step_in(&mut self, session: &Session) {
        let page = self.page(session, Focus::Keys);
        match self.parts.focus {
            Focus::Buckets => self.parts.focus = Focus::Keys,
            Focus::Keys => {
                let Some(open) = &mut self.open else {
                    return;
                };
                if open.current_branch().is_some() {
                    let before = open.tree.lines();
                    open.fold(None);
                    open.list.reveal(open.tree.lines().saturating_sub(before), page);
                } else if open.current_row().is_some() {
                    self.parts.focus = Focus::Value;
                }
            }
            Focus::Value | Focus::History | Focus::Watch => {}
        }
    }

    fn step_out(&mut self) {
        let Some(open) = &mut self.open else {
            return;
        };
        if !open.fold(Some(false)) {
            let before = open.list.cursor();
            open.rise();
            if open.list.cursor() == before {
                self.parts.focus = Focus::Buckets;
            }
        }
    }

    fn step_back(&mut self) {
        if self.parts.zoomed {
            self.parts.zoomed = false;
            return;
        }
        self.parts.focus = match self.parts.focus {
            Focus::Buckets | Focus::Keys => Focus::Buckets,
            Focus::Value | Focus::History | Focus::Watch => Focus::Keys,
        };
    }

    /// Moves in the part that has the keys; whether the verb moves anything.
    fn wander(&mut self, session: &Session, verb: Verb) -> bool {
        let page = self.page(session, self.parts.focus);
        if self.parts.focus == Focus::Buckets {
            return self.list.on_verb(verb, page);
        }
        let inner = Pane::inner(self.places(session.screen()).of(self.parts.focus));
        let height = usize::from(inner.height);
        let Some(open) = &mut self.open else {
            return false;
        };
        match (self.parts.focus, &mut open.subject) {
            (Focus::Keys, _) => open.list.on_verb(verb, page),
            (Focus::History, Some(subject)) => {
                let moved = subject.list.on_verb(verb, page);
                if moved {
                    subject.lay_out();
                }
                moved
            }
            (Focus::Value, Some(subject)) => scroll(
                &mut subject.scroll,
                subject.shown.height(inner.width.into()),
                height.saturating_sub(1),
                verb,
            ),
            (Focus::Watch, _) => scroll(&mut open.scroll, open.changes.len(), height, verb),
            _ => scroll(&mut 0, 0, height, verb),
        }
    }

    /// The command that shows the same.
    fn command(&self) -> Option<String> {
        let bucket = quoted(&self.current()?.name);
        let key = self
            .open
            .as_ref()
            .and_then(|open| Some(quoted(&open.subject.as_ref()?.key)));
        Some(match (self.parts.focus, key) {
            (Focus::Keys | Focus::Value, Some(key)) => format!("mco kv get {bucket} {key}"),
            (Focus::History, Some(key)) => format!("mco kv history {bucket} {key}"),
            (Focus::Watch, _) => format!("mco kv watch {bucket} '>'"),
            (Focus::Keys, None) => format!("mco kv keys {bucket}"),
            _ => format!("mco kv info {bucket}"),
        })
    }

    fn copied(&self) -> Effect {
        if self.parts.focus == Focus::Buckets {
            return Effect::Copy(
                self.current()
                    .map_or_else(String::new, |bucket| bucket.name.clone()),
            );
        }
        let value = self.value();
        match value.as_deref().map(|value| super::body::as_text(value)) {
            Some(Some(text)) => Effect::Copy(text.to_owned()),
            Some(None) => say("these bytes are no text; the command (Y) writes them to a file"),
            None => say("there is no value to copy"),
        }
    }

    /// The value that is shown.
    fn value(&self) -> Option<std::sync::Arc<[u8]>> {
        let subject = self.open.as_ref()?.subject.as_ref()?;
        super::subject::value_of(subject.current()?)
    }

    /// All of the value in a window of its own, where it can be searched.
    fn pager(&self, session: &Session) -> Option<Effect> {
        let subject = self.open.as_ref()?.subject.as_ref()?;
        let revision = subject.current()?;
        let value = super::subject::value_of(revision)?;
        let body = super::body::Body::new(&value, subject.view);
        let title = format!("{} r{}", subject.key, revision.revision);
        let room = window::inner(window::large(session.screen()));
        let text = body.text(room.width.into());
        Some(Effect::Open(Box::new(Pager::new(title, &text))))
    }
}

impl Subject {
    /// Looks at another revision, or in another way.
    fn on_verb(&mut self, verb: Verb) {
        let here = self.list.cursor().unwrap_or(0);
        match verb {
            Verb::Diff => self.diff = !self.diff,
            Verb::View => {
                self.view = self.view.next();
                self.diff = false;
            }
            Verb::Earlier => self.list.select(here + 1),
            Verb::Later => self.list.select(here.saturating_sub(1)),
            _ => return,
        }
        self.lay_out();
    }
}

fn say(words: &'static str) -> Effect {
    Effect::Say(Notice::new(Tone::Warning, words))
}
