//! The text of a value, as every client of the wire counts it.

use std::borrow::Cow;
use std::fmt::Write;

use serde_json::{Number, Value};

/// The string itself, else JSON in the reference's spelling: no spaces, `< > &` escaped, whole numbers without fraction.
pub(super) fn of(value: &Value) -> Cow<'_, str> {
    if let Value::String(text) = value {
        return text.into();
    }
    let mut out = String::new();
    write_value(&mut out, value);
    out.into()
}

fn write_value(out: &mut String, value: &Value) {
    match value {
        Value::Null => out.push_str("null"),
        Value::Bool(value) => out.push_str(if *value { "true" } else { "false" }),
        Value::Number(number) => write_number(out, number),
        Value::String(text) => write_text(out, text),
        Value::Array(list) => {
            out.push('[');
            for (index, element) in list.iter().enumerate() {
                out.push_str(if index == 0 { "" } else { "," });
                write_value(out, element);
            }
            out.push(']');
        }
        Value::Object(object) => {
            out.push('{');
            for (index, (key, value)) in object.iter().enumerate() {
                out.push_str(if index == 0 { "" } else { "," });
                write_text(out, key);
                out.push(':');
                write_value(out, value);
            }
            out.push('}');
        }
    }
}

fn write_number(out: &mut String, number: &Number) {
    let float = match number.as_f64() {
        Some(float) if number.is_f64() => float,
        _ => {
            out.push_str(&number.to_string());
            return;
        }
    };
    let size = float.abs();
    if size == 0.0 || (1e-6..1e21).contains(&size) {
        // Writing to a string cannot fail.
        let _ = write!(out, "{float}");
    } else {
        let text = format!("{float:e}");
        out.push_str(&if size >= 1e21 {
            text.replace('e', "e+")
        } else {
            text
        });
    }
}

fn write_text(out: &mut String, text: &str) {
    out.push('"');
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            '\u{8}' => out.push_str("\\b"),
            '\u{c}' => out.push_str("\\f"),
            '<' | '>' | '&' | '\u{2028}' | '\u{2029}' | '\0'..='\x1f' => {
                // Writing to a string cannot fail.
                let _ = write!(out, "\\u{:04x}", u32::from(c));
            }
            _ => out.push(c),
        }
    }
    out.push('"');
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn values_are_spelled_as_the_reference_does() {
        for (value, text) in [
            (json!("a <b>"), "a <b>"),
            (json!(true), "true"),
            (json!(null), "null"),
            (json!(5), "5"),
            (json!(5.0), "5"),
            (json!(-0.25), "-0.25"),
            (json!(1e21), "1e+21"),
            (json!(1e-7), "1e-7"),
            (
                json!(["a<b", 1.0, {"k&": "\n"}]),
                r#"["a\u003cb",1,{"k\u0026":"\n"}]"#,
            ),
        ] {
            assert_eq!(of(&value), text);
        }
    }
}
