//! JSON as text: indented as the reference does, without bytes that a terminal would obey.

use std::fmt::Write;

use serde::Serialize;
use serde_json::ser::{PrettyFormatter, Serializer};

/// A document indented by three spaces.
pub(crate) fn pretty(value: &impl Serialize) -> anyhow::Result<String> {
    indented(value, b"   ")
}

/// A document indented by two spaces.
pub(crate) fn pretty_two(value: &impl Serialize) -> anyhow::Result<String> {
    indented(value, b"  ")
}

/// A document on one line.
pub(crate) fn compact(value: &impl Serialize) -> anyhow::Result<String> {
    Ok(printable(serde_json::to_string(value)?))
}

fn indented(value: &impl Serialize, indent: &[u8]) -> anyhow::Result<String> {
    let mut bytes = Vec::new();
    let mut serializer = Serializer::with_formatter(&mut bytes, PrettyFormatter::with_indent(indent));
    value.serialize(&mut serializer)?;
    Ok(printable(String::from_utf8(bytes)?))
}

/// JSON lets DEL and the C1 controls pass; inside its strings, where alone they can stand, they may be escaped too.
fn printable(text: String) -> String {
    let obeyed = |c: char| matches!(c, '\u{7f}'..='\u{9f}');
    if !text.contains(obeyed) {
        return text;
    }
    text.chars()
        .fold(String::with_capacity(text.len()), |mut safe, c| {
            if obeyed(c) {
                let _ = write!(safe, "\\u{:04x}", u32::from(c));
            } else {
                safe.push(c);
            }
            safe
        })
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn controls_are_escaped_and_stay_the_same_value() {
        let value = json!({"a": "\u{1b}[2J \u{9b}2J \u{7f}"});
        let text = compact(&value).unwrap();
        assert_eq!(text, r#"{"a":"\u001b[2J \u009b2J \u007f"}"#);
        assert_eq!(serde_json::from_str::<serde_json::Value>(&text).unwrap(), value);
    }
}
