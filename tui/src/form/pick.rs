//! Choosing one of many in a few lines of the terminal, by typing a part of it.

use std::borrow::Cow;
use std::collections::HashSet;
use std::io;

use crossterm::event::KeyEvent;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};
use ratatui::widgets::Widget;

use super::ask::Options;
use super::inline::{Asking, Step, converse};
use super::notes::brief;
use crate::fuzzy;
use crate::keymap::Verb;
use crate::look::{Glyph, Look};
use crate::text;
use crate::theme::Role;
use crate::widgets::field::Field;
use crate::widgets::list::List;
use unicode_width::UnicodeWidthStr;

/// Rows of the list that are shown.
const ROWS: u16 = 10;

/// Most columns of names.
const MAX_NAME: usize = 30;

/// Something to choose.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Item {
    /// Its name.
    pub name: String,
    /// What it is, in a few words.
    pub about: String,
    /// Something short to stand beside the name, such as a timeout.
    pub note: String,
}

/// Lets the user choose one of the items and tells its place; none when the user leaves.
///
/// - **Errors:** standard input is no terminal, or the terminal is lost.
pub async fn pick(title: &str, items: Vec<Item>, options: Options) -> io::Result<Option<usize>> {
    let look = options.look();
    let safe = |item: Item| Item {
        name: brief(&item.name),
        about: brief(&item.about),
        note: brief(&item.note),
    };
    let mut picking = Picking {
        title: brief(title),
        items: items.into_iter().map(safe).collect(),
        typed: Field::default(),
        found: Vec::new(),
        list: List::default(),
        look,
    };
    picking.search();
    converse(picking, &options.keymap, &options.stop).await
}

/// The list while one is chosen.
struct Picking {
    title: String,
    items: Vec<Item>,
    typed: Field,
    /// Places of the items that match, best first.
    found: Vec<usize>,
    list: List,
    look: Look,
}

impl Picking {
    /// What has the letters in its name comes before what has them only in its description.
    fn search(&mut self) {
        let letters = self.typed.text();
        let names = self.items.iter().map(|item| item.name.as_str());
        self.found = fuzzy::rank(letters, names).iter().map(|hit| hit.index).collect();
        let abouts = self.items.iter().map(|item| item.about.as_str());
        let named: HashSet<usize> = self.found.iter().copied().collect();
        let told = fuzzy::rank(letters, abouts).into_iter().map(|hit| hit.index);
        self.found.extend(told.filter(|index| !named.contains(index)));
        self.list.set_len(self.found.len());
        self.list.select(0);
    }

    fn chosen(&self) -> Option<usize> {
        self.found.get(self.list.cursor()?).copied()
    }

    fn row(&self, index: usize, here: bool, width: usize) -> Line<'static> {
        let item = &self.items[index];
        let names = self.items.iter().map(|item| item.name.width());
        let name = names.max().unwrap_or(0).min(MAX_NAME);
        let notes = self.items.iter().map(|item| item.note.width());
        let note = notes.max().unwrap_or(0).min(MAX_NAME);
        let more = self.look.glyph(Glyph::Ellipsis);
        let cursor = if here { self.look.glyph(Glyph::Cursor) } else { " " };
        let role = if here { Role::Accent } else { Role::Text };
        let line = Line::from(vec![
            Span::styled(format!(" {cursor} "), self.look.style(Role::Accent)),
            Span::styled(text::fit(&item.name, name, more), self.look.style(role)),
            Span::styled(
                format!("  {}", text::fit(&item.note, note, more)),
                self.look.style(Role::Muted),
            ),
            Span::styled(format!("  {}", item.about), self.look.style(Role::Text)),
        ]);
        text::cut(&line, width, more)
    }
}

impl Asking for Picking {
    type Answer = usize;

    fn verbs(&self) -> &'static [Verb] {
        &[
            Verb::Up,
            Verb::Down,
            Verb::PageUp,
            Verb::PageDown,
            Verb::NextField,
            Verb::PreviousField,
            Verb::Accept,
            Verb::Back,
        ]
    }

    fn on_verb(&mut self, verb: Verb) -> Step<usize> {
        let page = usize::from(ROWS);
        match verb {
            Verb::Accept => return self.chosen().map_or(Step::Stay, Step::Done),
            Verb::Back if self.typed.is_empty() => return Step::Leave,
            Verb::Back => {
                self.typed.clear();
                self.search();
            }
            Verb::NextField => {
                self.list.on_verb(Verb::Down, page);
            }
            Verb::PreviousField => {
                self.list.on_verb(Verb::Up, page);
            }
            verb => {
                self.list.on_verb(verb, page);
            }
        }
        Step::Stay
    }

    fn on_text(&mut self, key: KeyEvent) {
        if self.typed.on_key(key) {
            self.search();
        }
    }

    fn on_paste(&mut self, text: &str) {
        self.typed.paste(text);
        self.search();
    }

    fn height(&self, _width: u16, most: u16) -> u16 {
        let rows = u16::try_from(self.items.len()).unwrap_or(u16::MAX).min(ROWS);
        rows.saturating_add(2).min(most)
    }

    fn render(&self, area: Rect, buf: &mut Buffer) {
        let row = |y: u16| Rect { y, height: 1, ..area }.intersection(area);
        let title: Cow<'_, str> = format!(" {} {} ", self.title, self.look.glyph(Glyph::Prompt)).into();
        let width = u16::try_from(title.width()).unwrap_or(u16::MAX).min(area.width);
        Line::styled(title, self.look.style(Role::Title)).render(row(0), buf);
        let field = Rect {
            x: area.x + width,
            width: area.width - width,
            ..row(0)
        };
        self.typed.render(&self.look, field, buf, true);
        let page = usize::from(area.height.saturating_sub(2));
        for (y, place) in (1u16..).zip(self.list.visible(page)) {
            let here = self.list.cursor() == Some(place);
            self.row(self.found[place], here, usize::from(area.width))
                .render(row(y), buf);
        }
        if area.height > 1 {
            let text = match self.found.len() {
                0 => " nothing matches".to_owned(),
                found => format!(" {found} of {}   Enter takes it   Esc leaves", self.items.len()),
            };
            Line::styled(text, self.look.style(Role::Muted)).render(row(area.height - 1), buf);
        }
    }

    fn farewell(&self, answer: Option<&usize>) -> Line<'static> {
        let (glyph, role, what) = match answer.and_then(|index| self.items.get(*index)) {
            Some(item) => (Glyph::Good, Role::Good, item.name.clone()),
            None => (Glyph::Bad, Role::Muted, "left".to_owned()),
        };
        Line::from(vec![
            Span::styled(format!("{} ", self.look.glyph(glyph)), self.look.style(role)),
            Span::raw(format!("{}: {what}", self.title)),
        ])
    }
}
