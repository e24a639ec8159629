//! Labels with their values as lines of text.

use ratatui::text::{Line, Span};
use serde_json::Value;

use crate::look::{Glyph, Look};
use crate::text;
use crate::theme::Role;

/// Bytes of one answer that are drawn; exporting gives all.
const MAX_TEXT: usize = 64 << 10;

/// Columns of a label.
const LABEL: usize = 18;

/// Lines being made.
pub(super) struct Lines<'a> {
    look: &'a Look,
    width: usize,
    lines: Vec<Line<'static>>,
    room: usize,
}

impl<'a> Lines<'a> {
    pub(super) fn new(look: &'a Look, width: u16) -> Self {
        Self {
            look,
            width: usize::from(width).max(1),
            lines: Vec::new(),
            room: MAX_TEXT,
        }
    }

    pub(super) fn push(&mut self, line: Line<'static>) {
        self.lines.push(line);
    }

    /// A value under its label.
    pub(super) fn value(&mut self, label: &str, value: &Value) {
        match value {
            Value::String(words) => self.text(label, words, Role::Text),
            Value::Object(_) | Value::Array(_) => {
                let short = value.to_string();
                let pretty = match short.len() + LABEL < self.width {
                    true => short,
                    false => serde_json::to_string_pretty(value).unwrap_or(short),
                };
                self.text(label, &pretty, Role::Text);
            }
            value => self.text(label, &value.to_string(), Role::Text),
        }
    }

    /// Text under its label; long lines go on in the next.
    pub(super) fn text(&mut self, label: &str, words: &str, role: Role) {
        let indent = if label.is_empty() {
            0
        } else {
            LABEL.min(self.width / 3)
        };
        let shown = text::head(words, self.room);
        let more = words.len() - shown.len();
        self.room -= shown.len();
        let mut label = text::line(label).into_owned();
        let more_sign = self.look.glyph(Glyph::Ellipsis);
        let clean = text::clean(shown).replace('\t', "    ");
        for line in clean.lines().chain(clean.is_empty().then_some("")) {
            for piece in text::wrap(line, (self.width - indent).max(1)) {
                let lead = text::fit(&label, indent.saturating_sub(1), more_sign);
                let lead = text::pad(&lead, indent);
                self.lines.push(Line::from(vec![
                    Span::styled(lead, self.look.style(Role::Muted)),
                    Span::styled(piece, self.look.style(role)),
                ]));
                label.clear();
            }
        }
        if more > 0 {
            let words = format!("{} more; export it to see all", bytes(more));
            self.lines
                .push(Line::styled(words, self.look.style(Role::Warning)));
        }
    }

    pub(super) fn done(self) -> Vec<Line<'static>> {
        self.lines
    }
}

/// A size in words.
pub(super) fn bytes(size: usize) -> String {
    match size {
        0..10_000 => format!("{} B", text::count(size)),
        10_000..10_000_000 => format!("{} KiB", text::count(size >> 10)),
        _ => format!("{} MiB", text::count(size >> 20)),
    }
}
