//! Drawing the comparison.

use ratatui::buffer::Buffer;
use ratatui::layout::{Constraint, Layout, Rect};
use ratatui::text::{Line, Span};
use ratatui::widgets::{Clear, Widget};
use serde_json::Value;

use super::ask::Subject;
use super::popup::{Diff, Row};
use super::{Difference, Kind};
use crate::look::{Glyph, Look};
use crate::screens::fleet::facts;
use crate::session::Session;
use crate::text;
use crate::theme::Role;
use crate::widgets::pane::Pane;
use crate::widgets::prompt::prompt;
use crate::widgets::table::{self, Column, Table};

impl Diff {
    /// Rows that are shown in `area`.
    pub(super) fn page(&self, area: Rect) -> usize {
        let [_, rows, _] = self.parts(Pane::inner(area));
        Table::page(&self.columns(), rows)
    }

    pub(super) fn draw(&self, session: &Session, area: Rect, buf: &mut Buffer) {
        Clear.render(area, buf);
        let look = &session.look;
        let pane = Pane::new(self.heading()).note(self.note()).focused(true);
        let inner = pane.render(look, area, buf);
        let [heads, rows, field] = self.parts(inner);
        for (row, subject) in heads.rows().zip(&self.subjects.all) {
            let line = source(session, subject, subject.is_awaited());
            text::cut(&line, usize::from(row.width), look.glyph(Glyph::Ellipsis)).render(row, buf);
        }
        if self.rows.is_empty() {
            Line::styled(self.nothing(), look.style(Role::Muted)).render(rows, buf);
        } else {
            let columns = self.columns();
            Table::new(look, &columns, &self.list, true).render(rows, buf, |place| self.row(look, place));
        }
        if self.searching {
            prompt("/", &self.search, look, field, buf, true);
        }
    }

    /// The nodes with their ages, the differences, the search.
    fn parts(&self, inner: Rect) -> [Rect; 3] {
        let most = inner.height / 3;
        let heads = u16::try_from(self.subjects.all.len()).unwrap_or(most).min(most);
        let field = u16::from(self.searching);
        let parts = [
            Constraint::Length(heads),
            Constraint::Fill(1),
            Constraint::Length(field),
        ];
        Layout::vertical(parts).areas(inner)
    }

    fn heading(&self) -> String {
        let count = text::count(self.differences.len());
        let more = if self.more { " or more" } else { "" };
        let nodes = self.subjects.all.len();
        match self.subjects.all.iter().all(|subject| subject.detail.is_some()) {
            true => format!("{count}{more} differences between {nodes} nodes"),
            false => format!("Differences between {nodes} nodes"),
        }
    }

    fn note(&self) -> String {
        match (self.search.is_empty(), self.left_out) {
            (false, _) => format!("/{}", self.search.text()),
            (true, 0) => String::new(),
            (true, left_out) => format!("{} more are marked and left out", text::count(left_out)),
        }
    }

    fn nothing(&self) -> &'static str {
        let known = self.subjects.all.iter().all(|subject| subject.detail.is_some());
        match (known, self.subjects.is_awaited()) {
            (false, true) => "looking them up",
            (false, false) => "without knowing all of them, nothing can be compared",
            (true, _) if !self.search.is_empty() => "no difference holds these letters",
            (true, _) => "they are alike in facts, classes, agents, machines and collectives",
        }
    }

    /// Of two nodes a column each, of more one for all.
    fn columns(&self) -> Vec<Column> {
        match self.subjects.all.as_slice() {
            [one, two] => {
                let column = |subject: &Subject| {
                    let name = text::line(subject.node.as_str()).into_owned();
                    Column::new(name, 10).grows()
                };
                vec![Column::new("WHAT", 14).grows(), column(one), column(two)]
            }
            _ => vec![Column::new("", 20).grows()],
        }
    }

    fn row(&self, look: &Look, place: usize) -> table::Row<'_> {
        let cells = match self.rows.get(place) {
            Some(Row::Difference(place)) => self.difference(look, *place),
            Some(Row::Group(place, group)) => vec![self.group(look, *place, *group)],
            None => Vec::new(),
        };
        table::Row { cells, marked: false }
    }

    fn difference(&self, look: &Look, place: usize) -> Vec<Line<'_>> {
        let Some(difference) = self.differences.get(place) else {
            return Vec::new();
        };
        let role = match difference.kind {
            Kind::Restless => Role::Stale,
            _ => Role::Accent,
        };
        let name = Line::from(vec![
            Span::styled(difference.kind.word(), look.style(Role::Muted)),
            Span::raw(" "),
            Span::styled(difference.name.as_str(), look.style(role)),
        ]);
        let mut cells = vec![name];
        if self.subjects.all.len() == 2 {
            cells.extend((0..2).map(|node| value(look, difference, difference.of(node))));
        }
        cells
    }

    fn group(&self, look: &Look, place: usize, group: usize) -> Line<'_> {
        let difference = self.differences.get(place);
        let found = difference.and_then(|difference| Some((difference, difference.groups.get(group)?)));
        let Some((difference, group)) = found else {
            return Line::default();
        };
        let names = group.nodes.iter().filter_map(|node| self.subjects.all.get(*node));
        let names: Vec<&str> = names.map(|subject| subject.node.as_str()).collect();
        let mut line = value(look, difference, group.value.as_ref());
        line.spans.insert(0, Span::raw("  "));
        let nodes = format!("  {}: {}", names.len(), names.join(" "));
        line.push_span(Span::styled(nodes, look.style(Role::Muted)));
        line
    }
}

fn value<'a>(look: &Look, difference: &Difference, value: Option<&Value>) -> Line<'a> {
    let member = matches!(difference.kind, Kind::Agent | Kind::Class | Kind::Collective);
    match value {
        Some(_) if member => Line::styled(look.glyph(Glyph::Good), look.style(Role::Good)),
        Some(value) => {
            let text = facts::shown(value);
            let others = difference.groups.iter().filter_map(|group| group.value.as_ref());
            let twin = others
                .filter(|other| *other != value)
                .any(|other| facts::shown(other) == text);
            // The number 4 and the text "4" differ.
            Line::from(if twin { value.to_string() } else { text })
        }
        None if member => Line::styled(look.glyph(Glyph::Bad), look.style(Role::Bad)),
        None => Line::styled("none", look.style(Role::Stale)),
    }
}

/// How old what is known of a node is, and who says so.
fn source(session: &Session, subject: &Subject, asking: bool) -> Line<'static> {
    let look = &session.look;
    let asking = if asking { ", asking" } else { "" };
    let (words, role) = match (&subject.detail, &subject.trouble) {
        (Some(detail), None) if subject.fresh => (
            format!("answered {} ago", text::since(detail.learned, session.now)),
            Role::Good,
        ),
        (Some(detail), trouble) => {
            let age = text::since(detail.learned, session.now);
            let trouble = trouble.as_ref().map(|trouble| format!(", {}", trouble.text));
            let words = format!("cached, learned {age} ago{asking}{}", trouble.unwrap_or_default());
            (words, Role::Warning)
        }
        (None, Some(trouble)) => (format!("nothing is known of it: {}", trouble.text), Role::Bad),
        (None, None) => (format!("nothing is known of it yet{asking}"), Role::Stale),
    };
    Line::from(vec![
        Span::raw(format!("{}  ", subject.node)),
        Span::styled(words, look.style(role)),
    ])
}
