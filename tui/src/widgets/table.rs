//! Rows under headings: only the rows that are shown are asked for.

use std::borrow::Cow;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::Line;
use ratatui::widgets::Widget;

use crate::look::{Glyph, Look};
use crate::text;
use crate::theme::Role;
use crate::widgets::list::List;

/// Columns between two cells.
const GAP: u16 = 2;

/// Columns for the cursor and the mark.
const LEAD: u16 = 2;

/// A column.
#[derive(Debug, Clone)]
pub(crate) struct Column {
    title: Cow<'static, str>,
    width: u16,
    grows: bool,
    right: bool,
    rank: u8,
}

/// One row.
#[derive(Debug, Default)]
pub(crate) struct Row<'a> {
    /// A cell for each column; they are cut to fit and made safe.
    pub(crate) cells: Vec<Line<'a>>,
    /// Whether the user marked it.
    pub(crate) marked: bool,
}

/// A list with headings, or without when no column has one.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Table<'a> {
    look: &'a Look,
    columns: &'a [Column],
    list: &'a List,
    focused: bool,
}

impl Column {
    /// With room for so many columns of the terminal.
    pub(crate) fn new(title: impl Into<Cow<'static, str>>, width: u16) -> Self {
        Self {
            title: title.into(),
            width,
            grows: false,
            right: false,
            rank: 0,
        }
    }

    /// Takes a share of the room that is left.
    #[must_use]
    pub(crate) fn grows(mut self) -> Self {
        self.grows = true;
        self
    }

    /// Aligned on the right, as numbers are.
    #[must_use]
    pub(crate) fn right(mut self) -> Self {
        self.right = true;
        self
    }

    /// Where there is not enough room, columns with the greatest rank go first; those with rank 0 stay.
    #[must_use]
    pub(crate) fn rank(mut self, rank: u8) -> Self {
        self.rank = rank;
        self
    }
}

impl<'a> Table<'a> {
    /// Draws `list`; `focused` when the keys act on it.
    pub(crate) fn new(look: &'a Look, columns: &'a [Column], list: &'a List, focused: bool) -> Self {
        Self {
            look,
            columns,
            list,
            focused,
        }
    }

    /// Rows that `area` shows at a time: the page of its [`List`].
    pub(crate) fn page(columns: &[Column], area: Rect) -> usize {
        usize::from(area.height).saturating_sub(usize::from(has_head(columns)))
    }

    /// Draws the headings and the rows that are shown.
    pub(crate) fn render(&self, area: Rect, buf: &mut Buffer, mut row: impl FnMut(usize) -> Row<'a>) {
        let area = area.intersection(buf.area);
        if area.is_empty() {
            return;
        }
        let places = places(self.columns, area.width.saturating_sub(LEAD));
        let head = has_head(self.columns);
        if head {
            self.head(&places, Rect { height: 1, ..area }, buf);
        }
        let lines = area.rows().skip(usize::from(head));
        let shown = self.list.visible(Self::page(self.columns, area));
        for (index, line) in shown.zip(lines) {
            self.row(&row(index), index, &places, line, buf);
        }
    }

    fn head(&self, places: &[Option<(u16, u16)>], line: Rect, buf: &mut Buffer) {
        let style = self.look.style(Role::Muted);
        for (column, place) in self.columns.iter().zip(places) {
            let title = Line::styled(column.title.as_ref(), style);
            self.cell(column, &title, *place, line, buf);
        }
    }

    fn row(&self, row: &Row<'_>, index: usize, places: &[Option<(u16, u16)>], line: Rect, buf: &mut Buffer) {
        let here = self.list.cursor() == Some(index);
        let cursor = if here { self.look.glyph(Glyph::Cursor) } else { " " };
        let mark = if row.marked {
            self.look.glyph(Glyph::Mark)
        } else {
            " "
        };
        let lead = [
            Line::from(cursor).style(self.look.style(Role::Accent)),
            Line::from(mark).style(self.look.style(Role::Accent)),
        ];
        for (x, sign) in (0..).zip(lead) {
            sign.render(part(line, x, 1), buf);
        }
        for ((column, cell), place) in self.columns.iter().zip(&row.cells).zip(places) {
            self.cell(column, cell, *place, line, buf);
        }
        if here {
            let style = match self.focused {
                true => self.look.style(Role::Selected),
                false => Style::new(),
            };
            buf.set_style(line, style);
        }
    }

