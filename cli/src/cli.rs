//! From words to a command: the program's name, extra options, agents as commands.

mod help;

use std::ffi::{OsStr, OsString};
use std::path::Path;

use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{CommandFactory, FromArgMatches};

use crate::args::{GlobalArgs, later, later_subcommand};
use crate::command::agent::wants_help;
use crate::command::{Command, again};

/// Variable with options that are added to every fleet command.
pub(crate) const EXTRA_OPTIONS: &str = "MCOLLECTIVE_EXTRA_OPTS";

/// Options before a command that take a value.
const WITH_VALUE: [&str; 4] = ["-c", "--config", "--color", "--exit"];

/// Ask questions of, and change things on, a whole fleet of machines at once.
#[derive(Debug, clap::Parser)]
#[command(
    name = "mco",
    version,
    infer_long_args = true,
    subcommand_required = true,
    arg_required_else_help = true,
    subcommand_value_name = "COMMAND|AGENT",
    after_help = "\
`mco AGENT ACTION KEY=VALUE...` works for every agent; `mco plugin doc` lists them.
`mco` alone opens the shell. `mco completion --help` makes Tab work in yours."
)]
pub(crate) struct Cli {
    #[command(flatten)]
    pub(crate) global: GlobalArgs,
    #[command(subcommand)]
    pub(crate) command: Command,
}

/// The words of one call and the name it was made under.
#[derive(Debug)]
pub(crate) struct Words {
    /// `mco` or `choria`.
    pub(crate) program: &'static str,
    /// Without the options of the environment.
    typed: Vec<String>,
    words: Vec<OsString>,
}

impl Words {
    /// Takes argv: a program called `mc-ping` runs `ping`, extra options are added before any `--`.
    pub(crate) fn new(args: impl IntoIterator<Item = OsString>, extra: Option<&str>) -> Self {
        let mut args = args.into_iter();
        let called = args.next().unwrap_or_else(|| OsString::from("mco"));
        let mut words: Vec<OsString> = args.collect();
        let stem = Path::new(&called)
            .file_stem()
            .unwrap_or(OsStr::new("mco"))
            .to_string_lossy();
        // What start-up files of shells evaluate.
        let script = words.iter().take_while(|word| *word != "--").enumerate();
        let script = script.filter_map(|(at, word)| {
            let shell = word.to_str()?.strip_prefix("--completion-script-")?;
            Some((at, format!("--{shell}")))
        });
        if let Some((at, shell)) = script.last() {
            words.splice(at..=at, ["completion".into(), shell.into()]);
        }
        if let Some(app) = stem.strip_prefix("mc-") {
            words.insert(0, OsString::from(app));
        }
        let typed = words
            .iter()
            .map(|word| word.to_string_lossy().into_owned())
            .collect();
        if let Some(extra) = extra.filter(|_| takes_extra_options(&words)) {
            let end = words.iter().position(|word| word == "--").unwrap_or(words.len());
            words.splice(end..end, split(extra));
        }
        // Agents are commands, but clap's own help does not know them.
        if words.len() > 1 && words[0] == "help" && words[1] != "help" {
            words.remove(0);
            words.push("--help".into());
        }
        let program = if stem == "choria" { "choria" } else { "mco" };
        Self {
            program,
            typed,
            words,
        }
    }

    /// Names the shell where no command is named: for a script, and on a `screen` that somebody types at.
    pub(crate) fn or_shell(mut self, screen: bool) -> Self {
        if opens_shell(&self.words, screen) {
            self.words.insert(0, "shell".into());
        }
        self
    }

    /// The words as they were typed.
    pub(crate) fn typed(&self) -> Vec<String> {
        self.typed.clone()
    }

    /// Takes the words of a request inside a command, quoted as for a shell; `mco` and `rpc` in front may be left out.
    pub(crate) fn request(program: &'static str, text: &str) -> Self {
        const SAID_ANYWAY: [&str; 5] = ["mco", "choria", "rpc", "req", "request"];
        let words = split(text).into_iter();
        let rest = words.skip_while(|word| SAID_ANYWAY.iter().any(|said| word == said));
        let words = std::iter::once(OsString::from("rpc")).chain(rest).collect();
        Self {
            program,
            typed: Vec::new(),
            words,
        }
    }

    /// Understands the words.
    pub(crate) fn parse(self) -> Result<Cli, clap::Error> {
        let cli = parse(self.program, self.words)?;
        match cli.command {
            // An agent with an action is the long form without its first word.
            Command::Agent(words) if words.len() > 1 && !wants_help(&words) && !again::is_meant(&words) => {
                let inner = request(self.program, &words);
                match inner {
                    Ok(inner) => Ok(Cli {
                        global: inner.global.or(cli.global),
                        command: inner.command,
                    }),
                    // Only who knows the agents can tell whether the first word or one after it is wrong.
                    Err(error) if error.use_stderr() => Ok(Cli {
                        global: cli.global,
                        command: Command::Agent(words),
                    }),
                    Err(error) => Err(error),
                }
            }
            _ => Ok(cli),
        }
    }
}

