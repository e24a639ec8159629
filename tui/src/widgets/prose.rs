//! Words in the room there is.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::Line;
use ratatui::widgets::Widget;

use crate::look::{Glyph, Look};
use crate::text;
use crate::theme::Role;

/// Wrapped words, one paragraph after the other; how many rows they take.
pub(crate) fn words(look: &Look, said: &[(String, Role)], area: Rect, buf: &mut Buffer) -> usize {
    let width = usize::from(area.width).max(1);
    let lines = said.iter().flat_map(|(words, role)| {
        let lines = text::wrap(&text::line(words), width);
        lines
            .into_iter()
            .map(|line| Line::styled(line, look.style(*role)))
    });
    let mut rows = 0;
    for (line, row) in lines.zip(area.rows()) {
        line.render(row, buf);
        rows += 1;
    }
    rows
}

/// A line, cut where there is no more room.
pub(crate) fn cut(look: &Look, line: &Line<'_>, row: Rect, buf: &mut Buffer) {
    text::cut(line, usize::from(row.width), look.glyph(Glyph::Ellipsis)).render(row, buf);
}
