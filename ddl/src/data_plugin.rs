//! A data provider: one question about a node, which filters may ask too.

use std::collections::BTreeMap;
use std::time::Duration;

use serde_json::{Value, json};

use crate::document::{self, Node};
use crate::input::integral;
use crate::{DocumentError, Input, InputError, Metadata, Object, Output, action};

/// What `$schema` says in a written document; it is not looked at when reading.
const SCHEMA: &str = "https://choria.io/schemas/mcorpc/ddl/v1/data.json";

/// What the query is called in errors.
const QUERY: &str = "query";

/// The DDL of one data provider.
#[derive(Debug, Clone, PartialEq)]
pub struct DataPlugin {
    /// Who it is.
    pub metadata: Metadata,
    /// What it is asked for; none when it takes no argument.
    pub query: Option<Input>,
    /// What it tells, by name.
    pub output: BTreeMap<String, Output>,
}

impl DataPlugin {
    /// Reads a JSON document as the reference writes it.
    ///
    /// - **Shape:** `metadata`, `query` (an input; null or absent when there is none) and `output`.
    /// - **Errors:** as [`Agent::from_json`](crate::Agent::from_json).
    pub fn from_json(bytes: &[u8]) -> Result<Self, DocumentError> {
        let document = document::json(bytes)?;
        let root = Node::root(&document);
        let Some(metadata) = root.member("metadata")? else {
            return Err(root.invalid("metadata is required".into()));
        };
        let outputs = root.members("output")?.into_iter();
        Ok(Self {
            metadata: Metadata::read(&metadata)?,
            query: root.member("query")?.map(|node| Input::read(&node)).transpose()?,
            output: outputs
                .map(|(name, node)| Ok((name.clone(), Output::read(&node)?)))
                .collect::<Result<_, _>>()?,
        })
    }

    /// Writes the document as the reference's JSON (`$schema`, `metadata`, `query`, `output`).
    pub fn to_json(&self) -> Value {
        let outputs = self.output.iter();
        json!({
            "$schema": SCHEMA,
            "metadata": self.metadata.write(),
            "query": self.query.as_ref().map(Input::write),
            "output": outputs.map(|(name, output)| (name.clone(), output.write().into())).collect::<Object>(),
        })
    }

    /// How long an answer may take: the document's timeout, 10 s when it has none.
    pub fn timeout(&self) -> Duration {
        self.metadata.effective_timeout()
    }

    /// The query as the provider takes it: text becomes what the document declares, and everything is checked.
    ///
    /// - **Errors:** a query that is missing, refused, or given to a provider that takes none.
    pub fn query(&self, query: Option<&Value>) -> Result<Option<Value>, InputError> {
        let refused = |reason| InputError::Refused {
            input: QUERY.into(),
            reason,
        };
        match (&self.query, query.filter(|query| !query.is_null())) {
            (None, None) => Ok(None),
            (None, Some(_)) => Err(refused(format!("{} takes none", self.metadata.name))),
            (Some(input), None) => match &input.default {
                Some(default) if !default.is_null() => Ok(Some(default.clone())),
                _ if input.optional => Ok(None),
                _ => Err(InputError::Missing { input: QUERY.into() }),
            },
            (Some(input), Some(given)) => {
                let value = match given {
                    Value::String(text) => input.parse(text).map_err(refused)?,
                    // Filters know floats only.
                    Value::Number(number) if number.is_f64() => number.as_f64().map_or(Value::Null, integral),
                    other => other.clone(),
                };
                input.check_on_node(&value).map_err(refused)?;
                Ok(Some(value))
            }
        }
    }

    /// Inserts declared defaults for the outputs `data` does not hold; a null it holds stays.
    pub fn apply_output_defaults(&self, data: &mut Object) {
        action::insert_defaults(&self.output, data);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const DISK: &str = r#"{
        "$schema": "https://choria.io/schemas/mcorpc/ddl/v1/data.json",
        "metadata": {"name": "disk", "description": "d", "author": "a", "license": "l", "version": "1", "url": "u", "timeout": 0},
        "query": {"prompt": "Megabytes", "description": "q", "type": "integer", "optional": false},
        "output": {"free": {"description": "f", "display_as": "Free", "default": false, "type": "boolean"}}
    }"#;

    fn disk() -> DataPlugin {
        DataPlugin::from_json(DISK.as_bytes()).unwrap()
    }

    #[test]
    fn a_document_is_read_and_written_alike() {
        let disk = disk();
        let written: Value = disk.to_json();
        let read: Value = serde_json::from_str(DISK).unwrap();
        assert_eq!(written, read);
        assert_eq!(disk.timeout(), Duration::from_secs(10));
        let mut data = Object::new();
        disk.apply_output_defaults(&mut data);
        assert_eq!(data["free"], false);
    }

    #[test]
    fn text_becomes_what_the_document_declares() {
        let disk = disk();
        assert_eq!(disk.query(Some(&json!("20"))).unwrap(), Some(json!(20)));
        assert_eq!(disk.query(Some(&json!(20))).unwrap(), Some(json!(20)));
        assert_eq!(disk.query(Some(&json!(20.0))).unwrap(), Some(json!(20)));
        for (query, error) in [
            (json!("x"), r#"input query: wanted a whole number, got "x""#),
            (json!([]), "input query: wanted a whole number, got a list"),
            (json!(null), "input query is required"),
        ] {
            assert_eq!(disk.query(Some(&query)).unwrap_err().to_string(), error);
        }
    }

    #[test]
    fn a_provider_without_argument_is_given_none() {
        let text = DISK.replace("\"query\": {", "\"was\": {");
        let disk = DataPlugin::from_json(text.as_bytes()).unwrap();
        assert_eq!(disk.query(None).unwrap(), None);
        let error = disk.query(Some(&json!("20"))).unwrap_err();
        assert_eq!(error.to_string(), "input query: disk takes none");
        assert_eq!(disk.to_json()["query"], json!(null));
    }
}
