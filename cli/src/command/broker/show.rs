//! How things of a broker look to a person.

use std::time::{Duration, SystemTime};

use serde_json::Value;

use crate::out::words;

/// A page of labels and values under headings.
#[derive(Debug, Default)]
pub(super) struct Sheet {
    title: String,
    lines: Vec<Line>,
}

#[derive(Debug)]
enum Line {
    Heading(String),
    Pair(String, String),
}

impl Sheet {
    pub(super) fn new(title: impl Into<String>) -> Self {
        Self {
            title: title.into(),
            lines: Vec::new(),
        }
    }

    pub(super) fn heading(&mut self, text: &str) -> &mut Self {
        self.lines.push(Line::Heading(text.to_owned()));
        self
    }

    /// A label and its value; one without a value is left out.
    pub(super) fn pair(&mut self, label: &str, value: impl Into<String>) -> &mut Self {
        let value = value.into();
        if !value.is_empty() {
            self.lines.push(Line::Pair(label.to_owned(), value));
        }
        self
    }

    /// The page, labels to the right, without a last line end.
    pub(super) fn text(&self) -> String {
        let labels = self.lines.iter().filter_map(|line| match line {
            Line::Pair(label, _) => Some(label.chars().count()),
            Line::Heading(_) => None,
        });
        let width = labels.max().unwrap_or_default() + 2;
        let mut text = format!("{}\n", self.title);
        for (at, line) in self.lines.iter().enumerate() {
            match line {
                Line::Heading(heading) => text += &format!("\n{heading}:\n\n"),
                Line::Pair(label, value) => {
                    if at == 0 {
                        text.push('\n');
                    }
                    let mut values = value.lines();
                    text += &format!("{label:>width$}: {}\n", values.next().unwrap_or_default());
                    for further in values {
                        text += &format!("{:width$}  {further}\n", "");
                    }
                }
            }
        }
        text.trim_end().to_owned()
    }
}

/// A number with its thousands apart: `1,234,567`.
pub(super) fn number(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::with_capacity(digits.len() * 4 / 3);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// A limit of the API, where nothing and less is none.
pub(super) fn limit(value: &Value) -> String {
    match value.as_u64() {
        Some(limit) if limit > 0 => number(limit),
        _ => "unlimited".to_owned(),
    }
}

/// Likewise in bytes.
pub(super) fn bytes_limit(value: &Value) -> String {
    match value.as_u64() {
        Some(limit) if limit > 0 => words::bytes(limit),
        _ => "unlimited".to_owned(),
    }
}

pub(super) fn bytes(value: &Value) -> String {
    words::bytes(value.as_u64().unwrap_or_default())
}

/// A number of the API.
pub(super) fn count(value: &Value) -> String {
    number(value.as_u64().unwrap_or_default())
}

/// Text of the API; other values as they are written.
pub(super) fn text(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Null => String::new(),
        other => other.to_string(),
    }
}

/// Nanoseconds of the API as a span; none is `none`.
pub(super) fn nanos(value: &Value, none: &str) -> String {
    match value.as_u64() {
        Some(nanos) if nanos > 0 => span(Duration::from_nanos(nanos)),
        _ => none.to_owned(),
    }
}

/// A span in its largest units.
pub(super) fn span(span: Duration) -> String {
    if span < Duration::from_secs(60) {
        words::millis(span)
    } else {
        words::span(span.as_secs())
    }
}

pub(super) fn yes(value: &Value) -> &'static str {
    match value.as_bool() {
        Some(true) => "true",
        _ => "false",
    }
}

/// A moment of the API; none for the one that never was.
pub(super) fn moment(value: &Value) -> Option<SystemTime> {
    let moment = words::moment(value.as_str()?)?;
    (moment > SystemTime::UNIX_EPOCH).then_some(moment)
}

/// A moment of the API to the second, in UTC.
pub(super) fn clock(value: &Value) -> String {
    moment(value).map(words::clock).unwrap_or_default()
}

/// How long ago a moment of the API was.
pub(super) fn ago(value: &Value, now: SystemTime) -> String {
    match moment(value) {
        Some(moment) => span(now.duration_since(moment).unwrap_or_default()),
        None => "never".to_owned(),
    }
}

/// Words of a list of the API.
pub(super) fn list(value: &Value) -> String {
    let items = value.as_array().into_iter().flatten().map(text);
    items.collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_page_has_its_labels_to_the_right() {
        let mut page = Sheet::new("Stream ORDERS");
        page.pair("Subjects", "a, b").pair("Nothing", "").heading("State");
        page.pair("Messages", number(1_234_567)).pair("Lines", "one\ntwo");
        insta::assert_snapshot!(page.text(), @"
        Stream ORDERS

          Subjects: a, b

        State:

          Messages: 1,234,567
             Lines: one
                    two
        ");
    }

    #[test]
    fn what_the_api_leaves_open_has_words() {
        assert_eq!(limit(&json!(-1)), "unlimited");
        assert_eq!(bytes_limit(&json!(2048)), "2.0 kB");
        assert_eq!(nanos(&json!(90_000_000_000_u64), "none"), "1m 30s");
        assert_eq!(nanos(&json!(0), "forever"), "forever");
        assert_eq!(clock(&json!("0001-01-01T00:00:00Z")), "");
        assert_eq!(number(999), "999");
    }
}
