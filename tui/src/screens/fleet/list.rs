//! Drawing the nodes.

use std::ops::RangeInclusive;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use super::glances::Glances;
use super::nodes::{self, Nodes, Standing};
use super::{Fleet, empty};
use crate::look::{Glyph, Look};
use crate::session::Session;
use crate::text;
use crate::theme::Role;
use crate::widgets::pane::Pane;
use crate::widgets::table::{Column, Row, Table};

/// Columns of the terminal that identities have at least, and those they may take from others.
const NAMES: RangeInclusive<usize> = 16..=36;

/// The columns; those with high ranks go first on narrow terminals.
fn columns(nodes: &Nodes) -> [Column; 8] {
    let names = (nodes.widest() + 2).clamp(*NAMES.start(), *NAMES.end());
    [
        Column::new("  IDENTITY", u16::try_from(names).unwrap_or(u16::MAX)).grows(),
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
    // How many rows there are does not depend on how wide the columns are.
    Table::page(&columns(&Nodes::default()), Pane::inner(area))
}

impl Fleet {
    /// How many, and where that is known from.
    fn heading(&self, session: &Session) -> String {
        let nodes = &self.nodes;
        let (count, answers) = (text::count(nodes.len()), text::count(nodes.answers()));
        let census = &session.census;
        if nodes.is_preview() {
            return format!("Nodes {count} known to match");
        }
        match (&census.answering, &census.found) {
            (Some(_), _) => format!("Nodes {count}, {answers} answered so far"),
            (None, Some((found, _))) if found.cut => {
                format!("Nodes {count}, asked in part: {answers} answered")
            }
            (None, Some(_)) if nodes.silent() > 0 => {
                format!("Nodes {count}, {} silent", text::count(nodes.silent()))
            }
            (None, Some(_)) => format!("Nodes {count}"),
            (None, None) if nodes.len() == 0 => "Nodes".to_owned(),
            (None, None) => format!("Nodes {count} known from earlier answers"),
        }
    }

    /// Draws the list, or why it is empty.
    pub(super) fn render_list(&self, session: &Session, focused: bool, area: Rect, buf: &mut Buffer) {
        if area.is_empty() {
            return;
        }
        let look = &session.look;
        let nodes = &self.nodes;
        let note = self.learning.words().unwrap_or_else(|| note(look, nodes));
        let pane = Pane::new(self.heading(session)).note(note);
        let inner = pane.focused(focused).render(look, area, buf);
        if nodes.len() == 0 {
            let reason = match nodes.is_preview() {
                true => empty::Reason::Preview,
                false if nodes.is_unknown() => empty::Reason::Unknown,
                false => empty::Reason::Scope(&self.loosening),
            };
            empty::render(session, reason, inner, buf);
            return;
        }
        let columns = columns(nodes);
        let table = Table::new(look, &columns, nodes.list(), focused);
        table.render(inner, buf, |place| match nodes.at(place) {
            Some(row) => drawn(session, nodes, &self.glances, row),
            None => Row::default(),
        });
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
