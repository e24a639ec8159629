//! Governors.
use crate::component::{Component, Hint};
use crate::effect::Effect;
use crate::keymap::Verb;
use crate::session::Session;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use std::borrow::Cow;
pub(super) struct Gov;
impl Gov {
    pub(super) fn new() -> Self {
        Self
    }
}
impl Component for Gov {
    fn title(&self) -> Cow<'static, str> {
        "Governors".into()
    }
    fn hints(&self, _: &Session) -> Vec<Hint> {
        Vec::new()
    }
    fn on_verb(&mut self, _: &mut Session, _: Verb) -> Vec<Effect> {
        Vec::new()
    }
    fn render(&self, _: &Session, _: Rect, _: &mut Buffer) {}
}
