//! The answers to one question as they arrive, and what can be done with them.

use std::borrow::Cow;
use std::time::SystemTime;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::component::{Component, Hint};
use crate::effect::{Begin, Effect};
use crate::keymap::Verb;
use crate::session::Session;

/// One run.
pub(super) struct Live {
    begin: Begin,
}

impl Live {
    /// Nothing was heard of it yet.
    pub(super) fn new(begin: Begin, _now: SystemTime) -> Self {
        Self { begin }
    }

    /// Whether no more comes.
    pub(super) fn is_over(&self) -> bool {
        false
    }
}

impl Component for Live {
    fn title(&self) -> Cow<'static, str> {
        format!(
            "Answers to {}#{}",
            self.begin.agent.metadata.name, self.begin.action
        )
        .into()
    }

    fn hints(&self, _session: &Session) -> Vec<Hint> {
        Vec::new()
    }

    fn on_verb(&mut self, _session: &mut Session, _verb: Verb) -> Vec<Effect> {
        Vec::new()
    }

    fn render(&self, _session: &Session, _area: Rect, _buf: &mut Buffer) {}
}
