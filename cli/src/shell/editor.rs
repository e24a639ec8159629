//! The line editor: completion, colours, hints and history at the prompt.

mod offers;
mod paint;

use std::borrow::Cow;
use std::sync::{Arc, Mutex, PoisonError};

use rustyline::completion::{Completer, Pair};
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
use crate::theme::Theme;

/// Most lines that can be recalled.
pub(super) const MAX_RECALLED: usize = 2_000;

/// Longest line below the input, in characters; more would push the prompt around.
const MAX_HINT: usize = 100;

/// Longest line that is looked at while it is typed; pasted text may be longer.
const MAX_LIVELY: usize = 4 << 10;

/// A line editor with what it knows.
pub(super) type Editor = Line<Aid, MemHistory>;

/// What the editor asks while a line is typed.
pub(super) struct Aid {
    base: Arc<Base>,
    runtime: Handle,
    theme: Theme,
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    used: Option<Used>,
    agents: Vec<String>,
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
        .completion_show_all_if_ambiguous(true)
        .color_mode(color)
        .max_history_size(MAX_RECALLED)?
        .history_ignore_dups(true)?
        .build();
    let history = MemHistory::with_config(&config);
    let mut editor = Line::with_history(config, history)?;
    editor.set_auto_add_history(false);
    editor.set_helper(Some(Aid {
        base,
        runtime: Handle::current(),
        theme,
        state: Mutex::default(),
    }));
    Ok(editor)
}

impl Aid {
    /// Takes over what has changed since the last line.
    pub(super) fn refresh(&self, engine: &Engine, agents: Vec<String>) {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        state.used = engine.sticky.used.clone();
        state.agents = agents;
    }

    fn used(&self) -> Option<Used> {
        self.state
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .used
            .clone()
    }
}

impl Helper for Aid {}

impl Completer for Aid {
    type Candidate = Pair;

    fn complete(&self, line: &str, pos: usize, _: &Context<'_>) -> rustyline::Result<(usize, Vec<Pair>)> {
        let used = self.used();
        let completion = self
            .runtime
            .block_on(offers::offers(&self.base, used.as_ref(), line, pos));
        let width = completion
            .candidates
            .iter()
            .map(|one| one.value.chars().count())
            .max();
        let width = width.unwrap_or(0).min(24);
        let pairs = completion.candidates.into_iter().map(|one| Pair {
            display: match one.about.as_str() {
                "" => one.value.clone(),
                about => format!("{:width$}  {about}", one.value),
            },
            replacement: if one.complete {
                format!("{} ", one.value)
            } else {
                one.value
            },
        });
        Ok((completion.from, pairs.collect()))
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
        if pos < line.len() || line.is_empty() || line.len() > MAX_LIVELY || line.contains('\n') {
            return None;
        }
        // Without colours a ghost looks like what was typed.
        let ghost = ghost(line, ctx.history()).filter(|_| self.theme.color);
        let used = self.used();
        let expected = self
            .runtime
            .block_on(offers::expected(&self.base, used.as_ref(), line, pos));
        let mut shown = ghost.clone().unwrap_or_default();
        if let Some(expected) = expected {
            shown.push_str("\n  ");
            shown.extend(expected.chars().take(MAX_HINT));
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
        let state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        let agent = state.used.as_ref().map(|used| &*used.agent);
        Cow::Owned(paint::painted(
            line,
            self.theme,
            &self.base.catalog,
            &state.agents,
            agent,
        ))
    }

    fn highlight_hint<'h>(&self, hint: &'h str) -> Cow<'h, str> {
        if self.theme.color {
            Cow::Owned(format!("\u{1b}[2m{hint}\u{1b}[0m"))
        } else {
            Cow::Borrowed(hint)
        }
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
