//! What a line of the command bar means.

use protocol::Identity;

use crate::screens::ScreenName;

/// Words that only the screens know, with what they do.
pub(super) const OWN: [(&str, &str); 10] = [
    ("scope", "choose the nodes: :scope -C apache"),
    ("node", "show a node: :node web01"),
    ("tui", "show a screen: :tui jobs"),
    ("fleet", "show the nodes"),
    ("kv", "show key-value buckets: :kv CONFIG"),
    ("gov", "show governors: :gov PUPPET"),
    ("jobs", "show rollouts"),
    ("ro", "refuse whatever changes nodes"),
    ("rw", "no longer refuse changes"),
    ("q", "leave"),
];

/// What `mco kv` does; another word is a bucket.
const KV_COMMANDS: [&str; 24] = [
    "add", "api", "backup", "create", "del", "delete", "diff", "edit", "get", "help", "history", "info",
    "keys", "list", "ls", "purge", "put", "restore", "revert", "rm", "show", "status", "update", "watch",
];

/// What `mco governor` does; another word is a governor.
const GOV_COMMANDS: [&str; 16] = [
    "add", "api", "delete", "evict", "help", "info", "list", "ls", "reset", "rm", "run", "s", "show", "v",
    "view", "watch",
];

/// A line that is understood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Meaning {
    /// Nothing was typed.
    Nothing,
    /// Other nodes are meant.
    Scope(String),
    /// Show a node.
    Node(Identity),
    /// Show a key-value bucket.
    Bucket(String),
    /// Show a governor.
    Governor(String),
    /// Show a screen.
    Show(ScreenName),
    /// Refuse changes, or no longer.
    ReadOnly(bool),
    /// Leave.
    Quit,
    /// Anything else is a command.
    Command(String),
}

/// Reads a line; an error says what is wrong.
pub(super) fn read(line: &str) -> Result<Meaning, String> {
    let line = line.trim().trim_start_matches(':').trim_start();
    let (word, rest) = line.split_once(char::is_whitespace).unwrap_or((line, ""));
    let rest = rest.trim();
    Ok(match (word, rest) {
        ("", _) => Meaning::Nothing,
        ("q" | "quit" | "exit", "") => Meaning::Quit,
        ("ro", "") => Meaning::ReadOnly(true),
        ("rw", "") => Meaning::ReadOnly(false),
        ("scope", rest) => Meaning::Scope(rest.to_owned()),
        ("node", "") => return Err("which node? :node web01".to_owned()),
        ("node", name) => {
            let node = Identity::new(name).map_err(|error| error.to_string())?;
            Meaning::Node(node)
        }
        ("tui", "") => return Err("which screen? fleet, run, kv, gov or jobs".to_owned()),
        ("tui", name) => Meaning::Show(name.parse().map_err(|error| format!("{error}"))?),
        ("kv", name) if is_name(name, &KV_COMMANDS) => Meaning::Bucket(name.to_owned()),
        ("gov", name) if is_name(name, &GOV_COMMANDS) => Meaning::Governor(name.to_owned()),
        (name, "") if let Ok(screen) = name.parse() => Meaning::Show(screen),
        ("mco", "") => Meaning::Nothing,
        ("mco", rest) => Meaning::Command(rest.to_owned()),
        _ => Meaning::Command(line.to_owned()),
    })
}

/// Whether it is one word that names something, and no command.
fn is_name(text: &str, commands: &[&str]) -> bool {
    crate::kv::bucket_mistake(text).is_none() && !text.starts_with('-') && !commands.contains(&text)
}

/// A command as it is shown while it runs: with stars in the place of what its name says is secret.
pub(super) fn shown(line: &str) -> String {
    let words = shlex::split(line).unwrap_or_else(|| line.split_whitespace().map(str::to_owned).collect());
    let secret = |word: &String| {
        let at = word.find(['=', ':'])?;
        let secret = ddl::secret::is_secret(&word[..at]) && !word.starts_with('-');
        secret.then(|| format!("{}{}", &word[..=at], ddl::secret::STARS))
    };
    let masked: Vec<Option<String>> = words.iter().map(secret).collect();
    if masked.iter().all(Option::is_none) {
        return line.to_owned();
    }
    let words: Vec<String> = masked
        .into_iter()
        .zip(words)
        .map(|(stars, word)| stars.unwrap_or(word))
        .collect();
    crate::form::quoted(&words)
}

/// The command whose completions fit a line: what is typed after our own words is typed there too. The number says by how many bytes
/// the places in it are greater.
pub(super) fn completed_as(line: &str) -> (String, isize) {
    const LIKE: [(&str, &str); 2] = [("scope ", "find "), ("node ", "find -I ")];
    for (ours, theirs) in LIKE {
        if let Some(rest) = line.strip_prefix(ours) {
            let shift = theirs.len().cast_signed() - ours.len().cast_signed();
            return (format!("{theirs}{rest}"), shift);
        }
    }
    (line.to_owned(), 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn our_own_words_and_commands_are_told_apart() {
        let command = |line: &str| Ok(Meaning::Command(line.to_owned()));
        assert_eq!(read("  "), Ok(Meaning::Nothing));
        assert_eq!(read(":q"), Ok(Meaning::Quit));
        assert_eq!(
            read("scope -C apache"),
            Ok(Meaning::Scope("-C apache".to_owned()))
        );
        assert_eq!(read("jobs"), Ok(Meaning::Show(ScreenName::Jobs)));
        assert_eq!(read("tui run"), Ok(Meaning::Show(ScreenName::Run)));
        assert_eq!(read("jobs show 3"), command("jobs show 3"));
        assert_eq!(read("mco ping -C x"), command("ping -C x"));
        assert_eq!(read("ping"), command("ping"));
        assert_eq!(read("kv CONFIG"), Ok(Meaning::Bucket("CONFIG".to_owned())));
        assert_eq!(read("gov PUPPET"), Ok(Meaning::Governor("PUPPET".to_owned())));
        assert_eq!(read("kv"), Ok(Meaning::Show(ScreenName::Kv)));
        assert_eq!(read("kv ls"), command("kv ls"));
        assert_eq!(read("kv get A b"), command("kv get A b"));
        assert!(read("node").is_err() && read("tui kitchen").is_err());
    }

    #[test]
    fn a_scope_is_completed_like_the_flags_of_a_command() {
        assert_eq!(completed_as("scope -C ap"), ("find -C ap".to_owned(), -1));
        assert_eq!(completed_as("ping -C ap"), ("ping -C ap".to_owned(), 0));
    }
}
