//! One input of a form: what was typed into it and what is wrong with that.

mod judge;
mod widget;

use std::borrow::Cow;
use std::time::SystemTime;

use crossterm::event::{KeyCode, KeyEvent};
use ddl::secret::{self, STARS};
use ddl::{Input, Object};
use serde_json::Value;

use super::choice;
use super::choice::{Choice, Cycle};
use crate::text;
use crate::widgets::field::Field;

pub(crate) use widget::Widget;

/// An additional rule for what is typed; the error says it in words.
pub(crate) type Rule = fn(&str) -> Result<(), String>;

/// One input.
#[derive(Debug, Clone)]
pub(crate) struct Entry {
    /// Its name on the wire.
    pub(crate) name: String,
    /// What the DDL says of it.
    pub(crate) input: Input,
    /// Which part of the form it belongs to.
    pub(crate) group: Group,
    /// Values it had before, newest first, with when that was.
    pub(crate) recent: Vec<(String, SystemTime)>,
    /// Whether it shows even while its part of the form is folded.
    pub(super) pinned: bool,
    /// Whether it means nothing at the moment.
    pub(crate) hidden: bool,
    widget: Widget,
    field: Field,
    /// Given with characters that nobody can type, or as the empty text, which is not the same as not given.
    kept: Option<String>,
    secret: bool,
    rule: Option<Rule>,
    verdict: Verdict,
    cycle: Option<Cycle>,
}

/// Part of a form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Group {
    /// Inputs that must be given.
    Required,
    /// Inputs that may be given.
    Optional,
    /// How the request is made.
    Request,
}

/// What is thought of the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Verdict {
    /// Nothing was given, and nothing needs to be.
    Empty,
    /// Something must be given.
    Missing,
    /// It is as the DDL wants it.
    Good,
    /// Nodes may refuse it, for this reason.
    Doubtful(String),
    /// It breaks this rule.
    Bad(String),
}

impl Entry {
    /// Nothing is typed yet.
    pub(crate) fn new(name: &str, input: Input, group: Group) -> Self {
        let secret = input.is_secret(name);
        let mut entry = Self {
            name: name.to_owned(),
            group,
            recent: Vec::new(),
            pinned: false,
            hidden: false,
            widget: Widget::of(&input),
            field: if secret {
                Field::default().masked()
            } else {
                Field::default()
            },
            kept: None,
            secret,
            rule: None,
            verdict: Verdict::Empty,
            cycle: None,
            input,
        };
        entry.judge();
        entry
    }

    /// With an additional rule.
    pub(crate) fn ruled(mut self, rule: Rule) -> Self {
        self.rule = Some(rule);
        self.judge();
        self
    }

    /// With these choices.
    pub(crate) fn choosing(mut self, choices: Vec<Choice>) -> Self {
        self.offer(choices);
        self
    }

    /// Changes what can be chosen.
    pub(crate) fn offer(&mut self, choices: Vec<Choice>) {
        self.input.list = choices.iter().map(|choice| choice.value.clone()).collect();
        self.widget = Widget::Radio(choices);
        self.judge();
    }

    /// What was given; none when nothing was.
    pub(crate) fn value(&self) -> Option<&str> {
        let typed = || Some(self.field.text()).filter(|text| !text.is_empty());
        self.kept.as_deref().or_else(typed)
    }

    /// The question for a person, else its name.
    pub(crate) fn label(&self) -> &str {
        Some(self.input.prompt.as_str())
            .filter(|prompt| !prompt.trim().is_empty())
            .unwrap_or(&self.name)
    }

    /// What was typed, with stars in place of secrets.
    pub(crate) fn shown(&self) -> Option<String> {
        let text = self.value()?;
        if self.secret && !text.is_empty() {
            return Some(STARS.to_owned());
        }
        if self.widget != Widget::Json {
            return Some(text.to_owned());
        }
        let Ok(value) = serde_json::from_str::<Value>(text) else {
            return Some(text.to_owned());
        };
        let whole = Object::from_iter([(self.name.clone(), value)]);
        Some(match secret::masked(&whole) {
            Cow::Borrowed(_) => text.to_owned(),
            Cow::Owned(masked) => masked.get(&self.name).map(Value::to_string).unwrap_or_default(),
        })
    }

