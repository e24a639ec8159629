//! What the mouse does.

use ratatui::layout::Rect;

use super::places::Part;
use super::{Fleet, list};
use crate::component::{Deed, Mouse};
use crate::effect::Effect;
use crate::session::Session;
use crate::widgets::pane::Pane;

/// Rows one turn of the wheel moves.
const WHEEL: usize = 3;

impl Fleet {
    pub(super) fn on_click(&mut self, session: &mut Session, mouse: Mouse, area: Rect) -> Vec<Effect> {
        let places = self.places(session, area);
        if self.hunt.field().is_some() {
            return Vec::new();
        }
        if places.scope.contains(mouse.at) && mouse.deed == Deed::Press {
            self.hunt.edit(session);
        } else if places.list.contains(mouse.at) {
            self.focus = Part::List;
            self.on_list_click(session, mouse, places.list);
        } else if places.node.contains(mouse.at) {
            self.focus = Part::Node;
            self.node.on_mouse(session, mouse, places.node);
        } else if places.facets.contains(mouse.at) {
            self.focus = Part::Facets;
            self.facets.on_mouse(mouse, places.facets, self.is_table());
        }
        Vec::new()
    }

    fn on_list_click(&mut self, session: &Session, mouse: Mouse, area: Rect) {
        let page = list::page(area);
        let cursor = self.nodes.list().cursor().unwrap_or(0);
        match mouse.deed {
            Deed::ScrollUp => self.nodes.go(cursor.saturating_sub(WHEEL)),
            Deed::ScrollDown => self.nodes.go(cursor + WHEEL),
            Deed::Press => {
                let line = mouse.at.y.checked_sub(Pane::inner(area).y + 1);
                let place = line.and_then(|line| self.nodes.list().at(usize::from(line), page));
                self.nodes.go(place.unwrap_or(cursor));
            }
        }
        self.moved(session);
    }
}
