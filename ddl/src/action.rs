//! One action: its inputs, outputs, and how its replies are shown.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::document::Node;
use crate::{DocumentError, Input, InputError, InputType, Object, aggregate, nearest, risk};

/// Ruby clients add it to every request; it is no input and never makes a request fail.
const PROCESS_RESULTS: &str = "process_results";

/// One thing an agent can do.
#[derive(Debug, Clone, PartialEq)]
pub struct Action {
    /// Name on the wire.
    pub name: String,
    /// One sentence.
    pub description: String,
    /// Which replies are shown by default.
    pub display: Display,
    /// Inputs by name.
    pub input: BTreeMap<String, Input>,
    /// Outputs by name.
    pub output: BTreeMap<String, Output>,
    /// Aggregates in document order: function, output name, options.
    pub aggregate: Vec<aggregate::Declared>,
    /// Our optional key `risk`; use [`Action::risk`] for the effective value.
    pub declared_risk: Option<Risk>,
}

/// One output of an action.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Output {
    /// One sentence.
    pub description: String,
    /// Label for people.
    pub display_as: String,
    /// Value when the agent gives none; JSON null counts as none.
    pub default: Option<Value>,
    /// Declared type; never enforced.
    pub kind: Option<InputType>,
}

/// Which replies of an action are shown by default.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Display {
    /// Successful ones.
    Ok,
    /// Failed ones.
    #[default]
    Failed,
    /// All.
    Always,
    /// None (a word the DDL does not define).
    Never,
}

/// Whether an action only looks or also changes something.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Risk {
    /// Reads only.
    Read,
    /// Changes the node.
    Change,
}

impl Action {
    /// Turns `key`, `value` words into typed, checked request data, inserting declared defaults.
    ///
    /// A key is an input's name, in any case when the name is lower case; of a key given twice the last value counts.
    /// Defaults are inserted as declared, unchecked, for optional inputs too.
    ///
    /// - **Errors:** the first word that is unknown or refused, then the first required input without a default.
    pub fn parse_inputs<'a>(
        &self,
        words: impl IntoIterator<Item = (&'a str, &'a str)>,
    ) -> Result<Object, InputError> {
        let mut data = Object::new();
        for (key, text) in words {
            let declared = self.input.get_key_value(key);
            let lower_case = || self.input.get_key_value(&key.to_ascii_lowercase());
            let Some((name, input)) = declared.or_else(lower_case) else {
                return Err(self.unknown(key));
            };
            let refused = |reason| InputError::Refused {
                input: name.clone(),
                reason,
            };
            let value = input.parse(text).map_err(refused)?;
            input.check(&value).map_err(refused)?;
            data.insert(name.clone(), value);
        }
        for (name, input) in &self.input {
            match &input.default {
                _ if data.contains_key(name) => {}
                Some(default) if !default.is_null() => {
                    data.insert(name.clone(), default.clone());
                }
                _ if input.optional => {}
                _ => return Err(InputError::Missing { input: name.clone() }),
            }
        }
        Ok(data)
    }

    /// Checks request data as a node does before running an action.
    ///
    /// Declared inputs come first, by name: a required one must be there even when it has a default, as inserting
    /// defaults is the client's part. Undeclared ones are refused, except `process_results`.
    pub fn check(&self, data: &Object) -> Result<(), InputError> {
        for (name, input) in &self.input {
            match data.get(name).filter(|_| name != PROCESS_RESULTS) {
                Some(value) => input.check_on_node(value).map_err(|reason| InputError::Refused {
                    input: name.clone(),
                    reason,
                })?,
                None if input.optional => {}
                None => return Err(InputError::Missing { input: name.clone() }),
            }
        }
        let undeclared = |key: &&String| *key != PROCESS_RESULTS && !self.input.contains_key(*key);
        match data.keys().find(undeclared) {
            Some(key) => Err(self.unknown(key)),
            None => Ok(()),
        }
    }

    /// Inserts declared output defaults for the outputs `data` does not hold; a null it holds stays.
    pub fn apply_output_defaults(&self, data: &mut Object) {
        insert_defaults(&self.output, data);
    }

    /// The declared risk, else the one its name suggests.
    pub fn risk(&self) -> Risk {
        self.declared_risk.unwrap_or_else(|| risk::of_name(&self.name))
    }

    fn unknown(&self, key: &str) -> InputError {
        InputError::Unknown {
            action: self.name.clone(),
            // A peer chose the key and reads the error.
            input: key.chars().take(nearest::MAX_WORD).collect(),
            nearest: nearest::nearest(key, self.input.keys()).cloned(),
        }
    }

    pub(crate) fn read(node: &Node<'_>) -> Result<Self, DocumentError> {
        let inputs = node.members("input")?.into_iter();
        let outputs = node.members("output")?.into_iter();
        Ok(Self {
            name: node.name("action")?,
            description: node.text("description")?,
            display: Display::from_word(&node.text("display")?),
            input: inputs
                .map(|(name, node)| Ok((name.clone(), Input::read(&node)?)))
                .collect::<Result<_, _>>()?,
            output: outputs
                .map(|(name, node)| Ok((name.clone(), Output::read(&node)?)))
                .collect::<Result<_, _>>()?,
            aggregate: node
                .list("aggregate")?
                .iter()
                .filter_map(aggregate::Declared::read)
                .collect(),
            declared_risk: node.member("risk")?.map(|node| Risk::read(&node)).transpose()?,
        })
    }

    pub(crate) fn write(&self) -> Object {
        let mut object = Object::new();
        let mut put = |key: &str, value: Value| object.insert(key.into(), value);
        put("action", self.name.as_str().into());
        put("description", self.description.as_str().into());
        put("display", self.display.word().into());
        let inputs = self
            .input
            .iter()
            .map(|(name, input)| (name.clone(), input.write().into()));
        put("input", Value::Object(inputs.collect()));
        let outputs = self
            .output
            .iter()
            .map(|(name, output)| (name.clone(), output.write().into()));
        put("output", Value::Object(outputs.collect()));
        if !self.aggregate.is_empty() {
            put(
                "aggregate",
                self.aggregate.iter().map(aggregate::Declared::write).collect(),
            );
        }
        if let Some(risk) = self.declared_risk {
            put("risk", risk.word().into());
        }
        object
    }
}

