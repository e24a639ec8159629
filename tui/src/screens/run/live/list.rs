//! The list of answers.

mod below;
mod columns;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};
use serde_json::Value;

use self::columns::{Output, columns};
use super::Live;
use super::answer::{Answer, plain};
use super::model::{Entry, Standing};
use super::view::{Bundle, Row};
use crate::look::{Glyph, Look};
use crate::session::Session;
use crate::text;
use crate::theme::Role;
use crate::widgets::list::List;
use crate::widgets::pane::Pane;
use crate::widgets::table::{self, Table};

/// Bytes of a value that are looked at; more cannot be shown in a row.
const CELL: usize = 512;

/// A row that is shown, with what its cells need.
struct Shown<'a> {
    row: Row,
    entry: Option<&'a Entry>,
    data: Value,
}

impl Live {
    /// Draws the pane.
    pub(super) fn replies(&self, session: &Session, area: Rect, buf: &mut Buffer, focused: bool) {
        let look = &session.look;
        let pane = Pane::new(self.list_title()).note(self.list_note(look));
        let inner = pane.focused(focused).render(look, area, buf);
        let table = self.table_area(inner);
        let page = usize::from(table.height.saturating_sub(1));
        let visible = self.list.visible(page);
        let shown: Vec<Shown<'_>> = visible.clone().filter_map(|index| self.shown(index)).collect();
        let outputs = self.outputs(&shown, usize::from(inner.width));
        let columns = columns(&shown, &outputs, self.view.is_grouped());
        let drawn = Table::new(look, &columns, &self.list, focused && !self.typing);
        drawn.render(table, buf, |index| {
            let shown = index.checked_sub(visible.start).and_then(|at| shown.get(at));
            shown.map_or_else(table::Row::default, |shown| self.row(session, shown, &outputs))
        });
        if shown.is_empty() {
            self.emptiness(look, table, buf);
        }
        if table.height < inner.height {
            let row = Rect {
                y: inner.bottom() - 1,
                height: 1,
                ..inner
            };
            self.filter_line(look, row, buf);
        }
    }

    /// The part of the pane that has the rows.
    pub(super) fn table_area(&self, inner: Rect) -> Rect {
        let line = self.typing || self.view.is_narrowed();
        Rect {
            height: inner.height.saturating_sub(u16::from(line)),
            ..inner
        }
    }

    fn list_title(&self) -> String {
        match (self.view.is_grouped(), self.view.is_narrowed()) {
            (true, _) => format!("Replies in {}", groups(self.model.groups().len())),
            (false, true) => format!("Replies {}", text::count(self.list.len())),
            (false, false) => "Replies".to_owned(),
        }
    }

    fn list_note(&self, look: &Look) -> String {
        let order = match self.view.is_grouped() {
            true => "identical answers".to_owned(),
            false => self.view.order().text(),
        };
        format!("{order} {}", look.glyph(Glyph::Descending))
    }

