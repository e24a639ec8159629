//! Colours, asked for by meaning.

use ratatui::style::{Color, Modifier, Style};

/// What a piece of the screen means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// Ordinary text.
    Text,
    /// Less important text.
    Muted,
    /// Headings.
    Title,
    /// Lines around panes.
    Border,
    /// Lines around the pane that has the keys.
    Focus,
    /// The row the keys act on.
    Selected,
    /// A text field.
    Field,
    /// It went well.
    Good,
    /// A warning, or only a part.
    Warning,
    /// A failure.
    Bad,
    /// Old or silent.
    Stale,
    /// It changes nodes.
    Change,
    /// A key in hints.
    Key,
    /// Worth spotting.
    Accent,
    /// The letters a search found.
    Match,
}

/// A set of colours.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Theme {
    /// For dark backgrounds.
    #[default]
    Dark,
    /// For light backgrounds.
    Light,
    /// No colours; bold, dim, underlined and reversed text.
    Mono,
}

impl Theme {
    /// How text with a meaning is drawn.
    pub fn style(self, role: Role) -> Style {
        let plain = Style::new();
        let (dark, light, mono) = match role {
            Role::Text => (plain, plain, plain),
            Role::Muted | Role::Stale => (
                plain.fg(Color::DarkGray),
                plain.fg(Color::DarkGray),
                plain.add_modifier(Modifier::DIM),
            ),
            Role::Title => {
                let bold = plain.add_modifier(Modifier::BOLD);
                (bold, bold, bold)
            }
            Role::Border => (plain.fg(Color::DarkGray), plain.fg(Color::Gray), plain),
            Role::Focus => (
                plain.fg(Color::Cyan),
                plain.fg(Color::Blue),
                plain.add_modifier(Modifier::BOLD),
            ),
            Role::Selected => {
                let reversed = plain.add_modifier(Modifier::REVERSED);
                (reversed, reversed, reversed)
            }
            Role::Field => {
                let line = plain.add_modifier(Modifier::UNDERLINED);
                (line, line, line)
            }
            Role::Good => (plain.fg(Color::Green), plain.fg(Color::Green), plain),
            Role::Warning => (
                plain.fg(Color::Yellow),
                plain.fg(Color::Yellow),
                plain.add_modifier(Modifier::BOLD),
            ),
            Role::Bad => (
                plain.fg(Color::Red),
                plain.fg(Color::Red),
                plain.add_modifier(Modifier::BOLD),
            ),
            Role::Change => (
                plain.fg(Color::Magenta),
                plain.fg(Color::Magenta),
                plain.add_modifier(Modifier::BOLD),
            ),
            Role::Key => (
                plain.fg(Color::Cyan),
                plain.fg(Color::Blue),
                plain.add_modifier(Modifier::BOLD),
            ),
            Role::Accent => (
                plain.fg(Color::Cyan),
                plain.fg(Color::Blue),
                plain.add_modifier(Modifier::BOLD),
            ),
            Role::Match => {
                let under = plain.add_modifier(Modifier::UNDERLINED | Modifier::BOLD);
                (under, under, under)
            }
        };
        match self {
            Self::Dark => dark,
            Self::Light => light,
            Self::Mono => mono,
        }
    }
}
