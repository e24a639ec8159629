//! The form of one action: its inputs in the order they are asked for, and which one has the keys.

mod values;

use std::sync::Arc;

use crossterm::event::KeyEvent;
use ddl::{Action, Agent, Risk};

use super::entry::{Entry, Group, Verdict};
use crate::keymap::Verb;

/// Optional inputs that are shown without asking.
const MAX_UNFOLDED: usize = 4;

/// Inputs a page has.
const PAGE: usize = 10;

/// The form of one action.
#[derive(Debug, Clone)]
pub(crate) struct Form {
    agent: Arc<Agent>,
    action: usize,
    entries: Vec<Entry>,
    /// How many of the entries are optional.
    optional: usize,
    unfolded: bool,
    focus: Spot,
}

/// A place that can have the keys.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Spot {
    /// An input.
    Entry(usize),
    /// The line that shows and hides the optional inputs.
    Fold,
    /// Nothing, as there are no inputs.
    Nowhere,
}

impl Form {
    /// The form of an agent's action; `request` are inputs of the request itself. None when there is no such action.
    pub(crate) fn new(agent: Arc<Agent>, action: usize, request: Vec<Entry>) -> Option<Self> {
        let mut entries: Vec<Entry> = agent
            .actions
            .get(action)?
            .input
            .iter()
            .map(|(name, input)| {
                let group = if input.optional {
                    Group::Optional
                } else {
                    Group::Required
                };
                Entry::new(name, input.clone(), group)
            })
            .collect();
        entries.extend(request);
        entries.sort_by_key(|entry| entry.group);
        let optional = entries
            .iter()
            .filter(|entry| entry.group == Group::Optional)
            .count();
        let mut form = Self {
            agent,
            action,
            entries,
            optional,
            unfolded: false,
            focus: Spot::Nowhere,
        };
        form.first();
        Some(form)
    }

    /// The agent.
    pub(crate) fn agent(&self) -> &Arc<Agent> {
        &self.agent
    }

    /// The action.
    pub(crate) fn action(&self) -> &Action {
        &self.agent.actions[self.action]
    }

    /// `service#restart`.
    pub(crate) fn title(&self) -> String {
        format!("{}#{}", self.agent.metadata.name, self.action().name)
    }

    /// Whether the action changes nodes, as far as the DDL tells.
    pub(crate) fn changes(&self) -> bool {
        self.action().risk() == Risk::Change
    }

    /// All inputs.
    pub(crate) fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// How many inputs are optional.
    pub(crate) fn optional(&self) -> usize {
        self.optional
    }

    /// Whether all optional inputs are shown.
    pub(crate) fn is_unfolded(&self) -> bool {
        self.unfolded || !self.folds()
    }

    /// What has the keys.
    pub(crate) fn focus(&self) -> Spot {
        self.focus
    }

    /// The input that has the keys.
    pub(crate) fn focused(&self) -> Option<&Entry> {
        match self.focus {
            Spot::Entry(index) => self.entries.get(index),
            Spot::Fold | Spot::Nowhere => None,
        }
    }

    /// The input that has the keys, to change it.
    pub(crate) fn focused_mut(&mut self) -> Option<&mut Entry> {
        match self.focus {
            Spot::Entry(index) => self.entries.get_mut(index),
            Spot::Fold | Spot::Nowhere => None,
        }
    }

    /// An input of the request itself.
    pub(crate) fn request(&self, name: &str) -> Option<&Entry> {
        let wanted = |entry: &&Entry| entry.group == Group::Request && entry.name == name;
        self.entries.iter().find(wanted)
    }

    /// An input of the request itself, to change it.
    pub(crate) fn request_mut(&mut self, name: &str) -> Option<&mut Entry> {
        let wanted = |entry: &&mut Entry| entry.group == Group::Request && entry.name == name;
        self.entries.iter_mut().find(wanted)
    }

