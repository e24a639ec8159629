//! `mco AGENT` without an action or with `--help`: what the agent can do, or what was probably meant.

use std::ffi::OsString;
use std::fmt::Write;

use clap::CommandFactory;
use clap::builder::Resettable;
use clap::error::{ContextKind, ContextValue};
use client::LibraryError;

use crate::args::later_command;
use crate::cli::Cli;
use crate::ctx::Ctx;
use crate::exit::Exit;
use crate::report::Stop;
use crate::theme::{Meaning, Theme, clean};

/// Whether the words after an agent's name ask what it can do.
pub(crate) fn wants_help(words: &[OsString]) -> bool {
    let mut flags = words.iter().take_while(|word| *word != "--");
    flags.any(|word| word == "--help" || word == "-h")
}

/// Explains a word that is no command: the actions of the agent, or the nearest name.
pub(crate) async fn explain(words: Vec<OsString>, ctx: &Ctx) -> anyhow::Result<Exit> {
    let word = words
        .first()
        .map(|word| word.to_string_lossy().into_owned())
        .unwrap_or_default();
    let error = match ctx.library().await.agent(&word) {
        Ok(agent) if wants_help(&words) => {
            ctx.out.print(actions(&agent, ctx.out.theme))?;
            return Ok(Exit::Done);
        }
        Ok(agent) => return list_actions(&agent, ctx),
        Err(error) => error,
    };
    if matches!(error, LibraryError::Unknown { .. })
        && let Some(instead) = later_command(&word)
    {
        return Err(Stop::later(&word, instead).into());
    }
    let near = match error {
        LibraryError::Unknown { nearest, .. } => nearest.or_else(|| similar_command(&word)),
        broken => return Err(broken.into()),
    };
    let hint = match near {
        Some(near) => format!("did you mean {near}?"),
        None => "`mco --help` lists the commands, `mco plugin doc` the agents".to_owned(),
    };
    Err(
        Stop::error(format!("{word:?} is neither a command nor an agent known here"))
            .hint(hint)
            .into(),
    )
}

/// The command that the word probably was meant to be.
fn similar_command(word: &str) -> Option<String> {
    let strict = Cli::command()
        .allow_external_subcommands(false)
        .external_subcommand_value_parser(Resettable::Reset);
    let error = strict.try_get_matches_from(["mco", word]).err()?;
    match error.get(ContextKind::SuggestedSubcommand)? {
        ContextValue::String(name) => Some(name.clone()),
        // The likeliest comes last.
        ContextValue::Strings(names) => names.iter().rfind(|name| name.len() > 1).cloned(),
        _ => None,
    }
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
    fn slips_are_recognised_and_strangers_are_not() {
        assert_eq!(similar_command("pnig").as_deref(), Some("ping"));
        assert_eq!(similar_command("fact").as_deref(), Some("facts"));
        assert_eq!(similar_command("xyzzy"), None);
    }

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
