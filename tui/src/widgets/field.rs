//! A line of text that is being typed.

use std::borrow::Cow;

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::{Modifier, Style};
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

use crate::look::Look;
use crate::text;
use crate::theme::Role;

/// Longest text, in bytes, so that a paste by mistake cannot fill the memory.
const MOST: usize = 64 * 1024;

/// One line of text with a cursor between its characters.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Field {
    text: String,
    /// Byte offset, between two characters as the user sees them.
    cursor: usize,
    masked: bool,
}

impl Field {
    /// With text, and the cursor at its end.
    pub(crate) fn new(text: impl Into<String>) -> Self {
        let mut field = Self::default();
        field.set(text);
        field
    }

    /// Shows stars instead of what is typed.
    #[must_use]
    pub(crate) fn masked(mut self) -> Self {
        self.masked = true;
        self
    }

    /// What was typed.
    pub(crate) fn text(&self) -> &str {
        &self.text
    }

    /// Byte offset of the cursor.
    pub(crate) fn cursor(&self) -> usize {
        self.cursor
    }

    /// Whether nothing was typed.
    pub(crate) fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// Replaces the text and puts the cursor at its end.
    pub(crate) fn set(&mut self, text: impl Into<String>) {
        self.text.clear();
        self.cursor = 0;
        self.paste(&text.into());
    }

    /// Empties it.
    pub(crate) fn clear(&mut self) {
        self.set("");
    }

    /// Puts text at the cursor, without its control characters.
    pub(crate) fn paste(&mut self, text: &str) {
        let text: String = text.chars().filter(|c| !c.is_control()).collect();
        let room = MOST.saturating_sub(self.text.len());
        let end = text.char_indices().map(|(offset, c)| offset + c.len_utf8());
        let end = end.take_while(|end| *end <= room).last().unwrap_or(0);
        let text = &text[..end];
        self.text.insert_str(self.cursor, text);
        self.cursor = self.boundary(self.cursor + text.len());
    }

    /// Replaces the text from a byte offset up to the cursor, as a completion does. Does nothing when the offset is not in the text.
    pub(crate) fn replace(&mut self, from: usize, text: &str) {
        if from <= self.cursor && self.text.is_char_boundary(from) {
            self.text.replace_range(from..self.cursor, "");
            self.cursor = from;
            self.paste(text);
        }
    }

    /// Takes a key. True when the text has changed.
    pub(crate) fn on_key(&mut self, key: KeyEvent) -> bool {
        let before = self.text.len();
        let chord = key
            .modifiers
            .intersects(KeyModifiers::CONTROL | KeyModifiers::ALT);
        match key.code {
            KeyCode::Char('w') if chord => self.erase(self.word_before()),
            KeyCode::Char('u') if chord => self.erase(0),
            KeyCode::Char('h') if chord => self.erase(self.before()),
            KeyCode::Char(c) if !chord => {
                self.paste(c.encode_utf8(&mut [0; 4]));
                return !c.is_control();
            }
            KeyCode::Backspace if chord => self.erase(self.word_before()),
            KeyCode::Backspace => self.erase(self.before()),
            KeyCode::Delete => {
                let after = self.after();
                self.text.replace_range(self.cursor..after, "");
                self.cursor = self.boundary(self.cursor);
            }
            KeyCode::Left if chord => self.cursor = self.word_before(),
            KeyCode::Left => self.cursor = self.before(),
            KeyCode::Right if chord => self.cursor = self.word_after(),
            KeyCode::Right => self.cursor = self.after(),
            KeyCode::Home => self.cursor = 0,
            KeyCode::End => self.cursor = self.text.len(),
            _ => {}
        }
        self.text.len() != before
    }

    /// Draws it into one row: the part around the cursor when there is not room for all. The cursor is a cell when `focused`.
    pub(crate) fn render(&self, look: &Look, area: Rect, buf: &mut Buffer, focused: bool) {
        let style = look.style(if focused { Role::Field } else { Role::Text });
        self.render_styled(style, area, buf, focused);
    }

    /// Like [`render`](Self::render), in another style.
    pub(crate) fn render_styled(&self, style: Style, area: Rect, buf: &mut Buffer, focused: bool) {
        let area = Rect {
            height: area.height.min(1),
            ..area
        }
        .intersection(buf.area);
        if area.is_empty() {
            return;
        }
        buf.set_style(area, style);
        let width = usize::from(area.width);
        let at = self.shown(&self.text[..self.cursor]).width();
        // The cursor needs a cell of its own at the end.
        let hidden = (at + usize::from(focused)).saturating_sub(width);
        let shown = self.shown(&self.text);
        let (mut column, mut x, mut cell) = (0, area.x, None);
        for grapheme in shown.graphemes(true) {
            if column == at {
                cell = Some(x);
            }
            let columns = grapheme.width();
            if column >= hidden {
                let room = usize::from(area.right() - x);
                (x, _) = buf.set_stringn(x, area.y, grapheme, room, style);
            }
            column += columns;
            if column.saturating_sub(hidden) >= width {
                break;
            }
        }
        let cell = cell.or((column <= at).then_some(x));
        if let Some(x) = cell.filter(|x| focused && *x < area.right()) {
            buf[(x, area.y)].modifier.insert(Modifier::REVERSED);
        }
    }

