//! The user's colours.

use std::collections::BTreeMap;

use ratatui::style::Color;
use serde::Deserialize;

use super::{Base, Own, ROLES, Theme};

/// Why the user's colours cannot be used.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ThemeError {
    /// It is no TOML, or not the tables it should be.
    #[error("the theme cannot be read")]
    Syntax(#[from] toml::de::Error),
    /// No theme has this name.
    #[error("there is no theme {0}; there are dark, light and mono")]
    Name(String),
    /// Nothing of this name has a colour.
    #[error("nothing called {name} has a colour{}", nearest.as_ref().map(|name| format!(", did you mean {name}?")).unwrap_or_default())]
    Role {
        /// As written.
        name: String,
        /// What may have been meant.
        nearest: Option<String>,
    },
    /// This is no colour.
    #[error("{role}: {colour} is no colour; colours are written like `lightred`, `#ff0000` or `196`")]
    Colour {
        /// What should have it.
        role: String,
        /// As written.
        colour: String,
    },
}

#[derive(Deserialize)]
struct File {
    #[serde(default)]
    theme: BTreeMap<String, String>,
}

impl Theme {
    /// The theme a file asks for; none when it asks for nothing.
    ///
    /// - **Shape:** TOML; in the table `theme`, `name` is `dark`, `light` or `mono`, and every role may have a colour:
    ///   `bad = "#ff0000"`, `warning = "lightyellow"`, `good = "34"`.
    /// - **Errors:** the first name or colour that is not known.
    pub fn parse(text: &str) -> Result<Option<Self>, ThemeError> {
        let mut theme = toml::from_str::<File>(text)?.theme;
        if theme.is_empty() {
            return Ok(None);
        }
        let (base, named) = match theme.remove("name") {
            None => (Base::Dark, Self::Dark),
            Some(name) => named(&name).ok_or(ThemeError::Name(name))?,
        };
        if theme.is_empty() {
            return Ok(Some(named));
        }
        let mut colours = [None; ROLES.len()];
        for (role, colour) in theme {
            let place = ROLES.iter().position(|(_, name)| *name == role);
            let Some(place) = place else {
                let names: Vec<String> = ROLES.iter().map(|(_, name)| (*name).to_owned()).collect();
                let nearest = client::nearest(&role, &names);
                return Err(ThemeError::Role { name: role, nearest });
            };
            let read: Color = colour.parse().map_err(|_| ThemeError::Colour { role, colour })?;
            colours[place] = Some(read);
        }
        Ok(Some(Self::Own(Own { base, colours })))
    }
}

fn named(name: &str) -> Option<(Base, Theme)> {
    match name {
        "dark" => Some((Base::Dark, Theme::Dark)),
        "light" => Some((Base::Light, Theme::Light)),
        "mono" => Some((Base::Mono, Theme::Mono)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::theme::Role;

    fn error(text: &str) -> String {
        Theme::parse(text).unwrap_err().to_string()
    }

    #[test]
    fn a_theme_is_chosen_by_name() {
        assert_eq!(
            Theme::parse("[theme]\nname = 'light'").unwrap(),
            Some(Theme::Light)
        );
        assert_eq!(Theme::parse("[keys]\nmark = 'm'").unwrap(), None);
    }

    #[test]
    fn single_colours_can_be_changed() {
        let theme = Theme::parse("[theme]\nname = 'mono'\nbad = '#ff0000'\nselected = 'blue'")
            .unwrap()
            .unwrap();
        assert_eq!(theme.style(Role::Bad).fg, Some(Color::Rgb(255, 0, 0)));
        assert_eq!(theme.style(Role::Selected).bg, Some(Color::Blue));
        assert_eq!(theme.style(Role::Good), Theme::Mono.style(Role::Good));
        assert!(theme.is_mono());
    }

    #[test]
    fn mistakes_are_told() {
        insta::assert_snapshot!(error("[theme]\nname = 'drak'"), @"there is no theme drak; there are dark, light and mono");
        insta::assert_snapshot!(error("[theme]\nwarnin = 'red'"), @"nothing called warnin has a colour, did you mean warning?");
        insta::assert_snapshot!(error("[theme]\nbad = 'redish'"), @"bad: redish is no colour; colours are written like `lightred`, `#ff0000` or `196`");
    }
}
