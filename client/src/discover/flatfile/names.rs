//! The names in a node list, and where a wrong one stands.

use protocol::Identity;
use serde_json::Value;

use super::Format;
use crate::discover::DiscoverError;

/// Where a name stands in the objects other commands print: RPC results, Ruby's lists, PuppetDB's, JSON lines.
const NAME_POINTERS: [&str; 5] = [
    "/sender",
    "/certname",
    "/pr/sender",
    "/pr/envelope/senderid",
    "/rr/sender",
];

/// What is wrong with a list.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Mistake {
    /// `line 3`, `item 7`.
    pub(super) place: String,
    /// What is wrong.
    pub(super) reason: String,
}

impl Mistake {
    /// The same as an error about the list of this name.
    pub(super) fn of(self, name: String) -> DiscoverError {
        let Self { place, reason } = self;
        DiscoverError::Invalid { name, place, reason }
    }
}

/// Reads all names, duplicates included; with a `query` those of the list that it finds.
pub(super) fn read(text: &str, format: Format, query: Option<&str>) -> Result<Vec<Identity>, Mistake> {
    let structured = text.trim_start().starts_with(['{', '[']);
    match format {
        Format::Text => from_text(text),
        Format::Auto if !structured && query.is_none() => from_text(text),
        Format::Auto | Format::Json => from_json(text, query),
        Format::Yaml => {
            let document = serde_yaml::from_str(text).map_err(|error| Mistake {
                place: error
                    .location()
                    .map_or("document".into(), |at| format!("line {}", at.line())),
                reason: without_place("not YAML", &error),
            })?;
            from_document(document, query)
        }
    }
}

fn from_text(text: &str) -> Result<Vec<Identity>, Mistake> {
    let lines = text
        .lines()
        .enumerate()
        .map(|(index, line)| (index + 1, line.trim()));
    let names = lines.filter(|(_, line)| !line.is_empty() && !line.starts_with('#'));
    names
        .map(|(number, line)| identity(line, || format!("line {number}")))
        .collect()
}

fn from_json(text: &str, query: Option<&str>) -> Result<Vec<Identity>, Mistake> {
    match serde_json::from_str(text) {
        Ok(document) => from_document(document, query),
        // A second document after the first: lines, each an object of its own.
        Err(error) if error.line() > 1 && error.to_string().starts_with("trailing characters") => {
            from_lines(text)
        }
        Err(error) => Err(Mistake {
            place: format!("line {}", error.line()),
            reason: without_place("not JSON", &error),
        }),
    }
}

/// JSON lines: every line that names a node counts, others (discovery, statistics) pass.
fn from_lines(text: &str) -> Result<Vec<Identity>, Mistake> {
    let mut names = Vec::new();
    for (index, line) in text
        .lines()
        .enumerate()
        .filter(|(_, line)| !line.trim().is_empty())
    {
        let place = || format!("line {}", index + 1);
        let value: Value = serde_json::from_str(line).map_err(|error| Mistake {
            place: place(),
            reason: without_place("not JSON", &error),
        })?;
        if let Some(name) = named_by(&value) {
            names.push(identity(name, place)?);
        }
    }
    Ok(names)
}

fn from_document(document: Value, query: Option<&str>) -> Result<Vec<Identity>, Mistake> {
    let items = match query {
        Some(query) => protocol::filter::lookup(&document.to_string(), query).unwrap_or_default(),
        None => match document {
            Value::Object(mut members) if members.contains_key("replies") => {
                members.remove("replies").unwrap_or_default()
            }
            // A single line of JSON lines.
            Value::Object(_) if named_by(&document).is_some() => Value::Array(vec![document]),
            other => other,
        },
    };
    let Value::Array(items) = items else {
        let reason = match query {
            Some(query) => format!("{query} finds no list"),
            None => "neither a list of names nor a result with replies".to_owned(),
        };
        return Err(Mistake {
            place: "document".to_owned(),
            reason,
        });
    };
    let named = items.iter().enumerate().map(|(index, item)| {
        let place = || format!("item {}", index + 1);
        match named_by(item) {
            Some(name) => identity(name, place),
            None => Err(Mistake {
                place: place(),
                reason: "it names no node".to_owned(),
            }),
        }
    });
    named.collect()
}

fn named_by(value: &Value) -> Option<&str> {
    let members = || {
        NAME_POINTERS
            .iter()
            .find_map(|pointer| value.pointer(pointer)?.as_str())
    };
    value.as_str().or_else(members)
}

fn identity(name: &str, place: impl FnOnce() -> String) -> Result<Identity, Mistake> {
    Identity::new(name).map_err(|error| Mistake {
        place: place(),
        reason: error.to_string(),
    })
}

/// What a parser said, without the place, which stands elsewhere.
fn without_place(what: &str, error: &dyn std::error::Error) -> String {
    let text = error.to_string();
    let (reason, _) = text.split_once(" at line ").unwrap_or((&text, ""));
    format!("{what}: {reason}")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn any_list_gives_names_or_a_mistake(text in "[\\[\\]{}:,\"\\-#a-z\\n ]{0,60}", query in proptest::option::of("[a-z0-9.#@|]{0,8}")) {
            for format in [Format::Auto, Format::Text, Format::Json, Format::Yaml] {
                match read(&text, format, query.as_deref()) {
                    Ok(names) => prop_assert!(names.len() <= text.len()),
                    Err(mistake) => prop_assert!(!mistake.place.is_empty() && !mistake.reason.is_empty()),
                }
            }
        }

        #[test]
        fn names_survive_every_format(names in proptest::collection::vec("[a-z][a-z0-9-]{0,8}(\\.[a-z]{1,5}){0,2}", 1..9)) {
            let expected: Vec<_> = names.iter().map(|name| Identity::new(name).unwrap()).collect();
            let json = serde_json::to_string(&names).unwrap();
            let yaml = serde_yaml::to_string(&names).unwrap();
            prop_assert_eq!(&read(&names.join("\n"), Format::Auto, None).unwrap(), &expected);
            prop_assert_eq!(&read(&json, Format::Auto, None).unwrap(), &expected);
            prop_assert_eq!(&read(&yaml, Format::Yaml, None).unwrap(), &expected);
        }
    }
}
