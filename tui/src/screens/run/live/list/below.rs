//! The line of the filter, and what is said where there are no rows.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};
use ratatui::widgets::Widget;

use crate::look::{Glyph, Look};
use crate::screens::run::live::Live;
use crate::text;
use crate::theme::Role;

impl Live {
    /// Why there is nothing to list.
    pub(super) fn emptiness(&self, look: &Look, area: Rect, buf: &mut Buffer) {
        let trouble = self.model.end().and_then(|end| end.trouble.as_ref());
        let mut said = Vec::new();
        match trouble {
            _ if self.view.is_narrowed() => said.push(("no answer fits the filter", Role::Muted)),
            Some(trouble) => {
                said.push((trouble.text.as_str(), Role::Bad));
                said.extend(trouble.hint.as_deref().map(|hint| (hint, Role::Text)));
            }
            None if self.is_over() => said.push(("nobody answered", Role::Warning)),
            None => said.push(("no answer yet", Role::Muted)),
        }
        let width = usize::from(area.width.saturating_sub(2)).max(1);
        let lines = said.iter().flat_map(|(words, role)| {
            text::wrap(&text::line(words), width)
                .into_iter()
                .map(move |it| (it, *role))
        });
        for ((words, role), row) in lines.zip(area.rows().skip(1)) {
            Line::styled(format!("  {words}"), look.style(role)).render(row, buf);
        }
    }

    pub(super) fn filter_line(&self, look: &Look, row: Rect, buf: &mut Buffer) {
        let arrived = self.model.arrived().len();
        let note = match (&self.mistake, self.view.mistake()) {
            (Some(mistake), _) => (mistake.clone(), Role::Bad),
            (None, Some((mistake, count))) => {
                (format!("{} hidden: {mistake}", text::count(count)), Role::Warning)
            }
            (None, None) if self.view.swept() < arrived => (
                format!(
                    "looked at {} of {}",
                    text::count(self.view.swept()),
                    text::count(arrived)
                ),
                Role::Muted,
            ),
            (None, None) => (
                format!(
                    "{} shown of {}",
                    text::count(self.view.shown()),
                    text::count(arrived)
                ),
                Role::Muted,
            ),
        };
        let note = Line::styled(format!("  {}", note.0), look.style(note.1));
        let width = usize::from(row.width);
        let note = text::cut(&note, width * 2 / 3, look.glyph(Glyph::Ellipsis));
        let note_width = u16::try_from(note.width()).unwrap_or(u16::MAX).min(row.width);
        let pick = self.view.picked().map(|pick| format!("{} ", pick.text()));
        let mut lead = vec![Span::styled(pick.unwrap_or_default(), look.style(Role::Accent))];
        if self.typing || !self.filter.is_empty() {
            let words = if row.width < 60 { "/" } else { "reply filter" };
            lead.push(Span::styled(words, look.style(Role::Title)));
            lead.push(Span::styled(
                format!(" {} ", look.glyph(Glyph::Prompt)),
                look.style(Role::Accent),
            ));
        }
        let lead = text::cut(&Line::from(lead), width / 2, look.glyph(Glyph::Ellipsis));
        let lead_width = u16::try_from(lead.width()).unwrap_or(u16::MAX);
        lead.render(row, buf);
        let place = Rect {
            x: row.right() - note_width,
            width: note_width,
            ..row
        };
        note.render(place, buf);
        let field = Rect {
            x: row.x + lead_width,
            width: row.width.saturating_sub(lead_width + note_width),
            ..row
        };
        if self.typing || !self.filter.is_empty() {
            self.filter.render(look, field, buf, self.typing);
        }
    }
}
