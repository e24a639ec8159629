//! From a click to whoever is below it.

use crossterm::event::{MouseButton, MouseEvent, MouseEventKind};
use ratatui::layout::{Position, Rect};

use super::{App, Outside, draw, layout};
use crate::component::{Deed, Mouse};
use crate::effect::Effect;

impl App {
    /// The mouse did something.
    pub(crate) fn on_mouse(&mut self, event: MouseEvent) -> Vec<Outside> {
        let deed = match event.kind {
            MouseEventKind::Down(MouseButton::Left) => Deed::Press,
            MouseEventKind::ScrollUp => Deed::ScrollUp,
            MouseEventKind::ScrollDown => Deed::ScrollDown,
            _ => return Vec::new(),
        };
        let size = self.session.size;
        if draw::is_too_small(size) {
            return Vec::new();
        }
        self.pending = None;
        let at = Position::new(event.column, event.row);
        let [tabs, screen, _, _] = layout(Rect::new(0, 0, size.width, size.height));
        let area = match self.popups.last() {
            Some(popup) => popup.place(&self.session, screen),
            None => screen,
        };
        let effects = if area.contains(at) {
            self.with_top(|top, session| top.on_mouse(session, Mouse { at, deed }, area))
        } else if tabs.contains(at) && self.popups.is_empty() && deed == Deed::Press {
            let tab = self.tab_at(at.x);
            tab.map(Effect::Show).into_iter().collect()
        } else {
            Vec::new()
        };
        self.settle(effects)
    }
}
