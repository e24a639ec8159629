//! The user's keys.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::{Key, KeyError, Keymap, TABLE, Verb};

/// Keys one verb may have; nobody remembers more.
const MOST_KEYS: usize = 8;

/// Why the user's keys cannot be used.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum KeymapError {
    /// It is no TOML, or not the tables it should be.
    #[error("the keys cannot be read")]
    Syntax(#[from] toml::de::Error),
    /// Single keys are wrong; all that are.
    #[error("{}", listed(.0))]
    Wrong(Vec<Wrong>),
}

/// One mistake.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Wrong {
    /// No verb has this name.
    #[error("there is nothing called {name} to give keys to{}", meant(.nearest.as_deref()))]
    Verb {
        /// As written.
        name: String,
        /// What may have been meant.
        nearest: Option<String>,
    },
    /// Nobody has this key.
    #[error("{verb}: {error}")]
    Key {
        /// Whose key it should be.
        verb: &'static str,
        /// What is wrong with it.
        error: KeyError,
    },
    /// Too many keys.
    #[error("{verb} has more than {MOST_KEYS} keys")]
    Many {
        /// What has too many.
        verb: &'static str,
    },
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    keys: BTreeMap<String, Keys>,
    /// Read by the theme.
    #[serde(default, rename = "theme")]
    _theme: toml::Table,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Keys {
    One(String),
    Many(Vec<String>),
}

impl Keymap {
    /// The usual keys with the user's changes.
    ///
    /// - **Shape:** TOML; in the table `keys`, the name of a verb and its keys, which replace the usual ones:
    ///   `mark = ["space", "m"]`. An empty list takes all keys away.
    /// - **Errors:** every verb and key that is not known. What is only odd is told by [`warnings`](Self::warnings).
    pub fn parse(text: &str) -> Result<Self, KeymapError> {
        let file: File = toml::from_str(text)?;
        let (mut map, mut wrong, mut changed) = (Self::default(), Vec::new(), Vec::new());
        for (name, keys) in file.keys {
            match read(&name, keys) {
                Ok((verb, keys)) => {
                    map.bind(verb, keys);
                    changed.push(verb);
                }
                Err(mistakes) => wrong.extend(mistakes),
            }
        }
        if !wrong.is_empty() {
            return Err(KeymapError::Wrong(wrong));
        }
        for verb in changed {
            map.doubt(verb);
        }
        Ok(map)
    }

    /// Notes which keys of a verb may not do what they should.
    fn doubt(&mut self, verb: Verb) {
        let mut warnings = Vec::new();
        for key in self.keys(verb) {
            let others = self.verbs(key).iter().filter(|other| **other != verb);
            for other in others.filter(|other| !share_usually(verb, **other)) {
                let (name, other) = (verb.name(), other.name());
                warnings.push(format!(
                    "{key} is now {name} and {other}; where both are possible, one of them cannot be reached"
                ));
            }
            let mut longer = self.verbs.iter().filter(|(other, _)| other.begins_with(key));
            if let Some((chord, verbs)) = longer.next() {
                let name = verbs.first().map_or("", |verb| verb.name());
                warnings.push(format!(
                    "{key} is {} and begins {chord}, {name}, which may not be reached",
                    verb.name()
                ));
            }
        }
        self.warnings.extend(warnings);
    }
}

fn read(name: &str, keys: Keys) -> Result<(Verb, Vec<Key>), Vec<Wrong>> {
    let Some(verb) = Verb::named(name) else {
        let names: Vec<String> = TABLE.iter().map(|row| row.name.to_owned()).collect();
        let nearest = client::nearest(name, &names);
        let name = name.to_owned();
        return Err(vec![Wrong::Verb { name, nearest }]);
    };
    let keys = match keys {
        Keys::One(key) => vec![key],
        Keys::Many(keys) => keys,
    };
    if keys.len() > MOST_KEYS {
        return Err(vec![Wrong::Many { verb: verb.name() }]);
    }
    let read: Vec<Result<Key, KeyError>> = keys.iter().map(|key| key.parse()).collect();
    let wrong = |read: &Result<Key, KeyError>| {
        let error = read.as_ref().err()?.clone();
        let verb = verb.name();
        Some(Wrong::Key { verb, error })
    };
    let mistakes: Vec<Wrong> = read.iter().filter_map(wrong).collect();
    match mistakes.is_empty() {
        true => Ok((verb, read.into_iter().flatten().collect())),
        false => Err(mistakes),
    }
}

/// Whether two verbs have a key in common without the user's changes, so that they are never possible at once.
fn share_usually(one: Verb, other: Verb) -> bool {
    let keys = |verb| {
        TABLE
            .iter()
            .find(|row| row.verb == verb)
            .map_or(&[][..], |row| row.keys)
    };
    keys(one).iter().any(|key| keys(other).contains(key))
}

fn listed(wrong: &[Wrong]) -> String {
    let lines: Vec<String> = wrong.iter().map(ToString::to_string).collect();
    lines.join("; ")
}

fn meant(nearest: Option<&str>) -> String {
    nearest.map_or_else(String::new, |nearest| format!(", did you mean {nearest}?"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(map: &Keymap, verb: Verb) -> Vec<String> {
        map.keys(verb).iter().map(ToString::to_string).collect()
    }

    #[test]
    fn the_users_keys_replace_the_usual_ones() {
        let map = Keymap::parse(
            "[keys]\nmark = ['m', 'space']\nquit = 'ctrl-q'\nzoom = []\n[theme]\nname = 'light'",
        )
        .unwrap();
        assert_eq!(shown(&map, Verb::Mark), ["m", "Space"]);
        assert_eq!(shown(&map, Verb::Quit), ["^Q"]);
        assert_eq!(shown(&map, Verb::Zoom), [""; 0]);
        assert_eq!(map.verbs(&"Q".parse().unwrap()), []);
        assert_eq!(map.warnings(), [""; 0]);
        assert_eq!(Keymap::parse("").unwrap(), Keymap::default());
    }

    #[test]
    fn every_mistake_is_told() {
        let error = Keymap::parse("[keys]\nmrak = 'm'\nzoom = ['z', 'hyper-x', 'ctrl-']").unwrap_err();
        insta::assert_snapshot!(error, @r#"there is nothing called mrak to give keys to, did you mean mark?; zoom: "hyper-x" is not a key; keys are written like `x`, `ctrl-d`, `f5`, `shift-tab` or `g g`; zoom: "ctrl-" is not a key; keys are written like `x`, `ctrl-d`, `f5`, `shift-tab` or `g g`"#);
        assert!(matches!(Keymap::parse("keys = 3"), Err(KeymapError::Syntax(_))));
        assert!(matches!(Keymap::parse("[kyes]"), Err(KeymapError::Syntax(_))));
    }

    #[test]
    fn keys_that_may_not_be_reached_are_told() {
        let map = Keymap::parse("[keys]\nzoom = ['s', 'g']\nretry = 'r'").unwrap();
        insta::assert_snapshot!(map.warnings().join("\n"), @r"
        s is now zoom and sort; where both are possible, one of them cannot be reached
        g is zoom and begins gg, first, which may not be reached
        ");
    }
}
