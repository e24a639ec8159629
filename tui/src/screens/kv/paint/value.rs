//! Drawing a value, its history and what changes.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use super::super::Kv;
use super::super::diff::{self, Sign};
use super::super::layout::Focus;
use super::super::open::{Change, Open, is_recent};
use super::super::subject::{Shown, Subject};
use crate::kv::{Operation, Revision};
use crate::look::{Glyph, Look};
use crate::measure;
use crate::session::Session;
use crate::text;
use crate::theme::Role;
use crate::widgets::area::rows;
use crate::widgets::pane::Pane;
use crate::widgets::prose::{cut, words};

impl Kv {
    /// A value, or how two revisions differ.
    pub(in super::super) fn paint_value(&self, session: &Session, area: Rect, buf: &mut Buffer) {
        if area.is_empty() {
            return;
        }
        let look = &session.look;
        let subject = self.open.as_ref().and_then(|open| open.subject.as_ref());
        let title = subject.map_or("Value".into(), |subject| text::line(&subject.key));
        let note = subject.map(|subject| subject.note(area)).unwrap_or_default();
        let pane = Pane::new(title)
            .note(note)
            .focused(self.parts.focus == Focus::Value);
        let inner = pane.render(look, area, buf);
        let Some(subject) = subject else {
            return;
        };
        if let Some(trouble) = &subject.trouble {
            let mut said = vec![(trouble.text.clone(), Role::Bad)];
            said.extend(trouble.hint.clone().map(|hint| (hint, Role::Text)));
            words(look, &said, inner, buf);
            return;
        }
        if subject.revisions.is_none() {
            words(look, &[("reading it".to_owned(), Role::Muted)], inner, buf);
            return;
        }
        cut(look, &subject.head(session), rows(inner, 0, 1), buf);
        subject.body(look, rows(inner, 1, inner.height.saturating_sub(1)), buf);
    }

    /// The revisions of a key that are kept.
    pub(in super::super) fn paint_history(&self, session: &Session, area: Rect, buf: &mut Buffer) {
        if area.is_empty() {
            return;
        }
        let look = &session.look;
        let focused = self.parts.focus == Focus::History;
        let subject = self.open.as_ref().and_then(|open| open.subject.as_ref());
        let kept = self.current().map_or(0, |bucket| bucket.history);
        let pane = Pane::new(format!("History ({kept} kept)")).focused(focused);
        let inner = pane.render(look, area, buf);
        let Some(subject) = subject else {
            return;
        };
        let shown = subject.list.visible(usize::from(inner.height));
        for (place, row) in shown.zip(inner.rows()) {
            let Some(revision) = subject.revisions().get(place) else {
                continue;
            };
            let here = subject.list.cursor() == Some(place);
            let cursor = if here { look.glyph(Glyph::Cursor) } else { " " };
            let role = if revision.operation.is_value() {
                Role::Text
            } else {
                Role::Stale
            };
            let line = Line::from(vec![
                Span::styled(format!("{cursor} "), look.style(Role::Accent)),
                Span::styled(revision_line(session, revision), look.style(role)),
            ]);
            cut(look, &line, row, buf);
            if here && focused {
                buf.set_style(row, look.style(Role::Selected));
            }
        }
    }

    /// What changes while it is looked at.
    pub(in super::super) fn paint_watch(&self, session: &Session, area: Rect, buf: &mut Buffer) {
        if area.is_empty() {
            return;
        }
        let look = &session.look;
        let note = self
            .open
            .as_ref()
            .map(|open| format!("{} since opened", text::counted(open.heard, "change")));
        let pane = Pane::new("Watch")
            .note(note.unwrap_or_default())
            .focused(self.parts.focus == Focus::Watch);
        let inner = pane.render(look, area, buf);
        let Some(open) = &self.open else {
            return;
        };
        if open.changes.is_empty() {
            let said = "What changes from now on is listed here.";
            words(look, &[(said.to_owned(), Role::Muted)], inner, buf);
            return;
        }
        for (change, row) in open.changes.iter().skip(open.scroll).zip(inner.rows()) {
            cut(look, &open.change_line(session, change), row, buf);
        }
    }
}

