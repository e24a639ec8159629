//! A frame around a part of a screen.

use std::borrow::Cow;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::Line;
use ratatui::widgets::{Block, Widget};
use unicode_width::UnicodeWidthStr;

use crate::look::{Glyph, Look};
use crate::text;
use crate::theme::Role;
use crate::widgets::area::part;
use crate::widgets::field::Field;

/// A bordered part with a title above and maybe a note below. Titles and notes are made safe and cut to fit.
#[derive(Debug, Clone)]
pub(crate) struct Pane<'a> {
    title: Cow<'a, str>,
    note: Cow<'a, str>,
    focused: bool,
    role: Role,
    field: Option<(u16, &'a Field)>,
}

impl<'a> Pane<'a> {
    /// With a title.
    pub(crate) fn new(title: impl Into<Cow<'a, str>>) -> Self {
        Self {
            title: title.into(),
            note: "".into(),
            focused: false,
            role: Role::Focus,
            field: None,
        }
    }

    /// With what its rows must hold behind the title; while that is typed, the field has it.
    #[must_use]
    pub(crate) fn holding(mut self, words: &str, field: Option<&'a Field>) -> Self {
        if words.is_empty() && field.is_none() {
            return self;
        }
        let title = format!("{} with ", self.title);
        // Behind the corner and a blank.
        let lead = u16::try_from(title.width() + 2).unwrap_or(u16::MAX);
        self.field = field.map(|field| (lead, field));
        self.title = (title + &text::line(words)).into();
        self
    }

    /// With something said at the bottom right.
    #[must_use]
    pub(crate) fn note(mut self, note: impl Into<Cow<'a, str>>) -> Self {
        self.note = note.into();
        self
    }

    /// Whether the keys act on it.
    #[must_use]
    pub(crate) fn focused(mut self, focused: bool) -> Self {
        self.focused = focused;
        self
    }

    /// In another colour while the keys act on it.
    #[must_use]
    pub(crate) fn role(mut self, role: Role) -> Self {
        self.role = role;
        self
    }

    /// The room inside of the frame.
    pub(crate) fn inner(area: Rect) -> Rect {
        Block::bordered().inner(area)
    }

    /// Draws the frame and gives the room inside.
    pub(crate) fn render(self, look: &Look, area: Rect, buf: &mut Buffer) -> Rect {
        let area = area.intersection(buf.area);
        let lines = look.style(if self.focused { self.role } else { Role::Border });
        let heading = match self.focused {
            true => look.style(self.role).patch(look.style(Role::Title)),
            false => look.style(Role::Title),
        };
        let room = usize::from(area.width).saturating_sub(4);
        let mut block = Block::bordered()
            .border_set(look.border(self.focused))
            .border_style(lines);
        if !self.title.is_empty() && room > 0 {
            block = block.title(Line::styled(inset(&self.title, room, look), heading));
        }
        if !self.note.is_empty() && room > 0 {
            let note = Line::styled(inset(&self.note, room, look), look.style(Role::Muted));
            block = block.title_bottom(note.right_aligned());
        }
        block.render(area, buf);
        if let Some((lead, field)) = self.field {
            let room = part(area, lead, 0, area.width.saturating_sub(lead + 2), 1);
            field.render(look, room, buf, true);
        }
        Self::inner(area)
    }
}

/// With a blank on both sides, in `room` columns and these blanks.
fn inset(text: &str, room: usize, look: &Look) -> String {
    let text = text::line(text);
    let width = text.width().min(room);
    format!(" {} ", text::fit(&text, width, look.glyph(Glyph::Ellipsis)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::stage::dump;
    use crate::theme::Theme;

    fn drawn(width: u16, focused: bool, look: &Look) -> String {
        let area = Rect::new(0, 0, width, 3);
        let mut buf = Buffer::empty(area);
        let pane = Pane::new("Nodes 214\u{1b}").note("sort: identity");
        pane.focused(focused).render(look, area, &mut buf);
        dump(&buf)
    }

    #[test]
    fn a_pane_has_a_title_and_a_note() {
        insta::assert_snapshot!(drawn(30, false, &Look::new(Theme::Dark, false)), @r"
        ┌ Nodes 214\x1b ─────────────┐
        │                            │
        └──────────── sort: identity ┘
        ");
        insta::assert_snapshot!(drawn(16, false, &Look::new(Theme::Dark, true)), @r"
        + Nodes 214\x~ +
        |              |
        + sort: ident~ +
        ");
    }

    #[test]
    fn what_rows_must_hold_stands_and_is_typed_behind_the_title() {
        let area = Rect::new(0, 0, 24, 3);
        let typed = |field: &Field, shown: Option<&Field>| {
            let mut buf = Buffer::empty(area);
            let pane = Pane::new("Keys").holding(field.text(), shown);
            pane.render(&Look::new(Theme::Dark, false), area, &mut buf);
            dump(&buf).lines().next().unwrap_or_default().to_owned()
        };
        let none = Field::default();
        assert_eq!(typed(&none, None), "┌ Keys ────────────────┐");
        let field = Field::new("po");
        assert_eq!(typed(&field, None), "┌ Keys with po ────────┐");
        assert_eq!(typed(&field, Some(&field)), "┌ Keys with po ────────┐");
    }

    #[test]
    fn focus_is_seen_without_colours() {
        let mono = Look::new(Theme::Mono, false);
        assert_ne!(drawn(30, false, &mono), drawn(30, true, &mono));
    }

    #[test]
    fn no_room_is_no_panic() {
        for width in 0..8 {
            drawn(width, true, &Look::new(Theme::Dark, false));
        }
    }
}
