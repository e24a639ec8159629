//! Colour by meaning, glyphs, and text that cannot talk to the terminal.

use anstyle::{AnsiColor, Style};

pub(crate) use tui::text::{align_right, clean, line, pad};

/// How human-readable output is decorated.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Theme {
    /// Whether colours may be used.
    pub(crate) color: bool,
    /// Whether glyphs and boxes must be plain ASCII.
    pub(crate) ascii: bool,
}

/// What a piece of text means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Meaning {
    /// It went well.
    Good,
    /// It needs a look.
    Warning,
    /// It went wrong.
    Bad,
    /// A heading.
    Title,
    /// A value worth spotting.
    Value,
}

impl Theme {
    /// No colour, unicode glyphs.
    #[cfg(test)]
    pub(crate) const PLAIN: Self = Self {
        color: false,
        ascii: false,
    };

    /// No colour, ASCII glyphs.
    #[cfg(test)]
    pub(crate) const ASCII: Self = Self {
        color: false,
        ascii: true,
    };

    /// The text, coloured by what it means where colours may be used.
    pub(crate) fn paint(self, meaning: Meaning, text: impl AsRef<str>) -> String {
        let text = text.as_ref();
        if !self.color || text.is_empty() {
            return text.to_owned();
        }
        let style = style(meaning);
        format!("{style}{text}{style:#}")
    }
}

fn style(meaning: Meaning) -> Style {
    match meaning {
        Meaning::Good => AnsiColor::Green.on_default(),
        Meaning::Warning => AnsiColor::Yellow.on_default(),
        Meaning::Bad => AnsiColor::Red.on_default(),
        // Bold reads on light backgrounds too.
        Meaning::Title => Style::new().bold(),
        Meaning::Value => AnsiColor::Cyan.on_default(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colour_is_added_only_when_wanted() {
        let loud = Theme {
            color: true,
            ascii: false,
        };
        assert_eq!(loud.paint(Meaning::Bad, "no"), "\u{1b}[31mno\u{1b}[0m");
        assert_eq!(Theme::PLAIN.paint(Meaning::Bad, "no"), "no");
    }
}
