//! A choice from a list, found by a few letters.

use std::borrow::Cow;

use ratatui::buffer::Buffer;
use ratatui::layout::{Constraint, Layout, Rect};
use ratatui::text::{Line, Span};
use ratatui::widgets::Widget;

use super::window;
use crate::component::{Component, Event, Hint};
use crate::effect::Effect;
use crate::fuzzy::{self, Hit};
use crate::keymap::Verb;
use crate::report::Report;
use crate::session::Session;
use crate::text;
use crate::theme::Role;
use crate::widgets::field::Field;
use crate::widgets::list::List;
use crate::widgets::pane::Pane;
use crate::widgets::table::{Column, Row, Table};

/// Columns inside of its frame where there is room.
const WIDTH: u16 = 76;

/// Rows of the list where there is room.
const ROWS: usize = 16;

/// What follows from a choice.
type Done = Box<dyn FnOnce(String) -> Vec<Effect> + Send>;

/// The choices of a report.
type Feed = fn(&Report) -> Option<Vec<Item>>;

/// Lets the user choose one of many.
pub(crate) struct Pick {
    title: Cow<'static, str>,
    items: Vec<Item>,
    hits: Vec<Hit>,
    field: Field,
    list: List,
    done: Option<Done>,
    empty: Cow<'static, str>,
    feed: Option<Feed>,
}

/// One of the choices.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Item {
    /// What is chosen.
    pub(crate) value: String,
    /// What is said beside it.
    pub(crate) about: String,
}

impl Pick {
    /// `done` tells what follows from the value that was chosen.
    pub(crate) fn new(
        title: impl Into<Cow<'static, str>>,
        items: Vec<Item>,
        done: impl FnOnce(String) -> Vec<Effect> + Send + 'static,
    ) -> Self {
        let mut pick = Self {
            title: title.into(),
            items: Vec::new(),
            hits: Vec::new(),
            field: Field::default(),
            list: List::default(),
            done: Some(Box::new(done)),
            feed: None,
            empty: "nothing to choose from".into(),
        };
        pick.set_items(items);
        pick
    }

    /// What is said when there is nothing.
    #[must_use]
    pub(crate) fn empty(mut self, words: impl Into<Cow<'static, str>>) -> Self {
        self.empty = words.into();
        self
    }

    /// Takes its choices from reports.
    #[must_use]
    pub(crate) fn fed_by(mut self, feed: fn(&Report) -> Option<Vec<Item>>) -> Self {
        self.feed = Some(feed);
        self
    }

    /// Other choices than before.
    pub(crate) fn set_items(&mut self, items: Vec<Item>) {
        self.items = items;
        self.search();
    }

    fn search(&mut self) {
        let values = self.items.iter().map(|item| item.value.as_str());
        self.hits = fuzzy::rank(self.field.text(), values);
        self.list.set_len(self.hits.len());
        self.list.select(0);
    }

    fn chosen(&self) -> Option<&Item> {
        let hit = self.hits.get(self.list.cursor()?)?;
        self.items.get(hit.index)
    }

    fn row(&self, session: &Session, index: usize) -> Row<'_> {
        let item = self.hits.get(index).and_then(|hit| self.items.get(hit.index));
        let Some(item) = item else {
            return Row::default();
        };
        let mut line = fuzzy::highlight(&session.look, self.field.text(), &item.value, Role::Text);
        if !item.about.is_empty() {
            let about = format!("  {}", item.about);
            line.push_span(Span::styled(about, session.look.style(Role::Muted)));
        }
        Row {
            cells: vec![line],
            marked: false,
        }
    }

    fn page(&self, session: &Session) -> usize {
        let place = self.place(session, session.screen());
        let [_, list] = parts(window::inner(place));
        Table::page(&columns(), list)
    }
}

impl Component for Pick {
    fn title(&self) -> Cow<'static, str> {
        self.title.clone()
    }

    fn hints(&self, _session: &Session) -> Vec<Hint> {
        let mut hints = Vec::new();
        if self.chosen().is_some() {
            hints.push(Hint::new(Verb::Accept, "choose"));
            let moves = [Verb::Up, Verb::Down, Verb::PageUp, Verb::PageDown];
            hints.extend(List::hints().filter(|hint| moves.contains(&hint.verb)));
        }
        hints.push(Hint::new(Verb::Back, "leave it"));
        hints
    }

    fn typing(&self) -> bool {
        true
    }

    fn on_verb(&mut self, session: &mut Session, verb: Verb) -> Vec<Effect> {
        let page = self.page(session);
        if self.list.on_verb(verb, page) {
            return Vec::new();
        }
        let chosen = self.chosen().map(|item| item.value.clone());
        let mut effects = vec![Effect::Close];
        if verb == Verb::Accept
            && let (Some(value), Some(done)) = (chosen, self.done.take())
        {
            effects.extend(done(value));
        }
        effects
    }

    fn field(&mut self) -> Option<&mut Field> {
        Some(&mut self.field)
    }

    fn on_typed(&mut self, _session: &mut Session) -> Vec<Effect> {
        self.search();
        Vec::new()
    }

    fn on_event(&mut self, _session: &mut Session, event: &Event<'_>) -> Vec<Effect> {
        if let (Event::Report(report), Some(feed)) = (event, self.feed)
            && let Some(items) = feed(report)
        {
            self.set_items(items);
        }
        Vec::new()
    }

    fn render(&self, session: &Session, area: Rect, buf: &mut Buffer) {
        let look = &session.look;
        let count = format!(
            "{} of {}",
            text::count(self.hits.len()),
            text::count(self.items.len())
        );
        let pane = Pane::new(self.title.clone()).note(count);
        let [field, list] = parts(window::open(pane, session, area, buf));
        self.field.render(look, field, buf, true);
        if self.items.is_empty() {
            Line::styled(self.empty.as_ref(), look.style(Role::Muted)).render(list, buf);
            return;
        }
        let columns = columns();
        Table::new(look, &columns, &self.list, true).render(list, buf, |index| self.row(session, index));
    }

    fn place(&self, _session: &Session, screen: Rect) -> Rect {
        window::middle(screen, WIDTH, self.items.len().clamp(1, ROWS) + 1)
    }
}

fn parts(inner: Rect) -> [Rect; 2] {
    Layout::vertical([Constraint::Length(1), Constraint::Fill(1)]).areas(inner)
}

fn columns() -> [Column; 1] {
    [Column::new("", 1).grows()]
}