    /// The text field.
    pub(crate) fn field(&self) -> &Field {
        &self.field
    }

    /// Whether it holds a value that can be taken away but not edited.
    pub(crate) fn is_kept(&self) -> bool {
        self.kept.is_some()
    }

    /// Whether it must not be shown.
    pub(crate) fn is_secret(&self) -> bool {
        self.secret
    }

    /// How it is typed.
    pub(crate) fn widget(&self) -> &Widget {
        &self.widget
    }

    /// What is thought of the text.
    pub(crate) fn verdict(&self) -> &Verdict {
        &self.verdict
    }

    /// Its default as it would be typed.
    pub(crate) fn default_text(&self) -> Option<String> {
        match self.input.default.as_ref()? {
            Value::Null => None,
            Value::String(text) => Some(text.clone()),
            value => Some(value.to_string()),
        }
    }

    /// Gives it a value.
    pub(crate) fn set(&mut self, text: &str) {
        self.field.set(text);
        self.kept = (self.field.text() != text || text.is_empty()).then(|| text.to_owned());
        self.changed();
    }

    /// Takes the value away.
    pub(crate) fn clear(&mut self) {
        self.field.clear();
        self.kept = None;
        self.changed();
    }

    /// Takes a key. True when the value has changed.
    pub(crate) fn on_key(&mut self, key: KeyEvent) -> bool {
        let erases = matches!(key.code, KeyCode::Backspace | KeyCode::Delete);
        let changed = match &self.widget {
            _ if self.kept.as_ref().is_some_and(|text| !text.is_empty()) => {
                if erases {
                    self.clear();
                }
                return erases;
            }
            Widget::Radio(_) if erases => {
                let changed = !self.field.is_empty();
                self.field.clear();
                changed
            }
            Widget::Radio(choices) => match choice::after(choices, self.field.text(), key.code) {
                Some(value) => {
                    self.field.set(value);
                    true
                }
                None => false,
            },
            // An empty text that was given is taken away like a letter.
            _ => self.field.on_key(key) || (erases && self.kept.is_some()),
        };
        if changed {
            self.kept = None;
            self.changed();
        }
        changed
    }

    /// Takes pasted text. True when the value has changed.
    pub(crate) fn on_paste(&mut self, text: &str) -> bool {
        if matches!(self.widget, Widget::Radio(_)) || text.is_empty() {
            return false;
        }
        self.kept = None;
        self.field.paste(&text::joined(text));
        self.changed();
        true
    }

    /// The next value that could be meant: of a list, or one it had before.
    pub(crate) fn complete(&mut self) {
        if matches!(self.widget, Widget::Radio(_)) {
            self.on_key(KeyEvent::from(KeyCode::Char(' ')));
            return;
        }
        let typed = self.field.text().to_owned();
        let mut cycle = match self.cycle.take() {
            Some(cycle) => cycle,
            None => Cycle::new(&typed, self.candidates(&typed)),
        };
        if let Some(next) = cycle.next() {
            self.set(next);
        }
        self.cycle = Some(cycle);
    }

    /// Of a long list: takes the word that is most likely meant by what was typed.
    pub(crate) fn settle(&mut self) {
        let typed = self.field.text();
        if self.widget != Widget::Pick || typed.is_empty() || self.input.list.iter().any(|word| word == typed)
        {
            return;
        }
        if let Some(best) = self.candidates(typed).into_iter().next() {
            self.set(&best);
        }
    }

    /// What could be meant by some text, best first.
    pub(crate) fn candidates(&self, typed: &str) -> Vec<String> {
        match self.widget {
            Widget::Pick => choice::matching(typed, &self.input.list),
            Widget::Radio(_) => Vec::new(),
            _ => self.recent.iter().map(|(value, _)| value.clone()).collect(),
        }
    }

    /// What the candidates were found for: the text as it was before one of them took its place.
    pub(crate) fn sought(&self) -> &str {
        self.cycle.as_ref().map_or(self.field.text(), Cycle::typed)
    }

    fn changed(&mut self) {
        self.cycle = None;
        self.pinned |= self.value().is_some();
        self.judge();
    }
}

#[cfg(test)]
mod tests;
