//! A few questions at once, each with one line to answer.

use std::borrow::Cow;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};
use ratatui::widgets::Widget;
use unicode_width::UnicodeWidthStr;

use super::window;
use crate::component::{Component, Deed, Hint, Mouse};
use crate::effect::Effect;
use crate::keymap::Verb;
use crate::look::Glyph;
use crate::session::Session;
use crate::text;
use crate::theme::Role;
use crate::widgets::area::part;
use crate::widgets::field::Field;
use crate::widgets::pane::Pane;

/// Columns inside of its frame where there is room.
const WIDTH: u16 = 66;

/// What is wrong with an answer, in a few words; nothing is said where the words are empty.
type Check = fn(&str) -> Result<(), String>;

/// What follows from the answers.
type Done = Box<dyn FnOnce(&mut Session, Vec<String>) -> Vec<Effect> + Send>;

/// Asks for some lines of text.
pub(crate) struct Fields {
    title: Cow<'static, str>,
    asked: Vec<Asked>,
    at: usize,
    done: Option<Done>,
}

/// One question.
pub(crate) struct Asked {
    label: &'static str,
    about: &'static str,
    field: Field,
    check: Check,
    /// Whether it cannot be changed.
    fixed: bool,
}

impl Asked {
    /// With an answer to begin from; `about` says what is wanted.
    pub(crate) fn new(
        label: &'static str,
        text: impl Into<String>,
        about: &'static str,
        check: Check,
    ) -> Self {
        Self {
            label,
            about,
            field: Field::new(text),
            check,
            fixed: false,
        }
    }

    /// Only shows its answer.
    #[must_use]
    pub(crate) fn fixed(mut self) -> Self {
        self.fixed = true;
        self
    }

    fn wrong(&self) -> Option<String> {
        (self.check)(self.field.text()).err()
    }
}

impl Fields {
    /// `done` tells what follows from the answers, in the order of the questions.
    pub(crate) fn new(
        title: impl Into<Cow<'static, str>>,
        asked: Vec<Asked>,
        done: impl FnOnce(&mut Session, Vec<String>) -> Vec<Effect> + Send + 'static,
    ) -> Self {
        let at = asked.iter().position(|asked| !asked.fixed).unwrap_or(0);
        Self {
            title: title.into(),
            asked,
            at,
            done: Some(Box::new(done)),
        }
    }

    fn step(&mut self, steps: usize) {
        let len = self.asked.len();
        let order = (1..=len).map(|step| (self.at + step * steps) % len.max(1));
        let next = order.into_iter().find(|index| !self.asked[*index].fixed);
        self.at = next.unwrap_or(self.at);
    }

    fn ready(&self) -> bool {
        self.asked.iter().all(|asked| asked.wrong().is_none())
    }
}

impl Component for Fields {
    fn title(&self) -> Cow<'static, str> {
        self.title.clone()
    }

    fn hints(&self, _session: &Session) -> Vec<Hint> {
        let mut hints = Vec::new();
        if self.ready() {
            hints.push(Hint::new(Verb::Accept, "done"));
        }
        if self.asked.iter().filter(|asked| !asked.fixed).count() > 1 {
            hints.push(Hint::new(Verb::NextField, "next"));
            hints.push(Hint::quiet(Verb::PreviousField, "the one before"));
        }
        hints.push(Hint::new(Verb::Back, "leave it"));
        hints
    }

    fn typing(&self) -> bool {
        true
    }

    fn on_verb(&mut self, session: &mut Session, verb: Verb) -> Vec<Effect> {
        match verb {
            Verb::NextField => self.step(1),
            Verb::PreviousField => self.step(self.asked.len().saturating_sub(1).max(1)),
            Verb::Accept => {
                let mut effects = vec![Effect::Close];
                let answers = self
                    .asked
                    .iter()
                    .map(|asked| asked.field.text().trim().to_owned());
                if let Some(done) = self.done.take() {
                    effects.extend(done(session, answers.collect()));
                }
                return effects;
            }
            _ => return vec![Effect::Close],
        }
        Vec::new()
    }

    fn field(&mut self) -> Option<&mut Field> {
        let asked = self.asked.get_mut(self.at).filter(|asked| !asked.fixed)?;
        Some(&mut asked.field)
    }

    fn on_mouse(&mut self, _session: &mut Session, mouse: Mouse, area: Rect) -> Vec<Effect> {
        let inner = window::inner(area);
        let row = usize::from(mouse.at.y.saturating_sub(inner.y));
        if mouse.deed == Deed::Press && self.asked.get(row).is_some_and(|asked| !asked.fixed) {
            self.at = row;
        }
        Vec::new()
    }

    fn render(&self, session: &Session, area: Rect, buf: &mut Buffer) {
        let look = &session.look;
        let inner = window::open(Pane::new(self.title.clone()), session, area, buf);
        let widest = self
            .asked
            .iter()
            .map(|asked| asked.label.width())
            .max()
            .unwrap_or(0)
            + 2;
        let lead = u16::try_from(widest).unwrap_or(u16::MAX).min(inner.width / 2);
        for (index, (asked, row)) in self.asked.iter().zip(inner.rows()).enumerate() {
            let role = if index == self.at {
                Role::Title
            } else {
                Role::Muted
            };
            Span::styled(asked.label, look.style(role)).render(part(row, 0, 0, lead, 1), buf);
            let place = part(row, lead, 0, row.width.saturating_sub(lead), 1);
            match asked.fixed {
                true => Line::from(text::line(asked.field.text()).into_owned()).render(place, buf),
                false => asked.field.render(look, place, buf, index == self.at),
            }
        }
        let below = inner.rows().nth(self.asked.len() + 1);
        if let (Some(row), Some(asked)) = (below, self.asked.get(self.at)) {
            let (words, role) = match asked.wrong() {
                Some(wrong) if !wrong.is_empty() => (wrong, Role::Bad),
                _ => (asked.about.to_owned(), Role::Muted),
            };
            let line = Line::styled(words, look.style(role));
            text::cut(&line, usize::from(row.width), look.glyph(Glyph::Ellipsis)).render(row, buf);
        }
    }

    fn place(&self, _session: &Session, screen: Rect) -> Rect {
        window::middle(screen, WIDTH, self.asked.len() + 2)
    }
}
