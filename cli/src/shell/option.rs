//! `set OPTION VALUE`: flags that every command gets which takes them.

use std::collections::BTreeMap;

use clap::Parser;

use super::catalog::Entry;
use super::sticky::Typed;
use crate::args::FleetArgs;
use crate::report::Stop;

/// One option.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Choice {
    /// Its name.
    pub(crate) name: &'static str,
    /// What it does, in one line.
    pub(crate) about: &'static str,
    /// What it can be, where that is a list.
    pub(crate) values: &'static [&'static str],
    /// The flag it stands for; empty for those of the shell itself.
    flag: &'static str,
    /// Flags on a line that count instead.
    instead: &'static [&'static str],
}

/// Every option.
pub(crate) const CHOICES: [Choice; 10] = [
    choice(
        "timeout",
        "longest wait for replies, as 30s",
        "--timeout",
        &["-t", "--timeout"],
    ),
    choice(
        "batch",
        "nodes asked at a time, as 10 or 5%",
        "--batch",
        &["--batch"],
    ),
    choice(
        "sleep",
        "pause between batches, as 30s",
        "--batch-sleep",
        &["--batch-sleep"],
    ),
    choice(
        "limit",
        "most nodes asked, as 10 or 5%",
        "--limit",
        &["--limit", "--limit-nodes", "--ln", "-1", "--one"],
    ),
    Choice {
        values: &["ok", "failed", "all", "none"],
        ..choice("display", "which replies are shown", "--display", &["--display"])
    },
    Choice {
        values: &["text", "json", "jsonl", "table", "senders"],
        ..choice(
            "format",
            "shape of the answer",
            "--",
            &["-j", "--json", "--jsonl", "--table", "--senders"],
        )
    },
    Choice {
        values: &["yes", "no"],
        ..choice(
            "confirm",
            "whether changes that reach far are asked about",
            "--yes",
            &["-y", "--yes"],
        )
    },
    choice("collective", "sub collective", "--target", &["-T", "--target"]),
    Choice {
        values: &["mc", "choria", "inventory", "external", "file"],
        ..choice("dm", "way to find nodes", "--dm", &["--dm", "--nodes"])
    },
    Choice {
        values: &["stop", "continue"],
        ..choice(
            "errors",
            "what a script does after an exit status above 0",
            "",
            &[],
        )
    },
];

const fn choice(
    name: &'static str,
    about: &'static str,
    flag: &'static str,
    instead: &'static [&'static str],
) -> Choice {
    Choice {
        name,
        about,
        values: &[],
        flag,
        instead,
    }
}

/// Flags that every command gets.
#[derive(Debug, Clone, Default)]
pub(crate) struct Options(BTreeMap<&'static str, String>);

/// Any flags of a request, to try a value.
#[derive(Debug, clap::Parser)]
#[command(no_binary_name = true)]
struct Flags {
    #[command(flatten)]
    _fleet: FleetArgs,
}

/// The option of this name.
pub(crate) fn find(name: &str) -> Result<&'static Choice, Stop> {
    CHOICES.iter().find(|choice| choice.name == name).ok_or_else(|| {
        let names: Vec<String> = CHOICES.iter().map(|choice| choice.name.to_owned()).collect();
        let stop = Stop::error(format!("there is no option {name}"));
        match client::nearest(name, &names) {
            Some(near) => stop.hint(format!("did you mean {near}?")),
            None => stop.hint(format!("there are {}", names.join(", "))),
        }
    })
}

impl Choice {
    /// The flags for a value.
    fn words(&self, value: &str) -> Vec<String> {
        match (self.name, value) {
            ("format", "text") | ("confirm", "yes") | ("errors", _) => Vec::new(),
            ("format", shape) => vec![format!("--{shape}")],
            ("confirm", _) => vec!["--yes".to_owned()],
            (_, value) => vec![self.flag.to_owned(), value.to_owned()],
        }
    }

    /// The long name of the flag for a value.
    fn long(&self, value: &str) -> String {
        self.words(value)
            .first()
            .map(|flag| flag.trim_start_matches('-').to_owned())
            .unwrap_or_default()
    }
}

impl Options {
    /// The value of an option.
    pub(crate) fn get(&self, choice: &Choice) -> Option<&str> {
        self.0.get(choice.name).map(String::as_str)
    }

    /// Gives an option a value, which must be one that its flag takes; `-` takes it away.
    pub(crate) fn set(&mut self, choice: &'static Choice, value: &str) -> anyhow::Result<()> {
        if value == "-" {
            self.0.remove(choice.name);
            return Ok(());
        }
        if !choice.values.is_empty() && !choice.values.contains(&value) {
            return Err(Stop::error(format!("{} cannot be {value}", choice.name))
                .hint(format!("it can be {}", choice.values.join(", ")))
                .into());
        }
        Flags::try_parse_from(choice.words(value))?;
        self.0.insert(choice.name, value.to_owned());
        Ok(())
    }

    /// The collective, if one is chosen.
    pub(crate) fn collective(&self) -> Option<&str> {
        self.0.get("collective").map(String::as_str)
    }

    /// Whether a script goes on after an exit status above 0.
    pub(crate) fn goes_on(&self) -> bool {
        self.0.get("errors").is_some_and(|value| value == "continue")
    }

    /// Whether changes that reach far need no word of a person.
    pub(crate) fn is_confirmed(&self) -> bool {
        self.0.get("confirm").is_some_and(|value| value == "no")
    }

    /// The flags for a command, but for those that the line has anyway. `handed`: its nodes are given already.
    pub(crate) fn flags(&self, entry: &Entry<'_>, typed: &Typed, handed: bool) -> Vec<String> {
        let set = CHOICES
            .iter()
            .filter_map(|choice| Some((choice, self.0.get(choice.name)?)));
        let taken = set.filter(|(choice, value)| {
            let pauses_nothing = choice.name == "sleep"
                && !self.0.contains_key("batch")
                && !typed.has(&["--batch", "--canary"]);
            let finds_nothing = choice.name == "dm" && handed;
            let counts = !typed.has(choice.instead) && !pauses_nothing && !finds_nothing;
            counts && entry.takes(&choice.long(value))
        });
        taken.flat_map(|(choice, value)| choice.words(value)).collect()
    }
}
