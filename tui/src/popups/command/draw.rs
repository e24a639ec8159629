//! The command bar on the screen.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};
use ratatui::widgets::Widget;
use unicode_width::UnicodeWidthStr;

use super::Command;
use crate::look::Glyph;
use crate::popups::window;
use crate::session::Session;
use crate::text;
use crate::theme::Role;
use crate::widgets::list::List;
use crate::widgets::pane::Pane;
use crate::widgets::prompt::prompt;

/// Candidates shown at a time.
const ROWS: usize = 8;

/// Widest a candidate is drawn beside what it is.
const WIDEST: usize = 40;

impl Command {
    /// The bottom of the screen, with room for the line and what could follow.
    pub(super) fn bottom(&self, screen: Rect) -> Rect {
        let rows = self.candidates.len().min(ROWS);
        let height = u16::try_from(rows).unwrap_or(0) + 3;
        let height = height.min(screen.height);
        Rect {
            y: screen.bottom() - height,
            height,
            ..screen
        }
    }

    pub(super) fn draw(&self, session: &Session, area: Rect, buf: &mut Buffer) {
        let look = &session.look;
        let pane = match &self.wrong {
            Some(wrong) => Pane::new(wrong.as_str()).role(Role::Bad),
            None => Pane::new("Command"),
        };
        let inner = window::open(pane, session, area, buf);
        if inner.is_empty() {
            return;
        }
        let row = Rect {
            y: inner.bottom() - 1,
            height: 1,
            ..inner
        };
        prompt(":", &self.field, look, row, buf, true);
        self.candidates(
            session,
            Rect {
                height: inner.height - 1,
                ..inner
            },
            buf,
        );
    }

    fn candidates(&self, session: &Session, area: Rect, buf: &mut Buffer) {
        let look = &session.look;
        let mut list = List::default();
        list.set_len(self.candidates.len());
        list.select(self.chosen.unwrap_or(0));
        let shown = list.visible(usize::from(area.height));
        let candidates = &self.candidates[shown.clone()];
        let widths = candidates.iter().map(|candidate| candidate.value.width());
        let width = widths.max().unwrap_or(0).min(WIDEST);
        let more = look.glyph(Glyph::Ellipsis);
        for ((index, candidate), row) in shown.zip(candidates).zip(area.rows()) {
            let value = text::fit(&text::line(&candidate.value), width, more);
            let line = Line::from(vec![
                Span::styled(value, look.style(Role::Text)),
                Span::styled(format!("  {}", candidate.about), look.style(Role::Muted)),
            ]);
            text::cut(&line, usize::from(row.width), more).render(row, buf);
            if self.chosen == Some(index) {
                buf.set_style(row, look.style(Role::Selected));
            }
        }
    }
}
