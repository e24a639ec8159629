//! One input of a form: its label, its field or choices, and its notes.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};
use ratatui::widgets::Widget as _;

use super::Sheet;
use crate::form::entry::{Entry, Group, Verdict, Widget};
use crate::form::notes::{brief, notes};
use crate::look::Glyph;
use crate::text;
use crate::theme::Role;

/// Most columns of a text field.
const MAX_FIELD: u16 = 44;

/// Least columns of a text field.
const MIN_FIELD: u16 = 8;

impl Sheet<'_> {
    /// Draws an input with its notes and tells how many rows that took.
    pub(super) fn input(
        &self,
        entry: &Entry,
        focused: bool,
        label: u16,
        room: Rect,
        buf: &mut Buffer,
    ) -> u16 {
        let label = label.min(room.width);
        self.label(
            entry,
            focused,
            Rect {
                width: label,
                height: 1,
                ..room
            },
            buf,
        );
        let rest = Rect {
            x: room.x + label,
            width: room.width - label,
            height: 1,
            ..room
        };
        match entry.widget() {
            Widget::Radio(_) if !entry.is_kept() => self.radio(entry, focused, rest, buf),
            _ => self.field(entry, focused, rest, buf),
        }
        let notes = notes(entry, focused, self.now, usize::from(rest.width));
        for (row, (role, note)) in (1u16..).zip(&notes) {
            let line = Line::styled(note.as_str(), self.look.style(*role));
            let area = Rect {
                y: room.y.saturating_add(row),
                ..rest
            };
            let line = text::cut(&line, usize::from(rest.width), self.look.glyph(Glyph::Ellipsis));
            line.render(area.intersection(room), buf);
        }
        1 + u16::try_from(notes.len()).unwrap_or(u16::MAX - 1)
    }

    fn label(&self, entry: &Entry, focused: bool, area: Rect, buf: &mut Buffer) {
        let role = if focused { Role::Accent } else { Role::Text };
        let more = self.look.glyph(Glyph::Ellipsis);
        let name = text::fit(
            &brief(entry.label()),
            usize::from(area.width.saturating_sub(4)),
            more,
        );
        let star = if entry.group == Group::Required {
            " * "
        } else {
            "   "
        };
        let spans = vec![
            Span::raw(" "),
            Span::styled(name, self.look.style(role)),
            Span::styled(star, self.look.style(Role::Warning)),
        ];
        Line::from(spans).render(area, buf);
    }

    fn radio(&self, entry: &Entry, focused: bool, area: Rect, buf: &mut Buffer) {
        let Widget::Radio(choices) = entry.widget() else {
            return;
        };
        let default = entry.default_text();
        let dot = if self.look.ascii() { "(*) " } else { "(•) " };
        let mut spans = Vec::new();
        for choice in choices {
            let chosen = entry.value() == Some(choice.value.as_str());
            let by_default = entry.value().is_none() && default.as_deref() == Some(choice.value.as_str());
            let role = match (chosen, focused) {
                (true, true) => Role::Accent,
                (true, false) | (false, true) => Role::Text,
                (false, false) => Role::Muted,
            };
            let sign = if chosen || by_default { dot } else { "( ) " };
            let sign_role = if by_default { Role::Muted } else { role };
            spans.push(Span::styled(sign, self.look.style(sign_role)));
            spans.push(Span::styled(
                format!("{}  ", brief(&choice.label)),
                self.look.style(role),
            ));
        }
        spans.push(self.sign(entry));
        let line = Line::from(spans);
        text::cut(&line, usize::from(area.width), self.look.glyph(Glyph::Ellipsis)).render(area, buf);
    }

    fn field(&self, entry: &Entry, focused: bool, area: Rect, buf: &mut Buffer) {
        // Brackets with blanks, and the sign.
        let room = area.width.saturating_sub(7);
        let longest = u16::try_from(entry.input.max_length).unwrap_or(u16::MAX);
        let wanted = match longest {
            0 => MAX_FIELD,
            longest => longest.saturating_add(1).clamp(MIN_FIELD, MAX_FIELD),
        };
        let width = wanted.min(room);
        let role = if focused { Role::Focus } else { Role::Border };
        let bracket = self.look.style(role);
        Line::styled("[", bracket).render(area, buf);
        let at = |x: u16, width: u16| {
            Rect {
                x: area.x.saturating_add(x),
                width,
                ..area
            }
            .intersection(area)
        };
        let inside = at(2, width);
        let default = entry.default_text().filter(|_| entry.value().is_none());
        let quiet = match (&default, entry.is_kept()) {
            (Some(default), _) => Some(brief(default)),
            (None, true) => Some(
                entry
                    .shown()
                    .map(|text| brief(&format!("{text:?}")))
                    .unwrap_or_default(),
            ),
            (None, false) => None,
        };
        entry.field().render(self.look, inside, buf, focused);
        if let Some(text) = quiet {
            let text = Line::styled(text, self.look.style(Role::Muted));
            text::cut(&text, usize::from(width), self.look.glyph(Glyph::Ellipsis)).render(inside, buf);
        }
        Line::styled("]", bracket).render(at(width + 3, 1), buf);
        Line::from(self.sign(entry)).render(at(width + 5, 2), buf);
    }

    fn sign(&self, entry: &Entry) -> Span<'static> {
        let (glyph, role) = match entry.verdict() {
            Verdict::Empty | Verdict::Missing => return Span::raw(""),
            // A choice that is made is right.
            Verdict::Good if matches!(entry.widget(), Widget::Radio(_)) => return Span::raw(""),
            Verdict::Good => (Glyph::Good, Role::Good),
            Verdict::Doubtful(_) => (Glyph::Warning, Role::Warning),
            Verdict::Bad(_) => (Glyph::Bad, Role::Bad),
        };
        Span::styled(self.look.glyph(glyph), self.look.style(role))
    }
}
