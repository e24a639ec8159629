//! The three panes side by side, or one after another where there is little room, with the plan below.

mod plan_pane;

use ddl::Risk;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::text::{Line, Span};
use ratatui::widgets::Widget;

use super::choose::Chooser;
use super::{Compose, Pane};
use crate::form::{Sheet, brief};
use crate::fuzzy;
use crate::keymap::Verb;
use crate::look::Glyph;
use crate::session::Session;
use crate::text;
use crate::theme::Role;
use crate::widgets::area::rows;
use crate::widgets::pane::Pane as Frame;
use crate::widgets::prompt::prompt;
use crate::widgets::scope_line;

/// Columns from which all panes fit beside each other.
const WIDE: u16 = 100;

/// Columns of the agents.
const AGENTS: u16 = 24;

/// Columns of the actions.
const ACTIONS: u16 = 26;

/// Where everything goes.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct Places {
    scope: Rect,
    agents: Rect,
    actions: Rect,
    form: Rect,
    plan: Rect,
}

/// Rows of the list that has the keys.
pub(super) fn page(session: &Session, pane: Pane) -> usize {
    let places = layout(session.screen(), pane);
    let area = match pane {
        Pane::Agents => places.agents,
        Pane::Actions => places.actions,
        Pane::Form => places.form,
    };
    usize::from(Frame::inner(area).height)
}

/// Which pane is drawn at a place, and in which of its rows that is.
pub(super) fn at(area: Rect, pane: Pane, place: Position) -> Option<(Pane, usize)> {
    let places = layout(area, pane);
    let panes = [
        (Pane::Agents, places.agents),
        (Pane::Actions, places.actions),
        (Pane::Form, places.form),
    ];
    let (pane, inner) = panes
        .into_iter()
        .map(|(pane, area)| (pane, Frame::inner(area)))
        .find(|(_, inner)| inner.contains(place))?;
    Some((pane, usize::from(place.y - inner.y)))
}

fn layout(area: Rect, pane: Pane) -> Places {
    let plan = match area.height {
        ..7 => 0,
        7..17 => 1,
        17..28 => 6,
        28.. => 8,
    };
    let row = |y, height| rows(area, y, height);
    let middle = row(1, area.height.saturating_sub(1 + plan));
    let places = Places {
        scope: row(0, 1),
        plan: row(area.height.saturating_sub(plan), plan),
        ..Places::default()
    };
    if area.width < WIDE {
        return match pane {
            Pane::Agents => Places {
                agents: middle,
                ..places
            },
            Pane::Actions => Places {
                actions: middle,
                ..places
            },
            Pane::Form => Places {
                form: middle,
                ..places
            },
        };
    }
    let column = |x: u16, width: u16| Rect {
        x: middle.x + x,
        width,
        ..middle
    };
    Places {
        agents: column(0, AGENTS),
        actions: column(AGENTS, ACTIONS),
        form: column(AGENTS + ACTIONS, middle.width - AGENTS - ACTIONS),
        ..places
    }
}

/// Draws the whole screen.
pub(super) fn render(compose: &Compose, session: &Session, area: Rect, buf: &mut Buffer) {
    let area = area.intersection(buf.area);
    let places = layout(area, compose.pane);
    scope_line::render(session, None, places.scope, buf);
    let screen = Screen { compose, session };
    if !places.agents.is_empty() {
        screen.agents(places.agents, buf);
    }
    if !places.actions.is_empty() {
        screen.actions(places.actions, buf);
    }
    if !places.form.is_empty() {
        screen.form(places.form, buf);
    }
    if !places.plan.is_empty() {
        plan_pane::render(compose, session, places.plan, buf);
    }
}

struct Screen<'a> {
    compose: &'a Compose,
    session: &'a Session,
}

