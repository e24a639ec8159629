//! Drawing governors, and what happened.

mod leases;

use std::time::Duration;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use super::layout::Focus;
use super::{Gov, LATELY};
use crate::gov::{EventKind, GovEvent, Governor, Lease};
use crate::look::{Glyph, Look};
use crate::measure;
use crate::report::Link;
use crate::session::Session;
use crate::text;
use crate::theme::Role;
use crate::widgets::area::part;
use crate::widgets::bar::bar;
use crate::widgets::pane::Pane;
use crate::widgets::prose::{cut, words};
use crate::widgets::table::{Column, Row, Table};

pub(super) use leases::lease_room;

/// Rows below the governors that tell of one of them, with a blank one.
const ABOUT: u16 = 13;

/// Least rows of governors above those.
const LEAST_LIST: u16 = 4;

impl Gov {
    /// `governors ▸ PUPPET  5 of 5 slots used  oldest lease 4m 12s  live`.
    pub(super) fn headline(&self, session: &Session, area: Rect, buf: &mut Buffer) {
        let look = &session.look;
        let mut spans = vec![
            Span::styled(" governors ", look.style(Role::Title)),
            Span::styled(look.glyph(Glyph::Prompt), look.style(Role::Accent)),
        ];
        let mut say = |words: String, role| spans.push(Span::styled(format!(" {words}  "), look.style(role)));
        match (&self.trouble, &self.rows, self.current()) {
            (Some(trouble), _, None) => say(trouble.text.clone(), Role::Bad),
            (None, None, _) => say("looking for governors".to_owned(), Role::Muted),
            (None, Some(_), None) => say("no governors".to_owned(), Role::Muted),
            (trouble, _, Some(row)) => {
                say(row.name.clone(), Role::Title);
                if let Some(trouble) = trouble {
                    say(trouble.text.clone(), Role::Bad);
                }
                let role = if row.used >= row.capacity {
                    Role::Warning
                } else {
                    Role::Text
                };
                say(format!("{} of {} slots used", row.used, row.capacity), role);
            }
        }
        if let Some(oldest) = self.leases().first() {
            say(format!("oldest lease {}", age(session, oldest)), Role::Text);
        }
        match self.stuck(session) {
            0 => {}
            1 => say("1 looks stuck".to_owned(), Role::Warning),
            stuck => say(format!("{} look stuck", text::count(stuck)), Role::Warning),
        }
        if self.rows.is_some() && self.trouble.is_none() {
            match session.link {
                Link::Up(_) => say("live".to_owned(), Role::Good),
                _ => say("not live: the broker is away".to_owned(), Role::Warning),
            }
        }
        cut(look, &Line::from(spans), area, buf);
    }

    /// The governors, and what one of them is like.
    pub(super) fn paint_list(&self, session: &Session, area: Rect, buf: &mut Buffer) {
        if area.is_empty() {
            return;
        }
        let look = &session.look;
        let focused = self.parts.focus == Focus::List;
        let inner = Pane::new("Governors").focused(focused).render(look, area, buf);
        if self.rows().is_empty() {
            return self.without(session, inner, buf);
        }
        let columns = [
            Column::new("GOVERNOR", 8).grows(),
            Column::new("USE", 5).right(),
            Column::new("", 5).rank(2),
            Column::new("EXPIRES", 7).right().rank(1),
        ];
        let room = list_room(inner);
        Table::new(look, &columns, &self.list, focused).render(room, buf, |index| {
            self.rows()
                .get(index)
                .map_or_else(Row::default, |row| list_row(look, row))
        });
        let below = part(inner, 0, room.height, inner.width, inner.height - room.height);
        if let Some(row) = self.current().filter(|_| !below.is_empty()) {
            self.about(session, row, below, buf);
        }
    }

    /// What to do where there is no governor.
    fn without(&self, session: &Session, area: Rect, buf: &mut Buffer) {
        let look = &session.look;
        let mut said = Vec::new();
        match (&self.trouble, &self.rows) {
            (Some(trouble), _) => {
                said.push((trouble.text.clone(), Role::Bad));
                said.extend(trouble.hint.clone().map(|hint| (hint, Role::Text)));
            }
            (None, Some(_)) => {
                let what = "There are no governors. A governor lets only so many do something at a time, wherever they are.";
                said.push((what.to_owned(), Role::Text));
                if !session.read_only {
                    said.push((
                        "n makes one; so does: mco governor add PUPPET 5 20m".to_owned(),
                        Role::Muted,
                    ));
                }
            }
            (None, None) => said.push(("looking for governors".to_owned(), Role::Muted)),
        }
        words(look, &said, area, buf);
    }

