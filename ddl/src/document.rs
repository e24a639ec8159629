//! Reading documents: bytes to a tree of bounded size, and typed access that knows where in the document it is.

mod yaml;

use serde_json::Value;

use crate::{DocumentError, Object};

/// Longest document; the largest known DDL has a tenth of it.
const MAX_BYTES: usize = 1 << 20;

/// Parses JSON.
pub(crate) fn json(bytes: &[u8]) -> Result<Value, DocumentError> {
    check_size(bytes)?;
    serde_json::from_slice(bytes).map_err(|source| DocumentError::Syntax {
        format: "JSON",
        source: source.into(),
    })
}

/// Parses YAML into the JSON model.
pub(crate) fn yaml(bytes: &[u8]) -> Result<Value, DocumentError> {
    check_size(bytes)?;
    yaml::parse(bytes).map_err(|source| DocumentError::Syntax {
        format: "YAML",
        source: source.into(),
    })
}

fn check_size(bytes: &[u8]) -> Result<(), DocumentError> {
    if bytes.len() <= MAX_BYTES {
        return Ok(());
    }
    Err(DocumentError::Invalid {
        path: "document".into(),
        reason: format!("has {} bytes, at most {MAX_BYTES} are allowed", bytes.len()),
    })
}

/// One value of a document and the path to it.
///
/// Keys match exactly or else without regard to case, as the reference's decoder does; JSON null counts as absent.
pub(crate) struct Node<'a> {
    path: String,
    value: &'a Value,
}

impl<'a> Node<'a> {
    /// The document itself.
    pub(crate) fn root(value: &'a Value) -> Self {
        Self {
            path: String::new(),
            value,
        }
    }

    /// The value as it stands.
    pub(crate) fn value(&self) -> &'a Value {
        self.value
    }

    /// The error that this value is not what was wanted.
    pub(crate) fn wanted(&self, wanted: &str) -> DocumentError {
        self.invalid(format!("wanted {wanted}, found {}", kind(self.value)))
    }

    /// The error that this value breaks a rule.
    pub(crate) fn invalid(&self, reason: String) -> DocumentError {
        let path = if self.path.is_empty() {
            "document"
        } else {
            &self.path
        };
        DocumentError::Invalid {
            path: path.into(),
            reason,
        }
    }

    /// The member `key` of this object.
    pub(crate) fn member(&self, key: &str) -> Result<Option<Node<'a>>, DocumentError> {
        let object = self.object()?;
        let found = object.get(key).or_else(|| {
            let same = |name: &str| name.eq_ignore_ascii_case(key);
            object.iter().find(|(name, _)| same(name)).map(|(_, value)| value)
        });
        Ok(found
            .filter(|value| !value.is_null())
            .map(|value| self.child(key, value)))
    }

    /// The text at `key`, empty when absent.
    pub(crate) fn text(&self, key: &str) -> Result<String, DocumentError> {
        let Some(node) = self.member(key)? else {
            return Ok(String::new());
        };
        match node.value {
            Value::String(text) => Ok(text.clone()),
            Value::Number(_) | Value::Bool(_) => Err(node.wanted("text (in quotes)")),
            _ => Err(node.wanted("text")),
        }
    }

    /// The name at `key`, which must be there: letters, digits, `_` and `-`, as it becomes part of subjects and files.
    pub(crate) fn name(&self, key: &str) -> Result<String, DocumentError> {
        let name = self.text(key)?;
        let allowed = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == '-';
        if !name.is_empty() && name.chars().all(allowed) {
            return Ok(name);
        }
        Err(self.child(key, self.value).invalid(if name.is_empty() {
            "is required".into()
        } else {
            "wanted letters, digits, _ and -".into()
        }))
    }

    /// The whole number at `key`, 0 when absent.
    pub(crate) fn number(&self, key: &str, max: u64) -> Result<u64, DocumentError> {
        let Some(node) = self.member(key)? else {
            return Ok(0);
        };
        let number = node.value.as_u64().or_else(|| match node.value.as_f64()? {
            // Below 2^53, so the conversion is exact.
            float if float >= 0.0 && float.fract() == 0.0 && float < 9e15 => Some(float as u64),
            _ => None,
        });
        match number {
            Some(number) if number <= max => Ok(number),
            _ => Err(node.wanted(&format!("a whole number from 0 to {max}"))),
        }
    }

    /// The yes or no at `key`, no when absent.
    pub(crate) fn flag(&self, key: &str) -> Result<bool, DocumentError> {
        match self.member(key)? {
            None => Ok(false),
            Some(node) => node.value.as_bool().ok_or_else(|| node.wanted("true or false")),
        }
    }

    /// The elements of the list at `key`, none when absent.
    pub(crate) fn list(&self, key: &str) -> Result<Vec<Node<'a>>, DocumentError> {
        let Some(node) = self.member(key)? else {
            return Ok(Vec::new());
        };
        let elements = node.value.as_array().ok_or_else(|| node.wanted("a list"))?;
        let element = |(index, value)| Node {
            path: format!("{}[{index}]", node.path),
            value,
        };
        Ok(elements.iter().enumerate().map(element).collect())
    }

    /// The members of the object at `key` under their own names, none when absent.
    pub(crate) fn members(&self, key: &str) -> Result<Vec<(&'a String, Node<'a>)>, DocumentError> {
        let Some(node) = self.member(key)? else {
            return Ok(Vec::new());
        };
        let object = node.object()?;
        Ok(object
            .iter()
            .map(|(name, value)| (name, node.child(name, value)))
            .collect())
    }

    fn object(&self) -> Result<&'a Object, DocumentError> {
        self.value.as_object().ok_or_else(|| self.wanted("an object"))
    }

    fn child(&self, key: &str, value: &'a Value) -> Node<'a> {
        let dot = if self.path.is_empty() { "" } else { "." };
        Node {
            path: format!("{}{dot}{key}", self.path),
            value,
        }
    }
}

/// What a value is, in a person's words.
pub(crate) fn kind(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "a boolean",
        Value::Number(_) => "a number",
        Value::String(_) => "a string",
        Value::Array(_) => "a list",
        Value::Object(_) => "an object",
    }
}
