//! `mco AGENT` without an action: what the agent can do, or what was probably meant.

use std::ffi::OsString;
use std::fmt::Write;

use clap::CommandFactory;

use crate::cli::Cli;
use crate::ctx::Ctx;
use crate::exit::Exit;
use crate::report::Stop;
use crate::theme::{Meaning, Theme, clean};

/// Explains a lone word that is no command: the actions of the agent, or the nearest names.
pub(crate) async fn refuse(words: Vec<OsString>, ctx: &Ctx) -> anyhow::Result<Exit> {
    let word = words
        .first()
        .map(|word| word.to_string_lossy().into_owned())
        .unwrap_or_default();
    let library = ctx.library().await?;
    if let Ok(agent) = library.agent(&word) {
        return list_actions(&agent, ctx);
    }
    let cli = Cli::command();
    let commands = cli
        .get_subcommands()
        .filter(|command| !command.is_hide_set())
        .map(clap::Command::get_name);
    let mut known: Vec<String> = commands.map(str::to_owned).collect();
    known.extend(library.names());
    let mut stop = Stop::usage(format!("{word:?} is neither a command nor an agent known here"));
    stop = match nearest(&word, &known) {
        Some(near) => stop.hint(format!("did you mean {near}?")),
        None => stop.hint("`mco --help` lists the commands, `mco plugin doc` the agents"),
    };
    Err(stop.into())
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
    let _ = writeln!(text, "\n`mco plugin doc {name}` describes inputs and outputs.");
    text
}

/// The known word that takes the fewest changes to become, if it takes few.
pub(crate) fn nearest<'a>(word: &str, known: &'a [String]) -> Option<&'a str> {
    let allowed = (word.chars().count() / 3).clamp(1, 3);
    known
        .iter()
        .map(|name| (distance(word, name), name.as_str()))
        .filter(|(changes, _)| *changes <= allowed)
        .min()
        .map(|(_, name)| name)
}

/// Insertions, removals, replacements and swaps of neighbours that lead from one word to the other.
fn distance(from: &str, to: &str) -> usize {
    let from: Vec<char> = from.chars().take(64).collect();
    let to: Vec<char> = to.chars().take(64).collect();
    let mut table = vec![vec![0; to.len() + 1]; from.len() + 1];
    for i in 0..=from.len() {
        for j in 0..=to.len() {
            table[i][j] = if i == 0 || j == 0 {
                i + j
            } else {
                let change = usize::from(from[i - 1] != to[j - 1]);
                let best = (table[i - 1][j] + 1)
                    .min(table[i][j - 1] + 1)
                    .min(table[i - 1][j - 1] + change);
                let swapped = i > 1 && j > 1 && from[i - 1] == to[j - 2] && from[i - 2] == to[j - 1];
                if swapped {
                    best.min(table[i - 2][j - 2] + 1)
                } else {
                    best
                }
            };
        }
    }
    table[from.len()][to.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slips_are_recognised_and_strangers_are_not() {
        let known = ["ping", "package", "puppet", "facts"].map(str::to_owned);
        assert_eq!(nearest("pnig", &known), Some("ping"));
        assert_eq!(nearest("pacakge", &known), Some("package"));
        assert_eq!(nearest("fact", &known), Some("facts"));
        assert_eq!(nearest("xyzzy", &known), None);
    }

    #[test]
    fn an_agent_without_an_action_lists_its_actions() {
        insta::assert_snapshot!(actions(&crate::fixture::agent(), Theme::PLAIN), @"
        Start and stop services

        Usage: mco service ACTION [KEY=VALUE]...

          status   Look at a service
          restart  Restart a service

        `mco plugin doc service` describes inputs and outputs.
        ");
    }
}
