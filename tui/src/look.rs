//! How things look: colours by meaning and the glyphs the terminal can show.

use ratatui::style::Style;
use ratatui::symbols::border;

use crate::theme::{Role, Theme};

/// Colours and glyphs.
#[derive(Debug, Clone)]
pub(crate) struct Look {
    theme: Theme,
    ascii: bool,
}

/// Signs that mean something; each has a plain twin.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Glyph {
    /// It went well.
    Good,
    /// It needs a look.
    Warning,
    /// It went wrong.
    Bad,
    /// It is not known.
    Unknown,
    /// Answers now.
    Online,
    /// Known, but it did not answer lately.
    Silent,
    /// The row the keys act on.
    Cursor,
    /// Chosen by hand.
    Mark,
    /// Goes on.
    Ellipsis,
    /// Sorted upwards.
    Ascending,
    /// Sorted downwards.
    Descending,
    /// A full part of a bar.
    Full,
    /// An empty part of a bar.
    Empty,
    /// Between parts of a line.
    Dot,
    /// Before the scope and other prompts.
    Prompt,
    /// Its parts are shown below it.
    Open,
    /// Its parts are hidden.
    Closed,
}

impl Look {
    /// Colours of a theme; `ascii` for terminals that show nothing else.
    pub(crate) fn new(theme: Theme, ascii: bool) -> Self {
        Self { theme, ascii }
    }

    /// How text with a meaning is drawn.
    pub(crate) fn style(&self, role: Role) -> Style {
        self.theme.style(role)
    }

    /// A sign.
    pub(crate) fn glyph(&self, glyph: Glyph) -> &'static str {
        let (sign, plain) = match glyph {
            Glyph::Good => ("✓", "+"),
            Glyph::Warning => ("!", "!"),
            Glyph::Bad => ("✗", "x"),
            Glyph::Unknown => ("?", "?"),
            Glyph::Online => ("●", "o"),
            Glyph::Silent => ("○", "."),
            Glyph::Cursor => ("▸", ">"),
            Glyph::Mark => ("*", "*"),
            Glyph::Ellipsis => ("…", "~"),
            Glyph::Ascending => ("▲", "^"),
            Glyph::Descending => ("▼", "v"),
            Glyph::Full => ("█", "#"),
            Glyph::Empty => ("░", "-"),
            Glyph::Dot => ("·", "-"),
            Glyph::Prompt => ("▸", ">"),
            Glyph::Open => ("▾", "v"),
            Glyph::Closed => ("▸", ">"),
        };
        if self.ascii { plain } else { sign }
    }

    /// Whether only ASCII may be drawn.
    pub(crate) fn ascii(&self) -> bool {
        self.ascii
    }

    /// The lines around a pane; where colours do not tell that it has the keys, they do.
    pub(crate) fn border(&self, focused: bool) -> border::Set<'static> {
        const FOCUSED: border::Set<'static> = border::Set {
            horizontal_top: "=",
            horizontal_bottom: "=",
            ..PLAIN
        };
        const PLAIN: border::Set<'static> = border::Set {
            top_left: "+",
            top_right: "+",
            bottom_left: "+",
            bottom_right: "+",
            vertical_left: "|",
            vertical_right: "|",
            horizontal_top: "-",
            horizontal_bottom: "-",
        };
        let mono = focused && self.theme.is_mono();
        match (self.ascii, mono) {
            (true, false) => PLAIN,
            (true, true) => FOCUSED,
            (false, false) => border::PLAIN,
            (false, true) => border::THICK,
        }
    }

    /// Levels of a spark line, from nothing to most.
    pub(crate) fn levels(&self) -> [&'static str; 9] {
        if self.ascii {
            [" ", ".", ".", ":", ":", "|", "|", "#", "#"]
        } else {
            [" ", "▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"]
        }
    }
}
