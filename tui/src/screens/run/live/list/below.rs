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

    /// What was picked, the filter, and how much it shows.
    pub(super) fn filter_line(&self, look: &Look, row: Rect, buf: &mut Buffer) {
        let width = usize::from(row.width);
        let more = look.glyph(Glyph::Ellipsis);
        let lead = text::cut(&self.lead(look, width), width / 2, more);
        let note = text::cut(&self.remark(look), width * 2 / 3, more);
        let columns = |line: &Line<'_>| u16::try_from(line.width()).unwrap_or(u16::MAX).min(row.width);
        let (lead_width, note_width) = (columns(&lead), columns(&note));
        lead.render(row, buf);
        let place = Rect {
            x: row.right() - note_width,
            width: note_width,
            ..row
        };
        note.render(place, buf);
        if self.typing || !self.filter.is_empty() {
            let field = Rect {
                x: row.x + lead_width,
                width: row.width.saturating_sub(lead_width + note_width),
                ..row
            };
            self.filter.render(look, field, buf, self.typing);
        }
    }

    fn lead(&self, look: &Look, width: usize) -> Line<'static> {
        let pick = self.view.picked().map(|pick| format!("{} ", pick.text()));
        let mut spans = vec![Span::styled(pick.unwrap_or_default(), look.style(Role::Accent))];
        if self.typing || !self.filter.is_empty() {
            let words = if width < 60 { "/" } else { "reply filter" };
            let prompt = format!(" {} ", look.glyph(Glyph::Prompt));
            spans.push(Span::styled(words, look.style(Role::Title)));
            spans.push(Span::styled(prompt, look.style(Role::Accent)));
        }
        Line::from(spans)
    }

    /// What is wrong with the filter, else how much it shows.
    fn remark(&self, look: &Look) -> Line<'static> {
        let arrived = self.model.arrived().len();
        let of = |count, words: &str| format!("{} {words} {}", text::count(count), text::count(arrived));
        let (words, role) = match (&self.mistake, self.view.mistake()) {
            (Some(mistake), _) => (mistake.clone(), Role::Bad),
            (None, Some((mistake, count))) => {
                (format!("{} hidden: {mistake}", text::count(count)), Role::Warning)
            }
            (None, None) if self.view.swept() < arrived => {
                (of(self.view.swept(), "looked at of"), Role::Muted)
            }
            (None, None) => (of(self.view.shown(), "shown of"), Role::Muted),
        };
        Line::styled(format!("  {words}"), look.style(role))
    }
}
