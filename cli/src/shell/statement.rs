//! What a statement means, given the commands there are and the agent in use. Pure.

mod named;

use std::time::Duration;

use ddl::Agent;

use super::catalog::Catalog;
use super::keyword;
use super::parse::Word;
use crate::report::Stop;

use named::{command, named};

/// Deepest nesting of `time watch explain ...`.
const MAX_PREFIXES: usize = 8;

/// Longest pause of `watch`, in seconds: a day.
const MAX_PAUSE: f64 = 86_400.0;

/// Pause of `watch` when none is given.
const PAUSE: Duration = Duration::from_secs(2);

/// What a statement means.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Statement {
    /// `use`: say which agent is in use.
    Used,
    /// `use -`
    UseNothing,
    /// `use AGENT [ACTION]`
    Use(String, Option<String>),
    /// `filter ...`
    Filter(Change),
    /// `targets ...`
    Targets(Targets),
    /// `set`, `set OPTION`, `set OPTION VALUE`
    Set(Option<String>, Option<String>),
    /// `time STATEMENT`
    Time(Box<Statement>),
    /// `watch SECONDS STATEMENT`
    Watch(Duration, Box<Statement>),
    /// `form AGENT ACTION`
    Form(Option<String>, Option<String>),
    /// `results ...`
    Results(Option<usize>, View),
    /// `diff NODE NODE`
    Diff(String, String),
    /// `jobs`
    Jobs,
    /// `fg N`
    Foreground(Option<usize>),
    /// `help WORDS`
    Help(Vec<String>),
    /// `quit`
    Quit,
    /// `$_`
    Document,
    /// A command of `mco`.
    Command(Command),
}

/// A command of `mco`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Command {
    /// Its words, without the program's name.
    pub(crate) words: Vec<String>,
    /// Whether the filter of the shell does not count.
    pub(crate) no_filter: bool,
}

/// What is done to the filter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Change {
    Show,
    Set(Vec<String>),
    Add(Vec<String>),
    Not(Vec<String>),
    Remove(usize),
    Clear,
    Undo,
    Save(String),
    Load(String),
}

/// What is done to the targets.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Targets {
    Show,
    Refresh,
    Pin,
    Unpin,
    Mark(Vec<String>),
}

/// How answers are looked at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum View {
    All,
    Failed,
    Silent,
    Groups,
    Where(String),
}

/// What words can mean.
#[derive(Clone, Copy)]
pub(crate) struct Known<'k> {
    /// The commands.
    pub(crate) catalog: &'k Catalog,
    /// Names of agents with a DDL.
    pub(crate) agents: &'k [String],
    /// The agent in use.
    pub(crate) agent: Option<&'k Agent>,
    /// Its action in use.
    pub(crate) action: Option<&'k str>,
}

impl Statement {
    /// Understands the words of a stage, of which there is at least one.
    pub(crate) fn new(words: &[Word], known: Known<'_>) -> Result<Self, Stop> {
        understand(words, known, 0)
    }
}

fn understand(words: &[Word], known: Known<'_>, depth: usize) -> Result<Statement, Stop> {
    let Some((first, rest)) = words.split_first() else {
        return Err(Stop::error("a command is missing"));
    };
    if depth > MAX_PREFIXES {
        return Err(Stop::error(format!(
            "more than {MAX_PREFIXES} words before the command"
        )));
    }
    let texts: Vec<String> = rest.iter().map(|word| word.text.clone()).collect();
    let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
    let inner = |words: &[Word]| match words {
        [] => Err(usage(&first.text)),
        words => understand(words, known, depth + 1),
    };
    Ok(match (first.text.as_str(), texts.as_slice()) {
        ("mco" | "choria", [_, ..]) => Statement::Command(command(rest)),
        ("use", []) => Statement::Used,
        ("use", ["-"]) => Statement::UseNothing,
        ("use", [agent]) => Statement::Use((*agent).to_owned(), None),
        ("use", [agent, action]) => Statement::Use((*agent).to_owned(), Some((*action).to_owned())),
        ("filter", []) => Statement::Filter(Change::Show),
        ("filter", [verb, ..]) if is_verb("filter", verb) => Statement::Filter(filter(verb, &texts[1..])?),
        ("filter", [flag, ..]) if flag.starts_with('-') && !is_help(flag) => {
            Statement::Filter(Change::Set(owned(&texts)))
        }
        ("targets", _) => Statement::Targets(targets(&texts)?),
        ("set", []) => Statement::Set(None, None),
        ("set", [option, rest @ ..]) if !known.catalog.has(&["set", option]) && !is_help(option) => {
            match rest {
                [] => Statement::Set(Some((*option).to_owned()), None),
                [value] => Statement::Set(Some((*option).to_owned()), Some((*value).to_owned())),
                _ => return Err(usage("set")),
            }
        }
        ("explain", _) => Statement::Command(with_flag(inner(rest)?, "--explain", "explain")?),
        ("dry", _) => Statement::Command(with_flag(inner(rest)?, "--dry-run", "dry")?),
        ("time", _) => Statement::Time(Box::new(inner(rest)?)),
        ("watch", [pause, ..]) if pause.parse::<f64>().is_ok() => {
            Statement::Watch(pause_of(pause)?, Box::new(inner(&rest[1..])?))
        }
        ("watch", _) => Statement::Watch(PAUSE, Box::new(inner(rest)?)),
        ("form", []) => Statement::Form(None, None),
        ("form", [agent]) => Statement::Form(Some((*agent).to_owned()), None),
        ("form", [agent, action]) => Statement::Form(Some((*agent).to_owned()), Some((*action).to_owned())),
        ("results", _) => results(&texts)?,
        ("diff", [one, other]) => Statement::Diff((*one).to_owned(), (*other).to_owned()),
        ("jobs", []) => Statement::Jobs,
        ("fg", []) => Statement::Foreground(None),
        ("fg", [number]) => Statement::Foreground(Some(number.parse().map_err(|_| usage("fg"))?)),
        ("help" | "?", _) => Statement::Help(owned(&texts)),
        ("quit" | "exit" | "q", []) => Statement::Quit,
        ("$_", []) if !first.quoted => Statement::Document,
        ("use" | "form" | "diff" | "fg" | "quit" | "exit", _) => return Err(usage(&first.text)),
        _ => Statement::Command(named(words, known)?),
    })
}

