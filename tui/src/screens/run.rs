//! An action: choosing it, its form and plan, and the answers as they arrive.

use std::borrow::Cow;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::component::{Component, Hint};
use crate::effect::Effect;
use crate::keymap::Verb;
use crate::session::Session;

/// The screen.
pub(super) struct Run;

impl Run {
    /// Nothing is known yet.
    pub(super) fn new() -> Self {
        Self
    }
}

impl Component for Run {
    fn title(&self) -> Cow<'static, str> {
        "Run".into()
    }

    fn hints(&self, _session: &Session) -> Vec<Hint> {
        Vec::new()
    }

    fn on_verb(&mut self, _session: &mut Session, _verb: Verb) -> Vec<Effect> {
        Vec::new()
    }

    fn render(&self, _session: &Session, _area: Rect, _buf: &mut Buffer) {}
}
