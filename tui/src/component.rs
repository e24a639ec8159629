//! How screens and popups are made.
//!
//! Components form a stack: a screen below, popups on top. Keys go down it until one answers; drawing goes up it. What a component's
//! keys do at the moment is said once, by [`Component::hints`]: only verbs that are hinted reach it, and the hint bar and the help
//! show the same list, so no key is dead and none is secret.

use std::borrow::Cow;

use crossterm::event::KeyEvent;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use crate::effect::{Effect, Message, Notice};
use crate::keymap::Verb;
use crate::report::Report;
use crate::session::Session;
use crate::widgets::field::Field;

/// A screen or popup. It owns its state and performs no I/O.
pub(crate) trait Component: Send {
    /// Heading of its help.
    fn title(&self) -> Cow<'static, str>;

    /// The verbs it answers now, most useful first.
    fn hints(&self, session: &Session) -> Vec<Hint>;

    /// Whether letters go into a text field now.
    fn typing(&self) -> bool {
        false
    }

    /// Does what one of the hinted verbs says.
    fn on_verb(&mut self, session: &mut Session, verb: Verb) -> Vec<Effect>;

    /// The line of text that has the keys, if that is what is typed into.
    fn field(&mut self) -> Option<&mut Field> {
        None
    }

    /// The text of this line has changed.
    fn on_typed(&mut self, _session: &mut Session) -> Vec<Effect> {
        Vec::new()
    }

    /// Takes a key into its text field; only called while typing.
    fn on_text(&mut self, session: &mut Session, key: KeyEvent) -> Vec<Effect> {
        match self.field().is_some_and(|field| field.on_key(key)) {
            true => self.on_typed(session),
            false => Vec::new(),
        }
    }

    /// Takes pasted text into its text field, without line breaks; only called while typing.
    fn on_paste(&mut self, session: &mut Session, text: &str) -> Vec<Effect> {
        match self.field() {
            Some(field) => field.paste(text),
            None => return Vec::new(),
        }
        self.on_typed(session)
    }

    /// Takes a click or the wheel, inside `area`, where it was drawn.
    fn on_mouse(&mut self, _session: &mut Session, _mouse: Mouse, _area: Rect) -> Vec<Effect> {
        Vec::new()
    }

    /// Hears what happened outside and on other screens; every component of the stack hears everything.
    fn on_event(&mut self, _session: &mut Session, _event: &Event<'_>) -> Vec<Effect> {
        Vec::new()
    }

    /// Draws: same state, same session, same cells.
    fn render(&self, session: &Session, area: Rect, buf: &mut Buffer);

    /// For a popup: the part of the screen it takes. Screens get all there is.
    fn place(&self, _session: &Session, screen: Rect) -> Rect {
        screen
    }

    /// What the message line says while there is nothing new.
    fn status(&self, _session: &Session) -> Option<Notice> {
        None
    }

    /// Whether it waits for a moment to pass, such as a pause in typing, so that ticks should come every tenth of a second.
    fn restless(&self) -> bool {
        false
    }

    /// Why leaving now loses something, e.g. `a rollout runs`; none when nothing is lost.
    fn unfinished(&self) -> Option<String> {
        None
    }
}

/// What one verb does at the moment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Hint {
    /// The verb.
    pub(crate) verb: Verb,
    /// What it does here, in one or two words.
    pub(crate) label: Cow<'static, str>,
    /// Whether the hint bar shows it; the help shows all.
    pub(crate) bar: bool,
}

/// Something that happened outside of a component.
pub(crate) enum Event<'a> {
    /// The backend told something.
    Report(&'a Report),
    /// A screen told something.
    Message(&'a Message),
    /// Time passed; about every second, and every tenth while somebody is [`restless`](Component::restless).
    Tick,
}

/// What the mouse did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Mouse {
    /// Where.
    pub(crate) at: Position,
    /// What.
    pub(crate) deed: Deed,
}

/// What a mouse can do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Deed {
    /// The main button was pressed.
    Press,
    /// The wheel was turned up.
    ScrollUp,
    /// The wheel was turned down.
    ScrollDown,
}

impl Hint {
    /// Shown in the hint bar.
    pub(crate) fn new(verb: Verb, label: impl Into<Cow<'static, str>>) -> Self {
        Self {
            verb,
            label: label.into(),
            bar: true,
        }
    }

    /// Shown in the help only.
    pub(crate) fn quiet(verb: Verb, label: impl Into<Cow<'static, str>>) -> Self {
        Self {
            bar: false,
            ..Self::new(verb, label)
        }
    }
}