fn with_flag(statement: Statement, flag: &str, prefix: &str) -> Result<Command, Stop> {
    let Statement::Command(mut command) = statement else {
        return Err(Stop::error(format!(
            "{prefix} is for commands that ask the fleet"
        )));
    };
    let end = command.words.iter().position(|word| word == "--");
    let end = end.unwrap_or(command.words.len());
    command.words.insert(end, flag.to_owned());
    Ok(command)
}

fn filter(verb: &str, rest: &[&str]) -> Result<Change, Stop> {
    Ok(match (verb, rest) {
        ("set", [_, ..]) => Change::Set(owned(rest)),
        ("add", [_, ..]) => Change::Add(owned(rest)),
        ("not", [_, ..]) => Change::Not(owned(rest)),
        ("rm", [number]) => Change::Remove(number.parse().map_err(|_| usage("filter"))?),
        ("clear", []) => Change::Clear,
        ("undo", []) => Change::Undo,
        ("save", [name]) => Change::Save((*name).to_owned()),
        ("load", [name]) => Change::Load((*name).to_owned()),
        _ => return Err(usage("filter")),
    })
}

fn targets(rest: &[&str]) -> Result<Targets, Stop> {
    Ok(match rest {
        [] => Targets::Show,
        ["refresh"] => Targets::Refresh,
        ["pin"] => Targets::Pin,
        ["unpin"] => Targets::Unpin,
        ["mark", nodes @ ..] if !nodes.is_empty() => Targets::Mark(owned(nodes)),
        _ => return Err(usage("targets")),
    })
}

fn results(rest: &[&str]) -> Result<Statement, Stop> {
    let (number, rest) = match rest {
        [number, rest @ ..] if number.parse::<usize>().is_ok() => (number.parse().ok(), rest),
        rest => (None, rest),
    };
    let view = match rest {
        [] => View::All,
        ["failed"] => View::Failed,
        ["silent"] => View::Silent,
        ["groups"] => View::Groups,
        ["where", expression @ ..] if !expression.is_empty() => View::Where(expression.join(" ")),
        _ => return Err(usage("results")),
    };
    Ok(Statement::Results(number, view))
}

fn pause_of(text: &str) -> Result<Duration, Stop> {
    let seconds = text
        .parse::<f64>()
        .ok()
        .filter(|seconds| (0.1..=MAX_PAUSE).contains(seconds));
    seconds
        .map(Duration::from_secs_f64)
        .ok_or_else(|| Stop::error(format!("{text} is no pause from 0.1 to {MAX_PAUSE} seconds")))
}

/// Whether a keyword has such a second word.
fn is_verb(name: &str, verb: &str) -> bool {
    keyword::find(name).is_some_and(|keyword| keyword.verbs.contains(&verb))
}

fn is_help(flag: &str) -> bool {
    matches!(flag, "-h" | "--help")
}

fn usage(name: &str) -> Stop {
    match keyword::find(name) {
        Some(keyword) => Stop::error(format!("usage: {keyword}")).hint(keyword.about),
        None => Stop::error(format!("{name} takes no such words")),
    }
}

fn owned(words: &[&str]) -> Vec<String> {
    words.iter().map(|word| (*word).to_owned()).collect()
}

#[cfg(test)]
mod tests;
