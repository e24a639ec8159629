//! A question before something happens.

use std::borrow::Cow;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::Line;
use ratatui::widgets::{Block, Clear, Paragraph, Widget, Wrap};

use crate::component::{Component, Hint};
use crate::effect::Effect;
use crate::keymap::Verb;
use crate::session::Session;
use crate::theme::Role;

/// Columns it takes where there is room.
const WIDTH: u16 = 72;

/// Asks yes or no; no by default.
pub(crate) struct Confirm {
    title: String,
    lines: Vec<String>,
    yes: Vec<Effect>,
}

impl Confirm {
    /// `yes` follows when the user agrees.
    pub(crate) fn new(title: impl Into<String>, lines: Vec<String>, yes: Vec<Effect>) -> Self {
        Self {
            title: title.into(),
            lines,
            yes,
        }
    }
}

impl Component for Confirm {
    fn title(&self) -> Cow<'static, str> {
        "Confirm".into()
    }

    fn hints(&self, _session: &Session) -> Vec<Hint> {
        vec![
            Hint::new(Verb::Accept, "go on"),
            Hint::new(Verb::Back, "leave it"),
        ]
    }

    fn on_verb(&mut self, _session: &mut Session, verb: Verb) -> Vec<Effect> {
        let mut effects = vec![Effect::Close];
        if verb == Verb::Accept {
            effects.append(&mut self.yes);
        }
        effects
    }

    fn render(&self, session: &Session, area: Rect, buf: &mut Buffer) {
        Clear.render(area, buf);
        let block = Block::bordered()
            .border_set(session.look.border(true))
            .border_style(session.look.style(Role::Focus))
            .title(format!(" {} ", self.title));
        let lines: Vec<Line> = self.lines.iter().map(|line| Line::from(line.as_str())).collect();
        let text = Paragraph::new(lines).wrap(Wrap { trim: false });
        text.block(block).render(area, buf);
    }

    fn place(&self, _session: &Session, screen: Rect) -> Rect {
        let height = u16::try_from(self.lines.len())
            .unwrap_or(u16::MAX)
            .saturating_add(2);
        let width = WIDTH.min(screen.width);
        let height = height.min(screen.height);
        Rect {
            x: screen.x + (screen.width - width) / 2,
            y: screen.y + (screen.height - height) / 2,
            width,
            height,
        }
    }
}
