//! The frame: tabs above, the screen, a message and the keys below.

mod keys;
mod tabs;

use ratatui::buffer::Buffer;
use ratatui::layout::{Rect, Size};
use ratatui::text::{Line, Span};
use ratatui::widgets::Widget;

use super::{App, in_words};
use crate::effect::{Notice, Tone};
use crate::look::Glyph;
use crate::report::Link;
use crate::text;
use crate::theme::Role;
use crate::widgets::area::rows;

/// Least columns in which screens can be read.
const LEAST_WIDTH: u16 = 40;

/// Least rows in which screens can be read.
const LEAST_HEIGHT: u16 = 8;

impl App {
    /// Draws everything: same state, same cells.
    pub(crate) fn render(&self, area: Rect, buf: &mut Buffer) {
        let area = area.intersection(buf.area);
        buf.set_style(area, self.session.look.style(Role::Text));
        if is_too_small(area.as_size()) {
            return self.plea(area, buf);
        }
        let [tabs, screen, message, keys] = layout(area);
        self.tabs(tabs, buf);
        self.screen().render(&self.session, screen, buf);
        self.message(message, buf);
        self.keys(keys, buf);
        for popup in &self.popups {
            popup.render(&self.session, popup.place(&self.session, screen), buf);
        }
    }

    /// Where the popup on top is.
    #[cfg(test)]
    pub(crate) fn popup_place(&self, area: Rect) -> Option<Rect> {
        let popup = self.popups.last()?;
        Some(popup.place(&self.session, layout(area)[1]))
    }

    /// What is said where nothing can be shown.
    fn plea(&self, area: Rect, buf: &mut Buffer) {
        let words = format!("mco needs more room: {LEAST_WIDTH}x{LEAST_HEIGHT}");
        let lines = text::wrap(&words, usize::from(area.width));
        for (line, row) in lines.iter().zip(area.rows()) {
            Line::from(line.as_str()).render(row, buf);
        }
    }

    fn message(&self, row: Rect, buf: &mut Buffer) {
        let look = &self.session.look;
        let chord = self
            .pending
            .as_ref()
            .map(|key| format!("{key}{} ", look.glyph(Glyph::Ellipsis)));
        let chord = Span::styled(chord.unwrap_or_default(), look.style(Role::Accent));
        let width = usize::from(row.width).saturating_sub(chord.width());
        if let Some(notice) = self.news() {
            let (glyph, role) = match notice.tone {
                Tone::Plain => (None, Role::Text),
                Tone::Good => (Some(Glyph::Good), Role::Good),
                Tone::Warning => (Some(Glyph::Warning), Role::Warning),
                Tone::Bad => (Some(Glyph::Bad), Role::Bad),
            };
            let sign = glyph.map_or_else(String::new, |glyph| format!("{} ", look.glyph(glyph)));
            let text = format!(" {sign}{}", notice.text);
            let line = Line::styled(text, look.style(role));
            text::cut(&line, width, look.glyph(Glyph::Ellipsis)).render(row, buf);
        }
        Line::from(chord).right_aligned().render(row, buf);
    }

    /// The newest news, or what is wrong all the time, or what the screen says of itself.
    fn news(&self) -> Option<Notice> {
        if let Some((notice, _)) = &self.notice {
            return Some(notice.clone());
        }
        let desk = &self.session.desk;
        if let Some(broken) = &desk.broken {
            return Some(Notice::new(Tone::Bad, in_words(broken)));
        }
        match &self.session.link {
            Link::Failed(trouble) => Some(Notice::new(Tone::Bad, in_words(trouble))),
            Link::Lost => {
                let words = "the connection is lost and being restored; what is shown may be old";
                Some(Notice::new(Tone::Warning, words))
            }
            _ => self.top().status(&self.session),
        }
    }
}

/// Tabs, screen, message, keys.
pub(crate) fn layout(area: Rect) -> [Rect; 4] {
    let row = |y, height| rows(area, y, height);
    let middle = area.height.saturating_sub(3);
    [row(0, 1), row(1, middle), row(1 + middle, 1), row(2 + middle, 1)]
}

/// Whether there is not enough room for any screen.
pub(super) fn is_too_small(size: Size) -> bool {
    size.width < LEAST_WIDTH || size.height < LEAST_HEIGHT
}
