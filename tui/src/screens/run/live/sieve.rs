//! Which answers are shown: a reply filter, words to look for, or a value that was picked among the numbers.

use std::time::SystemTime;

use protocol::filter::ReplyScope;
use protocol::filter::expr::{Expression, MAX_TEXT};

use super::answer::{Answer, word};
use super::model::{Entry, Model, Standing};

/// Signs that make a text an expression; anything else is looked for as it is.
const SIGNS: [&str; 9] = ["(", ")", "==", "!=", "<", ">", "&&", "||", "\""];

/// What the user typed.
#[derive(Debug, Clone)]
pub(super) enum Sieve {
    /// Words, in lower case, that an answer or its sender's name holds.
    Words(String),
    /// A reply filter.
    Expression(Expression),
}

/// A value picked among the numbers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Pick {
    /// Nodes that stand so.
    Standing(Standing),
    /// Answers that an aggregate counts under this label.
    Label {
        /// The output that is summed up.
        output: String,
        /// The label.
        label: String,
    },
}

impl Sieve {
    /// Reads what was typed; none when it is nothing. The error says what is wrong, for people.
    pub(super) fn read(text: &str) -> Result<Option<Self>, String> {
        let text = text.trim();
        if text.is_empty() {
            return Ok(None);
        }
        if text.len() > MAX_TEXT {
            return Err("that is too long".to_owned());
        }
        if !SIGNS.iter().any(|sign| text.contains(sign)) {
            return Ok(Some(Self::Words(text.to_lowercase())));
        }
        let expression = Expression::parse(text).map_err(|error| error.to_string())?;
        Ok(Some(Self::Expression(expression)))
    }

    /// Whether a node that has not answered is shown.
    pub(super) fn fits_silence(&self, entry: &Entry) -> bool {
        match self {
            Self::Words(words) => entry.node.as_str().to_lowercase().contains(words),
            Self::Expression(_) => false,
        }
    }

    /// Whether an answer is shown, and how many steps it took to find out; the error is the expression's, for people.
    pub(super) fn fits(
        &self,
        entry: &Entry,
        answer: &Answer,
        action: &str,
        now: SystemTime,
    ) -> (Result<bool, String>, u64) {
        match self {
            Self::Words(words) => {
                let holds = |text: &str| text.to_lowercase().contains(words);
                let fits = holds(entry.node.as_str())
                    || holds(answer.message())
                    || holds(&word(answer.status))
                    || answer.json().is_some_and(holds);
                (Ok(fits), 1)
            }
            Self::Expression(expression) => {
                let reply = answer.reply(action);
                let scope = ReplyScope::new(&reply, entry.node.as_str(), answer.time, now);
                let (held, steps) = expression.weighed(&scope);
                (held.map_err(|error| error.to_string()), steps)
            }
        }
    }
}

impl Pick {
    /// Whether a node is shown.
    pub(super) fn fits(&self, model: &Model, entry: &Entry) -> bool {
        match self {
            Self::Standing(standing) => !model.is_stranger(entry) && model.standing(entry) == *standing,
            Self::Label { output, label } => entry.answer.as_ref().is_some_and(|answer| {
                let data = answer.data();
                let found = model
                    .summaries()
                    .zip(data.as_object())
                    .and_then(|(summaries, data)| summaries.label(output, data));
                found.as_ref() == Some(label)
            }),
        }
    }

    /// In words: `ensure = 1.24.0-2`.
    pub(super) fn text(&self) -> String {
        match self {
            Self::Standing(standing) => standing.text().into_owned(),
            Self::Label { output, label } => format!("{output} = {label}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_make_an_expression_and_other_text_is_looked_for() {
        assert!(matches!(Sieve::read(" "), Ok(None)));
        assert!(matches!(Sieve::read("Web01"), Ok(Some(Sieve::Words(words))) if words == "web01"));
        assert!(matches!(Sieve::read("ok()"), Ok(Some(Sieve::Expression(_)))));
        let error = Sieve::read("data('x' == 1").unwrap_err();
        assert!(error.contains("column"), "{error}");
        assert!(Sieve::read(&"x".repeat(MAX_TEXT + 1)).is_err());
    }
}
