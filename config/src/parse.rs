//! Lines to keys and values.

use std::path::Path;

use crate::{Problem, Severity};

/// Longest file read: a hundred times the largest useful one.
pub(crate) const MAX_FILE: usize = 1024 * 1024;
/// Longest line: the reference stops reading at this length.
const MAX_LINE: usize = 64 * 1024;
/// Most lines complained about in one file.
const MAX_COMPLAINTS: usize = 50;

/// One `key = value` of a file.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Line<'a> {
    /// Line in the file, from 1.
    pub(crate) number: usize,
    pub(crate) key: &'a str,
    pub(crate) value: &'a str,
}

/// Splits a text into its keys and values, and says which lines it could not use.
///
/// Lines are trimmed; empty ones and those that begin with `#` are skipped; the key ends at the first `=`; a key
/// without a value is skipped. There is no quoting and no continuation.
pub(crate) fn lines<'a>(text: &'a str, path: &Path) -> (Vec<Line<'a>>, Vec<Problem>) {
    let mut found = Vec::new();
    let mut problems = Vec::new();
    if text.len() > MAX_FILE {
        problems.push(Problem::of_file(path, format!("is longer than {MAX_FILE} bytes")));
        return (found, problems);
    }
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    for (index, line) in text.lines().enumerate() {
        let number = index + 1;
        match split(line.trim(), number) {
            Ok(Some(line)) => found.push(line),
            Ok(None) => {}
            Err((severity, reason)) if problems.len() < MAX_COMPLAINTS => problems.push(Problem {
                severity,
                key: first_word(line),
                place: Some((path.to_owned(), number)),
                reason: reason.to_owned(),
            }),
            Err(_) => {}
        }
    }
    (found, problems)
}

fn split(line: &str, number: usize) -> Result<Option<Line<'_>>, (Severity, &'static str)> {
    if line.is_empty() || line.starts_with('#') {
        return Ok(None);
    }
    if line.len() > MAX_LINE {
        return Err((Severity::Error, "the line is longer than 65536 bytes"));
    }
    let Some((key, value)) = line.split_once('=') else {
        return Err((Severity::Warning, "has no \"=\" and is ignored"));
    };
    let (key, value) = (key.trim_end(), value.trim_start());
    if key.is_empty() {
        return Err((Severity::Warning, "has no key before the \"=\" and is ignored"));
    }
    Ok((!value.is_empty()).then_some(Line { number, key, value }))
}

/// Enough of a line to recognise it: whatever follows the first word may be a secret.
fn first_word(line: &str) -> String {
    let word = line
        .split([' ', '\t', '='])
        .find(|word| !word.is_empty())
        .unwrap_or("=");
    word.chars().take(60).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn pairs(text: &str) -> Vec<(&str, &str)> {
        let (lines, problems) = lines(text, Path::new("test.conf"));
        assert_eq!(problems, []);
        lines.into_iter().map(|line| (line.key, line.value)).collect()
    }

    #[test]
    fn the_first_equals_sign_parts_key_and_value() {
        let cases: &[(&str, &[(&str, &str)])] = &[
            ("a = b", &[("a", "b")]),
            ("  a=b  ", &[("a", "b")]),
            ("a\t=\tb c", &[("a", "b c")]),
            ("a = b = c", &[("a", "b = c")]),
            ("a == b", &[("a", "= b")]),
            ("a = \"b\" # c", &[("a", "\"b\" # c")]),
            ("a = b\\\r\nc = d", &[("a", "b\\"), ("c", "d")]),
            ("a =", &[]),
            ("a =   ", &[]),
            ("# a = b\n\n  # c = d", &[]),
            ("\u{feff}a = b", &[("a", "b")]),
        ];
        for (text, expected) in cases {
            assert_eq!(&pairs(text), expected, "{text:?}");
        }
    }

    #[test]
    fn unusable_lines_are_named_with_their_number_but_without_their_content() {
        let text = "a = b\nplugin.nats.pass hunter2\n= c\n";
        let (found, problems) = lines(text, Path::new("test.conf"));
        assert_eq!(found.len(), 1);
        let shown: Vec<String> = problems.iter().map(ToString::to_string).collect();
        insta::assert_snapshot!(shown.join("\n"), @r#"
        test.conf:2: plugin.nats.pass: has no "=" and is ignored
        test.conf:3: c: has no key before the "=" and is ignored
        "#);
    }

    #[test]
    fn overlong_lines_and_files_are_errors() {
        let long = format!("a = {}", "x".repeat(MAX_LINE));
        let (found, problems) = lines(&long, Path::new("test.conf"));
        assert_eq!((found.len(), problems[0].severity), (0, Severity::Error));
        let longer = "#\n".repeat(MAX_FILE);
        let (_, problems) = lines(&longer, Path::new("test.conf"));
        assert_eq!(problems[0].severity, Severity::Error);
    }

    #[test]
    fn complaints_about_one_file_are_limited() {
        let (_, problems) = lines(&"rubbish\n".repeat(10_000), Path::new("test.conf"));
        assert_eq!(problems.len(), MAX_COMPLAINTS);
    }

    proptest! {
        #[test]
        fn any_text_is_read_without_panic(text in "(?s).*") {
            let (found, _) = lines(&text, Path::new("test.conf"));
            for line in found {
                prop_assert!(!line.key.is_empty() && !line.value.is_empty());
            }
        }
    }
}
