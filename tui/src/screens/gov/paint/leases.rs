//! Drawing the leases of a governor, and how many there were.

use std::time::Duration;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use super::super::Gov;
use super::super::layout::Focus;
use super::lasted;
use crate::gov::{Governor, Lease};
use crate::look::Glyph;
use crate::session::Session;
use crate::theme::Role;
use crate::widgets::area::part;
use crate::widgets::bar::bar;
use crate::widgets::pane::Pane;
use crate::widgets::prose::{cut, words};
use crate::widgets::table::{Column, Row, Table};

/// Rows below the leases for their number over time, with a blank one.
const CHART: u16 = 4;

/// Least rows of leases above those.
const LEAST_LEASES: u16 = 6;

/// Columns of the bar that shows how much of its time a lease has used.
const BAR: u16 = 20;

impl Gov {
    /// The leases of one governor, and how many there were.
    pub(in super::super) fn paint_leases(&self, session: &Session, area: Rect, buf: &mut Buffer) {
        if area.is_empty() {
            return;
        }
        let look = &session.look;
        let focused = self.parts.focus == Focus::Leases;
        let Some(row) = self.current() else {
            return;
        };
        let title = format!("Leases of {}", row.name);
        let inner = Pane::new(title).focused(focused).render(look, area, buf);
        let room = lease_room(inner);
        if let Some(trouble) = &self.unknown {
            let mut said = vec![(trouble.text.clone(), Role::Bad)];
            said.extend(trouble.hint.clone().map(|hint| (hint, Role::Text)));
            words(look, &said, room, buf);
        } else if self.leases().is_empty() {
            let said = match self.leases {
                None => "reading leases",
                Some(_) => "Nobody holds a lease.",
            };
            words(look, &[(said.to_owned(), Role::Muted)], room, buf);
        } else {
            let columns = [
                Column::new("", 1),
                Column::new("SLOT", 6).rank(3),
                Column::new("HOLDER", 12).grows(),
                Column::new("AGE", 8).right(),
                Column::new("EXPIRES IN", 10).right().rank(2),
                Column::new("PROGRESS TO EXPIRY", BAR).rank(4),
            ];
            Table::new(look, &columns, &self.lease_list, focused).render(room, buf, |index| {
                let lease = self.leases().get(index);
                lease.map_or_else(Row::default, |lease| self.lease_row(session, row, lease))
            });
        }
        self.chart(
            session,
            row,
            part(inner, 0, room.height, inner.width, inner.height - room.height),
            buf,
        );
    }

    fn lease_row<'a>(&self, session: &Session, row: &Governor, lease: &'a Lease) -> Row<'a> {
        let look = &session.look;
        let held = session.now.duration_since(lease.since).unwrap_or_default();
        let suspicious = self.suspicion(session, lease).is_some();
        let (sign, role) = match suspicious {
            true => (look.glyph(Glyph::Warning), Role::Warning),
            false => (" ", Role::Text),
        };
        let left = row.expires.map(|expires| lasted(expires.saturating_sub(held)));
        let millis = |time: Duration| usize::try_from(time.as_millis()).unwrap_or(usize::MAX);
        let progress = row.expires.map_or(Span::raw(""), |expires| {
            let role = if suspicious { Role::Warning } else { Role::Accent };
            bar(look, millis(held), millis(expires), usize::from(BAR), role)
        });
        Row {
            cells: vec![
                Line::styled(sign, look.style(role)),
                Line::raw(lease.id.to_string()),
                Line::styled(lease.holder.as_str(), look.style(role)),
                Line::raw(lasted(held)),
                Line::raw(left.unwrap_or_else(|| "never".to_owned())),
                Line::from(progress),
            ],
            marked: false,
        }
    }

    /// How many leases there were in the last 15 minutes.
    fn chart(&self, session: &Session, row: &Governor, area: Rect, buf: &mut Buffer) {
        let look = &session.look;
        let Some(occupancy) = self.occupancy.get(&row.name).filter(|_| area.height > 2) else {
            return;
        };
        let most = row.capacity.to_string();
        let width = usize::from(area.width).saturating_sub(most.len() + 3);
        let drawn = occupancy.drawn(look, session.now, row.capacity, width);
        let (tick, axis) = if look.ascii() { ("|", "-") } else { ("┤", "─") };
        let title = Line::styled(" occupancy, 15 min, one column per 10 s", look.style(Role::Muted));
        let lines = [
            title,
            Line::from(vec![
                Span::raw(format!(" {most} {tick}")),
                Span::styled(drawn, look.style(Role::Accent)),
            ]),
            Line::styled(
                format!(" {:>1$} {tick}{axis}", 0, most.len()),
                look.style(Role::Muted),
            ),
        ];
        for (line, row) in lines.iter().zip(area.rows().skip(usize::from(area.height > 3))) {
            cut(look, line, row, buf);
        }
    }
}

/// The room for leases in their part; the rest shows their number over time.
pub(in super::super) fn lease_room(inner: Rect) -> Rect {
    let chart = if inner.height >= LEAST_LEASES + CHART {
        CHART
    } else {
        0
    };
    part(inner, 0, 0, inner.width, inner.height - chart)
}
