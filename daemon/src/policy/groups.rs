//! Named groups of callers, from the `groups` file beside the policies.

use std::collections::{HashMap, HashSet};

use super::parse::{Note, is_blank};

/// Members by group name; none at all when the file cannot be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Groups(Option<HashMap<String, HashSet<String>>>);

impl Groups {
    /// Reads lines of `name member member...`; later definitions replace earlier ones. Notes name the lines that are unusable.
    pub(super) fn parse(text: &str) -> (Self, Vec<Note>) {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let mut groups = HashMap::new();
        let mut notes = Vec::new();
        for (index, line) in text.lines().enumerate() {
            if is_blank(line) {
                continue;
            }
            let mut words = line.split(' ').filter(|word| !word.is_empty()).map(str::to_owned);
            match words.next() {
                Some(name) if is_name(&name) && !line.starts_with(' ') => {
                    let members: HashSet<_> = words.collect();
                    if members.is_empty() {
                        notes.push(Note::new(index, format!("group {name} has no members")));
                    } else {
                        groups.insert(name, members);
                    }
                }
                _ => notes.push(Note::new(index, "not a group name followed by callers".into())),
            }
        }
        (Self(Some(groups)), notes)
    }

    /// The groups of a file that is there and cannot be read.
    pub(super) fn unreadable() -> Self {
        Self(None)
    }

    pub(super) fn are_unreadable(&self) -> bool {
        self.0.is_none()
    }

    /// Whether the group exists and names this caller literally.
    pub(super) fn contains(&self, group: &str, caller: &str) -> bool {
        let groups = self.0.as_ref();
        groups
            .and_then(|groups| groups.get(group))
            .is_some_and(|members| members.contains(caller))
    }
}

fn is_name(word: &str) -> bool {
    !word.is_empty()
        && word
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || b"_.-".contains(&b))
}
