//! The user's keys and colours: `keys.toml`.

use std::io;
use std::path::Path;

use anyhow::Context;
use client::files;
use tui::keymap::Keymap;
use tui::theme::Theme;

/// Larger than any list of keys.
const MAX_FILE: u64 = 256 * 1024;

/// What the user likes.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Taste {
    /// Which key does what.
    pub(super) keymap: Keymap,
    /// The theme, if one is wanted.
    pub(super) theme: Option<Theme>,
}

impl Taste {
    /// As the file in the folder of the user's configuration says; the usual where there is none.
    pub(super) fn read(folder: Option<&Path>) -> anyhow::Result<Self> {
        let Some(path) = folder.map(|folder| folder.join("keys.toml")) else {
            return Ok(Self::default());
        };
        let text = match files::read_text(&path, MAX_FILE) {
            Ok(text) => text,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Self::default()),
            Err(error) => return Err(error).with_context(|| format!("{} cannot be read", path.display())),
        };
        let wrong = || path.display().to_string();
        Ok(Self {
            keymap: Keymap::parse(&text).with_context(wrong)?,
            theme: Theme::parse(&text).with_context(wrong)?,
        })
    }
}

#[cfg(test)]
mod tests {
    use tui::keymap::Verb;

    use super::*;

    #[test]
    fn keys_and_colours_are_read_from_the_users_file() {
        let folder = tempfile::tempdir().unwrap();
        assert_eq!(Taste::read(Some(folder.path())).unwrap(), Taste::default());
        let text = "[keys]\nquit = 'ctrl-q'\n[theme]\nname = 'light'\n";
        std::fs::write(folder.path().join("keys.toml"), text).unwrap();
        let taste = Taste::read(Some(folder.path())).unwrap();
        assert_eq!(taste.theme, Some(Theme::Light));
        assert_eq!(taste.keymap.keys(Verb::Quit), ["ctrl-q".parse().unwrap()]);
    }

    #[test]
    fn a_mistake_names_the_file() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("keys.toml"), "[keys]\nquti = 'x'\n").unwrap();
        let error = format!("{:#}", Taste::read(Some(folder.path())).unwrap_err());
        assert!(
            error.contains("keys.toml") && error.contains("did you mean quit?"),
            "{error}"
        );
    }
}
