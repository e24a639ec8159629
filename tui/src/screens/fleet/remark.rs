//! The line below the scope, when there is something to say.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::Line;
use ratatui::widgets::Widget;

use super::{Fleet, empty};
use crate::look::Glyph;
use crate::session::Session;
use crate::text;
use crate::theme::Role;

/// What can be typed.
const FLAGS: &str = "part of a name  fact=value  -C class  -A agent  -X not these  -S expression";

impl Fleet {
    /// What is wrong with the words that are typed, or with what the list shows.
    pub(super) fn remark(&self, session: &Session) -> Option<(String, Role)> {
        if self.hunt.field().is_none() {
            return empty::banner(session, &self.nodes);
        }
        let census = &session.census;
        Some(match &census.mistake {
            Some(mistake) if mistake.unfinished => (mistake.text.clone(), Role::Muted),
            Some(mistake) => (mistake.text.clone(), Role::Bad),
            None if census.answering.is_some() => ("asking the fleet".to_owned(), Role::Muted),
            None => (FLAGS.to_owned(), Role::Muted),
        })
    }

    pub(super) fn render_remark(&self, session: &Session, area: Rect, buf: &mut Buffer) {
        let Some((words, role)) = self.remark(session).filter(|_| !area.is_empty()) else {
            return;
        };
        let line = Line::styled(format!(" {words}"), session.look.style(role));
        let more = session.look.glyph(Glyph::Ellipsis);
        text::cut(&line, usize::from(area.width), more).render(area, buf);
    }
}