    /// As it is drawn.
    fn shown<'a>(&self, text: &'a str) -> Cow<'a, str> {
        match self.masked {
            true => "*".repeat(text.graphemes(true).count()).into(),
            false => text::line(text),
        }
    }

    fn erase(&mut self, from: usize) {
        self.text.replace_range(from..self.cursor, "");
        self.cursor = self.boundary(from);
    }

    fn before(&self) -> usize {
        let last = self.text[..self.cursor].grapheme_indices(true).next_back();
        last.map_or(0, |(offset, _)| offset)
    }

    fn after(&self) -> usize {
        let next = self.text[self.cursor..].graphemes(true).next();
        self.cursor + next.map_or(0, str::len)
    }

    fn word_before(&self) -> usize {
        let before = &self.text[..self.cursor];
        let word = before.trim_end();
        word.rfind(char::is_whitespace).map_or(0, |space| {
            space + word[space..].chars().next().map_or(0, char::len_utf8)
        })
    }

    fn word_after(&self) -> usize {
        let rest = &self.text[self.cursor..];
        let word = rest.len() - rest.trim_start().len();
        let end = rest[word..].find(char::is_whitespace);
        self.cursor + end.map_or(rest.len(), |end| word + end)
    }

    /// The first place from an offset on that is between two characters as the user sees them, which an edit may have joined.
    fn boundary(&self, offset: usize) -> usize {
        let mut places = self.text.grapheme_indices(true).map(|(place, _)| place);
        places.find(|place| *place >= offset).unwrap_or(self.text.len())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::stage::dump;
    use proptest::prelude::*;

    fn press(field: &mut Field, code: KeyCode, modifiers: KeyModifiers) -> bool {
        field.on_key(KeyEvent::new(code, modifiers))
    }

    fn drawn(field: &Field, width: u16) -> String {
        let area = Rect::new(0, 0, width, 1);
        let mut buf = Buffer::empty(area);
        field.render_styled(Style::new(), area, &mut buf, true);
        let cursor = (0..width).find(|x| buf[(*x, 0)].modifier.contains(Modifier::REVERSED));
        format!("{} cursor {cursor:?}", dump(&buf))
    }

    #[test]
    fn letters_words_and_the_line_can_be_erased() {
        let mut field = Field::new("-C apache -F country=uk");
        assert!(press(&mut field, KeyCode::Char('w'), KeyModifiers::CONTROL));
        assert_eq!(field.text(), "-C apache -F ");
        press(&mut field, KeyCode::Backspace, KeyModifiers::NONE);
        assert_eq!(field.text(), "-C apache -F");
        press(&mut field, KeyCode::Char('u'), KeyModifiers::CONTROL);
        assert_eq!(field.text(), "");
        assert!(!press(&mut field, KeyCode::Backspace, KeyModifiers::NONE));
    }

    #[test]
    fn the_cursor_steps_over_what_looks_like_one_character() {
        let mut field = Field::new("e\u{301}日👩\u{200d}🚀");
        press(&mut field, KeyCode::Left, KeyModifiers::NONE);
        press(&mut field, KeyCode::Left, KeyModifiers::NONE);
        press(&mut field, KeyCode::Delete, KeyModifiers::NONE);
        press(&mut field, KeyCode::Backspace, KeyModifiers::NONE);
        assert_eq!(field.text(), "👩\u{200d}🚀");
    }

    #[test]
    fn long_text_scrolls_with_the_cursor() {
        let mut field = Field::new("0123456789");
        assert_eq!(drawn(&field, 6), "56789 cursor Some(5)");
        press(&mut field, KeyCode::Home, KeyModifiers::NONE);
        assert_eq!(drawn(&field, 6), "012345 cursor Some(0)");
    }

    #[test]
    fn a_masked_field_shows_stars() {
        assert_eq!(drawn(&Field::new("geheim").masked(), 10), "****** cursor Some(6)");
    }

    #[test]
    fn pasted_text_loses_control_characters_and_has_an_end() {
        let mut field = Field::default();
        field.paste("a\r\nb\u{1b}[31m");
        assert_eq!(field.text(), "ab[31m");
        field.paste(&"ü".repeat(MOST));
        assert!(field.text().len() <= MOST);
    }

    #[test]
    fn a_completion_replaces_the_word_before_the_cursor() {
        let mut field = Field::new("req pack");
        field.replace(4, "package ");
        assert_eq!((field.text(), field.cursor()), ("req package ", 12));
        field.replace(99, "x");
        assert_eq!(field.text(), "req package ");
    }

    proptest! {
        #[test]
        fn any_keys_at_any_width_leave_a_field_that_can_be_drawn(
            keys in prop::collection::vec((0..10usize, any::<char>(), any::<bool>()), 0..60), width in 0u16..12
        ) {
            use KeyCode::{Backspace, Char, Delete, End, Home, Left, Right};
            let mut field = Field::default();
            for (which, c, chord) in keys {
                let code = [Char(c), Backspace, Delete, Left, Right, Home, End, Char('w'), Char('日'), Char('\u{301}')][which];
                let chord = if chord { KeyModifiers::CONTROL } else { KeyModifiers::NONE };
                press(&mut field, code, chord);
                prop_assert!(field.text().is_char_boundary(field.cursor()));
                drawn(&field, width);
            }
        }
    }
}
