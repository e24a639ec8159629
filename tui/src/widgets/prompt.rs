//! A text field behind a sign: a search, a command.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::Span;
use ratatui::widgets::Widget;

use super::area::part;
use super::field::Field;
use crate::look::Look;
use crate::theme::Role;

/// Draws the sign and the field into the last row of an area.
pub(crate) fn prompt(sign: &str, field: &Field, look: &Look, area: Rect, buf: &mut Buffer, focused: bool) {
    let Some(row) = area.rows().next_back() else {
        return;
    };
    let sign = Span::styled(sign, look.style(Role::Accent));
    let width = u16::try_from(sign.width()).unwrap_or(u16::MAX);
    sign.render(row, buf);
    let rest = part(row, width, 0, row.width.saturating_sub(width), 1);
    field.render(look, rest, buf, focused);
}
