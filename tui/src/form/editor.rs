//! An editor of several lines, for a JSON document or any text.

use crossterm::event::{KeyCode, KeyEvent};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::Line;
use ratatui::widgets::Widget as _;

use super::entry::{Entry, Widget};
use super::json;
use crate::keymap::Verb;
use crate::look::{Glyph, Look};
use crate::text;
use crate::theme::Role;
use crate::widgets::field::Field;

/// Most lines; a longer document stays on its one line.
const MAX_LINES: usize = 2000;

/// The lines of a document; one of them has the cursor.
#[derive(Debug, Clone)]
pub(crate) struct Editor {
    lines: Vec<Field>,
    row: usize,
    /// Whether it must be a JSON document.
    document: bool,
    wrong: Option<String>,
}

impl Editor {
    /// Of an input that holds a document; none for others.
    pub(crate) fn of(entry: &Entry) -> Option<Self> {
        if *entry.widget() != Widget::Json || entry.is_secret() {
            return None;
        }
        let mut editor = Self::of_text(&json::spread(entry.value().unwrap_or_default()))?;
        editor.document = true;
        editor.judge();
        Some(editor)
    }

    /// Of any text; none for one that is too long, or that would lose characters nobody can type.
    pub(crate) fn of_text(text: &str) -> Option<Self> {
        let mut lines: Vec<Field> = text.lines().take(MAX_LINES + 1).map(Field::new).collect();
        if lines.len() > MAX_LINES {
            return None;
        }
        if lines.is_empty() {
            lines.push(Field::default());
        }
        let row = lines.len() - 1;
        let editor = Self {
            lines,
            row,
            document: false,
            wrong: None,
        };
        let kept = editor.text().len() + usize::from(text.ends_with('\n'));
        (kept >= text.len()).then_some(editor)
    }

    /// The document on one line.
    pub(crate) fn flat(&self) -> String {
        json::flat(&self.text())
    }

    /// Moves to the line above or below, or begins a new one.
    pub(crate) fn on_verb(&mut self, verb: Verb) {
        match verb {
            Verb::PreviousField => self.row = self.row.saturating_sub(1),
            Verb::NextField => self.row = (self.row + 1).min(self.lines.len() - 1),
            Verb::Accept if self.lines.len() < MAX_LINES => {
                let field = &mut self.lines[self.row];
                let text = field.text().to_owned();
                let (before, after) = text.split_at(field.cursor());
                let indent: String = before.chars().take_while(|c| *c == ' ').collect();
                field.set(before);
                let mut next = Field::new(indent);
                let cursor = next.cursor();
                next.paste(after);
                for _ in 0..after.chars().count() {
                    if next.cursor() > cursor {
                        next.on_key(KeyEvent::from(KeyCode::Left));
                    }
                }
                self.row += 1;
                self.lines.insert(self.row, next);
            }
            _ => {}
        }
        self.judge();
    }

    /// Takes a key.
    pub(crate) fn on_key(&mut self, key: KeyEvent) {
        let at_start = self.lines[self.row].cursor() == 0;
        if key.code == KeyCode::Backspace && at_start && self.row > 0 {
            let rest = self.lines.remove(self.row);
            self.row -= 1;
            let field = &mut self.lines[self.row];
            let whole = format!("{}{}", field.text(), rest.text());
            field.set(whole);
        } else {
            self.lines[self.row].on_key(key);
        }
        self.judge();
    }

    /// Takes pasted text, which may have several lines.
    pub(crate) fn on_paste(&mut self, text: &str) {
        for (index, line) in text.lines().enumerate() {
            if index > 0 {
                self.on_verb(Verb::Accept);
                self.lines[self.row].clear();
            }
            self.lines[self.row].paste(line);
        }
        self.judge();
    }

    /// Draws the lines around the cursor, and below what is wrong.
    pub(crate) fn render(&self, look: &Look, area: Rect, buf: &mut Buffer) {
        let area = area.intersection(buf.area);
        if area.is_empty() {
            return;
        }
        let page = usize::from(area.height.saturating_sub(1)).max(1);
        let first = (self.row + 1).saturating_sub(page);
        for (y, (index, field)) in
            (area.y..area.bottom()).zip(self.lines.iter().enumerate().skip(first).take(page))
        {
            let row = Rect { y, height: 1, ..area };
            let number = Line::styled(format!("{:>4} ", index + 1), look.style(Role::Muted));
            number.render(row, buf);
            let rest = Rect {
                x: row.x.saturating_add(5),
                width: row.width.saturating_sub(5),
                ..row
            };
            field.render_styled(
                look.style(Role::Text),
                rest.intersection(area),
                buf,
                index == self.row,
            );
        }
        if area.height > 1 {
            let last = Rect {
                y: area.bottom() - 1,
                height: 1,
                ..area
            };
            let line = match &self.wrong {
                Some(wrong) => Line::styled(format!("     {wrong}"), look.style(Role::Bad)),
                None if self.document => Line::styled("     JSON", look.style(Role::Good)),
                None => Line::default(),
            };
            text::cut(&line, usize::from(area.width), look.glyph(Glyph::Ellipsis)).render(last, buf);
        }
    }

    /// The text, with a line break between its lines.
    pub(crate) fn text(&self) -> String {
        let lines: Vec<&str> = self.lines.iter().map(Field::text).collect();
        lines.join("\n")
    }

    fn judge(&mut self) {
        let text = self.text();
        self.wrong = match !self.document || text.trim().is_empty() {
            true => None,
            false => json::explained(&text),
        };
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::form::entry::Group;
    use ddl::{Input, InputType};

    fn editor(text: &str) -> Editor {
        let input = Input {
            kind: InputType::Hash,
            ..Input::default()
        };
        let mut entry = Entry::new("options", input, Group::Required);
        entry.set(text);
        Editor::of(&entry).unwrap()
    }

    #[test]
    fn a_document_is_edited_line_by_line() {
        let mut editor = editor(r#"{"a":1}"#);
        assert_eq!(editor.lines.len(), 3);
        editor.on_verb(Verb::PreviousField);
        editor.on_paste(",");
        editor.on_verb(Verb::Accept);
        editor.on_paste("\"b\": 2");
        assert_eq!(editor.flat(), r#"{"a":1,"b":2}"#);
        assert_eq!(editor.wrong, None);
    }

    #[test]
    fn a_mistake_is_shown_with_its_line() {
        let mut editor = editor(r#"{"a":1}"#);
        editor.on_verb(Verb::PreviousField);
        editor.on_paste(" x");
        assert!(editor.wrong.unwrap().contains("line 2"));
    }

    #[test]
    fn lines_can_be_broken_and_joined() {
        let mut editor = editor("[1,2]");
        let before = editor.flat();
        editor.on_key(KeyEvent::from(KeyCode::Home));
        editor.on_key(KeyEvent::from(KeyCode::Backspace));
        editor.on_verb(Verb::Accept);
        assert_eq!(editor.flat(), before);
    }
}
