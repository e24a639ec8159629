//! What is wrong with a JSON document, and where.

use serde_json::Value;

/// Where a document stops being one; none when it is one, though perhaps of the wrong kind.
pub(crate) fn explained(text: &str) -> Option<String> {
    let error = serde_json::from_str::<Value>(text).err()?;
    let told = error.to_string();
    let reason = told.split(" at line ").next().unwrap_or(&told);
    let place = if text.contains('\n') {
        format!("line {}, column {}", error.line(), error.column())
    } else {
        format!("column {}", error.column())
    };
    Some(format!("not JSON at {place}: {reason}"))
}

/// A document on several lines, for reading and editing; the text itself when it is no document.
pub(crate) fn spread(text: &str) -> String {
    let parsed: Result<Value, _> = serde_json::from_str(text);
    let pretty = parsed
        .ok()
        .and_then(|value| serde_json::to_string_pretty(&value).ok());
    pretty.unwrap_or_else(|| text.to_owned())
}

/// A document on one line; text that is none keeps its words, with blanks between its lines.
pub(crate) fn flat(text: &str) -> String {
    let parsed: Result<Value, _> = serde_json::from_str(text);
    let flat = parsed.ok().and_then(|value| serde_json::to_string(&value).ok());
    flat.unwrap_or_else(|| text.lines().map(str::trim).collect::<Vec<_>>().join(" "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_place_of_a_mistake_is_told() {
        assert_eq!(
            explained("{\"a\": }").unwrap(),
            "not JSON at column 7: expected value"
        );
        assert!(explained("[1,\n2,\n]").unwrap().contains("line 3, column 1"));
        assert_eq!(explained("[1]"), None);
    }

    #[test]
    fn a_document_is_spread_and_made_flat_again() {
        let text = r#"{"a":{},"b":[1,2]}"#;
        assert_eq!(flat(&spread(text)), text);
        assert_eq!(flat("not\n  json"), "not json");
    }
}
