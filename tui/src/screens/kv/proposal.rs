//! A value that somebody wants to write: edited, compared with what the key has, and written on top of exactly that. Who loses a race
//! is told, and keeps the text.

mod draw;
mod edit;
mod keys;

use std::borrow::Cow;
use std::sync::Arc;

use crossterm::event::KeyEvent;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::diff::{Line, diff};
use crate::component::{Component, Event, Hint};
use crate::effect::{Effect, Notice, Tone};
use crate::form::Editor;
use crate::keymap::Verb;
use crate::kv::Revision;
use crate::order::{Kv, Order, Ticket, Write};
use crate::report::{KvNews, Refusal, Report, Trouble};
use crate::session::Session;

/// What the key has, as far as the user has seen.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Base {
    /// Its newest revision; 0 when it has none.
    pub(super) revision: u64,
    /// Its value, if it has one.
    pub(super) value: Option<Arc<[u8]>>,
}

/// A value on its way to a key.
pub(super) struct Proposal {
    bucket: String,
    key: String,
    base: Base,
    mine: Arc<[u8]>,
    state: State,
    /// Whether it is something else than the key had when it was opened.
    changed: bool,
    /// The revision on top of which it was to be written when somebody else was first.
    lost: Option<u64>,
    /// Whether an answer to an earlier try never came.
    unsure: bool,
    /// How it differs from what the key has.
    diff: Vec<Line>,
    scroll: usize,
    ticket: Ticket,
}

/// What is going on with it.
enum State {
    /// The user's editor has it.
    Away,
    /// It is typed here.
    Typing(Editor),
    /// It can be written.
    Ready,
    /// It is being written.
    Writing,
    /// It was not written, and why.
    Failed(Trouble),
}

impl From<&Revision> for Base {
    fn from(newest: &Revision) -> Self {
        Self {
            revision: newest.revision,
            value: newest.value.clone().filter(|_| newest.operation.is_value()),
        }
    }
}

impl Proposal {
    /// Opens it with a value that is to be written as it is.
    pub(super) fn ready(
        session: &mut Session,
        bucket: &str,
        key: &str,
        base: Base,
        mine: Arc<[u8]>,
    ) -> Effect {
        let mut proposal = Self::new(session, bucket, key, base, mine);
        proposal.changed = true;
        Effect::Open(Box::new(proposal))
    }

    fn new(session: &mut Session, bucket: &str, key: &str, base: Base, mine: Arc<[u8]>) -> Self {
        let mut proposal = Self {
            bucket: bucket.to_owned(),
            key: key.to_owned(),
            base,
            mine,
            state: State::Ready,
            changed: false,
            lost: None,
            unsure: false,
            diff: Vec::new(),
            scroll: 0,
            ticket: session.ticket(),
        };
        proposal.compare();
        proposal
    }

    fn compare(&mut self) {
        self.diff = diff(self.base.value.as_ref(), Some(&self.mine));
        self.scroll = 0;
    }

    /// Whether there is something to write.
    fn differs(&self) -> bool {
        self.base.value.as_deref() != Some(&*self.mine)
    }

    /// Writes it on top of what the key has.
    fn write(&mut self, session: &mut Session) -> Vec<Effect> {
        self.ticket = session.ticket();
        self.state = State::Writing;
        let ask = Kv::Write {
            bucket: self.bucket.clone(),
            key: self.key.clone(),
            on: self.base.revision,
            write: Write::Put(self.mine.clone()),
        };
        vec![Effect::Order(Order::Kv {
            ticket: self.ticket,
            ask,
        })]
    }

    fn written(&self, revision: u64) -> Vec<Effect> {
        let words = format!("wrote revision {revision} of {}", self.key);
        vec![Effect::Close, Effect::Say(Notice::new(Tone::Good, words))]
    }

    fn refused(&mut self, refusal: &Refusal) -> Vec<Effect> {
        match refusal {
            Refusal::Overtaken(newest) => {
                let theirs = newest.as_ref().map(Base::from).unwrap_or_default();
                if theirs.value.as_deref() == Some(&*self.mine) {
                    let words = match self.unsure {
                        true => format!("it had been written after all, as revision {}", theirs.revision),
                        false => format!("somebody else wrote the same, as revision {}", theirs.revision),
                    };
                    return vec![Effect::Close, Effect::Say(Notice::new(Tone::Good, words))];
                }
                self.lost = Some(self.base.revision);
                self.base = theirs;
                self.state = State::Ready;
                self.compare();
            }
            Refusal::Failed(trouble) => self.state = State::Failed(trouble.clone()),
            Refusal::Unsure(trouble) => {
                self.unsure = true;
                self.state = State::Failed(trouble.clone());
            }
        }
        Vec::new()
    }

    /// The same as a command line, if it can be one.
    fn command(&self) -> Option<String> {
        let value = super::body::as_text(&self.mine)?;
        let deed = if self.base.revision == 0 {
            "create"
        } else {
            "update"
        };
        let words = ["mco", "kv", deed, &self.bucket, &self.key, value].map(crate::text::quoted);
        let mut line = words.join(" ");
        if self.base.revision > 0 {
            line.push_str(&format!(" {}", self.base.revision));
        }
        Some(line)
    }
}

impl Component for Proposal {
    fn title(&self) -> Cow<'static, str> {
        "Write".into()
    }

    fn hints(&self, session: &Session) -> Vec<Hint> {
        self.offers(session)
    }

    fn typing(&self) -> bool {
        matches!(self.state, State::Typing(_))
    }

    fn on_verb(&mut self, session: &mut Session, verb: Verb) -> Vec<Effect> {
        self.answer(session, verb)
    }

    fn on_text(&mut self, _session: &mut Session, key: KeyEvent) -> Vec<Effect> {
        if let State::Typing(editor) = &mut self.state {
            editor.on_key(key);
        }
        Vec::new()
    }

    fn on_paste(&mut self, _session: &mut Session, text: &str) -> Vec<Effect> {
        if let State::Typing(editor) = &mut self.state {
            editor.on_paste(text);
        }
        Vec::new()
    }

    fn on_event(&mut self, _session: &mut Session, event: &Event<'_>) -> Vec<Effect> {
        match event {
            Event::Report(Report::Edited { ticket, result }) if *ticket == self.ticket => match result {
                Ok(text) => self.edited(text.clone()),
                Err(trouble) => self.unedited(trouble),
            },
            Event::Report(Report::Kv { ticket, news }) if *ticket == self.ticket => match news {
                KvNews::Written(revision) => self.written(*revision),
                KvNews::Refused(refusal) => self.refused(refusal),
                _ => Vec::new(),
            },
            _ => Vec::new(),
        }
    }

    fn render(&self, session: &Session, area: Rect, buf: &mut Buffer) {
        self.draw(session, area, buf);
    }

    fn place(&self, session: &Session, screen: Rect) -> Rect {
        self.room(session, screen)
    }

    fn unfinished(&self) -> Option<String> {
        Some(format!(
            "a value for {} is not written",
            crate::text::line(&self.key)
        ))
    }
}
