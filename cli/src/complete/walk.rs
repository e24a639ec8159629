//! From the words of a line to its place in the tree of commands.

use clap::{Arg, ArgAction, Command};

use super::Words;

/// The command that stands for every agent.
const REQUEST: &str = "rpc";

/// Where in the tree the cursor is.
#[derive(Debug)]
pub(super) struct Place<'c> {
    /// The root of the tree.
    pub(super) root: &'c Command,
    /// The innermost command named.
    pub(super) command: &'c Command,
    /// Flags of outer commands that count here too.
    pub(super) outer: Vec<&'c Arg>,
    /// Words that are neither commands nor flags nor their values, of this command.
    pub(super) words: Vec<String>,
    /// Flags with their values; empty without one.
    pub(super) given: Vec<(&'c Arg, String)>,
    /// What the word under way is.
    pub(super) expects: Expects<'c>,
    /// The agent in use.
    pub(super) agent: Option<&'c str>,
}

/// What the word under way is.
#[derive(Debug, Clone, Copy)]
pub(super) enum Expects<'c> {
    /// The value of a flag, behind so many bytes that name the flag.
    Value {
        /// Which.
        flag: &'c Arg,
        /// How many.
        keep: usize,
    },
    /// A flag.
    Flag,
    /// A command or an agent.
    Help,
    /// A command or a word without dashes.
    Word,
}

