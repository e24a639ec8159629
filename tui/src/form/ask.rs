//! The form of an action in a few lines of the terminal.

use std::io;
use std::sync::Arc;
use std::time::SystemTime;

use crossterm::event::KeyEvent;
use ddl::Agent;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};
use ratatui::widgets::Widget;
use tokio_util::sync::CancellationToken;

use super::draw::Sheet;
use super::editor::Editor;
use super::inline::{Asking, Step, converse};
use super::model::Form;
use super::notes::brief;
use super::words::quoted;
use crate::keymap::{Keymap, Verb};
use crate::look::{Glyph, Look};
use crate::report::Earlier;
use crate::text;
use crate::theme::{Role, Theme};

/// How something is asked in a few lines of the terminal.
#[derive(Debug, Clone)]
pub struct Options {
    /// Colours.
    pub theme: Theme,
    /// Whether only ASCII may be drawn.
    pub ascii: bool,
    /// Which key does what.
    pub keymap: Keymap,
    /// The time.
    pub now: SystemTime,
    /// Inputs the user has as defaults, as they would be typed.
    pub defaults: Vec<(String, String)>,
    /// Inputs of earlier requests, newest first.
    pub earlier: Vec<Earlier>,
    /// Ends the question when the command is to end.
    pub stop: CancellationToken,
}

impl Options {
    /// Nothing is remembered.
    pub fn new(theme: Theme, ascii: bool, now: SystemTime, stop: CancellationToken) -> Self {
        Self {
            theme,
            ascii,
            keymap: Keymap::default(),
            now,
            defaults: Vec::new(),
            earlier: Vec::new(),
            stop,
        }
    }

    pub(super) fn look(&self) -> Look {
        Look::new(self.theme, self.ascii)
    }
}

/// Asks for the inputs of an agent's action, some of which are given; `action` is its place among the agent's actions.
///
/// - **Shape:** the inputs as they would be typed; those with the DDL's own default are left out. None when the user leaves, or
///   there is no such action.
/// - **Errors:** standard input is no terminal, or the terminal is lost.
pub async fn ask(
    title: &str,
    agent: Arc<Agent>,
    action: usize,
    given: &[(String, String)],
    options: Options,
) -> io::Result<Option<Vec<(String, String)>>> {
    let Some(mut form) = Form::new(agent, action, Vec::new()) else {
        return Ok(None);
    };
    form.fill(given);
    form.recall(&options.defaults, &options.earlier);
    if !form.first_problem() {
        form.first();
    }
    let asking = Question {
        title: title.to_owned(),
        form,
        editor: None,
        look: options.look(),
        now: options.now,
        refused: None,
    };
    converse(asking, &options.keymap, &options.stop).await
}

/// The form while it is filled in.
struct Question {
    title: String,
    form: Form,
    editor: Option<Editor>,
    look: Look,
    now: SystemTime,
    /// Why the form could not be sent just now.
    refused: Option<String>,
}

impl Question {
    fn submit(&mut self) -> Step<Vec<(String, String)>> {
        self.refused = self.form.problem();
        if self.refused.is_some() {
            self.form.first_problem();
            return Step::Stay;
        }
        match self.form.data() {
            Ok(_) => Step::Done(self.form.words()),
            Err(error) => {
                self.refused = Some(error.to_string());
                Step::Stay
            }
        }
    }

    fn edit(&mut self, verb: Verb) {
        let Some(editor) = &mut self.editor else {
            self.editor = self.form.focused().and_then(Editor::of);
            return;
        };
        match verb {
            Verb::EditCommand | Verb::Submit => {
                let text = editor.flat();
                self.editor = None;
                if let Some(entry) = self.form.focused_mut() {
                    entry.set(&text);
                }
            }
            Verb::Back => self.editor = None,
            verb => editor.on_verb(verb),
        }
    }

