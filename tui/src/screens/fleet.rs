//! The nodes: which there are, what they are, why they are meant.

mod nodes;

use std::borrow::Cow;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::component::{Component, Hint};
use crate::effect::Effect;
use crate::keymap::Verb;
use crate::session::Session;

/// The screen.
pub(super) struct Fleet;

impl Fleet {
    /// Nothing is known yet.
    pub(super) fn new() -> Self {
        Self
    }
}

impl Component for Fleet {
    fn title(&self) -> Cow<'static, str> {
        "Fleet".into()
    }

    fn hints(&self, _session: &Session) -> Vec<Hint> {
        Vec::new()
    }

    fn on_verb(&mut self, _session: &mut Session, _verb: Verb) -> Vec<Effect> {
        Vec::new()
    }

    fn render(&self, _session: &Session, _area: Rect, _buf: &mut Buffer) {}
}