/// What a word before the cursor leads to.
enum Step<'c> {
    Command(&'c Command),
    Word,
    Flags,
    Pending(&'c Arg),
    NoMoreFlags,
    Help,
}

/// Follows the words down the tree.
pub(super) fn walk<'c>(root: &'c Command, words: &Words<'c>) -> Place<'c> {
    let mut place = Place {
        root,
        command: root,
        outer: Vec::new(),
        words: Vec::new(),
        given: Vec::new(),
        expects: Expects::Word,
        agent: words.agent,
    };
    let mut pending = None;
    let mut flags = true;
    let mut helps = false;
    for word in words.before {
        if let Some(flag) = pending.take() {
            place.given.push((flag, word.clone()));
            continue;
        }
        match place.step(word, flags) {
            Step::Command(command) => place.enter(command),
            Step::Word => place.add(word),
            Step::Flags => {}
            Step::Pending(flag) => pending = Some(flag),
            Step::NoMoreFlags => flags = false,
            Step::Help => helps = true,
        }
        // A command inside a command has flags of its own.
        if place.holds_command() {
            (place.command, place.words, flags) = (root, Vec::new(), true);
            match place.step(word, true) {
                Step::Command(command) => place.enter(command),
                _ => place.add(word),
            }
        }
    }
    place.expects = match pending {
        Some(flag) => Expects::Value { flag, keep: 0 },
        None if helps => Expects::Help,
        None if flags => place.under_way(words.word),
        None => Expects::Word,
    };
    place
}

impl<'c> Place<'c> {
    /// The last value of a flag.
    pub(super) fn value(&self, id: &str) -> Option<&str> {
        let mut given = self.given.iter().rev();
        given
            .find(|(flag, _)| flag.get_id() == id)
            .map(|(_, value)| value.as_str())
    }

    /// The flags that can be given here.
    pub(super) fn flags(&self) -> impl Iterator<Item = &'c Arg> {
        let own = self.command.get_arguments().filter(|arg| !arg.is_positional());
        own.chain(self.outer.iter().copied())
    }

    /// The word without dashes that comes next, if one may.
    pub(super) fn positional(&self) -> Option<&'c Arg> {
        self.slot(self.words.len())
    }

    /// The agent of a request that is under way.
    pub(super) fn asked_agent(&self) -> Option<&str> {
        let named = self.value("named_agent");
        named.or_else(|| self.words.first().map(String::as_str))
    }

    /// The action of a request that is under way.
    pub(super) fn asked_action(&self) -> Option<&str> {
        let named = self.value("named_action");
        named.or_else(|| self.words.get(1).map(String::as_str))
    }

    fn slot(&self, index: usize) -> Option<&'c Arg> {
        let mut before = 0;
        self.command.get_positionals().find(|arg| {
            before = most(arg).saturating_add(before);
            index < before
        })
    }

    fn enter(&mut self, command: &'c Command) {
        let global = self.command.get_arguments().filter(|arg| arg.is_global_set());
        self.outer.extend(global);
        self.command = command;
        self.words.clear();
    }

    fn add(&mut self, word: &str) {
        if self.is_root() && self.words.is_empty() {
            let Some(request) = self.root.find_subcommand(REQUEST) else {
                return;
            };
            self.enter(request);
            self.words.extend(self.agent.map(str::to_owned));
        }
        self.words.push(word.to_owned());
    }

    fn is_root(&self) -> bool {
        std::ptr::eq(self.command, self.root)
    }

    /// Whether the last word is the first one of a whole command line.
    fn holds_command(&self) -> bool {
        let last = self.words.len().checked_sub(1).and_then(|last| self.slot(last));
        last.is_some_and(|arg| arg.get_id() == "command" && most(arg) > 1)
    }

    fn step(&mut self, word: &str, flags: bool) -> Step<'c> {
        if flags && word == "--" {
            return Step::NoMoreFlags;
        }
        if flags && let Some(name) = word.strip_prefix("--") {
            let (name, value) = match name.split_once('=') {
                Some((name, value)) => (name, Some(value)),
                None => (name, None),
            };
            return match (self.long(name), value) {
                (Some(flag), None) if takes_next(flag) => Step::Pending(flag),
                (Some(flag), value) => self.give(flag, value.unwrap_or_default()),
                (None, _) => Step::Flags,
            };
        }
        if flags && word.len() > 1 && word.starts_with('-') {
            return self.cluster(word);
        }
        if !self.words.is_empty() {
            return Step::Word;
        }
        match self.command.find_subcommand(word) {
            Some(command) => Step::Command(command),
            None if self.is_root() && word == "help" => Step::Help,
            None => Step::Word,
        }
    }

    /// Short flags in one word; the first that takes a value takes the rest.
    fn cluster(&mut self, word: &str) -> Step<'c> {
        for (at, c) in word.char_indices().skip(1) {
            let Some(flag) = self.short(c) else {
                return Step::Flags;
            };
            let rest = &word[at + c.len_utf8()..];
            if takes_value(flag) && rest.is_empty() && takes_next(flag) {
                return Step::Pending(flag);
            }
            if takes_value(flag) {
                return self.give(flag, rest.strip_prefix('=').unwrap_or(rest));
            }
            self.given.push((flag, String::new()));
        }
        Step::Flags
    }

    fn give(&mut self, flag: &'c Arg, value: &str) -> Step<'c> {
        self.given.push((flag, value.to_owned()));
        Step::Flags
    }

    /// What a word is that has just been begun.
    fn under_way(&mut self, word: &str) -> Expects<'c> {
        if let Some(name) = word.strip_prefix("--") {
            let flag = name.split_once('=').and_then(|(name, _)| {
                let flag = self.long(name).filter(|flag| takes_value(flag))?;
                Some((flag, "--".len() + name.len() + 1))
            });
            return flag.map_or(Expects::Flag, |(flag, keep)| Expects::Value { flag, keep });
        }
        if word.starts_with('-') {
            return self.under_way_short(word);
        }
        Expects::Word
    }

    fn under_way_short(&mut self, word: &str) -> Expects<'c> {
        for (at, c) in word.char_indices().skip(1) {
            let Some(flag) = self.short(c) else {
                return Expects::Flag;
            };
            let end = at + c.len_utf8();
            if takes_value(flag) {
                let equals = usize::from(word[end..].starts_with('='));
                let nothing = end == word.len();
                return match nothing {
                    true => Expects::Flag,
                    false => Expects::Value {
                        flag,
                        keep: end + equals,
                    },
                };
            }
        }
        Expects::Flag
    }

    /// A flag by its name, an alias, or as much of either as only one flag has.
    fn long(&self, name: &str) -> Option<&'c Arg> {
        let names = |flag: &'c Arg| {
            let aliases = flag.get_all_aliases().unwrap_or_default();
            flag.get_long().into_iter().chain(aliases)
        };
        let exact = self.flags().find(|flag| names(flag).any(|known| known == name));
        exact.or_else(|| {
            let mut near = self
                .flags()
                .filter(|flag| names(flag).any(|known| known.starts_with(name)));
            near.next().filter(|_| near.next().is_none())
        })
    }

    fn short(&self, name: char) -> Option<&'c Arg> {
        self.flags().find(|flag| {
            let aliases = flag.get_all_short_aliases().unwrap_or_default();
            flag.get_short() == Some(name) || aliases.contains(&name)
        })
    }
}

/// Whether a flag has a value at all.
pub(super) fn takes_value(flag: &Arg) -> bool {
    matches!(flag.get_action(), ArgAction::Set | ArgAction::Append)
}

/// Whether a flag may be given again.
pub(super) fn is_repeatable(flag: &Arg) -> bool {
    matches!(flag.get_action(), ArgAction::Append | ArgAction::Count)
}

/// Whether a flag takes the next word for its value.
fn takes_next(flag: &Arg) -> bool {
    takes_value(flag) && !flag.is_require_equals_set()
}

/// How many words an argument without dashes takes at most.
fn most(arg: &Arg) -> usize {
    match arg.get_num_args() {
        Some(range) => range.max_values(),
        None if matches!(arg.get_action(), ArgAction::Append) => usize::MAX,
        None => 1,
    }
}