    fn status(&self) -> Line<'static> {
        match (&self.refused, self.form.problem()) {
            (Some(reason), Some(_)) => {
                let text = format!(" {} {}", self.look.glyph(Glyph::Bad), brief(reason));
                Line::styled(text, self.look.style(Role::Bad))
            }
            _ if self.editor.is_some() => self.keys("^E keep   Esc drop"),
            _ => self.keys("Tab next   ^Space complete   ^R go on   Esc leave"),
        }
    }

    fn keys(&self, text: &str) -> Line<'static> {
        Line::styled(format!(" {text}"), self.look.style(Role::Muted))
    }
}

impl Asking for Question {
    type Answer = Vec<(String, String)>;

    fn verbs(&self) -> &'static [Verb] {
        &[
            Verb::NextField,
            Verb::PreviousField,
            Verb::PageDown,
            Verb::PageUp,
            Verb::Complete,
            Verb::Accept,
            Verb::EditCommand,
            Verb::Submit,
            Verb::Back,
        ]
    }

    fn on_verb(&mut self, verb: Verb) -> Step<Self::Answer> {
        if self.editor.is_some() || verb == Verb::EditCommand {
            self.edit(verb);
            return Step::Stay;
        }
        match verb {
            Verb::Back => return Step::Leave,
            Verb::Submit => return self.submit(),
            Verb::Accept => {
                if !self.form.enter() {
                    return self.submit();
                }
            }
            verb => self.form.on_verb(verb),
        }
        Step::Stay
    }

    fn on_text(&mut self, key: KeyEvent) {
        match &mut self.editor {
            Some(editor) => editor.on_key(key),
            None => self.form.on_key(key),
        }
        self.refused = None;
    }

    fn on_paste(&mut self, text: &str) {
        match &mut self.editor {
            Some(editor) => editor.on_paste(text),
            None => self.form.on_paste(text),
        }
        self.refused = None;
    }

    fn height(&self, width: u16, most: u16) -> u16 {
        let body = match &self.editor {
            Some(_) => most,
            None => self.sheet().height(width, most),
        };
        body.saturating_add(3).min(most)
    }

    fn render(&self, area: Rect, buf: &mut Buffer) {
        let row = |y: u16, height: u16| Rect { y, height, ..area }.intersection(area);
        let title = Line::from(vec![
            Span::styled(format!(" {} ", brief(&self.title)), self.look.style(Role::Title)),
            Span::styled(
                brief(&self.form.action().description),
                self.look.style(Role::Muted),
            ),
        ]);
        let width = usize::from(area.width);
        let more = self.look.glyph(Glyph::Ellipsis);
        text::cut(&title, width, more).render(row(0, 1), buf);
        let body = row(1, area.height.saturating_sub(2));
        match &self.editor {
            Some(editor) => editor.render(&self.look, body, buf),
            None => self.sheet().render(body, buf),
        }
        let last = row(area.height.saturating_sub(1), 1);
        if area.height > 1 {
            text::cut(&self.status(), width, more).render(last, buf);
        }
    }

    fn farewell(&self, answer: Option<&Self::Answer>) -> Line<'static> {
        if answer.is_none() {
            let text = format!("{} {}: left", self.look.glyph(Glyph::Bad), brief(&self.title));
            return Line::styled(text, self.look.style(Role::Muted));
        }
        let words: Vec<String> = self
            .form
            .masked()
            .iter()
            .map(|(name, value)| format!("{name}={value}"))
            .collect();
        let words = brief(&quoted(&words));
        Line::from(vec![
            Span::styled(
                format!("{} ", self.look.glyph(Glyph::Good)),
                self.look.style(Role::Good),
            ),
            Span::raw(format!("{} {words}", brief(&self.title)).trim_end().to_owned()),
        ])
    }
}

impl Question {
    fn sheet(&self) -> Sheet<'_> {
        Sheet {
            form: &self.form,
            look: &self.look,
            now: self.now,
            focused: true,
        }
    }
}

#[cfg(test)]
mod tests;
