//! Choosing an agent and an action, filling in its form, and seeing what it would do before anything is sent.

use std::borrow::Cow;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::component::{Component, Event, Hint};
use crate::effect::Effect;
use crate::keymap::Verb;
use crate::session::Session;

/// The choice, the form and the plan.
pub(super) struct Compose;

impl Compose {
    /// Nothing is chosen yet.
    pub(super) fn new() -> Self {
        Self
    }
}

impl Component for Compose {
    fn title(&self) -> Cow<'static, str> {
        "Run".into()
    }

    fn hints(&self, _session: &Session) -> Vec<Hint> {
        Vec::new()
    }

    fn on_verb(&mut self, _session: &mut Session, _verb: Verb) -> Vec<Effect> {
        Vec::new()
    }

    fn on_event(&mut self, _session: &mut Session, _event: &Event<'_>) -> Vec<Effect> {
        Vec::new()
    }

    fn render(&self, _session: &Session, _area: Rect, _buf: &mut Buffer) {}
}
