//! The command that asks the same at once, for what a person typed into a form.

use tui::text::quoted;

use super::Question;
use crate::args::FleetArgs;
use crate::ctx::Ctx;
use crate::explain::command;
use crate::history::Typed;
use crate::job::masked;
use crate::theme;

/// Notes for the history the whole command in the place of what was typed.
pub(crate) fn note_whole(ctx: &Ctx, question: &Question, args: &FleetArgs) {
    let command = command(question, args);
    let line = command.strip_prefix("mco ").unwrap_or(&command).to_owned();
    let (_, secret) = masked(question.action(), &question.data);
    ctx.note(|asked| asked.typed = Typed::Instead { line, secret });
}

/// Tells on standard error which command does the same at once, so that beginners learn it.
pub(crate) fn again_line(ctx: &Ctx, question: &Question, args: &FleetArgs) -> std::io::Result<()> {
    let command = command(question, args);
    let words = command.strip_prefix("mco ").unwrap_or(&command);
    let config = ctx
        .global
        .config
        .as_ref()
        .map(|config| format!("--config {} ", quoted(&config.to_string_lossy())));
    let words = theme::line(words);
    let line = format!(
        "\nTo do this again: {} {}{words}",
        ctx.program,
        config.unwrap_or_default()
    );
    ctx.err.line(line)
}
