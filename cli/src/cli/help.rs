//! What `--help` looks like: commands in groups, flags one to a line everywhere.

use std::fmt::Write;

use clap::builder::StyledStr;
use clap::{Arg, ArgAction, Command};

/// The commands by what somebody wants to do. Those that are in no group come last.
const GROUPS: [(&str, &[&str]); 7] = [
    ("Start here", &["tui", "shell", "run", "demo"]),
    (
        "Ask and change nodes",
        &["ping", "find", "rpc", "facts", "inventory"],
    ),
    (
        "Everyday agents",
        &["package", "service", "puppet", "process", "filemgr", "nettest"],
    ),
    (
        "Choose nodes, and keep track",
        &["filter", "set", "cache", "history", "jobs", "resume"],
    ),
    ("Keep values, and limit what runs at once", &["kv", "governor"]),
    (
        "Set up and look after a site",
        &["pki", "jwt", "keys", "login", "tool", "plugin", "ddl"],
    ),
    ("More", &["cheat", "buildinfo", "help"]),
];

/// The command line with its help as people see it. Shell completion is made from the plain one.
pub(super) fn dressed(command: Command, program: &str) -> Command {
    let command = compact(command);
    let mut template = StyledStr::new();
    let _ = write!(
        template,
        "{{about}}\n\n{{usage-heading}} {{usage}}\n\n{}{{all-args}}{{after-help}}",
        groups(&command)
    );
    let names: Vec<String> = command
        .get_subcommands()
        .map(|one| one.get_name().to_owned())
        .collect();
    let command = command
        .override_usage(format!("{program} [OPTIONS] <COMMAND|AGENT>"))
        .help_template(template);
    // They are in the text above.
    names.into_iter().fold(command, |command, name| {
        command.mut_subcommand(name, |one| one.hide(true))
    })
}

/// The commands with one line each, below the headings of their groups.
fn groups(command: &Command) -> String {
    let (header, literal) = (
        command.get_styles().get_header(),
        command.get_styles().get_literal(),
    );
    let about = |name: &str| match command.find_subcommand(name) {
        _ if name == "help" => Some("Say how a command or an agent is used".to_owned()),
        Some(one) if !one.is_hide_set() => one.get_about().map(StyledStr::to_string),
        _ => None,
    };
    let grouped = |name: &str| GROUPS.iter().any(|(_, names)| names.contains(&name));
    let others = command.get_subcommands().map(Command::get_name);
    let others: Vec<&str> = others.filter(|name| !grouped(name)).collect();
    let width = command
        .get_subcommands()
        .filter(|one| !one.is_hide_set())
        .map(|one| one.get_name().len())
        .max()
        .unwrap_or(0);
    let mut text = String::new();
    for (index, (title, names)) in GROUPS.iter().enumerate() {
        let more = if index + 1 == GROUPS.len() {
            others.as_slice()
        } else {
            &[]
        };
        let _ = writeln!(text, "{header}{title}:{header:#}");
        for name in names.iter().chain(more) {
            if let Some(about) = about(name) {
                let gap = " ".repeat(width.saturating_sub(name.len()) + 2);
                let _ = writeln!(text, "  {literal}{name}{literal:#}{gap}{about}");
            }
        }
        text.push('\n');
    }
    text
}

/// `--help` says what `-h` does, with everything a command's description has to say above it.
fn compact(command: Command) -> Command {
    let help = Arg::new("help")
        .short('h')
        .long("help")
        .action(ArgAction::HelpShort)
        .help("Print help");
    let long = command.get_long_about().cloned();
    let mut command = command.disable_help_flag(true).arg(help);
    if let Some(long) = long {
        command = command
            .before_help(long)
            .help_template("{before-help}{usage-heading} {usage}\n\n{all-args}{after-help}");
    }
    let names: Vec<String> = command
        .get_subcommands()
        .map(|one| one.get_name().to_owned())
        .collect();
    names
        .into_iter()
        .fold(command, |command, name| command.mut_subcommand(name, compact))
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;
    use crate::cli::Cli;

    /// Columns of a small terminal.
    const WIDTH: usize = 80;

    fn shown(words: &[&str]) -> String {
        let command = dressed(Cli::command(), "mco");
        command.try_get_matches_from(words).unwrap_err().to_string()
    }

    #[test]
    fn every_command_is_listed_once_on_one_line() {
        let text = groups(&Cli::command());
        for command in Cli::command().get_subcommands().filter(|one| !one.is_hide_set()) {
            let start = format!("  {}", command.get_styles().get_literal());
            let lines = text.lines().filter(|line| line.starts_with(&start));
            let name = format!("{}{:#}", command.get_name(), command.get_styles().get_literal());
            let found = lines
                .filter(|line| line[start.len()..].starts_with(&name))
                .count();
            assert_eq!(found, 1, "{name}: {text}");
        }
        let plain = shown(&["mco", "--help"]);
        let (list, _) = plain.split_once("Options:").unwrap();
        for line in list.lines() {
            assert!(line.len() <= WIDTH, "{line}");
        }
    }

    #[test]
    fn a_long_description_leaves_the_flags_on_a_line_each() {
        let text = shown(&["mco", "demo", "--help"]);
        assert!(text.contains("Makes credentials"), "{text}");
        assert!(
            text.lines()
                .any(|line| line.contains("--nodes <N>") && line.contains("Nodes to start")),
            "{text}"
        );
        assert_eq!(text, shown(&["mco", "demo", "-h"]));
    }
}
