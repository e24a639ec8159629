//! Values from the fleet as text.

use serde_json::Value;
use unicode_width::UnicodeWidthStr;

use crate::theme::clean;

/// Widest array that stays on one line.
const SHORT_ARRAY: usize = 80;

/// Deepest value that is laid out; anything deeper is shown as compact JSON.
const MAX_DEPTH: usize = 64;

/// A value as people read it: text as it is, the rest as JSON, indented by two where it is not short.
pub(crate) fn show(value: &Value) -> String {
    let text = match value {
        Value::String(text) => clean(text).into_owned(),
        Value::Null => String::new(),
        other => {
            let mut text = String::new();
            pretty(other, 0, &mut text);
            clean(&text).into_owned()
        }
    };
    text.trim().to_owned()
}

/// A value on one line.
pub(crate) fn short(value: &Value) -> String {
    match value {
        Value::String(text) => crate::theme::line(text).into_owned(),
        Value::Null => String::new(),
        other => crate::theme::line(&other.to_string()).into_owned(),
    }
}

/// JSON with sorted keys; arrays of plain values stay on one line while they are short.
fn pretty(value: &Value, depth: usize, text: &mut String) {
    match value {
        Value::Object(members) if !members.is_empty() && depth < MAX_DEPTH => {
            let mut members: Vec<_> = members.iter().collect();
            members.sort_by_key(|(name, _)| *name);
            let items = members
                .into_iter()
                .map(|(name, value)| (Some(name.as_str()), value));
            block(items, ['{', '}'], depth, text);
        }
        Value::Array(items) if !items.is_empty() && depth < MAX_DEPTH => match one_line(items) {
            Some(line) => text.push_str(&line),
            None => block(items.iter().map(|item| (None, item)), ['[', ']'], depth, text),
        },
        other => text.push_str(&other.to_string()),
    }
}

fn block<'a>(
    items: impl ExactSizeIterator<Item = (Option<&'a str>, &'a Value)>,
    [open, close]: [char; 2],
    depth: usize,
    text: &mut String,
) {
    let last = items.len() - 1;
    text.push(open);
    for (index, (name, item)) in items.enumerate() {
        text.push('\n');
        text.push_str(&"  ".repeat(depth + 1));
        if let Some(name) = name {
            text.push_str(&Value::from(name).to_string());
            text.push_str(": ");
        }
        pretty(item, depth + 1, text);
        if index < last {
            text.push(',');
        }
    }
    text.push('\n');
    text.push_str(&"  ".repeat(depth));
    text.push(close);
}

fn one_line(items: &[Value]) -> Option<String> {
    if items.iter().any(|item| item.is_object() || item.is_array()) {
        return None;
    }
    let parts: Vec<String> = items.iter().map(Value::to_string).collect();
    let line = format!("[{}]", parts.join(", "));
    (line.width() <= SHORT_ARRAY).then_some(line)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn objects_have_sorted_keys_and_short_arrays_stay_on_one_line() {
        insta::assert_snapshot!(show(&json!({"b": [1, 2], "a": {"x": null}, "c": []})), @r#"
        {
          "a": {
            "x": null
          },
          "b": [1, 2],
          "c": []
        }
        "#);
    }

    #[test]
    fn long_arrays_take_a_line_an_item() {
        let long = json!(["a".repeat(50), "b".repeat(50)]);
        assert_eq!(show(&long).lines().count(), 4);
    }

    #[test]
    fn plain_values_are_themselves() {
        assert_eq!(show(&json!("text")), "text");
        assert_eq!(show(&json!(1.5)), "1.5");
        assert_eq!(show(&json!(null)), "");
        assert_eq!(short(&json!("a\nb")), "a\\nb");
    }

    #[test]
    fn a_tower_of_arrays_is_cut_short_in_layout() {
        let tower = (0..100).fold(json!({}), |inner, _| json!([inner]));
        assert!(show(&tower).lines().count() < 200);
    }
}
