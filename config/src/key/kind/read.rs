//! From the text of a value to the value.

use std::path::{Path, PathBuf};
use std::time::Duration;

use super::ValueError;
use crate::{Bound, duration};

/// Most letters of a wrong value in a message.
pub(super) const SHOWN: usize = 60;

pub(super) fn boolean(text: &str) -> Result<bool, ValueError> {
    match text.to_ascii_lowercase().as_str() {
        "1" | "yes" | "true" | "y" | "t" => Ok(true),
        "0" | "no" | "false" | "n" | "f" => Ok(false),
        _ => Err(ValueError::Bool(clip(text))),
    }
}

pub(super) fn int(text: &str, min: i64, max: i64) -> Result<i64, ValueError> {
    let value: i64 = text.parse().map_err(|_| ValueError::Int(clip(text)))?;
    if (min..=max).contains(&value) {
        Ok(value)
    } else {
        Err(ValueError::Range { value, min, max })
    }
}

pub(super) fn span(text: &str, max: Duration) -> Result<Duration, ValueError> {
    let value = duration::parse(text).map_err(|reason| ValueError::Duration {
        text: clip(text),
        reason,
    })?;
    if value > max {
        Err(ValueError::TooLong {
            text: clip(text),
            max,
        })
    } else {
        Ok(value)
    }
}

pub(super) fn bound(text: &str) -> Result<Bound, ValueError> {
    Bound::parse(text).ok_or_else(|| ValueError::Bound(clip(text)))
}

pub(super) fn word(text: &str, words: &'static [&'static str]) -> Result<&'static str, ValueError> {
    let found = words.iter().copied().find(|word| word.eq_ignore_ascii_case(text));
    found.ok_or_else(|| ValueError::Word {
        text: clip(text),
        words,
    })
}

/// As much of a wrong value as helps to find it.
fn clip(text: &str) -> String {
    match text.char_indices().nth(SHOWN) {
        Some((end, _)) => format!("{}...", &text[..end]),
        None => text.to_owned(),
    }
}

pub(super) fn title(text: &str) -> String {
    let mut letters = text.chars();
    letters
        .next()
        .into_iter()
        .flat_map(char::to_uppercase)
        .chain(letters)
        .collect()
}

pub(super) fn items(text: &str) -> Vec<String> {
    text.split(',')
        .map(str::trim)
        .filter(|item| !item.is_empty())
        .map(str::to_owned)
        .collect()
}

pub(super) fn paths(text: &str, home: Option<&Path>) -> Result<Vec<PathBuf>, ValueError> {
    text.split(':')
        .map(str::trim)
        .filter(|item| !item.is_empty())
        .map(|item| path(item, home))
        .collect()
}

pub(super) fn path(text: &str, home: Option<&Path>) -> Result<PathBuf, ValueError> {
    let Some(rest) = text.strip_prefix('~') else {
        return Ok(PathBuf::from(text));
    };
    match (home, rest.strip_prefix('/')) {
        (Some(home), Some(below)) => Ok(home.join(below.trim_start_matches('/'))),
        (Some(home), None) if rest.is_empty() => Ok(home.to_owned()),
        _ => Err(ValueError::Home(clip(text))),
    }
}
