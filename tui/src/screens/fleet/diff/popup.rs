//! The comparison of marked nodes, on top of the list.

use std::borrow::Cow;

use protocol::Identity;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::ask::Subjects;
use super::{Difference, differences};
use crate::component::{Component, Event, Hint};
use crate::effect::Effect;
use crate::fleet::Detail;
use crate::keymap::Verb;
use crate::popups::pager::Pager;
use crate::report::Report;
use crate::screens::fleet::facts;
use crate::session::Session;
use crate::widgets::field::Field;
use crate::widgets::list::List;

/// Nodes that are compared at most: their facts are all in memory.
pub(in super::super) const MOST_NODES: usize = 16;

/// The comparison.
pub(in super::super) struct Diff {
    pub(super) subjects: Subjects,
    pub(super) differences: Vec<Difference>,
    /// Whether there are more than are told.
    pub(super) more: bool,
    /// Nodes that were marked as well and are too many.
    pub(super) left_out: usize,
    pub(super) rows: Vec<Row>,
    pub(super) list: List,
    pub(super) search: Field,
    pub(super) searching: bool,
}

/// A line of the comparison.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Row {
    /// A difference: of two nodes with both values, of more its name.
    Difference(usize),
    /// Nodes that are alike in it.
    Group(usize, usize),
}

impl Diff {
    /// Compares at most [`MOST_NODES`] nodes, and begins to look them up; so many more were marked.
    pub(in super::super) fn open(
        session: &mut Session,
        nodes: Vec<Identity>,
        left_out: usize,
    ) -> Vec<Effect> {
        let diff = Self {
            subjects: Subjects::new(session, nodes),
            differences: Vec::new(),
            more: false,
            left_out,
            rows: Vec::new(),
            list: List::default(),
            search: Field::default(),
            searching: false,
        };
        let order = diff.subjects.look_up();
        vec![Effect::Open(Box::new(diff)), order]
    }

    /// Compares what is known by now.
    fn compare(&mut self) {
        let details: Option<Vec<&Detail>> = self
            .subjects
            .all
            .iter()
            .map(|subject| subject.detail.as_deref())
            .collect();
        // A node of which nothing is known would seem to lack everything.
        let known = details.filter(|details| details.len() > 1);
        (self.differences, self.more) = known.map_or_else(Default::default, |details| differences(&details));
        self.arrange();
    }

    /// Lists what holds the words that are searched.
    fn arrange(&mut self) {
        let needle = self.search.text().to_lowercase();
        let pair = self.subjects.all.len() == 2;
        self.rows.clear();
        for (place, difference) in self.differences.iter().enumerate() {
            if !holds(difference, &needle) {
                continue;
            }
            self.rows.push(Row::Difference(place));
            if !pair {
                let groups = 0..difference.groups.len();
                self.rows.extend(groups.map(|group| Row::Group(place, group)));
            }
        }
        self.list.set_len(self.rows.len());
    }

    fn current(&self) -> Option<(&Difference, Option<usize>)> {
        let (place, group) = match self.rows.get(self.list.cursor()?)? {
            Row::Difference(place) => (*place, None),
            Row::Group(place, group) => (*place, Some(*group)),
        };
        Some((self.differences.get(place)?, group))
    }

    /// Every node with its whole value.
    fn whole(&self) -> Option<(String, String)> {
        let (difference, _) = self.current()?;
        let mut text = String::new();
        for (place, subject) in self.subjects.all.iter().enumerate() {
            let value = difference
                .of(place)
                .map_or_else(|| "has none".to_owned(), facts::whole);
            text.push_str(&format!("{}\n{value}\n\n", subject.node));
        }
        Some((format!("{} {}", difference.kind.word(), difference.name), text))
    }

    fn on_search_verb(&mut self, verb: Verb) {
        self.searching = false;
        if verb == Verb::Back {
            self.search.clear();
            self.arrange();
        }
    }
}

/// Whether a difference holds some letters, which are lower case.
fn holds(difference: &Difference, needle: &str) -> bool {
    let value = |value: &Option<serde_json::Value>| {
        let text = value.as_ref().map(facts::shown);
        text.is_some_and(|text| text.to_lowercase().contains(needle))
    };
    needle.is_empty()
        || difference.name.to_lowercase().contains(needle)
        || difference.kind.word().contains(needle)
        || difference.groups.iter().any(|group| value(&group.value))
}

impl Component for Diff {
    fn title(&self) -> Cow<'static, str> {
        "Differences".into()
    }

    fn hints(&self, _session: &Session) -> Vec<Hint> {
        if self.searching {
            return vec![Hint::new(Verb::Accept, "done"), Hint::new(Verb::Back, "leave")];
        }
        let mut hints = Vec::new();
        if self.current().is_some() {
            hints.extend([
                Hint::new(Verb::Open, "whole values"),
                Hint::new(Verb::CopyValue, "copy"),
            ]);
        }
        hints.push(Hint::new(Verb::Find, "search"));
        hints.extend(List::hints());
        hints.push(Hint::quiet(Verb::Close, "leave"));
        hints.push(match self.search.is_empty() {
            true => Hint::new(Verb::Back, "leave"),
            false => Hint::new(Verb::Back, "clear the search"),
        });
        hints
    }

    fn typing(&self) -> bool {
        self.searching
    }

    fn on_verb(&mut self, session: &mut Session, verb: Verb) -> Vec<Effect> {
        if self.searching {
            self.on_search_verb(verb);
            return Vec::new();
        }
        let page = self.page(self.place(session, session.screen()));
        if self.list.on_verb(verb, page) {
            return Vec::new();
        }
        match verb {
            Verb::Find => self.searching = true,
            Verb::Back if !self.search.is_empty() => self.on_search_verb(verb),
            Verb::Back | Verb::Close => return vec![Effect::Close],
            Verb::Open => {
                let pager = self.whole().map(|(title, text)| Pager::new(title, &text));
                return pager
                    .map(|pager| Effect::Open(Box::new(pager)))
                    .into_iter()
                    .collect();
            }
            Verb::CopyValue => {
                let text = self.whole().map(|(title, text)| format!("{title}\n{text}"));
                return text.map(Effect::Copy).into_iter().collect();
            }
            _ => {}
        }
        Vec::new()
    }

    fn field(&mut self) -> Option<&mut Field> {
        Some(&mut self.search)
    }

    fn on_typed(&mut self, _session: &mut Session) -> Vec<Effect> {
        self.arrange();
        Vec::new()
    }

    fn on_event(&mut self, _session: &mut Session, event: &Event<'_>) -> Vec<Effect> {
        let Event::Report(Report::Detail {
            ticket,
            result,
            fresh,
        }) = event
        else {
            return Vec::new();
        };
        if self.subjects.hear(*ticket, result, *fresh) {
            self.compare();
        }
        Vec::new()
    }

    fn render(&self, session: &Session, area: Rect, buf: &mut Buffer) {
        self.draw(session, area, buf);
    }
}