impl Screen<'_> {
    fn agents(&self, area: Rect, buf: &mut Buffer) {
        let focused = self.compose.pane == Pane::Agents;
        let inner = Frame::new("Agents")
            .focused(focused)
            .render(&self.session.look, area, buf);
        if self.session.desk.agents.is_empty() {
            let text = Line::styled("no DDLs are known", self.session.look.style(Role::Muted));
            text.render(inner, buf);
            return;
        }
        let row = |place: usize| {
            let agent = self.session.desk.agents.get(place)?;
            let timeout = format!("{}s", agent.timeout().as_secs());
            Some((agent.metadata.name.as_str(), timeout, Role::Muted))
        };
        self.list(&self.compose.agents, focused, inner, buf, row);
    }

    fn actions(&self, area: Rect, buf: &mut Buffer) {
        let focused = self.compose.pane == Pane::Actions;
        let agent = self.compose.agent(self.session);
        let title = match (area.width < WIDE && self.session.size.width < WIDE, agent) {
            (true, Some(agent)) => format!("{}: actions", agent.metadata.name),
            _ => "Actions".to_owned(),
        };
        let key = self.session.keymap.keys(Verb::Document).first();
        let note = key.map(|key| format!("{key} DDL")).unwrap_or_default();
        let frame = Frame::new(title).focused(focused).note(note);
        let inner = frame.render(&self.session.look, area, buf);
        let row = |place: usize| {
            let action = agent?.actions.get(place)?;
            let (word, role) = match action.risk() {
                Risk::Read => ("read", Role::Muted),
                Risk::Change => ("CHANGE", Role::Change),
            };
            Some((action.name.as_str(), word.to_owned(), role))
        };
        self.list(&self.compose.actions, focused, inner, buf, row);
    }

    fn list<'n>(
        &self,
        chooser: &Chooser,
        focused: bool,
        area: Rect,
        buf: &mut Buffer,
        row: impl Fn(usize) -> Option<(&'n str, String, Role)>,
    ) {
        let look = &self.session.look;
        let finding = chooser.finding();
        let page = usize::from(area.height.saturating_sub(u16::from(finding)));
        for (y, index) in (area.y..).zip(chooser.list().visible(page)) {
            let Some((name, note, role)) = chooser.place(index).and_then(&row) else {
                continue;
            };
            let here = chooser.list().cursor() == Some(index);
            let line = Rect { y, height: 1, ..area };
            let width = usize::from(area.width);
            let room = width.saturating_sub(note.len() + 3);
            let cursor = if here { look.glyph(Glyph::Cursor) } else { " " };
            let name_role = if here { Role::Accent } else { Role::Text };
            Span::styled(cursor, look.style(Role::Accent)).render(line, buf);
            let name = fuzzy::highlight(look, chooser.field().text(), &brief(name), name_role);
            let at = |x: usize, width: usize| {
                let (x, width) = (
                    u16::try_from(x).unwrap_or(u16::MAX),
                    u16::try_from(width).unwrap_or(u16::MAX),
                );
                Rect {
                    x: line.x.saturating_add(x),
                    width,
                    ..line
                }
                .intersection(area)
            };
            text::cut(&name, room, look.glyph(Glyph::Ellipsis)).render(at(2, room), buf);
            Span::styled(note.as_str(), look.style(role))
                .render(at(width.saturating_sub(note.len()), note.len()), buf);
            if here && focused {
                buf.set_style(line, look.style(Role::Selected));
            }
        }
        if finding {
            prompt("/ ", chooser.field(), look, area, buf, focused);
        }
    }

    fn form(&self, area: Rect, buf: &mut Buffer) {
        let look = &self.session.look;
        let focused = self.compose.pane == Pane::Form;
        let Some(form) = &self.compose.form else {
            Frame::new("Inputs").focused(focused).render(look, area, buf);
            return;
        };
        let note = match &self.compose.editor {
            Some(_) => "JSON",
            None => "* required",
        };
        let version = brief(&form.agent().metadata.version);
        let title = match version.is_empty() {
            true => brief(&form.title()),
            false => brief(&format!("{}, DDL {version}", form.title())),
        };
        let mut inner = Frame::new(title)
            .focused(focused)
            .note(note)
            .render(look, area, buf);
        if let Some(editor) = &self.compose.editor {
            editor.render(look, inner, buf);
            return;
        }
        let description = brief(&form.action().description);
        if inner.height >= 10 && !description.is_empty() {
            let line = Line::styled(format!(" {description}"), look.style(Role::Muted));
            text::cut(&line, usize::from(inner.width), look.glyph(Glyph::Ellipsis)).render(inner, buf);
            inner.y += 2;
            inner.height -= 2;
        }
        let sheet = Sheet {
            form,
            look,
            now: self.session.now,
            focused,
        };
        sheet.render(inner, buf);
    }
}
