//! A key or a chord of keys, as people write it.

use std::fmt;
use std::str::FromStr;

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

/// A key, or keys pressed one after another: `ctrl-d`, `g g`, `f5`, `shift-tab`.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Key(Vec<Stroke>);

/// One key with its modifiers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
struct Stroke {
    code: KeyCode,
    modifiers: KeyModifiers,
}

/// A key nobody has.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is not a key; keys are written like `x`, `ctrl-d`, `f5`, `shift-tab` or `g g`")]
pub struct KeyError(String);

/// Keys with names.
const NAMES: [(&str, KeyCode); 16] = [
    ("space", KeyCode::Char(' ')),
    ("enter", KeyCode::Enter),
    ("esc", KeyCode::Esc),
    ("tab", KeyCode::Tab),
    ("backspace", KeyCode::Backspace),
    ("delete", KeyCode::Delete),
    ("insert", KeyCode::Insert),
    ("up", KeyCode::Up),
    ("down", KeyCode::Down),
    ("left", KeyCode::Left),
    ("right", KeyCode::Right),
    ("home", KeyCode::Home),
    ("end", KeyCode::End),
    ("pageup", KeyCode::PageUp),
    ("pagedown", KeyCode::PageDown),
    ("backtab", KeyCode::BackTab),
];

impl Key {
    /// The key of a terminal's event. Shift is part of a letter, not a modifier.
    pub fn of(event: KeyEvent) -> Self {
        Self(vec![Stroke::of(event.code, event.modifiers)])
    }

    /// What a terminal tells when it is pressed.
    pub(crate) fn events(&self) -> impl Iterator<Item = KeyEvent> + use<> {
        let strokes = self.0.clone().into_iter();
        strokes.map(|stroke| KeyEvent::new(stroke.code, stroke.modifiers))
    }

    /// This key followed by another.
    #[must_use]
    pub fn then(&self, next: &Self) -> Self {
        Self(self.0.iter().chain(&next.0).copied().collect())
    }

    /// The first of its keys.
    pub fn first(&self) -> Self {
        Self(self.0.first().copied().into_iter().collect())
    }

    /// Whether it is typed into a text field where there is one.
    pub fn types(&self) -> bool {
        let [stroke] = self.0.as_slice() else {
            return false;
        };
        let chord = stroke
            .modifiers
            .intersects(KeyModifiers::CONTROL | KeyModifiers::ALT);
        match stroke.code {
            KeyCode::Char('w' | 'u' | 'h') if stroke.modifiers == KeyModifiers::CONTROL => true,
            KeyCode::Char(_) => !chord,
            KeyCode::Backspace
            | KeyCode::Delete
            | KeyCode::Left
            | KeyCode::Right
            | KeyCode::Home
            | KeyCode::End => true,
            _ => false,
        }
    }

    /// Whether it is longer than another and begins with it.
    pub(crate) fn begins_with(&self, start: &Self) -> bool {
        self.0.len() > start.0.len() && self.0.starts_with(&start.0)
    }
}

impl Stroke {
    fn of(code: KeyCode, modifiers: KeyModifiers) -> Self {
        let (code, modifiers) = match code {
            KeyCode::BackTab => (KeyCode::Tab, modifiers | KeyModifiers::SHIFT),
            // Terminals send NUL for control and space.
            KeyCode::Null => (KeyCode::Char(' '), modifiers | KeyModifiers::CONTROL),
            KeyCode::Char(_) => (code, modifiers - KeyModifiers::SHIFT),
            code => (code, modifiers),
        };
        let known = KeyModifiers::CONTROL | KeyModifiers::ALT | KeyModifiers::SHIFT;
        Self {
            code,
            modifiers: modifiers & known,
        }
    }

    fn read(text: &str) -> Option<Self> {
        let mut modifiers = KeyModifiers::NONE;
        let mut rest = text;
        while let Some((word, after)) = rest.split_once('-').filter(|(_, after)| !after.is_empty()) {
            modifiers |= match word {
                "ctrl" => KeyModifiers::CONTROL,
                "alt" => KeyModifiers::ALT,
                "shift" => KeyModifiers::SHIFT,
                _ => return None,
            };
            rest = after;
        }
        let named = NAMES
            .iter()
            .find(|(name, _)| *name == rest)
            .map(|(_, code)| *code);
        let function = || rest.strip_prefix('f')?.parse().ok().map(KeyCode::F);
        let letter = || {
            let mut chars = rest.chars();
            chars.next().filter(|_| chars.next().is_none()).map(KeyCode::Char)
        };
        Some(Self::of(named.or_else(letter).or_else(function)?, modifiers))
    }
}

impl FromStr for Key {
    type Err = KeyError;

    fn from_str(text: &str) -> Result<Self, KeyError> {
        let strokes: Option<Vec<Stroke>> = text.split_whitespace().map(Stroke::read).collect();
        match strokes {
            Some(strokes) if !strokes.is_empty() => Ok(Self(strokes)),
            _ => Err(KeyError(text.to_owned())),
        }
    }
}

/// As hints show it: `^D`, `S-Tab`, `gg`.
impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for stroke in &self.0 {
            if stroke.modifiers.contains(KeyModifiers::CONTROL) {
                f.write_str("^")?;
            }
            if stroke.modifiers.contains(KeyModifiers::ALT) {
                f.write_str("M-")?;
            }
            if stroke.modifiers.contains(KeyModifiers::SHIFT) {
                f.write_str("S-")?;
            }
            match stroke.code {
                KeyCode::Char(' ') => f.write_str("Space")?,
                KeyCode::Char(c) if stroke.modifiers.contains(KeyModifiers::CONTROL) => {
                    write!(f, "{}", c.to_ascii_uppercase())?;
                }
                KeyCode::Char(c) => write!(f, "{c}")?,
                KeyCode::F(number) => write!(f, "F{number}")?,
                KeyCode::PageUp => f.write_str("PgUp")?,
                KeyCode::PageDown => f.write_str("PgDn")?,
                code => write!(f, "{code}")?,
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_read_and_shown() {
        let shown = |text: &str| text.parse::<Key>().map(|key| key.to_string());
        assert_eq!(shown("ctrl-d").unwrap(), "^D");
        assert_eq!(shown("g g").unwrap(), "gg");
        assert_eq!(shown("shift-tab").unwrap(), "S-Tab");
        assert_eq!(shown("f5").unwrap(), "F5");
        assert_eq!(shown("-").unwrap(), "-");
        assert_eq!(shown("space").unwrap(), "Space");
        assert!(shown("ctrl-nothing").is_err());
        assert!(shown("").is_err());
    }

    #[test]
    fn a_terminals_events_are_the_same_keys() {
        let event = |code, modifiers| Key::of(KeyEvent::new(code, modifiers));
        let key = |text: &str| text.parse::<Key>().unwrap();
        assert_eq!(event(KeyCode::Char('G'), KeyModifiers::SHIFT), key("G"));
        assert_eq!(event(KeyCode::BackTab, KeyModifiers::SHIFT), key("shift-tab"));
        assert_eq!(event(KeyCode::Char('d'), KeyModifiers::CONTROL), key("ctrl-d"));
    }
}
