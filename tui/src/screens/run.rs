//! An action: choosing it, its form and plan, and the answers as they arrive.

mod compose;

use std::borrow::Cow;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::component::{Component, Event, Hint};
use crate::effect::Effect;
use crate::keymap::Verb;
use crate::session::Session;

use compose::Compose;

/// The screen.
pub(super) struct Run {
    compose: Compose,
}

impl Run {
    /// Nothing is known yet.
    pub(super) fn new() -> Self {
        Self {
            compose: Compose::new(),
        }
    }
}

impl Component for Run {
    fn title(&self) -> Cow<'static, str> {
        "Run".into()
    }

    fn hints(&self, session: &Session) -> Vec<Hint> {
        self.compose.hints(session)
    }

    fn on_verb(&mut self, session: &mut Session, verb: Verb) -> Vec<Effect> {
        self.compose.on_verb(session, verb)
    }

    fn on_event(&mut self, session: &mut Session, event: &Event<'_>) -> Vec<Effect> {
        self.compose.on_event(session, event)
    }

    fn render(&self, session: &Session, area: Rect, buf: &mut Buffer) {
        self.compose.render(session, area, buf);
    }
}
