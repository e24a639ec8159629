//! The place and the frame of a popup.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::widgets::{Clear, Widget};

use crate::session::Session;
use crate::theme::Role;
use crate::widgets::pane::Pane;

/// The middle of the screen, with room for so much inside of a frame where there is.
pub(crate) fn middle(screen: Rect, width: u16, lines: usize) -> Rect {
    let lines = u16::try_from(lines).unwrap_or(u16::MAX);
    let width = width.saturating_add(2).min(screen.width);
    let height = lines.saturating_add(2).min(screen.height);
    Rect {
        x: screen.x + (screen.width - width) / 2,
        y: screen.y + (screen.height - height) / 2,
        width,
        height,
    }
}

/// Most of the screen.
pub(crate) fn large(screen: Rect) -> Rect {
    let margin = |length: u16| if length < 60 { 0 } else { length / 20 };
    let (x, y) = (margin(screen.width), margin(screen.height.saturating_mul(2)) / 2);
    Rect {
        x: screen.x + x,
        y: screen.y + y,
        width: screen.width - 2 * x,
        height: screen.height - 2 * y,
    }
}

/// Clears what is below, draws the frame and gives the room inside, with a blank column on both sides where there is room.
pub(crate) fn open(pane: Pane<'_>, session: &Session, area: Rect, buf: &mut Buffer) -> Rect {
    let area = area.intersection(buf.area);
    Clear.render(area, buf);
    buf.set_style(area, session.look.style(Role::Text));
    let inner = pane.focused(true).render(&session.look, area, buf);
    inset(inner)
}

/// The room inside of a frame at `area`, as [`open`] gives it.
pub(crate) fn inner(area: Rect) -> Rect {
    inset(Pane::inner(area))
}

fn inset(inner: Rect) -> Rect {
    if inner.width < 10 {
        return inner;
    }
    Rect {
        x: inner.x + 1,
        width: inner.width - 2,
        ..inner
    }
}
