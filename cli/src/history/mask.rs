//! Keeping secrets out of the line that is written down.

use ddl::secret::{self, STARS};
use ddl::{Action, Object};
use serde_json::Value;
use tui::text::quoted;

use crate::cli::split;

/// The words of a line with stars for secrets, as a shell takes them, and the names of the secret inputs.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Masked {
    pub(super) line: String,
    pub(super) names: Vec<String>,
}

/// How it is known which inputs are secret.
#[derive(Debug, Clone, Copy)]
pub(super) enum Rule<'a> {
    /// By their names, by what their DDL says, where it is known, and by what is inside.
    Looks(Option<&'a Action>),
    /// All of them.
    All,
}

/// Masks the inputs that stand among these words, also within a word that holds a whole request.
pub(super) fn masked(words: &[String], inputs: &[(String, String)], rule: Rule<'_>) -> Masked {
    let mut names: Vec<String> = Vec::new();
    let secret: Vec<&(String, String)> = inputs
        .iter()
        .filter(|(name, value)| rule.is_secret(name, value))
        .collect();
    let line: Vec<String> = words
        .iter()
        .map(|word| {
            let hit = secret
                .iter()
                .find_map(|(name, value)| Some((name, hidden(word, name, value)?)));
            if let Some((name, word)) = hit {
                names.push(name.clone());
                return quoted(&word);
            }
            match within(word, rule) {
                Some((inner, mut found)) => {
                    names.append(&mut found);
                    quoted(&inner)
                }
                None => quoted(word),
            }
        })
        .collect();
    names.sort();
    names.dedup();
    Masked {
        line: line.join(" "),
        names,
    }
}

impl Rule<'_> {
    /// For a request inside a word, of which not all that looks like an input is one.
    fn looks(self) -> Self {
        match self {
            Self::Looks(action) => Self::Looks(action),
            Self::All => Self::Looks(None),
        }
    }

    fn is_secret(self, name: &str, value: &str) -> bool {
        let Self::Looks(action) = self else { return true };
        let told = action.and_then(|action| action.input.get(name));
        secret::is_secret(name) || told.is_some_and(|input| input.is_secret(name)) || holds_secret(value)
    }
}

/// Whether text that is JSON has a secret inside.
fn holds_secret(value: &str) -> bool {
    match serde_json::from_str::<Value>(value) {
        Ok(inside @ (Value::Object(_) | Value::Array(_))) => {
            let inputs = Object::from_iter([(String::new(), inside)]);
            *secret::masked(&inputs) != inputs
        }
        _ => false,
    }
}

/// A word that ends in this input, as it may follow a flag with `=`, with stars.
fn hidden(word: &str, name: &str, value: &str) -> Option<String> {
    let before = ['=', ':'].into_iter().find_map(|mark| {
        let pair = format!("{name}{mark}{value}");
        word.strip_suffix(&pair).map(|flag| format!("{flag}{name}{mark}"))
    })?;
    Some(format!("{before}{STARS}"))
}

/// The request inside a word, as `--verify` takes one, if something in it looks secret.
fn within(word: &str, rule: Rule<'_>) -> Option<(String, Vec<String>)> {
    if !word.contains(char::is_whitespace) {
        return None;
    }
    let words: Vec<String> = split(word)
        .iter()
        .map(|word| word.to_string_lossy().into_owned())
        .collect();
    let pairs = words.iter().filter_map(|word| {
        let (name, value) = word.split_once(['=', ':'])?;
        Some((name.to_owned(), value.to_owned()))
    });
    let masked = match words.len() {
        0 | 1 => return None,
        _ => masked(&words, &pairs.collect::<Vec<_>>(), rule.looks()),
    };
    (!masked.names.is_empty()).then_some((masked.line, masked.names))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixture;

    fn words(text: &str) -> Vec<String> {
        split(text)
            .iter()
            .map(|word| word.to_string_lossy().into_owned())
            .collect()
    }

    fn shown(line: &str, inputs: &[(&str, &str)], action: Option<&Action>) -> (String, Vec<String>) {
        let inputs: Vec<_> = inputs
            .iter()
            .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
            .collect();
        let masked = masked(&words(line), &inputs, Rule::Looks(action));
        (masked.line, masked.names)
    }

    #[test]
    fn secrets_become_stars_and_the_rest_stays_as_a_shell_takes_it() {
        let (line, names) = shown(
            "rpc user add name=bob 'password=a b' -F key=value",
            &[("name", "bob"), ("password", "a b")],
            None,
        );
        assert_eq!(line, "rpc user add name=bob 'password=***' -F key=value");
        assert_eq!(names, ["password"]);
    }

    #[test]
    fn a_description_and_what_is_inside_tell_too() {
        let mut action = fixture::agent().actions.remove(0);
        let mut told = action.input["service"].clone();
        told.description = "New passphrase".to_owned();
        action.input.insert("value".to_owned(), told);
        let (line, names) = shown(
            r#"rpc a b value:x options='{"api_key":"z"}' --arg=value=x"#,
            &[("value", "x"), ("options", r#"{"api_key":"z"}"#)],
            Some(&action),
        );
        assert_eq!(line, "rpc a b 'value:***' 'options=***' '--arg=value=***'");
        assert_eq!(names, ["options", "value"]);
    }

    #[test]
    fn the_check_of_a_rollout_is_looked_into() {
        let (line, names) = shown("rpc a b --verify 'db ping token=x y=z'", &[], None);
        assert_eq!(line, "rpc a b --verify \"db ping 'token=***' y=z\"");
        assert_eq!(names, ["token"]);
        let (line, _) = shown("rpc a b --reason 'a day = a night'", &[], None);
        assert_eq!(line, "rpc a b --reason 'a day = a night'");
    }
}