    /// The places that can have the keys, in their order.
    pub(crate) fn spots(&self) -> impl Iterator<Item = Spot> + '_ {
        let shown = |entry: &Entry| {
            !entry.hidden && (entry.group != Group::Optional || self.is_unfolded() || entry.pinned)
        };
        let of = move |wanted: Group| {
            let entries = self.entries.iter().enumerate();
            entries
                .filter(move |(_, entry)| entry.group == wanted && shown(entry))
                .map(|(index, _)| Spot::Entry(index))
        };
        let fold = self.folds().then_some(Spot::Fold);
        of(Group::Required)
            .chain(fold)
            .chain(of(Group::Optional))
            .chain(of(Group::Request))
    }

    /// Gives the keys to the next place; false when there is none.
    pub(crate) fn next(&mut self) -> bool {
        let next = self.spots().skip_while(|spot| *spot != self.focus).nth(1);
        self.go(next)
    }

    /// Gives the keys to the place before; false when there is none.
    pub(crate) fn previous(&mut self) -> bool {
        let previous = self.spots().take_while(|spot| *spot != self.focus).last();
        self.go(previous)
    }

    /// Gives the keys to the first place.
    pub(crate) fn first(&mut self) -> bool {
        let first = self.spots().next();
        self.go(first)
    }

    /// Gives the keys to the nearest place before when the one that had them is hidden now.
    pub(crate) fn find_focus(&mut self) {
        if self.spots().any(|spot| spot == self.focus) {
            return;
        }
        let Spot::Entry(hidden) = self.focus else {
            self.first();
            return;
        };
        let before = |spot: &Spot| matches!(spot, Spot::Entry(index) if *index < hidden);
        let nearest = self.spots().filter(before).last();
        if !self.go(nearest) {
            self.first();
        }
    }

    fn go(&mut self, spot: Option<Spot>) -> bool {
        if let Some(spot) = spot {
            self.focus = spot;
        }
        spot.is_some()
    }

    /// Gives the keys to the first input that keeps the form from being sent; false when none does.
    pub(crate) fn first_problem(&mut self) -> bool {
        let at = self.entries.iter().position(Entry::is_wrong);
        if let Some(index) = at {
            self.entries[index].pinned = true;
            self.focus = Spot::Entry(index);
        }
        at.is_some()
    }

    /// What keeps the form from being sent, in words.
    pub(crate) fn problem(&self) -> Option<String> {
        let entry = self.entries.iter().find(|entry| entry.is_wrong())?;
        let name = crate::text::line(entry.label()).into_owned();
        Some(match entry.verdict() {
            Verdict::Bad(reason) => format!("{name}: {reason}"),
            _ => format!("{name} is required"),
        })
    }

    /// Shows or hides the optional inputs.
    pub(crate) fn fold(&mut self) {
        self.unfolded = !self.unfolded;
    }

    /// Takes a key into the input that has the keys.
    pub(crate) fn on_key(&mut self, key: KeyEvent) {
        if self.focus == Spot::Fold {
            if key.code == crossterm::event::KeyCode::Char(' ') {
                self.fold();
            }
        } else if let Some(entry) = self.focused_mut() {
            entry.on_key(key);
        }
    }

    /// Takes pasted text into the input that has the keys.
    pub(crate) fn on_paste(&mut self, text: &str) {
        if let Some(entry) = self.focused_mut() {
            entry.on_paste(text);
        }
    }

    /// Does what a verb says about fields.
    pub(crate) fn on_verb(&mut self, verb: Verb) {
        match verb {
            Verb::NextField => _ = self.next() || self.first(),
            Verb::PreviousField => {
                self.previous();
            }
            Verb::PageDown => (0..PAGE).for_each(|_| _ = self.next()),
            Verb::PageUp => (0..PAGE).for_each(|_| _ = self.previous()),
            Verb::Complete => {
                if let Some(entry) = self.focused_mut() {
                    entry.complete();
                }
            }
            _ => {}
        }
    }

    /// Takes the input that has the keys as it is and goes on to the next one; false at the last one.
    pub(crate) fn enter(&mut self) -> bool {
        if self.focus == Spot::Fold {
            self.fold();
            return true;
        }
        if let Some(entry) = self.focused_mut() {
            entry.settle();
        }
        self.next()
    }

    /// Whether there are so many optional inputs that they are hidden at first.
    fn folds(&self) -> bool {
        self.optional > MAX_UNFOLDED
    }
}

impl Entry {
    /// Whether it keeps the form from being sent.
    pub(crate) fn is_wrong(&self) -> bool {
        !self.hidden && matches!(self.verdict(), Verdict::Missing | Verdict::Bad(_))
    }

    /// Whether what was given breaks a rule.
    pub(crate) fn is_bad(&self) -> bool {
        matches!(self.verdict(), Verdict::Bad(_))
    }
}

#[cfg(test)]
mod tests;
