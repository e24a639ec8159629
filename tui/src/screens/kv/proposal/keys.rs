//! Which keys do what while a value is on its way.

use super::{Proposal, State};
use crate::component::Hint;
use crate::effect::Effect;
use crate::keymap::Verb;
use crate::order::Order;
use crate::popups::confirm::Confirm;
use crate::popups::prompt::Prompt;
use crate::session::Session;

/// Lines a page of the difference moves by.
const PAGE: usize = 10;

impl Proposal {
    /// The verbs it answers now.
    pub(super) fn offers(&self, session: &Session) -> Vec<Hint> {
        let mut hints = Vec::new();
        match &self.state {
            State::Away | State::Writing => {}
            State::Typing(_) => {
                hints.push(Hint::new(Verb::Submit, "look at the change"));
                hints.push(Hint::new(Verb::Accept, "new line"));
                hints.push(Hint::quiet(Verb::NextField, "next line"));
                hints.push(Hint::quiet(Verb::PreviousField, "line before"));
                hints.push(Hint::new(Verb::Back, "give up"));
                return hints;
            }
            State::Ready | State::Failed(_) if session.read_only => {}
            State::Ready if self.lost.is_some() && self.differs() => {
                hints.push(Hint::new(Verb::Retry, self.on_top()));
            }
            State::Ready if self.differs() => hints.push(Hint::new(Verb::Agree, "write it")),
            State::Ready => {}
            State::Failed(_) => hints.push(Hint::new(Verb::Retry, "try again")),
        }
        if matches!(self.state, State::Ready | State::Failed(_)) {
            hints.push(Hint::new(Verb::Edit, "edit again"));
            hints.push(Hint::new(Verb::Export, "keep in a file"));
            if self.command().is_some() {
                hints.push(Hint::quiet(Verb::CopyCommand, "copy command"));
            }
        }
        hints.push(Hint::new(Verb::Back, "give up"));
        let moves = [
            (Verb::Up, "up"),
            (Verb::Down, "down"),
            (Verb::PageUp, "a page up"),
            (Verb::PageDown, "a page down"),
        ];
        hints.extend(moves.map(|(verb, label)| Hint::quiet(verb, label)));
        hints
    }

    fn on_top(&self) -> String {
        match self.base.revision {
            0 => "write it as a new key".to_owned(),
            revision => format!("write it on top of {revision}"),
        }
    }

    /// Does what a verb says.
    pub(super) fn answer(&mut self, session: &mut Session, verb: Verb) -> Vec<Effect> {
        match verb {
            Verb::Agree | Verb::Retry => return self.write(session),
            Verb::Edit => return self.begin(session),
            Verb::Submit => {
                let State::Typing(editor) = &self.state else {
                    return Vec::new();
                };
                let text = editor.text();
                return self.edited(text.as_bytes().into());
            }
            Verb::Accept | Verb::NextField | Verb::PreviousField => {
                if let State::Typing(editor) = &mut self.state {
                    editor.on_verb(verb);
                }
            }
            Verb::Export => return vec![self.export()],
            Verb::CopyCommand => return self.command().map(Effect::Copy).into_iter().collect(),
            Verb::Up => self.scroll = self.scroll.saturating_sub(1),
            Verb::Down => self.scroll_to(self.scroll + 1),
            Verb::PageUp => self.scroll = self.scroll.saturating_sub(PAGE),
            Verb::PageDown => self.scroll_to(self.scroll + PAGE),
            _ => return self.give_up(),
        }
        Vec::new()
    }

    fn scroll_to(&mut self, line: usize) {
        self.scroll = line.min(self.diff.len().saturating_sub(1));
    }

    /// Text that somebody typed is not thrown away by one key.
    fn give_up(&self) -> Vec<Effect> {
        let typed = match &self.state {
            State::Typing(editor) => editor.text().as_bytes() != &*self.mine,
            _ => self.lost.is_some() || matches!(self.state, State::Failed(_) | State::Writing),
        };
        if !typed {
            return vec![Effect::Close];
        }
        let lines = vec!["What you wrote is gone then; the key stays as it is.".to_owned()];
        let confirm = Confirm::new("Give it up?", lines, vec![Effect::Close]);
        vec![Effect::Open(Box::new(confirm))]
    }

    fn export(&self) -> Effect {
        let text = String::from_utf8_lossy(&self.mine).into_owned();
        let write = move |path: String| {
            vec![Effect::Order(Order::Write {
                path: path.into(),
                text,
            })]
        };
        let prompt = Prompt::new("Keep in a file", "Name of a new file:", write);
        Effect::Open(Box::new(prompt.text(format!("~/{}", self.file_name()))))
    }
}
