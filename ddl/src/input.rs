//! One input: its type, its limits, and checking a value against them.

use serde_json::{Number, Value};

use crate::document::{self, Node};
use crate::{DocumentError, Object, secret, validator};

/// Listed words an error repeats.
const SHOWN_WORDS: usize = 20;

/// Characters of a refused value an error repeats.
const SHOWN_TEXT: usize = 60;

/// One input of an action.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Input {
    /// Question for a person.
    pub prompt: String,
    /// One sentence.
    pub description: String,
    /// What it holds.
    pub kind: InputType,
    /// Inserted by clients when not given; JSON null counts as none.
    pub default: Option<Value>,
    /// Whether it may be left out.
    pub optional: bool,
    /// Named validator or regular expression, strings only.
    pub validation: String,
    /// Longest string in bytes; 0 means no limit and no validation.
    pub max_length: usize,
    /// Allowed values of a list.
    pub list: Vec<String>,
}

/// What an input or output holds.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[expect(missing_docs, reason = "the DDL's own words")]
pub enum InputType {
    Integer,
    Number,
    Float,
    #[default]
    String,
    Boolean,
    List,
    Hash,
    Array,
    /// A word the DDL does not define; every value is refused, except that `int` is checked as an integer.
    Other(String),
}

impl InputType {
    /// Reads the type's word in any case.
    pub(crate) fn from_word(word: &str) -> Self {
        match word.to_ascii_lowercase().as_str() {
            "integer" => Self::Integer,
            "number" => Self::Number,
            "float" => Self::Float,
            "string" => Self::String,
            "boolean" => Self::Boolean,
            "list" => Self::List,
            "hash" => Self::Hash,
            "array" => Self::Array,
            _ => Self::Other(word.into()),
        }
    }

    /// The word a document uses for the type.
    pub fn word(&self) -> &str {
        match self {
            Self::Integer => "integer",
            Self::Number => "number",
            Self::Float => "float",
            Self::String => "string",
            Self::Boolean => "boolean",
            Self::List => "list",
            Self::Hash => "hash",
            Self::Array => "array",
            Self::Other(word) => word,
        }
    }
}

impl Input {
    /// Converts command line text to a typed value, without checking it.
    ///
    /// Booleans are `1 t T TRUE true True` and `0 f F FALSE false False`; hashes and arrays are JSON text. A `float`
    /// keeps its fraction on the wire (`200.0`), a `number` drops an empty one.
    ///
    /// - **Errors:** what was wanted, in words; types the DDL does not define convert from nothing.
    pub fn parse(&self, text: &str) -> Result<Value, String> {
        let wanted = |what: &str| format!("wanted {what}, got {}", shortened(text));
        match &self.kind {
            InputType::Integer => match text.parse::<i64>() {
                Ok(number) => Ok(number.into()),
                Err(_) => Err(wanted("a whole number")),
            },
            InputType::Number => decimal(text).map(integral).ok_or_else(|| wanted("a number")),
            InputType::Float => decimal(text).map(Value::from).ok_or_else(|| wanted("a number")),
            InputType::String | InputType::List => Ok(text.into()),
            InputType::Boolean => match text {
                "1" | "t" | "T" | "TRUE" | "true" | "True" => Ok(true.into()),
                "0" | "f" | "F" | "FALSE" | "false" | "False" => Ok(false.into()),
                _ => Err(wanted("true or false")),
            },
            InputType::Hash => match serde_json::from_str::<Object>(text) {
                Ok(object) => Ok(object.into()),
                Err(_) => Err(wanted("a JSON object")),
            },
            InputType::Array => match serde_json::from_str::<Vec<Value>>(text) {
                Ok(list) => Ok(list.into()),
                Err(_) => Err(wanted("a JSON array")),
            },
            InputType::Other(word) => Err(unsupported(word)),
        }
    }

    /// Whether an input of this name is likely to hold a secret, judging also by its prompt and description.
    pub fn is_secret(&self, name: &str) -> bool {
        secret::is_secret(name) || secret::is_told(&self.prompt) || secret::is_told(&self.description)
    }

