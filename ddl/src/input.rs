//! One input: its type, its limits, and checking a value against them.

use serde_json::Value;

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
    /// A word the DDL does not define; every value is refused.
    Other(std::string::String),
}

impl Input {
    /// Converts command line text to a typed value, without checking it.
    pub fn parse(&self, _text: &str) -> Result<Value, String> {
        todo!()
    }

    /// Checks a value against type, length, validator and list; the error is the rule in words.
    pub fn check(&self, _value: &Value) -> Result<(), String> {
        todo!()
    }
}
