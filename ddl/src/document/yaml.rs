//! YAML to the JSON model, with a bound on what aliases expand to.

use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use serde_json::Value;

use crate::Object;

/// Values plus bytes of text one document may expand to: four times the longest document, so only nested aliases
/// reach it.
const MAX_EXPANDED: usize = 4 << 20;

/// Parses one YAML document; scalar keys such as `true` become text.
pub(super) fn parse(bytes: &[u8]) -> Result<Value, serde_yaml::Error> {
    let mut left = MAX_EXPANDED;
    Expand { left: &mut left }.deserialize(serde_yaml::Deserializer::from_slice(bytes))
}

/// Builds a value and takes what it costs from the budget.
struct Expand<'a> {
    left: &'a mut usize,
}

impl Expand<'_> {
    fn spend<E: Error>(&mut self, bytes: usize) -> Result<(), E> {
        let left = self.left.checked_sub(bytes + 1);
        *self.left = left.ok_or_else(|| E::custom("the document's aliases expand too far"))?;
        Ok(())
    }
}

impl<'de> DeserializeSeed<'de> for Expand<'_> {
    type Value = Value;

    fn deserialize<D: Deserializer<'de>>(mut self, deserializer: D) -> Result<Value, D::Error> {
        self.spend(0)?;
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Expand<'_> {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a plain value without tags")
    }

    fn visit_unit<E: Error>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_bool<E: Error>(self, value: bool) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_str<E: Error>(mut self, value: &str) -> Result<Value, E> {
        self.spend(value.len())?;
        Ok(value.into())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut elements: A) -> Result<Value, A::Error> {
        let mut list = Vec::new();
        while let Some(element) = elements.next_element_seed(Expand { left: self.left })? {
            list.push(element);
        }
        Ok(list.into())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Value, A::Error> {
        let mut object = Object::new();
        while let Some(key) = entries.next_key_seed(Expand { left: self.left })? {
            let key = match key {
                Value::String(text) => text,
                Value::Array(_) | Value::Object(_) => return Err(Error::custom("a key is not a plain word")),
                scalar => scalar.to_string(),
            };
            let value = entries.next_value_seed(Expand { left: self.left })?;
            if object.insert(key.clone(), value).is_some() {
                return Err(Error::custom(format_args!("key {key} is there twice")));
            }
        }
        Ok(object.into())
    }
}
