//! The line editor: completion, colours, hints and history at the prompt.

mod keys;
mod menu;
mod offers;
mod paint;

use std::borrow::Cow;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use rustyline::completion::Completer;
use rustyline::config::Configurer;
use rustyline::highlight::{CmdKind, Highlighter};
use rustyline::hint::{Hint, Hinter};
use rustyline::history::{History, MemHistory, SearchDirection};
use rustyline::validate::{ValidationContext, ValidationResult, Validator};
use rustyline::{ColorMode, CompletionType, Config, Context, Editor as Line, Helper};
use tokio::runtime::Handle;

use super::engine::{Base, Engine};
use super::parse;
use super::sticky::Used;
use crate::complete::Completion;
use crate::host;
use crate::theme::Theme;

use menu::{Edit, Menu};

/// Most lines that can be recalled.
pub(super) const MAX_RECALLED: usize = 2_000;

/// Most rows of the menu, and the part of the screen it may have.
const MAX_ROWS: (usize, usize) = (10, 3);

/// Longest line that is looked at while it is typed; pasted text may be longer.
const MAX_LIVELY: usize = 4 << 10;

/// A line editor with what it knows.
pub(super) type Editor = Line<Aid, MemHistory>;

/// What the editor asks while a line is typed.
pub(super) struct Aid {
    desk: Arc<Desk>,
    theme: Theme,
}

/// What keys and hints share.
struct Desk {
    base: Arc<Base>,
    runtime: Handle,
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    used: Option<Used>,
    agents: Vec<String>,
    menu: Option<Menu>,
    edit: Option<Edit>,
}

/// The end of a line that was typed before, and below it what is expected next.
pub(super) struct Shadow {
    shown: String,
    ghost: Option<String>,
}

/// An editor for a terminal of this look.
pub(super) fn editor(base: Arc<Base>, theme: Theme) -> rustyline::Result<Editor> {
    let color = if theme.color {
        ColorMode::Enabled
    } else {
        ColorMode::Disabled
    };
    let config = Config::builder()
        .completion_type(CompletionType::List)
        .color_mode(color)
        .max_history_size(MAX_RECALLED)?
        .history_ignore_dups(true)?
        .build();
    let history = MemHistory::with_config(&config);
    let mut editor = Line::with_history(config, history)?;
    editor.set_auto_add_history(false);
    let desk = Arc::new(Desk {
        base,
        runtime: Handle::current(),
        state: Mutex::default(),
    });
    keys::bind(&mut editor, &desk);
    editor.set_helper(Some(Aid { desk, theme }));
    Ok(editor)
}

impl Aid {
    /// Takes over what has changed since the last line.
    pub(super) fn refresh(&self, engine: &Engine, agents: Vec<String>) {
        *self.desk.state() = State {
            used: engine.sticky.used.clone(),
            agents,
            ..State::default()
        };
    }
}

impl Desk {
    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn used(&self) -> Option<Used> {
        self.state().used.clone()
    }

    fn offers(&self, line: &str, cursor: usize) -> Completion {
        let used = self.used();
        self.runtime
            .block_on(offers::offers(&self.base, used.as_ref(), line, cursor))
    }

    /// The menu, narrowed to what has been typed since; it closes where the cursor has left its word.
    fn menu(&self, line: &str, cursor: usize) -> Option<Menu> {
        let menu = self.state().menu.clone()?;
        let menu = match menu.typed(line, cursor) {
            None => None,
            Some(_) if menu.fits(line, cursor) => Some(menu),
            Some(word) => menu.narrowed(word, self.offers(line, cursor).candidates),
        };
        self.state().menu.clone_from(&menu);
        menu
    }
}

impl Helper for Aid {}

/// Does what the keys of the menu want, which have no other way to change a line.
impl Completer for Aid {
    type Candidate = String;

    fn complete(&self, _: &str, pos: usize, _: &Context<'_>) -> rustyline::Result<(usize, Vec<String>)> {
        let edit = self.desk.state().edit.take();
        Ok(edit.map_or((pos, Vec::new()), |edit| (edit.from, vec![edit.text])))
    }
}

impl Hint for Shadow {
    fn display(&self) -> &str {
        &self.shown
    }

    fn completion(&self) -> Option<&str> {
        self.ghost.as_deref()
    }
}

impl Hinter for Aid {
    type Hint = Shadow;

    fn hint(&self, line: &str, pos: usize, ctx: &Context<'_>) -> Option<Shadow> {
        if line.len() > MAX_LIVELY || line.contains('\n') {
            return None;
        }
        let columns = host::width();
        if let Some(menu) = self.desk.menu(line, pos) {
            let rows = MAX_ROWS.0.min(host::height() / MAX_ROWS.1);
            return Some(Shadow {
                shown: menu.shown(columns, rows, self.theme),
                ghost: None,
            });
        }
        if pos < line.len() || line.is_empty() {
            return None;
        }
        // Without colours a ghost looks like what was typed.
        let ghost = ghost(line, ctx.history()).filter(|_| self.theme.color);
        let used = self.desk.used();
        let expected = offers::expected(&self.desk.base, used.as_ref(), line, pos);
        let mut shown = ghost.clone().unwrap_or_default();
        if let Some(expected) = self.desk.runtime.block_on(expected) {
            let more = if self.theme.ascii { "..." } else { "…" };
            shown.push_str("\n  ");
            let expected = tui::text::fit(&expected, columns.saturating_sub(3), more);
            shown.push_str(expected.trim_end());
        }
        (!shown.is_empty()).then_some(Shadow { shown, ghost })
    }
}

/// The rest of the newest line that began like this.
fn ghost(line: &str, history: &dyn History) -> Option<String> {
    let last = history.len().checked_sub(1)?;
    let found = history.starts_with(line, last, SearchDirection::Reverse).ok()??;
    let rest = found.entry.get(line.len()..)?;
    (!rest.is_empty() && !rest.contains('\n')).then(|| rest.to_owned())
}

impl Highlighter for Aid {
    fn highlight<'l>(&self, line: &'l str, _pos: usize) -> Cow<'l, str> {
        if !self.theme.color || line.len() > MAX_LIVELY {
            return Cow::Borrowed(line);
        }
        let state = self.desk.state();
        let agent = state.used.as_ref().map(|used| &*used.agent);
        Cow::Owned(paint::painted(
            line,
            self.theme,
            &self.desk.base.catalog,
            &state.agents,
            agent,
        ))
    }

    fn highlight_hint<'h>(&self, hint: &'h str) -> Cow<'h, str> {
        if !self.theme.color {
            return Cow::Borrowed(hint);
        }
        let chosen = menu::mark(self.theme);
        let rows = hint.split('\n').map(|row| match row.starts_with(chosen) {
            true => format!("\u{1b}[1m{row}\u{1b}[0m"),
            false => format!("\u{1b}[2m{row}\u{1b}[0m"),
        });
        Cow::Owned(rows.collect::<Vec<_>>().join("\n"))
    }

    fn highlight_char(&self, line: &str, _pos: usize, kind: CmdKind) -> bool {
        self.theme.color && line.len() <= MAX_LIVELY && kind != CmdKind::MoveCursor
    }
}

impl Validator for Aid {
    /// A line goes on while it is open: quotes, brackets, a pipe or a backslash at its end.
    fn validate(&self, ctx: &mut ValidationContext<'_>) -> rustyline::Result<ValidationResult> {
        Ok(match parse::lines(ctx.input()) {
            Err(wrong) if wrong.open => ValidationResult::Incomplete,
            _ => ValidationResult::Valid(None),
        })
    }
}
