//! What is thought of the value of an input.

use std::collections::BTreeMap;

use ddl::secret::STARS;
use ddl::{Action, Display, Input, InputError, InputType, Object};
use serde_json::Value;

use super::{Entry, Verdict, Widget};
use crate::form::{json, words};

impl Entry {
    /// Thinks about the value.
    pub(super) fn judge(&mut self) {
        self.verdict = match self.value() {
            None if self.input.optional || self.default_text().is_some() => Verdict::Empty,
            None => Verdict::Missing,
            Some(text) => self.judged(text),
        };
    }

    fn judged(&self, text: &str) -> Verdict {
        if !words::can_be_named(&self.name) {
            return Verdict::Bad("its name cannot be written on a command line".to_owned());
        }
        if text.contains('\0') {
            return Verdict::Bad("must not contain a NUL character".to_owned());
        }
        let parsed = self.input.parse(text);
        let checked = parsed.and_then(|value| self.input.check(&value).map(|()| value));
        match checked {
            Err(reason) => Verdict::Bad(match self.widget {
                Widget::Json => json::explained(text).unwrap_or(reason),
                _ if self.secret => without(&reason, text),
                _ => reason,
            }),
            Ok(value) => match self.rule.map_or(Ok(()), |rule| rule(text)) {
                Err(reason) => Verdict::Bad(reason),
                Ok(()) => self.doubt(value).map_or(Verdict::Good, Verdict::Doubtful),
            },
        }
    }

    /// Why a node could refuse what clients must let pass: it runs the validator of a string without a length limit.
    fn doubt(&self, value: Value) -> Option<String> {
        if self.input.kind != InputType::String
            || self.input.max_length > 0
            || self.input.validation.is_empty()
        {
            return None;
        }
        let input = Input {
            kind: InputType::String,
            validation: self.input.validation.clone(),
            ..Input::default()
        };
        let alone = Action {
            name: String::new(),
            description: String::new(),
            display: Display::default(),
            input: BTreeMap::from([(self.name.clone(), input)]),
            output: BTreeMap::new(),
            aggregate: Vec::new(),
            declared_risk: None,
        };
        match alone.check(&Object::from_iter([(self.name.clone(), value)])) {
            Err(InputError::Refused { reason, .. }) => Some(format!("nodes may refuse it: {reason}")),
            _ => None,
        }
    }
}

/// The reason without the secret it may repeat.
fn without(reason: &str, secret: &str) -> String {
    let quoted = format!("{secret:?}");
    match reason.split_once(", got ") {
        Some((wanted, _)) => wanted.to_owned(),
        None => reason.replace(&quoted, STARS),
    }
}
