//! JSON as policies get it.
//!
//! The interpreter's own reading takes `{"$serde_json::private::Number": TEXT}` for a number. Callers choose their inputs: such a
//! number can have billions of digits, and one that is none would make all of the input undefined.

use std::collections::BTreeMap;

use regorus::Value;
use serde_json::Value as Json;

/// The value of a JSON document, in which every object is just that.
pub(in crate::policy) fn value(json: &Json) -> Value {
    match json {
        Json::Null => Value::Null,
        Json::Bool(it) => Value::from(*it),
        Json::Number(it) => number(it),
        Json::String(it) => Value::from(it.as_str()),
        Json::Array(items) => Value::from(items.iter().map(value).collect::<Vec<_>>()),
        Json::Object(members) => {
            let members = members.iter();
            let members = members.map(|(key, it)| (Value::from(key.as_str()), value(it)));
            Value::from(members.collect::<BTreeMap<_, _>>())
        }
    }
}

/// The value of JSON text; none where it is no JSON.
pub(in crate::policy) fn parse(text: &str) -> Option<Value> {
    serde_json::from_str(text).ok().map(|json| value(&json))
}

fn number(number: &serde_json::Number) -> Value {
    let whole = number.as_u64().map(Value::from);
    let whole = whole.or_else(|| number.as_i64().map(Value::from));
    whole
        .or_else(|| number.as_f64().map(Value::from))
        .unwrap_or(Value::Undefined)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::json;

    use super::*;

    #[test]
    fn numbers_are_what_they_are() {
        let read = value(&json!([0, -7, u64::MAX, i64::MIN, 0.5, 1e300]));
        let written: Json = serde_json::from_str(&read.to_json_str().unwrap()).unwrap();
        assert_eq!(written, json!([0, -7, u64::MAX, i64::MIN, 0.5, 1e300]));
    }

    #[test]
    fn an_object_is_never_taken_for_a_number() {
        for text in ["1e2000000000", "7", "no number"] {
            let read = value(&json!({"$serde_json::private::Number": text}));
            assert_eq!(read.as_object().unwrap().len(), 1, "{text}");
        }
    }

    proptest! {
        #[test]
        fn text_is_read_as_the_interpreter_reads_it(text in r#"[{}\[\]",:a1e. -]{0,30}|"\PC{0,9}""#) {
            prop_assert_eq!(parse(&text), Value::from_json_str(&text).ok());
        }
    }
}