    /// Checks a value against type, length, validator and list; the error is the rule in words.
    pub fn check(&self, value: &Value) -> Result<(), String> {
        let (fits, wanted) = match &self.kind {
            InputType::Integer => (is_whole(value), "a whole number"),
            InputType::Number | InputType::Float => (value.is_number(), "a number"),
            InputType::Boolean => (value.is_boolean(), "a boolean"),
            InputType::Hash => (value.is_object(), "an object"),
            InputType::Array => (value.is_array(), "a list"),
            InputType::String => match value {
                Value::String(text) => return self.check_text(text),
                _ => (false, "a string"),
            },
            InputType::List => match value {
                Value::String(word) => return self.check_word(word),
                _ => (false, "a string"),
            },
            InputType::Other(word) if word.eq_ignore_ascii_case("int") => (is_whole(value), "a whole number"),
            InputType::Other(word) => return Err(unsupported(word)),
        };
        if fits {
            Ok(())
        } else {
            Err(format!("wanted {wanted}, got {}", document::kind(value)))
        }
    }

    /// As [`Input::check`], and runs the validator of a string without a length limit, which clients skip: who writes a
    /// document that says `shellsafe` means it.
    pub(crate) fn check_on_node(&self, value: &Value) -> Result<(), String> {
        self.check(value)?;
        let skipped = self.kind == InputType::String && self.max_length == 0 && !self.validation.is_empty();
        match value {
            Value::String(text) if skipped => validator::check(&self.validation, text),
            _ => Ok(()),
        }
    }

    /// Other nodes skip the validator of a string without a length limit, so a stricter client would refuse what they take.
    fn check_text(&self, text: &str) -> Result<(), String> {
        match (self.max_length, text.len()) {
            (0, _) => Ok(()),
            (max, length) if length > max => Err(format!("has {length} bytes, at most {max} are allowed")),
            _ if self.validation.is_empty() => Ok(()),
            _ => validator::check(&self.validation, text),
        }
    }

    fn check_word(&self, word: &str) -> Result<(), String> {
        if self.list.iter().any(|allowed| allowed == word) {
            return Ok(());
        }
        if self.list.is_empty() {
            return Err("the DDL lists no value it could have".into());
        }
        let mut words = self.list[..self.list.len().min(SHOWN_WORDS)].join(", ");
        if self.list.len() > SHOWN_WORDS {
            words.push_str(", …");
        }
        Err(format!("wanted one of {words}, got {}", shortened(word)))
    }

    pub(crate) fn read(node: &Node<'_>) -> Result<Self, DocumentError> {
        let word = |node: &Node<'_>| match node.value() {
            Value::String(word) => Ok(word.clone()),
            _ => Err(node.wanted("text (in quotes)")),
        };
        Ok(Self {
            prompt: node.text("prompt")?,
            description: node.text("description")?,
            kind: InputType::from_word(&node.text("type")?),
            default: node.member("default")?.map(|node| node.value().clone()),
            optional: node.flag("optional")?,
            validation: node.text("validation")?,
            max_length: node.number("maxlength", u32::MAX.into())? as usize,
            list: node.list("list")?.iter().map(word).collect::<Result<_, _>>()?,
        })
    }

    pub(crate) fn write(&self) -> Object {
        let mut object = Object::new();
        let mut put = |key: &str, value: Value| object.insert(key.into(), value);
        put("prompt", self.prompt.as_str().into());
        put("description", self.description.as_str().into());
        put("type", self.kind.word().into());
        put("optional", self.optional.into());
        if let Some(default) = &self.default {
            put("default", default.clone());
        }
        let is_text = self.kind == InputType::String;
        if is_text || !self.validation.is_empty() {
            put("validation", self.validation.as_str().into());
        }
        if is_text || self.max_length != 0 {
            put("maxlength", self.max_length.into());
        }
        if !self.list.is_empty() {
            put("list", self.list.as_slice().into());
        }
        object
    }
}

/// A JSON document holds no other numbers.
fn decimal(text: &str) -> Option<f64> {
    text.parse().ok().filter(|number: &f64| number.is_finite())
}

/// The number without an empty fraction, where that loses nothing.
pub(crate) fn integral(number: f64) -> Value {
    // Below 2^53 every whole float is exact.
    if number.fract() == 0.0 && number.abs() < 9e15 {
        (number as i64).into()
    } else {
        Number::from_f64(number).into()
    }
}

fn is_whole(value: &Value) -> bool {
    value.is_i64() || value.is_u64() || value.as_f64().is_some_and(|number| number.fract() == 0.0)
}

fn unsupported(word: &str) -> String {
    match word {
        "" => "the DDL gives it no type".into(),
        _ => format!("the DDL gives it the unknown type {}", shortened(word)),
    }
}

/// The text in quotes, its beginning when it is long.
fn shortened(text: &str) -> String {
    match text.char_indices().nth(SHOWN_TEXT) {
        Some((end, _)) => format!("{:?}…", &text[..end]),
        None => format!("{text:?}"),
    }
}

#[cfg(test)]
mod tests;