    fn cell(
        &self,
        column: &Column,
        cell: &Line<'_>,
        place: Option<(u16, u16)>,
        line: Rect,
        buf: &mut Buffer,
    ) {
        let Some((x, width)) = place else {
            return;
        };
        let cell = text::cut(cell, usize::from(width), self.look.glyph(Glyph::Ellipsis));
        let cell = if column.right { cell.right_aligned() } else { cell };
        cell.render(part(line, LEAD + x, width), buf);
    }
}

fn has_head(columns: &[Column]) -> bool {
    columns.iter().any(|column| !column.title.is_empty())
}

fn part(line: Rect, x: u16, width: u16) -> Rect {
    let x = line.x.saturating_add(x);
    Rect { x, width, ..line }.intersection(line)
}

/// Where each column begins and how wide it is, in `width` columns of the terminal; none for columns there is no room for.
fn places(columns: &[Column], width: u16) -> Vec<Option<(u16, u16)>> {
    let mut kept: Vec<bool> = vec![true; columns.len()];
    let needed = |kept: &[bool]| -> u16 {
        let widths = columns.iter().zip(kept).filter(|(_, kept)| **kept);
        let sum = widths.fold(0u16, |sum, (column, _)| sum.saturating_add(column.width + GAP));
        sum.saturating_sub(GAP)
    };
    while needed(&kept) > width {
        let droppable = (0..columns.len()).filter(|index| kept[*index] && columns[*index].rank > 0);
        let Some(last) = droppable.max_by_key(|index| columns[*index].rank) else {
            break;
        };
        kept[last] = false;
    }
    let mut spare = width.saturating_sub(needed(&kept));
    let grows = |index: &usize| kept[*index] && columns[*index].grows;
    let mut growing = u16::try_from((0..columns.len()).filter(grows).count()).unwrap_or(u16::MAX);
    let mut x = 0;
    let mut places = Vec::with_capacity(columns.len());
    for (index, column) in columns.iter().enumerate() {
        if !kept[index] || x >= width {
            places.push(None);
            continue;
        }
        let mut wide = column.width;
        if column.grows {
            let share = spare.div_ceil(growing.max(1));
            wide += share;
            spare -= share;
            growing -= 1;
        }
        places.push(Some((x, wide.min(width - x))));
        x = x.saturating_add(wide + GAP);
    }
    places
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::stage::dump;
    use crate::theme::Theme;

    fn columns() -> [Column; 4] {
        [
            Column::new("IDENTITY", 10).grows(),
            Column::new("OS", 9).rank(2),
            Column::new("VER", 6).rank(1),
            Column::new("AGE", 4).right(),
        ]
    }

    fn drawn(width: u16, height: u16, ascii: bool) -> String {
        let look = Look::new(Theme::Mono, ascii);
        let mut list = List::default();
        list.set_len(50_000);
        list.select(2);
        let area = Rect::new(0, 0, width, height);
        let mut buf = Buffer::empty(area);
        let columns = columns();
        let mut asked = 0;
        Table::new(&look, &columns, &list, true).render(area, &mut buf, |index| {
            asked += 1;
            let cells = [
                format!("web{index:02}.lab.test"),
                "debian 12".into(),
                "0.29.4".into(),
                format!("{index}d"),
            ];
            Row {
                cells: cells.map(Line::from).into(),
                marked: index == 1,
            }
        });
        assert!(asked < usize::from(height).max(1), "{asked} rows were asked for");
        dump(&buf)
    }

    #[test]
    fn headings_rows_cursor_and_mark_are_drawn() {
        insta::assert_snapshot!(drawn(44, 5, false), @r"
          IDENTITY           OS         VER      AGE
          web00.lab.test     debian 12  0.29.4    0d
         *web01.lab.test     debian 12  0.29.4    1d
        ▸ web02.lab.test     debian 12  0.29.4    2d
          web03.lab.test     debian 12  0.29.4    3d
        ");
    }

    #[test]
    fn the_least_important_columns_go_first() {
        insta::assert_snapshot!(drawn(24, 4, true), @r"
          IDENTITY           AGE
          web00.lab.test      0d
         *web01.lab.test      1d
        > web02.lab.test      2d
        ");
    }

    #[test]
    fn no_room_is_no_panic() {
        for width in 0..30 {
            for height in 0..4 {
                drawn(width, height, false);
            }
        }
    }
}
