//! What is said below the scope while it is typed.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::Line;
use ratatui::widgets::Widget;

use crate::look::Glyph;
use crate::session::Session;
use crate::text;
use crate::theme::Role;

/// Draws what is wrong with the words, or what happens next.
pub(super) fn render(session: &Session, area: Rect, buf: &mut Buffer) {
    if area.is_empty() {
        return;
    }
    let (words, role) = match &session.census.mistake {
        Some(mistake) if mistake.unfinished => (mistake.text.as_str(), Role::Muted),
        Some(mistake) => (mistake.text.as_str(), Role::Bad),
        None if session.census.answering.is_some() => ("asking the fleet", Role::Muted),
        None => (
            "-F fact=value  -C class  -A agent  -I name  -X not these  -S expression",
            Role::Muted,
        ),
    };
    let line = Line::styled(format!(" {words}"), session.look.style(role));
    let more = session.look.glyph(Glyph::Ellipsis);
    text::cut(&line, usize::from(area.width), more).render(area, buf);
}
