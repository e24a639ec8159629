//! Parts of the screen.

use ratatui::layout::Rect;

/// A part of an area, from its upper left corner; what would not fit is left out.
pub(crate) fn part(area: Rect, x: u16, y: u16, width: u16, height: u16) -> Rect {
    Rect {
        x: area.x.saturating_add(x),
        y: area.y.saturating_add(y),
        width,
        height,
    }
    .intersection(area)
}

/// So many rows of an area.
pub(crate) fn rows(area: Rect, y: u16, height: u16) -> Rect {
    part(area, 0, y, area.width, height)
}
