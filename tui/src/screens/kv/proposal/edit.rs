//! Changing a value, in the user's editor or here.

use std::sync::Arc;

use super::super::body::{as_text, is_document};
use super::{Base, Proposal, State};
use crate::backend::Draft;
use crate::effect::{Effect, Notice, Tone};
use crate::form::Editor;
use crate::report::Trouble;
use crate::session::Session;

impl Proposal {
    /// Opens it for changing the value first, in the user's editor or here.
    pub(in super::super) fn edit(session: &mut Session, bucket: &str, key: &str, base: Base) -> Vec<Effect> {
        let mine = base.value.clone().unwrap_or_default();
        let mut proposal = Self::new(session, bucket, key, base, mine);
        let mut effects = proposal.begin(session);
        if !matches!(proposal.state, State::Ready) {
            effects.insert(0, Effect::Open(Box::new(proposal)));
        }
        effects
    }

    /// Lets the value be changed.
    pub(super) fn begin(&mut self, session: &mut Session) -> Vec<Effect> {
        self.ticket = session.ticket();
        if session.desk.editor.is_some() {
            self.state = State::Away;
            return vec![Effect::Edit(Draft {
                ticket: self.ticket,
                name: self.file_name(),
                text: self.mine.clone(),
            })];
        }
        let editor = as_text(&self.mine).and_then(Editor::of_text);
        match editor {
            Some(editor) => {
                self.state = State::Typing(editor);
                Vec::new()
            }
            None => {
                let words = "this value needs an editor: set $EDITOR and open the screens again";
                vec![Effect::Say(Notice::new(Tone::Warning, words))]
            }
        }
    }

    /// The last part of the key, with an end by which editors know what it is.
    pub(super) fn file_name(&self) -> String {
        let last = self.key.rsplit(['.', '/']).next().unwrap_or_default();
        let plain: String = last
            .chars()
            .filter(|c| c.is_ascii_alphanumeric() || "-_=".contains(*c))
            .collect();
        let document = as_text(&self.mine).is_some_and(is_document);
        let end = if document { ".json" } else { ".txt" };
        format!("{}{end}", crate::text::head(&plain, 64))
    }

    /// The value comes back from where it was changed.
    pub(super) fn edited(&mut self, text: Arc<[u8]>) -> Vec<Effect> {
        self.mine = as_before(text, &self.mine);
        self.changed = true;
        self.state = State::Ready;
        self.compare();
        if self.differs() || self.lost.is_some() {
            return Vec::new();
        }
        let words = "nothing was changed, and nothing written";
        vec![Effect::Close, Effect::Say(Notice::new(Tone::Plain, words))]
    }

    /// The editor failed: what it was given is as it was. Of a value that nobody has changed yet there is nothing to write.
    pub(super) fn unedited(&mut self, trouble: &Trouble) -> Vec<Effect> {
        self.state = State::Ready;
        let say = Effect::Say(Notice::new(Tone::Bad, trouble.text.clone()));
        match self.changed {
            true => vec![say],
            false => vec![Effect::Close, say],
        }
    }
}

/// Editors end the last line of a text; a value that had no such end keeps having none.
fn as_before(text: Arc<[u8]>, before: &[u8]) -> Arc<[u8]> {
    match text.strip_suffix(b"\n") {
        Some(rest) if !before.ends_with(b"\n") => Arc::from(rest),
        _ => text,
    }
}
