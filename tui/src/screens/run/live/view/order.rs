//! What rows are sorted by.

use std::cmp::Ordering;

use super::View;
use crate::screens::run::live::answer::plain;
use crate::screens::run::live::model::Model;
use crate::text;

/// Bytes of a value that sorting minds.
const KEY: usize = 64;

/// How rows are sorted.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(in super::super) enum Order {
    /// Failures first, then who has not answered, then successes; each in order of arrival.
    #[default]
    Standing,
    /// By name.
    Node,
    /// The slowest answers first.
    Slowest,
    /// By the value of an output.
    Output(String),
}

/// What an answer is sorted by.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) enum Key {
    #[default]
    None,
    Number(f64),
    Text(Box<str>),
}

impl View {
    /// What the answer of an entry is sorted by.
    pub(super) fn key(&self, model: &Model, entry: u32) -> Key {
        let answer = model.get(entry).and_then(|entry| entry.answer.as_ref());
        let (Order::Output(output), Some(answer)) = (&self.order, answer) else {
            return Key::None;
        };
        let data = answer.glance();
        let Some(value) = data.get(output) else {
            return Key::None;
        };
        let value = plain(value);
        match value.parse() {
            Ok(number) => Key::Number(number),
            Err(_) => Key::Text(text::head(&value, KEY).into()),
        }
    }
}

impl Order {
    /// In words.
    pub(in super::super) fn text(&self) -> String {
        match self {
            Self::Standing => "failed first".to_owned(),
            Self::Node => "by identity".to_owned(),
            Self::Slowest => "slowest first".to_owned(),
            Self::Output(output) => format!("by {output}"),
        }
    }
}

impl Key {
    /// Numbers, then text, then nothing.
    pub(super) fn compare(&self, other: &Self) -> Ordering {
        let rank = |key: &Self| match key {
            Self::Number(_) => 0,
            Self::Text(_) => 1,
            Self::None => 2,
        };
        match (self, other) {
            (Self::Number(a), Self::Number(b)) => a.total_cmp(b),
            (Self::Text(a), Self::Text(b)) => a.cmp(b),
            _ => rank(self).cmp(&rank(other)),
        }
    }
}
