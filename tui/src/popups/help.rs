//! All keys that do something now.

use std::borrow::Cow;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};
use ratatui::widgets::Widget;
use unicode_width::UnicodeWidthStr;

use super::window;
use crate::component::{Component, Hint};
use crate::effect::Effect;
use crate::keymap::Verb;
use crate::look::Glyph;
use crate::session::Session;
use crate::text;
use crate::theme::Role;
use crate::widgets::list::List;
use crate::widgets::pane::Pane;

/// Columns inside of its frame where there is room.
const WIDTH: u16 = 56;

/// Widest the keys are drawn.
const WIDEST_KEYS: usize = 20;

/// A list of keys.
pub(crate) struct Help {
    rows: Vec<HelpRow>,
    keys: usize,
    top: usize,
}

/// Keys that belong together.
pub(crate) struct Section {
    /// Whose keys they are.
    pub(crate) title: String,
    /// The keys.
    pub(crate) entries: Vec<Entry>,
}

/// What some keys do.
pub(crate) struct Entry {
    /// The keys, with blanks between them.
    pub(crate) keys: String,
    /// What they do.
    pub(crate) label: String,
}

enum HelpRow {
    Title(String),
    Entry(Entry),
    Gap,
}

impl Help {
    /// Shows these keys.
    pub(crate) fn new(sections: Vec<Section>) -> Self {
        let entries = sections.iter().flat_map(|section| &section.entries);
        let keys = entries.map(|entry| entry.keys.width()).max().unwrap_or(0);
        let mut rows = Vec::new();
        for section in sections.into_iter().filter(|section| !section.entries.is_empty()) {
            if !rows.is_empty() {
                rows.push(HelpRow::Gap);
            }
            rows.push(HelpRow::Title(section.title));
            rows.extend(section.entries.into_iter().map(HelpRow::Entry));
        }
        Self {
            rows,
            keys: keys.min(WIDEST_KEYS),
            top: 0,
        }
    }

    fn last_top(&self, page: usize) -> usize {
        self.rows.len().saturating_sub(page)
    }

    fn line<'a>(&'a self, row: &'a HelpRow, session: &Session) -> Line<'a> {
        let look = &session.look;
        match row {
            HelpRow::Gap => Line::default(),
            HelpRow::Title(title) => Line::styled(title.as_str(), look.style(Role::Title)),
            HelpRow::Entry(entry) => {
                let keys = text::fit(&entry.keys, self.keys, look.glyph(Glyph::Ellipsis));
                Line::from(vec![
                    Span::styled(format!("  {keys}  "), look.style(Role::Key)),
                    Span::raw(entry.label.as_str()),
                ])
            }
        }
    }
}

impl Component for Help {
    fn title(&self) -> Cow<'static, str> {
        "Keys".into()
    }

    fn hints(&self, _session: &Session) -> Vec<Hint> {
        let mut hints: Vec<Hint> = List::hints().collect();
        hints.push(Hint::new(Verb::Back, "close"));
        hints.push(Hint::quiet(Verb::Close, "close"));
        hints.push(Hint::quiet(Verb::Help, "close"));
        hints
    }

    fn on_verb(&mut self, session: &mut Session, verb: Verb) -> Vec<Effect> {
        let place = self.place(session, session.screen());
        let page = usize::from(window::inner(place).height);
        let mut list = List::default();
        list.set_len(self.last_top(page) + 1);
        list.select(self.top);
        if list.on_verb(verb, page) {
            self.top = list.cursor().unwrap_or(0);
            return Vec::new();
        }
        vec![Effect::Close]
    }

    fn render(&self, session: &Session, area: Rect, buf: &mut Buffer) {
        let page = usize::from(window::inner(area).height);
        let top = self.top.min(self.last_top(page));
        let rest = self.rows.len().saturating_sub(top + page);
        let note = if rest > 0 {
            format!("{rest} more below")
        } else {
            String::new()
        };
        let inner = window::open(Pane::new("Keys").note(note), session, area, buf);
        for (row, line) in self.rows.iter().skip(top).zip(inner.rows()) {
            let more = session.look.glyph(Glyph::Ellipsis);
            text::cut(&self.line(row, session), usize::from(line.width), more).render(line, buf);
        }
    }

    fn place(&self, _session: &Session, screen: Rect) -> Rect {
        window::middle(screen, WIDTH, self.rows.len())
    }
}
