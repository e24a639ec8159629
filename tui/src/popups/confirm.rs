//! A question before something happens.

use std::borrow::Cow;

use crossterm::event::KeyEvent;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};
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
const WIDTH: u16 = 70;

/// What the first line begins with when nodes will be changed.
const CHANGE: &str = "CHANGE   ";

/// Asks yes or no; no by default, and nothing follows from a key that is pressed too often.
pub(crate) struct Confirm {
    title: String,
    lines: Vec<String>,
    change: bool,
    typed: Option<(Field, String)>,
    yes: Vec<Effect>,
}

impl Confirm {
    /// `yes` follows when the user agrees.
    pub(crate) fn new(title: impl Into<String>, lines: Vec<String>, yes: Vec<Effect>) -> Self {
        Self {
            title: title.into(),
            lines,
            change: false,
            typed: None,
            yes,
        }
    }

    /// Says that nodes will be changed.
    #[must_use]
    pub(crate) fn change(mut self) -> Self {
        self.change = true;
        self
    }

    /// Agrees only to who types this, such as the number of nodes.
    #[must_use]
    pub(crate) fn typed(mut self, word: impl Into<String>) -> Self {
        self.typed = Some((Field::default(), word.into()));
        self
    }

    fn agreed(&self) -> bool {
        self.typed
            .as_ref()
            .is_none_or(|(field, word)| field.text().trim() == word)
    }

    fn wrapped(&self, width: u16) -> Vec<String> {
        let width = usize::from(width);
        let signs = std::iter::once(self.sign()).chain(std::iter::repeat(""));
        let lines = self.lines.iter().zip(signs);
        let lines = lines.map(|(line, sign)| format!("{sign}{}", text::line(line)));
        lines.flat_map(|line| text::wrap(&line, width)).collect()
    }

    /// What the first line begins with.
    fn sign(&self) -> &'static str {
        if self.change { CHANGE } else { "" }
    }

    /// The last line, where the user answers.
    fn answer(&self, session: &Session, line: Rect, buf: &mut Buffer) {
        let Some((field, word)) = &self.typed else {
            return;
        };
        let question = format!("Type {} to go on: ", text::line(word));
        let question = Span::styled(question, session.look.style(Role::Title));
        let width = u16::try_from(question.width())
            .unwrap_or(u16::MAX)
            .min(line.width);
        question.render(Rect { width, ..line }, buf);
        let rest = Rect {
            x: line.x + width,
            width: line.width - width,
            ..line
        };
        field.render(&session.look, rest, buf, true);
    }
}

impl Component for Confirm {
    fn title(&self) -> Cow<'static, str> {
        "Confirm".into()
    }

    fn hints(&self, _session: &Session) -> Vec<Hint> {
        let mut hints = Vec::new();
        match (&self.typed, self.agreed()) {
            (None, _) => {
                hints.push(Hint::new(Verb::Agree, "go on"));
                hints.push(Hint::quiet(Verb::Decline, "leave it"));
            }
            (Some(_), true) => hints.push(Hint::new(Verb::Accept, "go on")),
            (Some(_), false) => {}
        }
        hints.push(Hint::new(Verb::Back, "leave it"));
        hints
    }

    fn typing(&self) -> bool {
        self.typed.is_some()
    }

    fn on_verb(&mut self, _session: &mut Session, verb: Verb) -> Vec<Effect> {
        let mut effects = vec![Effect::Close];
        if matches!(verb, Verb::Agree | Verb::Accept) {
            effects.append(&mut self.yes);
        }
        effects
    }

    fn on_text(&mut self, _session: &mut Session, key: KeyEvent) -> Vec<Effect> {
        if let Some((field, _)) = &mut self.typed {
            field.on_key(key);
        }
        Vec::new()
    }

    // What must be typed is not pasted: typing is the moment to think.

    fn render(&self, session: &Session, area: Rect, buf: &mut Buffer) {
        let role = if self.change { Role::Change } else { Role::Focus };
        let pane = Pane::new(self.title.as_str()).role(role);
        let inner = window::open(pane, session, area, buf);
        let wrapped = self.wrapped(inner.width);
        let mut lines: Vec<Line> = wrapped.iter().map(|line| Line::from(line.as_str())).collect();
        if let Some((first, rest)) = wrapped
            .first()
            .and_then(|first| first.split_at_checked(self.sign().len()))
        {
            let sign = Span::styled(first, session.look.style(Role::Change));
            lines[0] = Line::from(vec![sign, Span::raw(rest)]);
        }
        // What must be answered is seen even where not all that is said has room.
        let answer = u16::from(self.typed.is_some()).min(inner.height);
        let said = usize::from(inner.height - answer);
        for (line, row) in lines.iter().zip(inner.rows().take(said)) {
            line.render(row, buf);
        }
        if let Some(row) = inner.rows().nth(lines.len().min(said)) {
            self.answer(session, row, buf);
        }
    }

    fn place(&self, _session: &Session, screen: Rect) -> Rect {
        let width = window::inner(window::middle(screen, WIDTH, 1)).width;
        let lines = self.wrapped(width).len() + usize::from(self.typed.is_some());
        window::middle(screen, WIDTH, lines)
    }
}
