//! Outputs as Rust types. Agents are written in every language, so what does not fit is absent, never an error.

use protocol::rpc::Object;
use serde::{Deserialize, Deserializer};
use serde_json::Value;

/// A type an output can have.
pub trait Output: Sized {
    /// The value, if it is of this type.
    fn read(value: Value) -> Option<Self>;
}

/// Reads an output of a generated client: none when it is absent, null or of another type.
pub fn lenient<'de, D, T>(from: D) -> Result<Option<T>, D::Error>
where
    D: Deserializer<'de>,
    T: Output,
{
    Ok(T::read(Value::deserialize(from)?))
}

impl Output for String {
    fn read(value: Value) -> Option<Self> {
        match value {
            Value::String(text) => Some(text),
            _ => None,
        }
    }
}

impl Output for i64 {
    /// Ruby and Go write some whole numbers as floats.
    fn read(value: Value) -> Option<Self> {
        value.as_i64().or_else(|| {
            let float = value.as_f64().filter(|it| it.fract() == 0.0 && it.abs() < 9e15)?;
            // Below 2^53, so the conversion is exact.
            Some(float as Self)
        })
    }
}

impl Output for f64 {
    fn read(value: Value) -> Option<Self> {
        value.as_f64()
    }
}

impl Output for bool {
    fn read(value: Value) -> Option<Self> {
        value.as_bool()
    }
}

impl Output for Object {
    fn read(value: Value) -> Option<Self> {
        match value {
            Value::Object(object) => Some(object),
            _ => None,
        }
    }
}

impl Output for Vec<Value> {
    fn read(value: Value) -> Option<Self> {
        match value {
            Value::Array(items) => Some(items),
            _ => None,
        }
    }
}

impl Output for Value {
    fn read(value: Value) -> Option<Self> {
        (!value.is_null()).then_some(value)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[derive(Deserialize)]
    struct Outputs {
        #[serde(default, deserialize_with = "lenient")]
        count: Option<i64>,
        #[serde(default, deserialize_with = "lenient")]
        name: Option<String>,
    }

    #[test]
    fn outputs_of_another_type_are_absent() {
        let read = |value| serde_json::from_value::<Outputs>(value).unwrap();
        let odd = read(json!({"count": "5", "name": 5, "more": null}));
        assert_eq!((odd.count, odd.name), (None, None));
        let none = read(json!({"count": null}));
        assert_eq!((none.count, none.name), (None, None));
        let right = read(json!({"count": 5.0, "name": "x"}));
        assert_eq!((right.count, right.name.as_deref()), (Some(5), Some("x")));
    }

    #[test]
    fn whole_numbers_beyond_a_float_are_not_rounded() {
        assert_eq!(i64::read(json!(i64::MAX)), Some(i64::MAX));
        assert_eq!(i64::read(json!(1e300)), None);
        assert_eq!(i64::read(json!(0.5)), None);
    }
}
