//! One answer with all that is known of it.

mod lines;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};
use ratatui::widgets::Widget;
use serde_json::{Map, Value};

use self::lines::{Lines, bytes};
use super::Live;
use super::answer::{Answer, word};
use super::model::{Entry, Standing};
use super::view::{Bundle, Row};
use crate::look::{Glyph, Look};
use crate::session::Session;
use crate::text;
use crate::theme::Role;
use crate::widgets::pane::Pane;

/// An answer that fills the screen.
#[derive(Debug, Clone, Copy)]
pub(super) struct Full {
    /// Whose.
    pub(super) entry: u32,
    /// Whether it is shown as JSON.
    pub(super) raw: bool,
    /// Lines above the first one shown.
    pub(super) scroll: usize,
}

impl Live {
    /// Draws the pane below the list: the answer under the cursor.
    pub(super) fn detail(&self, session: &Session, area: Rect, buf: &mut Buffer) {
        let Some(row) = self.row_here() else {
            Pane::new("Reply").render(&session.look, area, buf);
            return;
        };
        let inner = Pane::new("Reply").render(&session.look, area, buf);
        let lines = match row {
            Row::Node { entry, .. } => self.lines_of(session, entry, inner.width, false),
            Row::Bundle { bundle, .. } => self.lines_of_bundle(session, bundle, inner.width),
        };
        draw(&session.look, &lines, inner, buf);
    }

    /// Draws one answer over the whole area.
    pub(super) fn full(&self, session: &Session, full: Full, area: Rect, buf: &mut Buffer) {
        let node = self.model.get(full.entry).map_or("", |entry| entry.node.as_str());
        let title = if full.raw {
            format!("{node} as JSON")
        } else {
            node.to_owned()
        };
        let width = Pane::inner(area).width;
        let lines = self.lines_of(session, full.entry, width, full.raw);
        let height = usize::from(Pane::inner(area).height);
        let first = full.scroll.min(lines.len().saturating_sub(height));
        let note = match lines.len() > height {
            true => format!(
                "lines {}-{} of {}",
                first + 1,
                (first + height).min(lines.len()),
                lines.len()
            ),
            false => String::new(),
        };
        let inner = Pane::new(title)
            .note(note)
            .focused(true)
            .render(&session.look, area, buf);
        draw(&session.look, &lines[first..], inner, buf);
    }

    /// How far a full view can be scrolled.
    pub(super) fn most_scroll(&self, session: &Session, full: Full, area: Rect) -> usize {
        let inner = Pane::inner(area);
        let lines = self.lines_of(session, full.entry, inner.width, full.raw);
        lines.len().saturating_sub(usize::from(inner.height))
    }

