//! The text on the screen.

use std::ops::Range;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};
use ratatui::widgets::Widget;
use unicode_width::UnicodeWidthChar;

use super::Pager;
use super::place::Place;
use crate::look::Glyph;
use crate::popups::window;
use crate::session::Session;
use crate::text;
use crate::theme::Role;
use crate::widgets::pane::Pane;
use crate::widgets::prompt::prompt;

impl Pager {
    pub(super) fn draw(&self, session: &Session, area: Rect, buf: &mut Buffer) {
        let pane = Pane::new(self.title.as_str()).note(self.note(session, window::inner(area)));
        let whole = window::open(pane, session, area, buf);
        let mut inner = whole;
        if let Some(field) = self.finding.as_ref().filter(|_| !inner.is_empty()) {
            prompt("/", field, &session.look, inner, buf, true);
            inner.height -= 1;
        }
        self.text(session, whole, inner, buf);
    }

    fn text(&self, session: &Session, whole: Rect, area: Rect, buf: &mut Buffer) {
        let width = usize::from(area.width);
        let first = self.first(self.layout(whole));
        let shown = self.lines.from(first.line).take(area.height.into()).map(safe);
        let lines: Vec<String> = match self.wrap {
            true => shown
                .flat_map(|line| text::wrap(&line, width))
                .skip(first.row)
                .collect(),
            false => shown
                .map(|line| text::skip(&line, self.left).to_owned())
                .collect(),
        };
        let more = session.look.glyph(Glyph::Ellipsis);
        for (line, row) in lines.iter().zip(area.rows()) {
            let line = self.highlighted(session, line);
            text::cut(&line, width, more).render(row, buf);
        }
    }

    fn highlighted<'a>(&self, session: &Session, line: &'a str) -> Line<'a> {
        let style = session.look.style(Role::Match);
        let mut spans = Vec::new();
        let mut done = 0;
        for Range { start, end } in occurrences(line, &self.found) {
            spans.push(Span::raw(&line[done..start]));
            spans.push(Span::styled(&line[start..end], style));
            done = end;
        }
        spans.push(Span::raw(&line[done..]));
        Line::from(spans)
    }

    fn note(&self, session: &Session, inner: Rect) -> String {
        let first = self.first(self.layout(inner));
        let mut note = match self.lines.len() {
            0 => String::new(),
            1 => "1 line".to_owned(),
            len if first == Place::default() => format!("{} lines", text::count(len)),
            len => format!("line {} of {}", text::count(first.line + 1), text::count(len)),
        };
        if self.lines.forgotten() > 0 {
            note.push_str(", the first forgotten");
        }
        let (good, bad) = (session.look.glyph(Glyph::Good), session.look.glyph(Glyph::Bad));
        match self.source.as_ref().map(|source| source.exit) {
            None => {}
            Some(None) => note.push_str("  running"),
            Some(Some(0)) => note.push_str(&format!("  {good} done")),
            Some(Some(exit)) => note.push_str(&format!("  {bad} exit status {exit}")),
        }
        note
    }
}

/// Safe for the terminal, with tabs as blanks.
pub(super) fn safe(line: &str) -> String {
    let mut spread = String::with_capacity(line.len());
    let mut column = 0;
    for c in text::clean(line).chars() {
        match c {
            '\t' => {
                let blanks = 8 - column % 8;
                spread.extend(std::iter::repeat_n(' ', blanks));
                column += blanks;
            }
            c => {
                spread.push(c);
                column += c.width().unwrap_or(0);
            }
        }
    }
    spread
}

/// Where a word occurs; small letters also stand for capital ones.
pub(super) fn occurrences(line: &str, word: &str) -> Vec<Range<usize>> {
    if word.is_empty() {
        return Vec::new();
    }
    let exact = word.chars().any(char::is_uppercase);
    // Only ASCII is folded, so that places in the text stay what they are.
    let (line, word) = match exact {
        true => (line.to_owned(), word.to_owned()),
        false => (line.to_ascii_lowercase(), word.to_ascii_lowercase()),
    };
    line.match_indices(&word)
        .map(|(start, found)| start..start + found.len())
        .collect()
}
