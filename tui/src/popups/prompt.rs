//! One question with one answer.

use std::borrow::Cow;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::Line;
use ratatui::widgets::Widget;

use super::window;
use crate::component::{Component, Hint};
use crate::effect::Effect;
use crate::keymap::Verb;
use crate::session::Session;
use crate::text;
use crate::theme::Role;
use crate::widgets::field::Field;
use crate::widgets::pane::Pane;

/// Columns inside of its frame where there is room.
const WIDTH: u16 = 60;

/// What follows from an answer.
type Done = Box<dyn FnOnce(String) -> Vec<Effect> + Send>;

/// What is wrong with an answer.
type Check = Box<dyn Fn(&str) -> Result<(), String> + Send>;

/// Asks for one line of text.
pub(crate) struct Prompt {
    title: Cow<'static, str>,
    question: Cow<'static, str>,
    field: Field,
    check: Check,
    done: Option<Done>,
}

impl Prompt {
    /// `done` tells what follows from the answer. Without a [`check`](Self::check), any answer but an empty one will do.
    pub(crate) fn new(
        title: impl Into<Cow<'static, str>>,
        question: impl Into<Cow<'static, str>>,
        done: impl FnOnce(String) -> Vec<Effect> + Send + 'static,
    ) -> Self {
        let something = |text: &str| match text.trim() {
            "" => Err(String::new()),
            _ => Ok(()),
        };
        Self {
            title: title.into(),
            question: question.into(),
            field: Field::default(),
            check: Box::new(something),
            done: Some(Box::new(done)),
        }
    }

    /// With an answer to begin from.
    #[must_use]
    pub(crate) fn text(mut self, text: impl Into<String>) -> Self {
        self.field.set(text);
        self
    }

    /// Takes only answers of which this finds nothing wrong; it says what is wrong in a few words.
    #[must_use]
    pub(crate) fn check(mut self, check: impl Fn(&str) -> Result<(), String> + Send + 'static) -> Self {
        self.check = Box::new(check);
        self
    }
}

impl Component for Prompt {
    fn title(&self) -> Cow<'static, str> {
        self.title.clone()
    }

    fn hints(&self, _session: &Session) -> Vec<Hint> {
        let mut hints = Vec::new();
        if (self.check)(self.field.text()).is_ok() {
            hints.push(Hint::new(Verb::Accept, "done"));
        }
        hints.push(Hint::new(Verb::Back, "leave it"));
        hints
    }

    fn typing(&self) -> bool {
        true
    }

    fn on_verb(&mut self, _session: &mut Session, verb: Verb) -> Vec<Effect> {
        let mut effects = vec![Effect::Close];
        if verb == Verb::Accept
            && let Some(done) = self.done.take()
        {
            effects.extend(done(self.field.text().to_owned()));
        }
        effects
    }

    fn field(&mut self) -> Option<&mut Field> {
        Some(&mut self.field)
    }

    fn render(&self, session: &Session, area: Rect, buf: &mut Buffer) {
        let look = &session.look;
        let inner = window::open(Pane::new(self.title.clone()), session, area, buf);
        let mut rows = inner.rows();
        if let Some(row) = rows.next() {
            text::cut(&Line::from(self.question.as_ref()), usize::from(row.width), "…").render(row, buf);
        }
        if let Some(row) = rows.next() {
            self.field.render(look, row, buf, true);
        }
        if let (Some(row), Err(wrong)) = (rows.next(), (self.check)(self.field.text())) {
            Line::styled(text::line(&wrong), look.style(Role::Bad)).render(row, buf);
        }
    }

    fn place(&self, _session: &Session, screen: Rect) -> Rect {
        window::middle(screen, WIDTH, 3)
    }
}
