//! Drawing the nodes.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use super::glances::Glances;
use super::nodes::{self, Nodes, Standing};
use super::{Fleet, empty};
use crate::look::{Glyph, Look};
use crate::report::Link;
use crate::session::Session;
use crate::text;
use crate::theme::Role;
use crate::widgets::pane::Pane;
use crate::widgets::table::{Column, Row, Table};

/// The columns; those with high ranks go first on narrow terminals.
fn columns() -> [Column; 8] {
    [
        Column::new("  IDENTITY", 16).grows(),
        Column::new("COLL", 6).rank(6),
        Column::new("OS", 11).rank(3),
        Column::new("VER", 7).rank(4),
        Column::new("CLASSES", 7).right().rank(5),
        Column::new("AGENTS", 6).right().rank(7),
        Column::new("SEEN", 4).right().rank(1),
        Column::new("UP", 4).right().rank(2),
    ]
}

/// Rows that are shown in `area`.
pub(super) fn page(area: Rect) -> usize {
    Table::page(&columns(), Pane::inner(area))
}

/// The row at a line of the terminal.
pub(super) fn place_at(nodes: &Nodes, area: Rect, line: u16) -> Option<usize> {
    let first = Pane::inner(area).y + 1;
    let line = line.checked_sub(first)?;
    nodes.list().at(usize::from(line), page(area))
}

impl Fleet {
    /// Draws the list, or why it is empty.
    pub(super) fn render_list(&self, session: &Session, focused: bool, area: Rect, buf: &mut Buffer) {
        if area.is_empty() {
            return;
        }
        let look = &session.look;
        let nodes = &self.nodes;
        let note = self.learning.words().unwrap_or_else(|| note(look, nodes));
        let pane = Pane::new(title(session, nodes)).note(note);
        let inner = pane.focused(focused).render(look, area, buf);
        if nodes.len() == 0 {
            empty::render(session, nodes, &self.loosening, inner, buf);
            return;
        }
        let columns = columns();
        let table = Table::new(look, &columns, nodes.list(), focused);
        table.render(inner, buf, |place| match nodes.at(place) {
            Some(row) => drawn(session, nodes, &self.glances, row),
            None => Row::default(),
        });
    }
}

/// How many, and where that is known from.
fn title(session: &Session, nodes: &Nodes) -> String {
    let count = text::count(nodes.len());
    let census = &session.census;
    if census.answering.is_some() {
        let answers = text::count(nodes.answers());
        return format!("Nodes {count}, {answers} answered so far");
    }
    match &census.found {
        Some((found, _)) if found.cut => {
            format!(
                "Nodes {count}, asked in part: {} answered",
                text::count(nodes.answers())
            )
        }
        Some(_) if nodes.silent() > 0 => format!("Nodes {count}, {} silent", text::count(nodes.silent())),
        Some(_) => format!("Nodes {count}"),
        None if nodes.len() == 0 => "Nodes".to_owned(),
        None => match session.link {
            Link::Up(_) => format!("Nodes {count} known"),
            _ => format!("Nodes {count} known from earlier answers"),
        },
    }
}

fn note(look: &Look, nodes: &Nodes) -> String {
    let sort = nodes.sort();
    let arrow = match sort.descending {
        true => Glyph::Descending,
        false => Glyph::Ascending,
    };
    format!("sort: {} {}", sort.name(), look.glyph(arrow))
}

/// The sign of a standing.
pub(super) fn sign(look: &Look, standing: Standing) -> Span<'static> {
    let (glyph, role) = match standing {
        Standing::Online => (Glyph::Online, Role::Good),
        Standing::Silent => (Glyph::Silent, Role::Warning),
        Standing::Known => (Glyph::Dot, Role::Stale),
        Standing::Listed => (Glyph::Dot, Role::Text),
    };
    Span::styled(look.glyph(glyph), look.style(role))
}

fn drawn<'a>(session: &Session, nodes: &Nodes, glances: &'a Glances, row: &'a nodes::Row) -> Row<'a> {
    let look = &session.look;
    let standing = nodes.standing(row);
    let style = look.style(match standing {
        Standing::Online | Standing::Listed => Role::Text,
        Standing::Silent | Standing::Known => Role::Stale,
    });
    let glance = glances.get(&row.node);
    let of = |text: &'a str| Line::styled(text, style);
    let number = |number: u16| match row.learned {
        true => Line::styled(number.to_string(), style),
        false => Line::styled(look.glyph(Glyph::Unknown), look.style(Role::Stale)),
    };
    let seen = row.seen.max(glance.and_then(|glance| glance.seen));
    let since = |then| Line::styled(text::since(then, session.now), style);
    let identity = vec![
        sign(look, standing),
        Span::raw(" "),
        Span::styled(row.node.as_str(), style),
    ];
    let cells = vec![
        Line::from(identity),
        of(glance.map_or("", |glance| &glance.collectives)),
        of(glance.map_or("", |glance| &glance.os)),
        of(glance.map_or("", |glance| &glance.version)),
        number(row.classes),
        number(row.agents),
        seen.map(since).unwrap_or_default(),
        glance
            .and_then(|glance| glance.booted)
            .map(since)
            .unwrap_or_default(),
    ];
    Row {
        cells,
        marked: session.marks.contains(&row.node),
    }
}