    fn shown(&self, index: usize) -> Option<Shown<'_>> {
        let row = *self.view.rows().get(index)?;
        let entry = match row {
            Row::Node { entry, .. } => Some(entry),
            Row::Bundle {
                bundle: Bundle::Answer(group),
                ..
            } => self.model.groups().members(group).first().copied(),
            Row::Bundle { .. } => None,
        };
        let entry = entry.and_then(|entry| self.model.get(entry));
        let answer = entry.and_then(|entry| entry.answer.as_ref());
        Some(Shown {
            row,
            entry,
            data: answer.map(|answer| answer.glance()).unwrap_or_default(),
        })
    }

    fn row<'a>(&'a self, session: &Session, shown: &Shown<'a>, outputs: &[Output]) -> table::Row<'a> {
        let look = &session.look;
        let standing = self.standing_of(shown);
        let (glyph, role) = sign(look, standing);
        let style = look.style(role);
        let answer = shown.entry.and_then(|entry| entry.answer.as_deref());
        let mut cells = vec![Line::styled(glyph, style), self.name(look, shown)];
        cells.push(Line::styled(standing.text(), style));
        cells.push(Line::raw(self.took(session, shown, answer)));
        if let Some(answer) = answer {
            let value = |output: &Output| shown.data.get(&output.name).map(cell);
            let values = outputs.iter().map(|output| value(output).unwrap_or_default());
            let mut values: Vec<String> = values.collect();
            if !has_outputs(answer, &shown.data, outputs) {
                values.pop();
                values.push(said(answer, &shown.data));
            }
            cells.extend(values.into_iter().map(Line::raw));
        }
        let marked = match shown.row {
            Row::Node { .. } => shown
                .entry
                .is_some_and(|entry| session.marks.contains(&entry.node)),
            Row::Bundle { .. } => false,
        };
        table::Row { cells, marked }
    }

    fn standing_of(&self, shown: &Shown<'_>) -> Standing {
        match (shown.row, shown.entry) {
            (
                Row::Bundle {
                    bundle: Bundle::Silence(standing),
                    ..
                },
                _,
            ) => standing,
            (_, Some(entry)) => self.model.standing(entry),
            (_, None) => Standing::NotSent,
        }
    }

    fn name<'a>(&self, look: &Look, shown: &Shown<'a>) -> Line<'a> {
        match (shown.row, shown.entry) {
            (Row::Bundle { count, open, .. }, _) => {
                let glyph = look.glyph(if open { Glyph::Open } else { Glyph::Closed });
                let noun = if count == 1 { "node" } else { "nodes" };
                Line::styled(
                    format!("{glyph} {} {noun}", text::count(count)),
                    look.style(Role::Title),
                )
            }
            (Row::Node { nested, .. }, Some(entry)) => {
                let lead = if nested { "  " } else { "" };
                Line::from(vec![Span::raw(lead), Span::raw(entry.node.as_str())])
            }
            (Row::Node { .. }, None) => Line::default(),
        }
    }

    /// How long it took, or how long it has been waited for.
    fn took(&self, session: &Session, shown: &Shown<'_>, answer: Option<&Answer>) -> String {
        let (Row::Node { .. }, Some(entry)) = (shown.row, shown.entry) else {
            return String::new();
        };
        match answer {
            Some(answer) => text::took(answer.rtt),
            None if self.model.standing(entry) == Standing::Waiting => {
                let asked = self.model.asked(entry);
                let since = asked.and_then(|asked| session.now.duration_since(asked).ok());
                since.map(text::took).unwrap_or_default()
            }
            None => String::new(),
        }
    }

    /// Puts the cursor on the row at a line of the pane's inside. False when there is none.
    pub(super) fn click(&mut self, line: usize, inner: Rect) -> bool {
        let page = usize::from(self.table_area(inner).height.saturating_sub(1));
        let row = line
            .checked_sub(1)
            .and_then(|line| List::at(&self.list, line, page));
        row.inspect(|row| self.list.select(*row)).is_some()
    }
}

fn has_outputs(answer: &Answer, data: &Value, outputs: &[Output]) -> bool {
    answer.status == protocol::rpc::Status::Ok
        && outputs.iter().any(|output| data.get(&output.name).is_some())
}

/// The sign and colour of a standing.
pub(super) fn sign(look: &Look, standing: Standing) -> (&'static str, Role) {
    let (glyph, role) = match standing {
        Standing::Answered(protocol::rpc::Status::Ok) => (Glyph::Good, Role::Good),
        Standing::Answered(_) => (Glyph::Bad, Role::Bad),
        Standing::Waiting => (Glyph::Ellipsis, Role::Muted),
        Standing::Silent => (Glyph::Unknown, Role::Warning),
        Standing::NotSent => (Glyph::Dot, Role::Muted),
        Standing::Unexpected => (Glyph::Warning, Role::Warning),
    };
    (look.glyph(glyph), role)
}

fn cell(value: &Value) -> String {
    shortened(&plain(value))
}

fn shortened(words: &str) -> String {
    text::head(words, CELL).to_owned()
}

/// What an answer says when it has no outputs to show.
fn said(answer: &Answer, data: &Value) -> String {
    let message = answer.message();
    if !answer.is_whole() {
        return format!("{message} (data not kept)");
    }
    let empty = data.is_null() || data.as_object().is_some_and(serde_json::Map::is_empty);
    match message {
        "OK" | "" if !empty => cell(data),
        message => shortened(message),
    }
}

fn groups(count: usize) -> String {
    match count {
        1 => "1 group".to_owned(),
        count => format!("{} groups", text::count(count)),
    }
}