    fn about(&self, session: &Session, row: &Governor, area: Rect, buf: &mut Buffer) {
        let look = &session.look;
        let lately: Vec<&GovEvent> = self
            .events()
            .take_while(|event| session.now.duration_since(event.time).unwrap_or_default() < LATELY)
            .collect();
        let of = |kind| lately.iter().filter(|event| event.kind == kind).count();
        let mut lines = vec![
            (Role::Title, format!(" {}", row.name), String::new()),
            (Role::Muted, "   capacity".to_owned(), row.capacity.to_string()),
            (Role::Muted, "   expires".to_owned(), measure::time(row.expires)),
            (Role::Muted, "   replicas".to_owned(), row.replicas.to_string()),
            (Role::Muted, "   stream".to_owned(), row.stream.clone()),
            (Role::Muted, "   subject".to_owned(), row.subject.clone()),
            (Role::Title, " last 15m".to_owned(), String::new()),
        ];
        for kind in EventKind::ALL {
            lines.push((Role::Muted, format!("   {}", kind.name()), text::count(of(kind))));
        }
        if let Some(held) = mean_hold(&lately) {
            lines.push((Role::Muted, "   mean hold".to_owned(), held));
        }
        for ((role, label, value), line) in lines.into_iter().zip(area.rows().skip(1)) {
            let label = if value.is_empty() {
                label
            } else {
                format!("{label:<14}")
            };
            let spans = vec![Span::styled(label, look.style(role)), Span::raw(value)];
            cut(look, &Line::from(spans), line, buf);
        }
    }

    /// What happened at one governor.
    pub(super) fn paint_events(&self, session: &Session, area: Rect, buf: &mut Buffer) {
        if area.is_empty() {
            return;
        }
        let look = &session.look;
        let inner = Pane::new("Events")
            .focused(self.parts.focus == Focus::Events)
            .render(look, area, buf);
        let mut rows = inner.rows();
        if let Some(deaf) = &self.deaf {
            let mut said = vec![(deaf.text.clone(), Role::Warning)];
            said.extend(deaf.hint.clone().map(|hint| (hint, Role::Muted)));
            let taken = words(look, &said, inner, buf);
            rows.nth(taken.saturating_sub(1));
        } else if self.events().next().is_none() {
            let said = "What happens from now on is listed here, and what of the last 15 minutes is kept.";
            words(look, &[(said.to_owned(), Role::Muted)], inner, buf);
            return;
        }
        for (event, row) in self.events().skip(self.scroll).zip(rows) {
            cut(look, &self.event_line(look, event), row, buf);
        }
    }

    fn event_line(&self, look: &Look, event: &GovEvent) -> Line<'static> {
        let role = match event.kind {
            EventKind::Enter => Role::Good,
            EventKind::Exit => Role::Text,
            EventKind::Timeouts => Role::Warning,
            EventKind::Eviction => Role::Bad,
        };
        let mut rest = match (event.kind, event.lease) {
            (EventKind::Timeouts, _) => format!("{}  gave up waiting", event.holder),
            (_, 0) => event.holder.clone(),
            (_, lease) => format!("{}  slot {lease}", event.holder),
        };
        if let Some(held) = self.held(event) {
            rest.push_str(&format!("  held {}", lasted(held)));
        }
        Line::from(vec![
            Span::styled(format!(" {} ", text::clock(event.time)), look.style(Role::Muted)),
            Span::styled(format!("{:<9}", event.kind.name()), look.style(role)),
            Span::raw(text::line(&rest).into_owned()),
        ])
    }

    /// How long a lease was held that has ended.
    fn held(&self, end: &GovEvent) -> Option<Duration> {
        if end.lease == 0 || !matches!(end.kind, EventKind::Exit | EventKind::Eviction) {
            return None;
        }
        let begin = self
            .events()
            .find(|event| event.kind == EventKind::Enter && event.lease == end.lease);
        end.time.duration_since(begin?.time).ok()
    }
}

/// The room for governors in their part; the rest tells of one of them.
pub(super) fn list_room(inner: Rect) -> Rect {
    let about = if inner.height >= LEAST_LIST + ABOUT {
        ABOUT
    } else {
        0
    };
    part(inner, 0, 0, inner.width, inner.height - about)
}

fn list_row<'a>(look: &Look, row: &'a Governor) -> Row<'a> {
    let full = row.used >= row.capacity;
    let role = if full { Role::Warning } else { Role::Accent };
    let count = |number: u64| usize::try_from(number).unwrap_or(usize::MAX);
    Row {
        cells: vec![
            Line::raw(row.name.as_str()),
            Line::styled(
                format!("{}/{}", row.used, row.capacity),
                look.style(if full { Role::Warning } else { Role::Text }),
            ),
            Line::from(bar(look, count(row.used), count(row.capacity), 5, role)),
            Line::raw(measure::time(row.expires)),
        ],
        marked: false,
    }
}

/// How long leases were held, of those whose beginning and end are known.
fn mean_hold(lately: &[&GovEvent]) -> Option<String> {
    let begin = |lease: u64| {
        lately
            .iter()
            .find(|event| event.kind == EventKind::Enter && event.lease == lease)
    };
    let ends = lately
        .iter()
        .filter(|event| event.kind == EventKind::Exit && event.lease > 0);
    let held: Vec<_> = ends
        .filter_map(|end| end.time.duration_since(begin(end.lease)?.time).ok())
        .collect();
    let count = u32::try_from(held.len()).ok().filter(|count| *count > 0)?;
    let whole = held.into_iter().fold(Duration::ZERO, Duration::saturating_add);
    Some(lasted(whole / count))
}

fn age(session: &Session, lease: &Lease) -> String {
    lasted(session.now.duration_since(lease.since).unwrap_or_default())
}

/// How long something lasted, in whole seconds: `4s`, `6m 34s`, `2h 05m`.
pub(super) fn lasted(time: Duration) -> String {
    match time.as_secs() {
        seconds @ 0..10 => format!("{seconds}s"),
        _ => text::took(time),
    }
}
