//! `mco AGENT` without an action or with `--help`: what the agent can do, or what was probably meant.

use std::ffi::OsString;
use std::fmt::Write;

use clap::CommandFactory;
use client::LibraryError;

use crate::args::later_command;
use crate::cli::{Cli, request};
use crate::ctx::Ctx;
use crate::exit::Exit;
use crate::report::Stop;
use crate::theme::{Meaning, Theme, clean};

/// Whether the words after an agent's name ask what it can do.
pub(crate) fn wants_help(words: &[OsString]) -> bool {
    let mut flags = words.iter().take_while(|word| *word != "--");
    flags.any(|word| word == "--help" || word == "-h")
}

/// Explains words that are no command: the actions of the agent, what is wrong with the request, or the nearest name.
pub(crate) async fn explain(words: Vec<OsString>, ctx: &Ctx) -> anyhow::Result<Exit> {
    let word = words
        .first()
        .map(|word| word.to_string_lossy().into_owned())
        .unwrap_or_default();
    let library = ctx.library().await;
    let error = match library.agent(&word) {
        Ok(agent) if wants_help(&words) => {
            ctx.out.print(actions(&agent, ctx.out.theme))?;
            return Ok(Exit::Done);
        }
        Ok(agent) if words.len() == 1 => return list_actions(&agent, ctx),
        Ok(agent) => match request(ctx.program, &words) {
            Err(wrong) => return Err(wrong.into()),
            Ok(_) => return list_actions(&agent, ctx),
        },
        Err(error) => error,
    };
    if !matches!(error, LibraryError::Unknown { .. }) {
        return Err(error.into());
    }
    if let Some(instead) = later_command(&word) {
        return Err(Stop::later(&word, instead).into());
    }
    let mut known = library.names();
    known.extend(commands());
    known.sort_unstable();
    known.dedup();
    let hint = match client::nearest(&word, &known) {
        Some(near) => format!("did you mean {near}?"),
        None => "`mco --help` lists the commands, `mco plugin doc` the agents".to_owned(),
    };
    Err(
        Stop::error(format!("{word:?} is neither a command nor an agent known here"))
            .hint(hint)
            .into(),
    )
}

/// Names of the commands that help shows.
fn commands() -> Vec<String> {
    let cli = Cli::command();
    let shown = cli.get_subcommands().filter(|command| !command.is_hide_set());
    shown.map(|command| command.get_name().to_owned()).collect()
}

/// Lists what an agent can do for somebody who named no action, which is an error.
pub(crate) fn list_actions(agent: &ddl::Agent, ctx: &Ctx) -> anyhow::Result<Exit> {
    ctx.err.print(actions(agent, ctx.err.theme))?;
    Ok(Exit::Error)
}

fn actions(agent: &ddl::Agent, theme: Theme) -> String {
    let name = &agent.metadata.name;
    let mut text = format!("{}\n\n", clean(&agent.metadata.description));
    let _ = writeln!(text, "Usage: mco {name} ACTION [KEY=VALUE]...\n");
    let width = agent
        .actions
        .iter()
        .map(|action| action.name.len())
        .max()
        .unwrap_or(0);
    for action in &agent.actions {
        let padded = format!("{:width$}", action.name);
        let description = clean(&action.description);
        let _ = writeln!(text, "  {}  {description}", theme.paint(Meaning::Value, padded));
    }
    let _ = writeln!(
        text,
        "\n`mco plugin doc {name}` describes inputs and outputs, `mco rpc --help` the flags."
    );
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_agent_without_an_action_lists_its_actions() {
        insta::assert_snapshot!(actions(&crate::fixture::agent(), Theme::PLAIN), @"
        Start and stop services

        Usage: mco service ACTION [KEY=VALUE]...

          status   Look at a service
          restart  Restart a service

        `mco plugin doc service` describes inputs and outputs, `mco rpc --help` the flags.
        ");
    }
}
