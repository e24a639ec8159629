//! The commands of `mco` and the flags each of them takes.

use clap::CommandFactory;

use crate::cli::Cli;

/// The commands of `mco` and the flags each of them takes.
#[derive(Debug)]
pub(crate) struct Catalog(clap::Command);

/// One command among them.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Entry<'c> {
    command: &'c clap::Command,
    /// Words that name it.
    pub(crate) depth: usize,
}

impl Catalog {
    /// All commands.
    pub(crate) fn new() -> Self {
        Self(Cli::command())
    }

    /// Whether these words name a command, or one inside another, exactly.
    pub(crate) fn has(&self, path: &[&str]) -> bool {
        let mut command = &self.0;
        path.iter().all(|name| match command.find_subcommand(name) {
            Some(found) => {
                command = found;
                true
            }
            None => false,
        })
    }

    /// Names of the commands that help shows.
    pub(crate) fn names(&self) -> impl Iterator<Item = String> {
        let shown = self.0.get_subcommands().filter(|command| !command.is_hide_set());
        shown.map(|command| command.get_name().to_owned())
    }

    /// The command that words begin with. What is none is a request of an agent.
    pub(crate) fn entry(&self, words: &[String]) -> Option<Entry<'_>> {
        let mut entry = Entry {
            command: &self.0,
            depth: 0,
        };
        while let Some(inner) = words
            .get(entry.depth)
            .and_then(|word| entry.command.find_subcommand(word))
        {
            entry = Entry {
                command: inner,
                depth: entry.depth + 1,
            };
        }
        if entry.depth > 0 {
            return Some(entry);
        }
        let command = self.0.find_subcommand("rpc")?;
        Some(Entry { command, depth: 1 })
    }
}

impl Entry<'_> {
    /// Whether it has a flag of this long name.
    pub(crate) fn takes(&self, flag: &str) -> bool {
        self.command.get_arguments().any(|arg| {
            let hidden = arg.is_hide_set();
            let named = arg.get_long() == Some(flag);
            named && !hidden
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry<'c>(catalog: &'c Catalog, line: &str) -> Entry<'c> {
        let words: Vec<String> = line.split(' ').map(str::to_owned).collect();
        catalog.entry(&words).unwrap()
    }

    #[test]
    fn commands_are_known_by_their_words_and_flags() {
        let catalog = Catalog::new();
        assert!(
            catalog.has(&["set", "save"]) && catalog.has(&["discover"]) && !catalog.has(&["set", "timeout"])
        );
        assert_eq!(entry(&catalog, "set save x").depth, 2);
        assert!(entry(&catalog, "find").takes("wf") && !entry(&catalog, "find").takes("batch"));
        assert!(entry(&catalog, "someagent act").takes("batch"));
        assert!(!entry(&catalog, "pki init").takes("wf"));
    }
}
