//! Long text: raw data, or what a command prints while it prints.

mod draw;
mod lines;
mod place;
#[cfg(test)]
mod tests;

use std::borrow::Cow;
use std::path::PathBuf;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use unicode_width::UnicodeWidthStr;

use self::lines::Lines;
use self::place::{Layout, Place};
use super::confirm::Confirm;
use super::prompt::Prompt;
use super::window;
use crate::component::{Component, Event, Hint};
use crate::effect::Effect;
use crate::keymap::Verb;
use crate::order::{Order, Ticket};
use crate::report::Report;
use crate::session::Session;
use crate::widgets::field::Field;
use crate::widgets::list::List;

/// Rows that are shown of a command's output, even if it prints less.
const LEAST_ROWS: usize = 6;

/// Columns for the note below a short text.
const LEAST_COLUMNS: usize = 40;

/// Columns a step to the side moves.
const STEP: usize = 20;

/// Shows text that may be long, and may still be growing.
pub(crate) struct Pager {
    title: String,
    lines: Lines,
    /// The command that prints it.
    source: Option<Source>,
    /// The first row shown, or the last page where less is left.
    top: Place,
    /// Columns hidden on the left, where lines are not wrapped.
    left: usize,
    wrap: bool,
    /// Whether the end stays in sight.
    follow: bool,
    finding: Option<Field>,
    found: String,
}

/// A command that prints.
struct Source {
    ticket: Ticket,
    exit: Option<u8>,
}

impl Pager {
    /// Shows a text.
    pub(crate) fn new(title: impl Into<String>, text: &str) -> Self {
        let mut lines = Lines::default();
        lines.push(text);
        Self {
            title: title.into(),
            lines,
            source: None,
            top: Place::default(),
            left: 0,
            wrap: true,
            follow: false,
            finding: None,
            found: String::new(),
        }
    }

    /// Shows what the command of this ticket prints.
    pub(crate) fn of(title: impl Into<String>, ticket: Ticket) -> Self {
        Self {
            source: Some(Source { ticket, exit: None }),
            follow: true,
            ..Self::new(title, "")
        }
    }

    fn running(&self) -> Option<Ticket> {
        let source = self.source.as_ref()?;
        source.exit.is_none().then_some(source.ticket)
    }

    /// How the text is laid out in a room of this size, which has a row less while something is searched.
    fn layout(&self, inner: Rect) -> Layout<'_> {
        let finding = usize::from(self.finding.is_some());
        Layout {
            lines: &self.lines,
            wrap: self.wrap.then_some(usize::from(inner.width)),
            page: usize::from(inner.height).saturating_sub(finding),
        }
    }

    /// The first row shown.
    fn first(&self, layout: Layout<'_>) -> Place {
        let end = layout.end();
        if self.follow { end } else { self.top.min(end) }
    }

    fn scroll(&mut self, session: &Session, verb: Verb) {
        let inner = window::inner(self.place(session, session.screen()));
        let layout = self.layout(inner);
        let top = layout.step(self.first(layout), verb);
        let follow = self.running().is_some() && top == layout.end();
        (self.top, self.follow) = (top, follow);
    }

    /// Shows the next line, or the one before, that holds what is searched.
    fn find(&mut self, forward: bool) {
        let len = self.lines.len();
        if self.found.is_empty() || len == 0 {
            return;
        }
        let first = self.top.line.min(len - 1);
        let step = |distance: usize| match forward {
            true => (first + distance) % len,
            false => (first + len - distance) % len,
        };
        let holds = |index: &usize| {
            let line = self.lines.get(*index).unwrap_or_default();
            !draw::occurrences(line, &self.found).is_empty()
        };
        if let Some(line) = (1..=len).map(step).find(holds) {
            self.top = Place { line, row: 0 };
            self.follow = false;
        }
    }

    fn leave(&mut self) -> Vec<Effect> {
        if !self.found.is_empty() {
            self.found.clear();
            return Vec::new();
        }
        self.close()
    }

    fn close(&self) -> Vec<Effect> {
        let Some(ticket) = self.running() else {
            return vec![Effect::Close];
        };
        let lines = vec![format!("{} has not ended yet. Stop it?", self.title)];
        let yes = vec![Effect::Order(Order::Cancel(ticket)), Effect::Close];
        vec![Effect::Open(Box::new(Confirm::new("Stop?", lines, yes)))]
    }

    fn export(&self) -> Vec<Effect> {
        let text = self.lines.text();
        let write = move |path: String| {
            let path = PathBuf::from(path.trim());
            vec![Effect::Order(Order::Write { path, text })]
        };
        let prompt = Prompt::new("Export", "Write it to this file, which must not exist:", write);
        vec![Effect::Open(Box::new(prompt))]
    }
}

