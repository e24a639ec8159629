//! Keys that mean something else while the menu is open.

use std::sync::Arc;

use rustyline::{
    Cmd, ConditionalEventHandler, Event, EventContext, EventHandler, KeyCode, KeyEvent, Modifiers,
    RepeatCount,
};

use super::menu;
use super::{Desk, Editor};

/// What a key does to the menu.
#[derive(Debug, Clone, Copy)]
enum Key {
    /// Opens it, or goes on in it.
    Tab,
    Next,
    Previous,
    /// Takes what is chosen.
    Take,
    /// Closes it, and the line is as it was typed.
    Leave,
}

struct Handler {
    desk: Arc<Desk>,
    key: Key,
}

/// Makes the keys do that.
pub(super) fn bind(editor: &mut Editor, desk: &Arc<Desk>) {
    let keys = [
        (KeyCode::Tab, Key::Tab),
        (KeyCode::BackTab, Key::Previous),
        (KeyCode::Down, Key::Next),
        (KeyCode::Up, Key::Previous),
        (KeyCode::Enter, Key::Take),
    ];
    let keys = keys.map(|(code, key)| (KeyEvent(code, Modifiers::NONE), key));
    let leave = ['C', 'G'].map(|letter| (KeyEvent::ctrl(letter), Key::Leave));
    for (event, key) in keys.into_iter().chain(leave) {
        let desk = desk.clone();
        let handler = EventHandler::Conditional(Box::new(Handler { desk, key }));
        editor.bind_sequence(event, handler);
    }
}

impl ConditionalEventHandler for Handler {
    fn handle(&self, _: &Event, _: RepeatCount, _: bool, ctx: &EventContext<'_>) -> Option<Cmd> {
        let (line, cursor) = (ctx.line(), ctx.pos());
        if self.desk.menu(line, cursor).is_none() {
            return matches!(self.key, Key::Tab).then(|| self.opened(line, cursor));
        }
        let mut state = self.desk.state();
        let menu = state.menu.as_mut()?;
        let edit = match self.key {
            Key::Tab | Key::Next => menu.step(true),
            Key::Previous => menu.step(false),
            Key::Take => {
                let edit = menu.taken();
                state.menu = None;
                edit?
            }
            Key::Leave => {
                let edit = menu.left();
                state.menu = None;
                edit
            }
        };
        state.edit = Some(edit);
        Some(Cmd::Complete)
    }
}

impl Handler {
    fn opened(&self, line: &str, cursor: usize) -> Cmd {
        let (edit, menu) = menu::open(line, cursor, self.desk.offers(line, cursor));
        let only_opens = edit.is_none() && menu.is_some();
        let mut state = self.desk.state();
        (state.edit, state.menu) = (edit, menu);
        if only_opens { Cmd::Repaint } else { Cmd::Complete }
    }
}