impl Open {
    fn change_line(&self, session: &Session, change: &Change) -> Line<'static> {
        let look = &session.look;
        match change {
            Change::Note(time, words) => {
                let words = format!(" [{}] -- {words} --", text::clock(*time));
                Line::styled(words, look.style(Role::Warning))
            }
            Change::Key(row) => {
                let recent = is_recent(row.time, session.now);
                let (name, role) = match row.operation {
                    Operation::Put => ("PUT", Role::Good),
                    Operation::Delete => ("DEL", Role::Bad),
                    Operation::Purge => ("PURGE", Role::Bad),
                };
                let rest = if recent { Role::Text } else { Role::Muted };
                let size = row.operation.is_value().then(|| measure::bytes(row.size as u64));
                Line::from(vec![
                    Span::styled(format!(" [{}] ", text::clock(row.time)), look.style(Role::Muted)),
                    Span::styled(format!("{name:<5} "), look.style(role)),
                    Span::styled(text::line(&row.key).into_owned(), look.style(rest)),
                    Span::styled(
                        format!("  r{}  {}", row.revision, size.unwrap_or_default()),
                        look.style(Role::Muted),
                    ),
                ])
            }
        }
    }
}

impl Subject {
    fn note(&self, area: Rect) -> String {
        let inner = Pane::inner(area);
        // Below the line about the revision.
        let page = usize::from(inner.height).saturating_sub(1);
        let lines = self.shown.height(inner.width.into());
        match lines > page {
            true => format!(
                "{}-{} of {}",
                self.scroll + 1,
                (self.scroll + page).min(lines),
                text::count(lines)
            ),
            false => String::new(),
        }
    }

    /// `r57  12:00:02  JSON  182 B`.
    fn head(&self, session: &Session) -> Line<'static> {
        let look = &session.look;
        let Some(revision) = self.current() else {
            return Line::default();
        };
        let mut words = format!("r{}  {}", revision.revision, when(session, revision));
        match &self.shown {
            Shown::Diff(old, new, lines) => {
                let from = old.map_or("nothing".to_owned(), |old| format!("r{old}"));
                let (added, gone) = diff::count(lines);
                words = format!("what r{new} changed in {from}: +{added} -{gone}");
            }
            Shown::Body(body) => words.push_str(&format!(
                "  {}  {}  {}",
                body.kind,
                measure::bytes(revision.size as u64),
                if self.view == Default::default() {
                    ""
                } else {
                    self.view.name()
                }
            )),
            _ => {}
        }
        Line::styled(words.trim_end().to_owned(), look.style(Role::Muted))
    }

    fn body(&self, look: &Look, area: Rect, buf: &mut Buffer) {
        match &self.shown {
            Shown::Nothing => {}
            Shown::Words(said) => drop(words(look, &[((*said).to_owned(), Role::Muted)], area, buf)),
            Shown::Diff(_, _, lines) => {
                for (line, row) in lines.iter().skip(self.scroll).zip(area.rows()) {
                    cut(look, &diff_line(look, line), row, buf);
                }
            }
            Shown::Body(body) => {
                let shown = body.rows(self.scroll, area.width.into());
                for (line, row) in shown.zip(area.rows()) {
                    cut(look, &Line::raw(line), row, buf);
                }
            }
        }
    }
}

/// A line of a difference.
pub(in super::super) fn diff_line(look: &Look, line: &diff::Line) -> Line<'static> {
    let (sign, role) = match line.sign {
        Sign::Same => ("  ", Role::Text),
        Sign::Old => ("- ", Role::Bad),
        Sign::New => ("+ ", Role::Good),
        Sign::Note => ("", Role::Muted),
    };
    let text = text::head(&line.text, 4096).replace('\t', "    ");
    Line::styled(format!("{sign}{}", text::line(&text)), look.style(role))
}

fn revision_line(session: &Session, revision: &Revision) -> String {
    let size = match revision.operation.is_value() {
        true => measure::bytes(revision.size as u64),
        false => String::new(),
    };
    let name = revision.operation.name();
    format!(
        "{:<6} {name:<7} {:<12} {size:>9}",
        revision.revision,
        when(session, revision)
    )
}

/// The time of day where that says enough, else how long ago.
fn when(session: &Session, revision: &Revision) -> String {
    let age = session.now.duration_since(revision.time).unwrap_or_default();
    match age.as_secs() {
        0..36_000 => text::clock(revision.time),
        _ => format!("{} ago", text::age(age)),
    }
}
