//! Drawing the facets: beside one another, or one as a table.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::text::{Line, Span};
use ratatui::widgets::Widget;

use super::Facets;
use crate::fleet::Facet;
use crate::look::{Glyph, Look};
use crate::session::Session;
use crate::text;
use crate::theme::Role;
use crate::widgets::bar::bar;
use crate::widgets::list::List;
use crate::widgets::pane::Pane;
use crate::widgets::table::{Column, Row, Table};

/// Least columns of a facet beside others.
const NARROW: u16 = 24;

/// Columns of a bar.
const BAR: usize = 6;

/// Columns of a bar in the table.
const WIDE_BAR: u16 = 24;

impl Facets {
    /// Rows of values that are shown in `area`.
    pub(in super::super) fn page(area: Rect, table: bool) -> usize {
        let inner = Pane::inner(area);
        match table {
            true => Table::page(&columns(), inner),
            false => usize::from(inner.height).saturating_sub(1),
        }
    }

    /// Draws them; one as a table when they have the whole room.
    pub(in super::super) fn render(
        &self,
        session: &Session,
        focused: bool,
        table: bool,
        area: Rect,
        buf: &mut Buffer,
    ) {
        if area.is_empty() {
            return;
        }
        let look = &session.look;
        let pane = Pane::new(self.title(table, Pane::inner(area))).note(self.note());
        let inner = pane.focused(focused).render(look, area, buf);
        if self.facets.is_empty() {
            let words = match self.counted {
                None => "counting",
                Some(_) => "nothing to count",
            };
            Line::styled(words, look.style(Role::Muted)).render(inner, buf);
        } else if table {
            self.table(look, inner, buf);
        } else {
            for (group, part) in self.groups(inner) {
                self.group(look, group, focused, part, buf);
            }
        }
    }

    fn title(&self, table: bool, inner: Rect) -> String {
        let facet = self.facets.get(self.group).filter(|_| table);
        match facet {
            Some(facet) => format!("{}, {} values", facet.name, text::count(facet.values.len())),
            None => {
                let shown = self.groups(inner);
                let (first, last) = (shown.first(), shown.last());
                match (first, last) {
                    (Some((first, _)), Some((last, _))) if shown.len() < self.facets.len() => {
                        let of = self.facets.len();
                        format!("Facets {} to {} of {of}, by h and l", first + 1, last + 1)
                    }
                    _ => "Facets".to_owned(),
                }
            }
        }
    }

    /// Of how many nodes the counts are.
    fn note(&self) -> String {
        match self.counted {
            None => String::new(),
            Some((counted, of)) if counted < of => format!(
                "counted {} of {} nodes, nothing is known of the others: L learns",
                text::count(counted),
                text::count(of)
            ),
            Some((counted, _)) => format!("counted {} nodes", text::count(counted)),
        }
    }

    /// The facets there is room for, the one with the cursor among them.
    fn groups(&self, inner: Rect) -> Vec<(usize, Rect)> {
        let most = (inner.width / NARROW).max(1);
        let shown = usize::from(most).min(self.facets.len()).max(1);
        let first = (self.group + 1).saturating_sub(shown);
        let width = inner.width / u16::try_from(shown).unwrap_or(most).max(1);
        let part = |place: u16| Rect {
            x: inner.x + place * width,
            width: width.saturating_sub(2),
            ..inner
        };
        (first..first + shown).zip((0..most).map(part)).collect()
    }

    fn group(&self, look: &Look, group: usize, focused: bool, area: Rect, buf: &mut Buffer) {
        let Some(facet) = self.facets.get(group) else {
            return;
        };
        let here = group == self.group;
        let more = look.glyph(Glyph::Ellipsis);
        let mut rows = area.rows();
        if let Some(row) = rows.next() {
            let role = if here { Role::Title } else { Role::Muted };
            let mut name = Line::styled(facet.name.as_str(), look.style(role));
            if facet.lacking > 0 {
                let lacking = format!("  {} without", text::count(facet.lacking));
                name.push_span(Span::styled(lacking, look.style(Role::Stale)));
            }
            text::cut(&name, usize::from(row.width), more).render(row, buf);
        }
        let mut list = List::default();
        list.set_len(facet.values.len());
        let list = if here { &self.list } else { &list };
        let page = usize::from(area.height).saturating_sub(1);
        for (place, row) in list.visible(page).zip(rows) {
            value_line(look, facet, place, row, buf);
            if here && focused && list.cursor() == Some(place) {
                buf.set_style(row, look.style(Role::Selected));
            }
        }
    }

    fn table(&self, look: &Look, inner: Rect, buf: &mut Buffer) {
        let Some(facet) = self.facets.get(self.group) else {
            return;
        };
        let most = most(facet);
        let of = self.counted.map_or(0, |(counted, _)| counted).max(1);
        let columns = columns();
        Table::new(look, &columns, &self.list, true).render(inner, buf, |place| {
            let Some((value, count)) = facet.values.get(place) else {
                return Row::default();
            };
            let share = format!("{}%", count.saturating_mul(100) / of);
            let bar = bar(look, *count, most, usize::from(WIDE_BAR), Role::Accent);
            let value = Line::from(value.as_str());
            Row {
                cells: vec![
                    value,
                    Line::from(text::count(*count)),
                    Line::from(share),
                    Line::from(bar),
                ],
                marked: false,
            }
        });
    }

    /// The facet and the line of its values at a place of the terminal.
    pub(super) fn at(&self, at: Position, area: Rect, table: bool) -> Option<(usize, usize)> {
        let inner = Pane::inner(area);
        let line = usize::from(at.y.checked_sub(inner.y + 1)?);
        if table {
            return Some((self.group, line));
        }
        let group = self.groups(inner).into_iter().find(|(_, part)| part.contains(at));
        group.map(|(group, _)| (group, line))
    }
}

fn value_line(look: &Look, facet: &Facet, place: usize, row: Rect, buf: &mut Buffer) {
    let Some((value, count)) = facet.values.get(place) else {
        return;
    };
    let count_text = text::align_right(&text::count(*count), 6);
    let width = usize::from(row.width);
    let bar_room = if width >= 20 { BAR } else { 0 };
    let room = width.saturating_sub(count_text.len() + bar_room + 2);
    let more = look.glyph(Glyph::Ellipsis);
    let bar = bar(look, *count, most(facet), bar_room, Role::Accent);
    let gap = bar_room.saturating_sub(bar.width());
    let line = Line::from(vec![
        Span::raw(text::fit(&text::line(value), room, more)),
        Span::raw(" "),
        bar,
        Span::raw(" ".repeat(gap)),
        Span::raw(count_text),
    ]);
    text::cut(&line, width, more).render(row, buf);
}

fn most(facet: &Facet) -> usize {
    facet.values.iter().map(|(_, count)| *count).max().unwrap_or(0)
}

fn columns() -> [Column; 4] {
    [
        Column::new("VALUE", 16).grows(),
        Column::new("NODES", 7).right(),
        Column::new("SHARE", 5).right(),
        Column::new("", WIDE_BAR).rank(1),
    ]
}
