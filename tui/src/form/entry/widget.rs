//! How an input is typed, as its kind and the length of its list want it.

use ddl::{Input, InputType};
use unicode_width::UnicodeWidthStr;

use crate::form::choice::Choice;

/// Most words of a list that are shown next to each other.
const MAX_RADIO: usize = 6;

/// Most columns they may take.
const MAX_RADIO_WIDTH: usize = 44;

/// How an input is typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Widget {
    /// Text.
    Text,
    /// A JSON document.
    Json,
    /// One of a few.
    Radio(Vec<Choice>),
    /// One of many.
    Pick,
}

impl Widget {
    pub(super) fn of(input: &Input) -> Self {
        match &input.kind {
            InputType::Boolean => Self::Radio(["true", "false"].map(Choice::plain).into()),
            InputType::List if is_short(&input.list) => {
                Self::Radio(input.list.iter().map(|word| Choice::plain(word)).collect())
            }
            InputType::List => Self::Pick,
            InputType::Hash | InputType::Array => Self::Json,
            _ => Self::Text,
        }
    }
}

fn is_short(list: &[String]) -> bool {
    // A sign and a blank go with each word.
    let width = || list.iter().map(|word| word.width() + 5).sum::<usize>();
    let plain = || {
        list.iter()
            .all(|word| !word.is_empty() && !word.contains(char::is_control))
    };
    (1..=MAX_RADIO).contains(&list.len()) && plain() && width() <= MAX_RADIO_WIDTH
}

#[cfg(test)]
mod tests {
    use super::*;

    fn list(words: &[&str]) -> Widget {
        Widget::of(&Input {
            kind: InputType::List,
            list: words.iter().map(ToString::to_string).collect(),
            ..Input::default()
        })
    }

    #[test]
    fn few_words_are_shown_and_many_are_searched() {
        assert!(matches!(list(&["a", "b"]), Widget::Radio(_)));
        assert_eq!(list(&["a", "b", "c", "d", "e", "f", "g"]), Widget::Pick);
        assert_eq!(list(&["x".repeat(60).as_str(), "b"]), Widget::Pick);
        assert_eq!(list(&[]), Widget::Pick);
    }
}
