//! Clicks and the wheel.

use ratatui::layout::Rect;

use super::Live;
use super::layout::Focus;
use crate::component::{Deed, Mouse};
use crate::effect::Effect;
use crate::keymap::Verb;
use crate::session::Session;
use crate::widgets::pane::Pane;

impl Live {
    /// Does what the mouse says.
    pub(super) fn point(&mut self, session: &mut Session, mouse: Mouse, area: Rect) -> Vec<Effect> {
        let parts = self.parts(area);
        let line = |part: Rect| usize::from(mouse.at.y.saturating_sub(Pane::inner(part).y));
        match mouse.deed {
            Deed::ScrollUp => return self.answer_verb(session, Verb::Up),
            Deed::ScrollDown => return self.answer_verb(session, Verb::Down),
            Deed::Press if self.full.is_some() => {}
            Deed::Press if parts.replies.contains(mouse.at) => {
                self.focus = Focus::Replies;
                if self.click(line(parts.replies), Pane::inner(parts.replies)) {
                    self.anchor = self.row_here();
                }
            }
            Deed::Press if parts.numbers.contains(mouse.at) => {
                self.focus = Focus::Numbers;
                let height = usize::from(Pane::inner(parts.numbers).height);
                self.numbers.click(line(parts.numbers), height);
            }
            Deed::Press => {}
        }
        Vec::new()
    }
}
