//! What stays from line to line: the filter, options, the agent in use, pinned nodes. It becomes flags of each command.

use std::sync::Arc;

use clap::{Args, Parser};
use ddl::Agent;
use protocol::Identity;
use tui::text::quoted;

use super::catalog::Catalog;
use super::option::Options;
use super::statement::Command;
use crate::args::FilterArgs;
use crate::cli::split;
use crate::report::Stop;

/// Most changes of the filter that can be undone.
const MAX_UNDO: usize = 50;

/// What stays from line to line.
#[derive(Debug, Clone, Default)]
pub(crate) struct Sticky {
    /// The filter.
    pub(crate) filter: Vec<Part>,
    /// Filters before it, the last one at the end.
    before: Vec<Vec<Part>>,
    /// Flags by their names.
    pub(crate) options: Options,
    /// The agent in use.
    pub(crate) used: Option<Used>,
    /// The nodes that every command means.
    pub(crate) pinned: Option<Arc<[Identity]>>,
}

/// The agent in use.
#[derive(Debug, Clone)]
pub(crate) struct Used {
    /// Its DDL.
    pub(crate) agent: Arc<Agent>,
    /// The action, if one was chosen too.
    pub(crate) action: Option<String>,
}

/// One flag of the filter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Part {
    flag: String,
    value: String,
}

/// Filter flags and nothing else.
#[derive(Debug, clap::Parser)]
#[command(
    no_binary_name = true,
    disable_help_flag = true,
    override_usage = "filter set|add|not FLAGS"
)]
struct Flags {
    #[command(flatten)]
    filter: FilterArgs,
}

impl std::fmt::Display for Part {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} {}", self.flag, quoted(&self.value))
    }
}

/// Understands filter flags and tries whether they make a filter.
pub(crate) fn parts(words: &[String]) -> anyhow::Result<Vec<Part>> {
    let mut parts = parts_of(&Flags::try_parse_from(words)?.filter)?;
    // In the order they were typed, not by kind.
    parts.sort_by_key(|part| words.iter().position(|word| word.ends_with(&part.value)));
    Ok(parts)
}

fn parts_of(filter: &FilterArgs) -> anyhow::Result<Vec<Part>> {
    filter.filter()?;
    filter.sets()?;
    let words = filter.words();
    let pairs = words.chunks_exact(2).map(|pair| Part {
        flag: pair[0].clone(),
        value: split(&pair[1])
            .first()
            .map(|word| word.to_string_lossy().into_owned())
            .unwrap_or_default(),
    });
    Ok(pairs.collect())
}

/// The flag that means the opposite of all these together.
pub(crate) fn negated(parts: &[Part]) -> Result<Part, Stop> {
    let mut words = Vec::new();
    for part in parts {
        match part.flag.as_str() {
            "-F" | "-C" | "-W" => words.push(match part.flag.as_str() {
                "-W" => part.value.clone(),
                _ => quoted(&part.value),
            }),
            "-A" => words.push(quoted(&format!("agent={}", part.value))),
            flag => {
                return Err(Stop::error(format!("`filter not` takes facts and classes, no {flag}"))
                    .hint("`filter add -S 'not (...)'` takes any expression, `--not-nodes @SET` leaves out a set"));
            }
        }
    }
    Ok(Part {
        flag: "-X".to_owned(),
        value: words.join(" "),
    })
}

impl Sticky {
    /// A filter and nothing else.
    pub(crate) fn beginning(filter: &FilterArgs) -> anyhow::Result<Self> {
        Ok(Self {
            filter: parts_of(filter)?,
            ..Self::default()
        })
    }

    /// Puts another filter in the place of the one there is.
    pub(crate) fn replace(&mut self, filter: Vec<Part>) {
        let before = std::mem::replace(&mut self.filter, filter);
        if self.before.len() == MAX_UNDO {
            self.before.remove(0);
        }
        self.before.push(before);
    }

    /// The filter before the last change.
    pub(crate) fn undo(&mut self) -> Result<(), Stop> {
        let before = self
            .before
            .pop()
            .ok_or_else(|| Stop::error("the filter has not been changed"))?;
        self.filter = before;
        Ok(())
    }

    /// The filter as it would be typed.
    pub(crate) fn filter_text(&self) -> String {
        let parts = self.filter.iter().map(ToString::to_string);
        parts.collect::<Vec<_>>().join(" ")
    }

    /// The words of a command with the flags that stay. `handed`: its nodes are given, so that no filter counts.
    pub(crate) fn words(&self, command: &Command, catalog: &Catalog, handed: bool) -> Vec<String> {
        let mut words = command.words.clone();
        let Some(entry) = catalog.entry(&words) else {
            return words;
        };
        let typed = Typed(words[entry.depth.min(words.len())..].to_vec());
        if typed.has(&["-h", "--help"]) || words.first().is_some_and(|word| word.starts_with(['!', '-'])) {
            return words;
        }
        let mut flags = Vec::new();
        let resumes = typed.has(&["--resume"]);
        if entry.takes("wf") && !handed && !command.no_filter && !resumes {
            flags.extend(
                self.filter
                    .iter()
                    .flat_map(|part| [part.flag.clone(), part.value.clone()]),
            );
        }
        flags.extend(self.options.flags(&entry, &typed, handed || resumes));
        words.splice(entry.depth..entry.depth, flags);
        words
    }
}

/// The flags of a line as they were typed.
pub(crate) struct Typed(Vec<String>);

impl Typed {
    /// Whether one of these flags is among them, with or without a value.
    pub(crate) fn has(&self, flags: &[&str]) -> bool {
        let words = self.0.iter().take_while(|word| *word != "--");
        words.into_iter().any(|word| {
            let name = word.split_once('=').map_or(word.as_str(), |(name, _)| name);
            flags.contains(&name)
        })
    }
}

/// Whether the words of a command choose nodes themselves.
pub(crate) fn narrows(words: &[String]) -> bool {
    let flags = FilterArgs::augment_args(clap::Command::new("filter"));
    let short = |word: &str| word.chars().next().filter(|first| *first != '-');
    words
        .iter()
        .filter_map(|word| word.strip_prefix('-'))
        .any(|word| {
            let name = word.trim_start_matches('-').split('=').next().unwrap_or_default();
            matches!(name, "nodes" | "not-nodes")
                || flags.get_arguments().any(|arg| match short(word) {
                    Some(first) => arg.get_short() == Some(first),
                    None => {
                        arg.get_long() == Some(name)
                            || arg.get_all_aliases().is_some_and(|known| known.contains(&name))
                    }
                })
        })
}

#[cfg(test)]
mod tests;
