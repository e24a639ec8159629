//! The values of a form: given, remembered, shown and sent.

use std::time::SystemTime;

use ddl::secret::STARS;
use ddl::{InputError, Object};

use super::Form;
use crate::form::entry::{Entry, Group, Widget};
use crate::report::Earlier;

/// Earlier values offered for one input.
const MAX_RECENT: usize = 8;

impl Form {
    /// Gives inputs values, as they would be typed; unknown ones and stars in place of secrets are left out. Later ones count.
    pub(crate) fn fill(&mut self, inputs: &[(String, String)]) {
        for (name, value) in inputs {
            if let Some(entry) = self.input_mut(name).filter(|entry| !entry.is_masked(value)) {
                entry.set(value);
            }
        }
    }

    /// Takes in the user's defaults, for inputs that have no value yet, and values of earlier requests.
    pub(crate) fn recall(&mut self, defaults: &[(String, String)], earlier: &[Earlier]) {
        for (name, value) in defaults {
            let empty = |entry: &&mut Entry| entry.value().is_none() && !entry.is_masked(value);
            if let Some(entry) = self.input_mut(name).filter(empty) {
                entry.set(value);
            }
        }
        let had = earlier
            .iter()
            .flat_map(|request| request.inputs.iter().map(|input| (input, request.time)));
        for ((name, value), time) in had {
            if let Some(entry) = self.input_mut(name) {
                entry.remember(value, time, MAX_RECENT);
            }
        }
    }

    /// The given inputs, as they would be typed.
    pub(crate) fn words(&self) -> Vec<(String, String)> {
        let inputs = self.entries.iter().filter(|entry| entry.group != Group::Request);
        inputs
            .filter_map(|entry| Some((entry.name.clone(), entry.value()?.to_owned())))
            .collect()
    }

    /// The same with stars in place of secrets.
    pub(crate) fn masked(&self) -> Vec<(String, String)> {
        let inputs = self.entries.iter().filter(|entry| entry.group != Group::Request);
        inputs
            .filter_map(|entry| Some((entry.name.clone(), entry.shown()?)))
            .collect()
    }

    /// The same without inputs that hold secrets; whether there are any.
    pub(crate) fn harmless(&self) -> (Vec<(String, String)>, bool) {
        let (words, masked) = (self.words(), self.masked());
        let count = words.len();
        let same: Vec<_> = words
            .into_iter()
            .zip(masked)
            .filter(|(word, masked)| word == masked)
            .map(|(word, _)| word)
            .collect();
        let left_out = same.len() < count;
        (same, left_out)
    }

    /// The request's data: what was typed and the DDL's defaults.
    ///
    /// - **Errors:** what the DDL refuses.
    pub(crate) fn data(&self) -> Result<Object, InputError> {
        let words = self.words();
        let words = words.iter().map(|(name, value)| (name.as_str(), value.as_str()));
        self.action().parse_inputs(words)
    }

    /// The input of this name, in any case when it is declared in lower case, as on the command line.
    fn input_mut(&mut self, name: &str) -> Option<&mut Entry> {
        let find = |name: &str| {
            let wanted = |entry: &Entry| entry.group != Group::Request && entry.name == name;
            self.entries.iter().position(wanted)
        };
        let index = find(name).or_else(|| find(&name.to_ascii_lowercase()))?;
        self.entries.get_mut(index)
    }
}

impl Entry {
    /// Whether the value is one that only stands for a secret, as in the history of commands.
    fn is_masked(&self, value: &str) -> bool {
        match self.widget() {
            Widget::Json => value.contains(STARS),
            _ => self.is_secret() && value == STARS,
        }
    }

    /// Keeps a value it had earlier, to offer it.
    fn remember(&mut self, value: &str, time: SystemTime, most: usize) {
        let hidden = self.is_secret() || self.is_masked(value);
        let known = self.recent.iter().any(|(recent, _)| recent == value);
        if !hidden && !known && !value.is_empty() && self.recent.len() < most {
            self.recent.push((value.to_owned(), time));
        }
    }
}