impl Output {
    pub(crate) fn read(node: &Node<'_>) -> Result<Self, DocumentError> {
        let kind = node.text("type")?;
        Ok(Self {
            description: node.text("description")?,
            display_as: node.text("display_as")?,
            default: node.member("default")?.map(|node| node.value().clone()),
            kind: (!kind.is_empty()).then(|| InputType::from_word(&kind)),
        })
    }

    pub(crate) fn write(&self) -> Object {
        let mut object = Object::new();
        let mut put = |key: &str, value: Value| object.insert(key.into(), value);
        put("description", self.description.as_str().into());
        put("display_as", self.display_as.as_str().into());
        if let Some(default) = &self.default {
            put("default", default.clone());
        }
        if let Some(kind) = &self.kind {
            put("type", kind.word().into());
        }
        object
    }
}

impl Display {
    fn from_word(word: &str) -> Self {
        match word.to_ascii_lowercase().as_str() {
            "ok" => Self::Ok,
            "failed" | "" => Self::Failed,
            "always" => Self::Always,
            _ => Self::Never,
        }
    }

    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::Ok => "ok",
            Self::Failed => "failed",
            Self::Always => "always",
            Self::Never => "never",
        }
    }
}

impl Risk {
    fn read(node: &Node<'_>) -> Result<Self, DocumentError> {
        match node.value().as_str() {
            Some("read") => Ok(Self::Read),
            Some("change") => Ok(Self::Change),
            _ => Err(node.invalid("wanted read or change".into())),
        }
    }

    fn word(self) -> &'static str {
        match self {
            Self::Read => "read",
            Self::Change => "change",
        }
    }
}

/// Inserts the defaults of outputs that `data` does not hold; a null it holds stays.
pub(crate) fn insert_defaults(outputs: &BTreeMap<String, Output>, data: &mut Object) {
    for (name, output) in outputs {
        if let Some(default) = output.default.as_ref().filter(|default| !default.is_null())
            && !data.contains_key(name)
        {
            data.insert(name.clone(), default.clone());
        }
    }
}

#[cfg(test)]
mod tests;
