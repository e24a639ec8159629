//! Draws lines from where the cursor is, and draws over them again.

use std::io::{self, Write};

use crossterm::QueueableCommand;
use crossterm::cursor::{MoveToColumn, MoveUp};
use crossterm::style::{Attribute, ContentStyle, PrintStyledContent, SetAttribute, StyledContent};
use crossterm::terminal::{Clear, ClearType};
use ratatui::backend::IntoCrossterm;
use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::Rect;
use ratatui::style::{Color, Style};
use ratatui::text::Line;
use ratatui::widgets::Widget;
use unicode_width::UnicodeWidthStr;

/// Widest line that stays behind.
const MAX_FAREWELL: u16 = 400;

/// Draws lines again and again in one place.
pub(super) struct Painter<W> {
    out: W,
    /// Columns used by each of the lines drawn; the cursor is in the last one.
    drawn: Vec<u16>,
    /// Lines above the cursor.
    above: u16,
}

impl<W: Write> Painter<W> {
    /// Nothing is drawn yet; the cursor is at the beginning of a line.
    pub(super) fn new(out: W) -> Self {
        Self {
            out,
            drawn: Vec::new(),
            above: 0,
        }
    }

    /// Draws over what was drawn.
    pub(super) fn draw(&mut self, buf: &Buffer) -> io::Result<()> {
        self.home()?;
        self.drawn.clear();
        for y in 0..buf.area.height {
            if y > 0 {
                self.out.write_all(b"\r\n")?;
            }
            let used = self.row(buf, y)?;
            self.drawn.push(used);
            self.out.queue(Clear(ClearType::UntilNewLine))?;
        }
        self.out.queue(Clear(ClearType::FromCursorDown))?;
        self.above = buf.area.height.saturating_sub(1);
        self.out.flush()
    }

    /// The terminal is as wide as this now, and has broken the lines that were wider.
    pub(super) fn resized(&mut self, width: u16) {
        let lines = self.drawn.iter().map(|used| used.div_ceil(width.max(1)).max(1));
        self.above = lines.fold(0u16, u16::saturating_add).saturating_sub(1);
    }

    /// Something else wrote to the terminal: what follows is drawn below that.
    pub(super) fn forget(&mut self) {
        self.drawn.clear();
        self.above = 0;
    }

    /// Takes away what was drawn.
    pub(super) fn erase(&mut self) -> io::Result<()> {
        self.home()?;
        self.forget();
        self.out.queue(Clear(ClearType::FromCursorDown))?;
        self.out.flush()
    }

    /// Leaves one line behind, or none when it is empty.
    pub(super) fn close(&mut self, line: &Line<'_>) -> io::Result<()> {
        self.erase()?;
        if line.width() == 0 {
            return Ok(());
        }
        let width = u16::try_from(line.width())
            .unwrap_or(MAX_FAREWELL)
            .min(MAX_FAREWELL);
        let area = Rect::new(0, 0, width, 1);
        let mut buf = Buffer::empty(area);
        line.render(area, &mut buf);
        self.row(&buf, 0)?;
        self.out.write_all(b"\r\n")?;
        self.out.flush()
    }

    fn home(&mut self) -> io::Result<()> {
        // Terminals take a zero for one.
        if self.above > 0 {
            self.out.queue(MoveUp(self.above))?;
        }
        self.out.queue(MoveToColumn(0))?;
        Ok(())
    }

    /// Writes one line without the blanks at its end, and tells how many columns it has.
    fn row(&mut self, buf: &Buffer, y: u16) -> io::Result<u16> {
        let cell = |x: u16| &buf[(buf.area.x + x, buf.area.y + y)];
        let used = (0..buf.area.width).rev().find(|x| !is_blank(cell(*x)));
        let end = used.map_or(0, |x| x + 1);
        let mut x = 0;
        while x < end {
            let style = cell(x).style();
            let mut run = String::new();
            while x < end && cell(x).style() == style {
                let symbol = cell(x).symbol();
                run.push_str(symbol);
                x += u16::try_from(symbol.width()).unwrap_or(1).max(1);
            }
            self.run(style, run)?;
        }
        Ok(end)
    }

    fn run(&mut self, style: Style, text: String) -> io::Result<()> {
        // What is as usual needs no words.
        let told = Style {
            fg: set(style.fg),
            bg: set(style.bg),
            underline_color: None,
            ..style
        };
        let told: ContentStyle = told.into_crossterm();
        let styled = told != ContentStyle::default();
        self.out
            .queue(PrintStyledContent(StyledContent::new(told, text)))?;
        if styled {
            self.out.queue(SetAttribute(Attribute::Reset))?;
        }
        Ok(())
    }
}

fn set(color: Option<Color>) -> Option<Color> {
    color.filter(|color| *color != Color::Reset)
}

fn is_blank(cell: &Cell) -> bool {
    cell.symbol() == " " && cell.modifier.is_empty()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn buffer(lines: &[&str]) -> Buffer {
        Buffer::with_lines(lines.iter().copied())
    }

    #[test]
    fn what_was_drawn_is_drawn_over_and_taken_away() {
        let mut painter = Painter::new(Vec::new());
        painter.draw(&buffer(&["one", "two"])).unwrap();
        painter.draw(&buffer(&["1"])).unwrap();
        painter.close(&Line::from("done")).unwrap();
        let text = String::from_utf8(painter.out).unwrap();
        insta::assert_snapshot!(text.escape_debug(), @r#"\u{1b}[1Gone\u{1b}[K\r\ntwo\u{1b}[K\u{1b}[J\u{1b}[1A\u{1b}[1G1\u{1b}[K\u{1b}[J\u{1b}[1G\u{1b}[Jdone\r\n"#);
    }

    #[test]
    fn lines_broken_by_a_narrower_terminal_are_found_again() {
        let mut painter = Painter::new(Vec::new());
        painter.draw(&buffer(&["0123456789", "ab"])).unwrap();
        painter.resized(4);
        assert_eq!(painter.above, 3);
    }
}
