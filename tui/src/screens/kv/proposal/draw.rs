//! Drawing a value that is on its way.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::Line;
use ratatui::widgets::Widget;

use super::super::diff::count;
use super::super::paint::diff_line;
use super::{Proposal, State};
use crate::look::Glyph;
use crate::popups::window;
use crate::session::Session;
use crate::text;
use crate::theme::Role;
use crate::widgets::area::part;
use crate::widgets::pane::Pane;

impl Proposal {
    /// The place it takes.
    pub(super) fn room(&self, _session: &Session, screen: Rect) -> Rect {
        match self.state {
            State::Typing(_) => window::large(screen),
            _ => {
                let large = window::large(screen);
                let width = window::inner(large).width;
                let lines = self.words(usize::from(width)).len() + self.diff.len() + 1;
                window::middle(
                    screen,
                    large.width.saturating_sub(4),
                    lines.min(usize::from(large.height)),
                )
            }
        }
    }

    pub(super) fn draw(&self, session: &Session, area: Rect, buf: &mut Buffer) {
        let look = &session.look;
        let title = format!("{} > {}", self.bucket, self.key);
        let lost = self.lost.is_some() || matches!(self.state, State::Failed(_));
        let role = if lost { Role::Bad } else { Role::Change };
        let inner = window::open(Pane::new(title).note(self.note()).role(role), session, area, buf);
        if let State::Typing(editor) = &self.state {
            return editor.render(look, inner, buf);
        }
        let words = self.words(usize::from(inner.width));
        // At least one line of the difference is seen.
        let room = usize::from(inner.height.saturating_sub(2)).max(1);
        let mut y = 0;
        for (line, role) in words.iter().take(room) {
            Line::styled(line.as_str(), look.style(*role)).render(part(inner, 0, y, inner.width, 1), buf);
            y += 1;
        }
        let below = part(inner, 0, y + 1, inner.width, inner.height.saturating_sub(y + 1));
        for (line, row) in self.diff.iter().skip(self.scroll).zip(below.rows()) {
            let line = diff_line(look, line);
            text::cut(&line, usize::from(row.width), look.glyph(Glyph::Ellipsis)).render(row, buf);
        }
    }

    fn note(&self) -> String {
        match count(&self.diff) {
            (0, 0) => String::new(),
            (new, old) => format!("+{new} -{old}"),
        }
    }

    /// What is said above the difference.
    fn words(&self, width: usize) -> Vec<(String, Role)> {
        let mut said = Vec::new();
        let mut say = |words: String, role: Role| {
            let wrapped = text::wrap(&text::line(&words), width.max(1));
            said.extend(wrapped.into_iter().map(|line| (line, role)));
        };
        let now = self.base.revision;
        match &self.state {
            State::Away => say("your editor has it".to_owned(), Role::Muted),
            State::Typing(_) => {}
            State::Writing => say("writing".to_owned(), Role::Muted),
            State::Failed(trouble) => {
                let what = match self.unsure {
                    true => "Nobody said whether it is written",
                    false => "It is not written",
                };
                say(format!("{what}: {}", trouble.text), Role::Bad);
                if let Some(hint) = &trouble.hint {
                    say(hint.clone(), Role::Muted);
                }
                if self.unsure {
                    let words = "Trying again finds that out and writes nothing twice.";
                    say(words.to_owned(), Role::Warning);
                }
            }
            State::Ready => match self.lost {
                Some(seen) => {
                    for (words, role) in lost(seen, now, self.base.value.is_some()) {
                        say(words, role);
                    }
                }
                None if now == 0 => say(
                    "A new key. It is written only if nobody else makes it first.".to_owned(),
                    Role::Text,
                ),
                None => say(
                    format!("Written only if {now} is still the newest revision."),
                    Role::Text,
                ),
            },
        }
        said
    }
}

/// What the one who lost the race reads.
fn lost(seen: u64, now: u64, value: bool) -> [(String, Role); 2] {
    let what = match (seen, now, value) {
        (_, 0, _) => "The key is gone: somebody removed it while you edited.".to_owned(),
        (0, now, true) => format!("Somebody made this key first: revision {now}."),
        (seen, now, true) => format!("Somebody wrote revision {now} while you edited {seen}."),
        (_, now, false) => format!("Somebody deleted the key while you edited: revision {now}."),
    };
    let rest = "Nothing was overwritten. - is what it has now, + is yours:".to_owned();
    [
        (format!("You were overtaken. {what}"), Role::Bad),
        (rest, Role::Text),
    ]
}
