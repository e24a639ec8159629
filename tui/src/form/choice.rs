//! Choosing among values: a few next to each other, or the ones that match what is typed.

use crossterm::event::KeyCode;

use crate::fuzzy;

/// Values that are offered at once.
const MAX_MATCHES: usize = 50;

/// Values that are looked through.
const MAX_SEARCHED: usize = 20_000;

/// One of a few values.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Choice {
    /// The value.
    pub(crate) value: String,
    /// What is shown.
    pub(crate) label: String,
}

/// Values that take each other's place.
#[derive(Debug, Clone)]
pub(super) struct Cycle {
    typed: String,
    values: Vec<String>,
    next: usize,
}

impl Choice {
    /// Shown as it is.
    pub(crate) fn plain(value: &str) -> Self {
        Self::new(value, value)
    }

    /// Shown as something else.
    pub(crate) fn new(value: &str, label: impl Into<String>) -> Self {
        Self {
            value: value.to_owned(),
            label: label.into(),
        }
    }
}

impl Cycle {
    /// Beginning with the first value; after the last one comes what was typed.
    pub(super) fn new(typed: &str, mut values: Vec<String>) -> Self {
        values.retain(|value| value != typed);
        if !values.is_empty() {
            values.push(typed.to_owned());
        }
        Self {
            typed: typed.to_owned(),
            values,
            next: 0,
        }
    }

    /// What was typed before.
    pub(super) fn typed(&self) -> &str {
        &self.typed
    }

    /// The value that comes now.
    pub(super) fn next(&mut self) -> Option<&str> {
        let value = self.values.get(self.next)?;
        self.next = (self.next + 1) % self.values.len();
        Some(value)
    }
}

/// The value a key leads to: the one before or after, or one that begins with a letter.
pub(super) fn after(choices: &[Choice], chosen: &str, key: KeyCode) -> Option<String> {
    let at = choices.iter().position(|choice| choice.value == chosen);
    let count = choices.len();
    let index = match key {
        KeyCode::Char(' ') | KeyCode::Right => at.map_or(0, |at| (at + 1) % count.max(1)),
        KeyCode::Left => at.map_or(count.saturating_sub(1), |at| (at + count - 1) % count.max(1)),
        KeyCode::Home => 0,
        KeyCode::End => count.saturating_sub(1),
        KeyCode::Char(letter) => {
            let begins = |choice: &Choice| {
                let first = choice.label.chars().next();
                first.is_some_and(|first| first.to_lowercase().eq(letter.to_lowercase()))
            };
            let start = at.map_or(0, |at| at + 1);
            let turned = (start..count).chain(0..start.min(count));
            turned.into_iter().find(|index| begins(&choices[*index]))?
        }
        _ => return None,
    };
    choices.get(index).map(|choice| choice.value.clone())
}

/// The values that match what is typed, best first; all when nothing is.
pub(crate) fn matching(typed: &str, values: &[String]) -> Vec<String> {
    let values = &values[..values.len().min(MAX_SEARCHED)];
    let found = fuzzy::rank(typed, values.iter().map(String::as_str));
    let best = found.iter().take(MAX_MATCHES);
    best.map(|hit| values[hit.index].clone()).collect()
}
