//! Colours, asked for by meaning.

mod parse;

use ratatui::style::{Color, Modifier, Style};

pub use parse::ThemeError;

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
    /// One of these with colours of the user's.
    Own(Own),
}

/// A theme with some colours of the user's.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Own {
    base: Base,
    colours: [Option<Color>; ROLES.len()],
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum Base {
    #[default]
    Dark,
    Light,
    Mono,
}

/// All roles with their names in `keys.toml`.
const ROLES: [(Role, &str); 15] = [
    (Role::Text, "text"),
    (Role::Muted, "muted"),
    (Role::Title, "title"),
    (Role::Border, "border"),
    (Role::Focus, "focus"),
    (Role::Selected, "selected"),
    (Role::Field, "field"),
    (Role::Good, "good"),
    (Role::Warning, "warning"),
    (Role::Bad, "bad"),
    (Role::Stale, "stale"),
    (Role::Change, "change"),
    (Role::Key, "key"),
    (Role::Accent, "accent"),
    (Role::Match, "match"),
];

impl Theme {
    /// How text with a meaning is drawn.
    pub fn style(self, role: Role) -> Style {
        match self {
            Self::Dark => dark(role),
            Self::Light => light(role),
            Self::Mono => mono(role),
            Self::Own(own) => own.style(role),
        }
    }

    /// Whether nothing can be told by colours.
    pub(crate) fn is_mono(self) -> bool {
        matches!(self, Self::Mono | Self::Own(Own { base: Base::Mono, .. }))
    }
}

impl Own {
    fn style(self, role: Role) -> Style {
        let style = match self.base {
            Base::Dark => dark(role),
            Base::Light => light(role),
            Base::Mono => mono(role),
        };
        let place = ROLES.iter().position(|(known, _)| *known == role);
        match (role, place.and_then(|place| self.colours[place])) {
            (_, None) => style,
            (Role::Selected, Some(colour)) => Style::new().bg(colour),
            (_, Some(colour)) => style.fg(colour),
        }
    }
}

// The sixteen colours mean something else in every palette, so only those are used that can be read in all of them: dim text for what
// matters less, as the eighth colour is the background of some dark palettes.

fn dark(role: Role) -> Style {
    let plain = Style::new();
    match role {
        Role::Focus | Role::Key | Role::Accent => plain.fg(Color::Cyan),
        Role::Good => plain.fg(Color::Green),
        Role::Warning => plain.fg(Color::Yellow),
        Role::Bad => plain.fg(Color::LightRed),
        Role::Change => plain.fg(Color::LightMagenta),
        role => uncoloured(role),
    }
}

// Yellow and green cannot be read on white. Terminals with fewer colours show these as ordinary text.
fn light(role: Role) -> Style {
    let plain = Style::new();
    match role {
        Role::Focus | Role::Key | Role::Accent => plain.fg(Color::Blue),
        Role::Good => plain.fg(Color::Indexed(28)),
        Role::Warning => plain.fg(Color::Indexed(130)).add_modifier(Modifier::BOLD),
        Role::Bad => plain.fg(Color::Red),
        Role::Change => plain.fg(Color::Magenta),
        role => uncoloured(role),
    }
}

fn mono(role: Role) -> Style {
    let bold = Style::new().add_modifier(Modifier::BOLD);
    match role {
        Role::Focus | Role::Key | Role::Accent | Role::Warning | Role::Bad | Role::Change => bold,
        role => uncoloured(role),
    }
}

/// What is told without colours in every theme.
fn uncoloured(role: Role) -> Style {
    let plain = Style::new();
    match role {
        Role::Muted | Role::Stale | Role::Border => plain.add_modifier(Modifier::DIM),
        Role::Title => plain.add_modifier(Modifier::BOLD),
        Role::Selected => plain.add_modifier(Modifier::REVERSED),
        Role::Field => plain.add_modifier(Modifier::UNDERLINED),
        Role::Match => plain.add_modifier(Modifier::UNDERLINED | Modifier::BOLD),
        _ => plain,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_role_has_a_name() {
        for (index, (role, name)) in ROLES.iter().enumerate() {
            assert_eq!(*role as usize, index, "{name}");
        }
    }

    #[test]
    fn mono_has_no_colours() {
        for (role, name) in ROLES {
            let style = Theme::Mono.style(role);
            assert_eq!((style.fg, style.bg), (None, None), "{name}");
        }
    }

    #[test]
    fn nothing_is_drawn_in_a_colour_some_palette_hides() {
        let hidden = [Color::Black, Color::DarkGray, Color::White, Color::Gray];
        for (role, name) in ROLES {
            for theme in [Theme::Dark, Theme::Light] {
                let colour = theme.style(role).fg;
                assert!(!colour.is_some_and(|colour| hidden.contains(&colour)), "{name}");
            }
            let light = Theme::Light.style(role).fg;
            assert!(
                light != Some(Color::Yellow) && light != Some(Color::Cyan),
                "{name}"
            );
        }
    }
}
