//! The words that only the shell has, with what its help says of them.

/// One word of the shell.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Keyword {
    /// The word.
    pub(crate) name: &'static str,
    /// What may follow it.
    pub(crate) usage: &'static str,
    /// What it does, in one line.
    pub(crate) about: &'static str,
    /// Words that may come second.
    pub(crate) verbs: &'static [&'static str],
}

/// Every word of the shell, in the order of its help.
pub(crate) const KEYWORDS: &[Keyword] = &[
    keyword(
        "use",
        "[AGENT [ACTION] | -]",
        "make `ACTION KEY=VALUE` mean this agent; - for none",
        &["-"],
    ),
    keyword(
        "filter",
        "[set|add|not FLAGS | rm N | clear | undo | save NAME | load NAME]",
        "the nodes that every command means",
        &["set", "add", "not", "rm", "clear", "undo", "save", "load"],
    ),
    keyword(
        "targets",
        "[refresh | pin | unpin | mark NODE...]",
        "the nodes that the filter finds; pin keeps to them",
        &["refresh", "pin", "unpin", "mark"],
    ),
    keyword(
        "set",
        "[OPTION [VALUE]]",
        "flags that every command gets; - for none",
        &[],
    ),
    keyword(
        "explain",
        "COMMAND",
        "say in words what would be asked and of whom",
        &[],
    ),
    keyword(
        "dry",
        "COMMAND",
        "find the nodes and show the plan, then stop",
        &[],
    ),
    keyword("time", "STATEMENT", "say how long it took", &[]),
    keyword(
        "watch",
        "[SECONDS] STATEMENT",
        "again and again, until Ctrl-C",
        &[],
    ),
    keyword("form", "[AGENT [ACTION]]", "fill in the inputs of an action", &[]),
    keyword(
        "results",
        "[N] [failed | silent | groups | where EXPR]",
        "the last answers, or those of number N",
        &["failed", "silent", "groups", "where"],
    ),
    keyword("diff", "NODE NODE", "what two nodes answered differently", &[]),
    keyword("jobs", "", "what runs in the background, and the rollouts", &[]),
    keyword("fg", "[N]", "wait for a background job", &[]),
    keyword("help", "[WORDS]", "this, or the help of a command", &[]),
    keyword("quit", "", "leave; so does Ctrl-D", &[]),
];

/// The words by what they are about.
pub(crate) const GROUPS: [(&str, &[&str]); 4] = [
    ("which nodes", &["filter", "targets"]),
    (
        "asking",
        &["use", "form", "set", "explain", "dry", "time", "watch"],
    ),
    ("answers", &["results", "diff", "jobs", "fg"]),
    ("this shell", &["help", "quit"]),
];

const fn keyword(
    name: &'static str,
    usage: &'static str,
    about: &'static str,
    verbs: &'static [&'static str],
) -> Keyword {
    Keyword {
        name,
        usage,
        about,
        verbs,
    }
}

/// The keyword of this name.
pub(crate) fn find(name: &str) -> Option<&'static Keyword> {
    KEYWORDS.iter().find(|keyword| keyword.name == name)
}

/// Name and usage.
impl std::fmt::Display for Keyword {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self.usage {
            "" => f.write_str(self.name),
            usage => write!(f, "{} {usage}", self.name),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_is_in_one_group() {
        let mut grouped: Vec<&str> = GROUPS
            .iter()
            .flat_map(|(_, names)| names.iter().copied())
            .collect();
        let mut names: Vec<&str> = KEYWORDS.iter().map(|keyword| keyword.name).collect();
        grouped.sort_unstable();
        names.sort_unstable();
        assert_eq!(grouped, names);
    }
}
