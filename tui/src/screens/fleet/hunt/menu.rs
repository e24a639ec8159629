//! What could be typed next, to choose from.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};
use ratatui::widgets::{Clear, Widget};

use crate::look::Look;
use crate::order::Ticket;
use crate::report::Candidate;
use crate::theme::Role;
use crate::widgets::list::List;
use crate::widgets::table::{Column, Row, Table};

/// Most candidates that are kept.
const MOST: usize = 200;

/// Rows it takes.
const ROWS: u16 = 8;

/// Columns for the words.
const WIDTH: u16 = 72;

/// The candidates for a place in the line.
#[derive(Debug, Default)]
pub(in super::super) struct Menu {
    ticket: Ticket,
    /// Bytes that stand before the words in the line that is completed.
    lead: usize,
    /// What was typed where a candidate goes now.
    typed: String,
    from: usize,
    candidates: Vec<Candidate>,
    list: List,
}

/// What goes into the line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Choice {
    /// From which byte on.
    pub(super) from: usize,
    /// The words.
    pub(super) text: String,
}

impl Menu {
    /// Its candidates are on their way; so many bytes stand before the words in the line they are for.
    pub(super) fn new(ticket: Ticket, lead: usize) -> Self {
        Self {
            ticket,
            lead,
            ..Self::default()
        }
    }

    /// Whether it waits for candidates under this ticket.
    pub(super) fn awaits(&self, ticket: Ticket) -> bool {
        self.ticket == ticket && self.candidates.is_empty()
    }

    /// The candidates for the end of `typed` are here; false when they belong before it.
    pub(super) fn fill(&mut self, from: usize, typed: &str, candidates: &[Candidate]) -> bool {
        let Some((from, typed)) = from
            .checked_sub(self.lead)
            .and_then(|from| Some((from, typed.get(from..)?)))
        else {
            return false;
        };
        self.from = from;
        typed.clone_into(&mut self.typed);
        self.candidates = candidates.iter().take(MOST).cloned().collect();
        self.list.set_len(self.candidates.len());
        true
    }

    /// What was typed, where it stood.
    pub(super) fn typed(&self) -> Choice {
        Choice {
            from: self.from,
            text: self.typed.clone(),
        }
    }

    /// The next one, or the one before; false while there are none.
    pub(super) fn step(&mut self, back: bool) -> bool {
        let len = self.candidates.len();
        let Some(cursor) = self.list.cursor() else {
            return false;
        };
        let next = if back { cursor + len - 1 } else { cursor + 1 };
        self.list.select(next % len);
        true
    }

    /// The one under the cursor.
    pub(super) fn chosen(&self) -> Option<Choice> {
        let candidate = self.candidates.get(self.list.cursor()?)?;
        let space = if candidate.complete { " " } else { "" };
        Some(Choice {
            from: self.from,
            text: format!("{}{space}", candidate.value),
        })
    }

    /// How many there are.
    pub(super) fn len(&self) -> usize {
        self.candidates.len()
    }

    /// Draws it at the top left of `area`.
    pub(in super::super) fn render(&self, look: &Look, area: Rect, buf: &mut Buffer) {
        if self.candidates.is_empty() {
            return;
        }
        let rows = u16::try_from(self.candidates.len()).unwrap_or(ROWS).min(ROWS);
        let area = Rect {
            width: WIDTH.min(area.width),
            height: rows.min(area.height),
            ..area
        };
        Clear.render(area, buf);
        buf.set_style(area, look.style(Role::Field));
        let columns = [Column::new("", 20).grows(), Column::new("", 30).rank(1)];
        Table::new(look, &columns, &self.list, true).render(area, buf, |place| {
            let candidate = self.candidates.get(place);
            let value = candidate.map_or("", |candidate| &candidate.value);
            let about = candidate.map_or("", |candidate| &candidate.about);
            Row {
                cells: vec![
                    Line::from(value),
                    Line::from(Span::styled(about, look.style(Role::Muted))),
                ],
                marked: false,
            }
        });
    }
}
