//! How two values differ, line by line.

use std::sync::Arc;
use std::time::Duration;

use similar::{Algorithm, ChangeTag, TextDiff};

use super::body::{Body, View};

/// Longest two values are compared; what is found until then is right, only not the shortest way to say it.
const LONGEST: Duration = Duration::from_millis(200);

/// Lines that stay the same, shown around those that change.
const AROUND: usize = 3;

/// How wide rows of bytes are that are compared.
const WIDE: usize = 80;

/// Lines of both values together that are compared.
const MOST_LINES: usize = 40_000;

/// A line of a difference, not yet cleaned.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Line {
    /// What it is.
    pub(super) sign: Sign,
    /// What it says.
    pub(super) text: String,
}

/// What a line of a difference is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sign {
    /// In both.
    Same,
    /// In the old value only.
    Old,
    /// In the new value only.
    New,
    /// Says something of the difference.
    Note,
}

/// How `new` differs from `old`, where a key without a value has none.
pub(super) fn diff(old: Option<&Arc<[u8]>>, new: Option<&Arc<[u8]>>) -> Vec<Line> {
    if old == new {
        return vec![note("they are the same")];
    }
    let lines = |value: Option<&Arc<[u8]>>| value.map(|value| Body::new(value, View::Pretty));
    let (old, new) = (lines(old), lines(new));
    let count = |body: &Option<Body>| body.as_ref().map_or(0, |body| body.height(WIDE));
    if count(&old) + count(&new) > MOST_LINES {
        return vec![note("they differ, and are too long to compare here")];
    }
    let text = |body: &Option<Body>| match body {
        Some(body) if body.height(WIDE) > 0 => format!("{}\n", body.text(WIDE)),
        _ => String::new(),
    };
    let (old, new) = match (text(&old), text(&new)) {
        (before, after) if before.is_empty() && after.is_empty() => {
            return vec![note(match new {
                Some(_) => "an empty value",
                None => "the value, which was empty, is gone",
            })];
        }
        texts => texts,
    };
    let found = compared(&old, &new);
    match found.is_empty() {
        true => vec![note("they differ in blanks and line ends only")],
        false => found,
    }
}

/// How many lines were added and taken away.
pub(super) fn count(lines: &[Line]) -> (usize, usize) {
    let of = |sign| lines.iter().filter(|line| line.sign == sign).count();
    (of(Sign::New), of(Sign::Old))
}

fn compared(old: &str, new: &str) -> Vec<Line> {
    let diff = TextDiff::configure()
        .algorithm(Algorithm::Myers)
        .timeout(LONGEST)
        .diff_lines(old, new);
    let mut lines = Vec::new();
    for (index, group) in diff.grouped_ops(AROUND).iter().enumerate() {
        if index > 0 {
            lines.push(note("..."));
        }
        for change in group.iter().flat_map(|op| diff.iter_changes(op)) {
            let sign = match change.tag() {
                ChangeTag::Equal => Sign::Same,
                ChangeTag::Delete => Sign::Old,
                ChangeTag::Insert => Sign::New,
            };
            let text = change.value().trim_end_matches('\n').to_owned();
            lines.push(Line { sign, text });
        }
    }
    lines
}

fn note(text: &str) -> Line {
    Line {
        sign: Sign::Note,
        text: text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn drawn(old: &str, new: &str) -> String {
        let value = |text: &str| Arc::<[u8]>::from(text.as_bytes());
        let lines = diff(Some(&value(old)), Some(&value(new)));
        let line = |line: &Line| {
            let sign = match line.sign {
                Sign::Same => " ",
                Sign::Old => "-",
                Sign::New => "+",
                Sign::Note => "#",
            };
            format!("{sign} {}", line.text)
        };
        lines.iter().map(line).collect::<Vec<_>>().join("\n")
    }

    #[test]
    fn documents_are_compared_laid_out() {
        let old = r#"{"pool":"blue","port":8080,"a":1,"b":2,"c":3,"d":4}"#;
        insta::assert_snapshot!(drawn(old, &old.replace("8080", "8443")), @r#"
          {
            "pool": "blue",
        -   "port": 8080,
        +   "port": 8443,
            "a": 1,
            "b": 2,
            "c": 3,
        "#);
        assert_eq!(drawn("a", "a"), "# they are the same");
        assert_eq!(
            drawn(r#"{"a":1}"#, r#"{"a": 1}"#),
            "# they differ in blanks and line ends only"
        );
    }

    #[test]
    fn a_key_without_a_value_differs_from_one_with_an_empty_one() {
        let empty: Arc<[u8]> = Arc::from([]);
        assert_ne!(diff(None, Some(&empty)), diff(Some(&empty), Some(&empty)));
    }
}