/// Understands an agent, an action and the rest as a request.
pub(crate) fn request(program: &'static str, words: &[OsString]) -> Result<Cli, clap::Error> {
    parse(
        program,
        std::iter::once("rpc".into()).chain(words.iter().cloned()),
    )
}

fn parse(program: &'static str, words: impl IntoIterator<Item = OsString>) -> Result<Cli, clap::Error> {
    let mut command = help::dressed(patient(Cli::command()).bin_name(program), program);
    let line = std::iter::once(OsString::from(program)).chain(words);
    let matches = command
        .try_get_matches_from_mut(line)
        .or_else(|error| match error.kind() {
            // Options without a command mean as little as nothing at all, which shows the help.
            ErrorKind::MissingSubcommand => command.try_get_matches_from_mut([program]),
            _ => Err(explain_missing(error)),
        })?;
    Cli::from_arg_matches(&matches).map_err(|error| error.format(&mut command))
}

/// Flags may be given again, as by a script and by the environment: the last one counts.
fn patient(command: clap::Command) -> clap::Command {
    let command = command.args_override_self(true);
    let names: Vec<String> = command
        .get_subcommands()
        .map(|one| one.get_name().to_owned())
        .collect();
    let commands = names.into_iter();
    commands.fold(command, |command, name| command.mut_subcommand(name, patient))
}

/// Says of a flag or a command that other versions have that this one does not, instead of guessing a similar one.
fn explain_missing(mut error: clap::Error) -> clap::Error {
    let (kind, known): (_, fn(&str) -> Option<&'static str>) = match error.kind() {
        ErrorKind::UnknownArgument => (ContextKind::InvalidArg, later),
        ErrorKind::InvalidSubcommand => (ContextKind::InvalidSubcommand, later_subcommand),
        _ => return error,
    };
    let Some(ContextValue::String(word)) = error.get(kind) else {
        return error;
    };
    let Some(instead) = known(word) else {
        return error;
    };
    let mut hint = format!("{word} is not available in this version");
    if !instead.is_empty() {
        hint = format!("{hint}; {instead}");
    }
    for guess in [
        ContextKind::SuggestedArg,
        ContextKind::SuggestedSubcommand,
        ContextKind::Suggested,
    ] {
        error.remove(guess);
    }
    error.insert(
        ContextKind::Suggested,
        ContextValue::StyledStrs(vec![hint.into()]),
    );
    error
}

/// Whether these are only options, and either a script is named or there is a screen.
fn opens_shell(words: &[OsString], screen: bool) -> bool {
    let mut rest = words.iter();
    while let Some(word) = rest.next() {
        match word.to_string_lossy().as_ref() {
            "-h" | "--help" | "-V" | "--version" | "--" => return false,
            word if !word.starts_with('-') => return false,
            word if word == "--file" || word.starts_with("--file=") => return true,
            word if word.starts_with("-f") => return true,
            word if WITH_VALUE.contains(&word) => {
                rest.next();
            }
            _ => {}
        }
    }
    screen
}

/// Extra options are filters and the like, which commands that stay on this machine do not know.
fn takes_extra_options(words: &[OsString]) -> bool {
    const LOCAL: &[&str] = &[
        "jobs",
        "resume",
        "history",
        "set",
        "cache",
        "kv",
        "governor",
        "gov",
        "plugin",
        "tool",
        "t",
        "pki",
        "jwt",
        "keys",
        "login",
        "demo",
        "tui",
        "buildinfo",
        "cheat",
        "choria",
        "completion",
        "gen",
        "help",
    ];
    let mut rest = words.iter();
    while let Some(word) = rest.next() {
        if WITH_VALUE.iter().any(|flag| word == flag) {
            rest.next();
        } else if !word.to_string_lossy().starts_with('-') {
            return !LOCAL.iter().any(|local| word == local);
        }
    }
    false
}

/// Splits like a shell without expansion: white space separates, quotes and backslashes protect.
pub(crate) fn split(text: &str) -> Vec<OsString> {
    let mut words = Vec::new();
    let mut word: Option<String> = None;
    let mut quote = None;
    let mut chars = text.chars();
    while let Some(c) = chars.next() {
        match (quote, c) {
            (Some(open), c) if c == open => quote = None,
            (None, '\'' | '"') => {
                quote = Some(c);
                word.get_or_insert_default();
            }
            (None | Some('"'), '\\') => word.get_or_insert_default().extend(chars.next()),
            (None, c) if c.is_whitespace() => words.extend(word.take().map(OsString::from)),
            (_, c) => word.get_or_insert_default().push(c),
        }
    }
    words.extend(word.map(OsString::from));
    words
}

#[cfg(test)]
mod reference;
#[cfg(test)]
mod tests;