impl Component for Pager {
    fn title(&self) -> Cow<'static, str> {
        "Text".into()
    }

    fn hints(&self, _session: &Session) -> Vec<Hint> {
        if self.finding.is_some() {
            return vec![Hint::new(Verb::Accept, "find"), Hint::new(Verb::Back, "leave it")];
        }
        let mut hints = vec![Hint::new(Verb::Find, "find")];
        if !self.found.is_empty() {
            hints.push(Hint::new(Verb::NextMatch, "next"));
            hints.push(Hint::new(Verb::PreviousMatch, "previous"));
        }
        if self.running().is_some() {
            hints.push(Hint::new(Verb::Stop, "stop it"));
        }
        hints.push(Hint::new(Verb::CopyValue, "copy"));
        hints.push(Hint::new(Verb::Export, "export"));
        hints.push(Hint::new(
            Verb::View,
            if self.wrap { "cut lines" } else { "wrap lines" },
        ));
        if !self.wrap {
            hints.push(Hint::quiet(Verb::Left, "to the left"));
            hints.push(Hint::quiet(Verb::Right, "to the right"));
        }
        hints.extend(List::hints());
        hints.push(Hint::new(Verb::Back, "close"));
        hints.push(Hint::quiet(Verb::Close, "close"));
        hints
    }

    fn typing(&self) -> bool {
        self.finding.is_some()
    }

    fn on_verb(&mut self, session: &mut Session, verb: Verb) -> Vec<Effect> {
        match verb {
            Verb::Find => self.finding = Some(Field::default()),
            Verb::Accept => {
                self.found = self
                    .finding
                    .take()
                    .map(|field| field.text().to_owned())
                    .unwrap_or_default();
                self.find(true);
            }
            Verb::Back if self.finding.is_some() => self.finding = None,
            Verb::NextMatch => self.find(true),
            Verb::PreviousMatch => self.find(false),
            Verb::View => {
                self.wrap = !self.wrap;
                self.left = 0;
            }
            Verb::Left => self.left = self.left.saturating_sub(STEP),
            Verb::Right => self.left = self.left.saturating_add(STEP),
            Verb::CopyValue => return vec![Effect::Copy(self.lines.text())],
            Verb::Export => return self.export(),
            Verb::Stop => {
                return self
                    .running()
                    .map(|ticket| Effect::Order(Order::Cancel(ticket)))
                    .into_iter()
                    .collect();
            }
            Verb::Back => return self.leave(),
            Verb::Close => return self.close(),
            _ => self.scroll(session, verb),
        }
        Vec::new()
    }

    fn field(&mut self) -> Option<&mut Field> {
        self.finding.as_mut()
    }

    fn on_event(&mut self, _session: &mut Session, event: &Event<'_>) -> Vec<Effect> {
        if let Event::Report(Report::Printed { ticket, text, exit }) = event
            && let Some(source) = self.source.as_mut().filter(|source| source.ticket == *ticket)
        {
            source.exit = source.exit.or(*exit);
            let forgotten = self.lines.forgotten();
            self.lines.push(text);
            // What is looked at stays where it is.
            let gone = self.lines.forgotten() - forgotten;
            self.top.line = self.top.line.saturating_sub(gone);
        }
        Vec::new()
    }

    fn render(&self, session: &Session, area: Rect, buf: &mut Buffer) {
        self.draw(session, area, buf);
    }

    fn place(&self, _session: &Session, screen: Rect) -> Rect {
        let large = window::large(screen);
        let inner = window::inner(large);
        let most = usize::from(inner.height);
        let rows = self.layout(inner).height(most) + usize::from(self.finding.is_some());
        if self.source.is_some() {
            // Where more may come, only the lower edge moves.
            let height = u16::try_from(rows.max(LEAST_ROWS)).unwrap_or(u16::MAX);
            let height = height.saturating_add(2).min(large.height);
            return Rect { height, ..large };
        }
        let lines = self.lines.from(0).take(most);
        let width = lines.map(|line| draw::safe(line).width()).max().unwrap_or(0);
        let width = u16::try_from(width.max(LEAST_COLUMNS) + 2).unwrap_or(u16::MAX);
        // Longer lines may follow.
        match rows >= most {
            true => large,
            false => window::middle(large, width, rows),
        }
    }

    fn unfinished(&self) -> Option<String> {
        self.running()
            .map(|_| format!("{} has not ended yet", self.title))
    }
}