    fn lines_of(&self, session: &Session, entry: u32, width: u16, raw: bool) -> Vec<Line<'static>> {
        let Some(entry) = self.model.get(entry) else {
            return Vec::new();
        };
        let look = &session.look;
        let mut lines = Lines::new(look, width);
        if raw && let Some(document) = self.document(entry) {
            let pretty = serde_json::to_string_pretty(&document).unwrap_or_default();
            lines.text("", &pretty, Role::Text);
            return lines.done();
        }
        let (head, times) = self.summary(look, entry);
        let times = Span::styled(times, look.style(Role::Muted));
        if head.width() + times.width() + 2 <= usize::from(width) {
            let mut spans = head.spans;
            spans.extend([Span::raw("  "), times]);
            lines.push(Line::from(spans));
        } else {
            lines.push(head);
            lines.text("", &times.content, Role::Muted);
        }
        match &entry.answer {
            Some(answer) => self.fields(answer, &mut lines),
            None => lines.text("", self.silence(entry), Role::Muted),
        }
        lines.done()
    }

    fn lines_of_bundle(&self, session: &Session, bundle: Bundle, width: u16) -> Vec<Line<'static>> {
        let look = &session.look;
        let mut lines = Lines::new(look, width);
        if let Bundle::Answer(group) = bundle {
            let members = self.model.groups().members(group);
            let nodes = members.iter().filter_map(|entry| self.model.get(*entry));
            let mut names = nodes.clone().map(|entry| entry.node.as_str());
            let some: Vec<&str> = names.by_ref().take(50).collect();
            let more = match names.next() {
                Some(_) => format!(" {}", look.glyph(Glyph::Ellipsis)),
                None => String::new(),
            };
            let mut nodes = nodes;
            if let Some(answer) = nodes.next().and_then(|entry| entry.answer.as_ref()) {
                let (_, role) = super::list::sign(look, Standing::Answered(answer.status));
                lines.push(Line::styled(word(answer.status), look.style(role)));
                lines.text("nodes", &format!("{}{more}", some.join(" ")), Role::Text);
                self.fields(answer, &mut lines);
            }
        }
        lines.done()
    }

    /// `api02.lab.test  package#install  Aborted (1)  3.1s  asked 10:41:02Z  answered 10:41:05Z  after 3.1s  612 B`.
    fn summary(&self, look: &Look, entry: &Entry) -> (Line<'static>, String) {
        let standing = self.model.standing(entry);
        let (_, role) = super::list::sign(look, standing);
        let mut spans = vec![Span::styled(
            entry.node.as_str().to_owned(),
            look.style(Role::Title),
        )];
        let status = match standing {
            Standing::Answered(status) => format!("  {} (statuscode {})", word(status), u8::from(status)),
            other => format!("  {}", other.text()),
        };
        spans.push(Span::styled(status, look.style(role)));
        if self.model.is_stranger(entry) {
            spans.push(Span::styled("  was not asked", look.style(Role::Warning)));
        } else if entry.late {
            spans.push(Span::styled("  came late", look.style(Role::Warning)));
        }
        let mut times = Vec::new();
        let asked = self.model.asked(entry).filter(|_| standing != Standing::NotSent);
        // Nodes may tell whole seconds: beside more digits, some would seem to answer before they are asked.
        let exact = |time| !text::moment(time).ends_with(".000Z");
        let exact = entry.answer.as_ref().is_none_or(|answer| exact(answer.time));
        let moment = |time| match exact {
            true => text::moment(time),
            false => format!("{}Z", text::clock(time)),
        };
        times.extend(asked.map(|asked| format!("asked {}", moment(asked))));
        if let Some(answer) = &entry.answer {
            times.push(format!("answered {}", moment(answer.time)));
            times.push(format!("after {}", text::took(answer.rtt)));
            times.push(bytes(answer.size));
        }
        (Line::from(spans), times.join("  "))
    }

    fn fields(&self, answer: &Answer, lines: &mut Lines<'_>) {
        lines.text("statusmsg", answer.message(), Role::Text);
        if !answer.is_whole() {
            let words = "its data was not kept, as there was no room for more";
            lines.text("", words, Role::Warning);
            return;
        }
        let data = answer.data();
        let Some(members) = data.as_object() else {
            lines.value("data", &data);
            return;
        };
        let outputs = self.declared().map(|action| &action.output);
        for (name, output) in outputs.into_iter().flatten() {
            if let Some(value) = members.get(name) {
                let label = Some(output.display_as.as_str()).filter(|label| !label.is_empty());
                lines.value(label.unwrap_or(name), value);
            }
        }
        let declared = |name: &String| {
            self.declared()
                .is_some_and(|action| action.output.contains_key(name))
        };
        let others: Map<String, Value> = members
            .iter()
            .filter(|(name, _)| !declared(name))
            .map(|(name, value)| (name.clone(), value.clone()))
            .collect();
        for (name, value) in &others {
            lines.value(name, value);
        }
    }

    fn silence(&self, entry: &Entry) -> &'static str {
        match self.model.standing(entry) {
            Standing::Waiting => "its answer is awaited",
            Standing::NotSent => "it was not asked",
            Standing::Unexpected => "it was not asked, and its answer was not kept",
            _ if self.outage => {
                "it was asked and no answer arrived; the broker was lost meanwhile, so it may have answered"
            }
            _ => "it was asked and no answer arrived in time; it may have done as it was told",
        }
    }
}

fn draw(look: &Look, lines: &[Line<'static>], area: Rect, buf: &mut Buffer) {
    let more = look.glyph(Glyph::Ellipsis);
    for (line, row) in lines.iter().zip(area.rows()) {
        text::cut(line, usize::from(area.width), more).render(row, buf);
    }
}
