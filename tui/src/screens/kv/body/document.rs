//! JSON documents as a person reads them.

use serde::de::IgnoredAny;

/// Whether a text is a list or an object. Others, such as a number, are the same laid out.
pub(in super::super) fn is_document(text: &str) -> bool {
    text.trim_start().starts_with(['{', '[']) && serde_json::from_str::<IgnoredAny>(text).is_ok()
}

/// A document on several lines. Its numbers, names and their order stay as they were written.
pub(super) fn spread(document: &str) -> String {
    let mut out = String::with_capacity(document.len() * 2);
    let mut depth = 0usize;
    let (mut inside, mut escaped) = (false, false);
    let mut all = document.chars();
    let fresh = |out: &mut String, depth: usize| {
        out.push('\n');
        out.extend(std::iter::repeat_n("  ", depth));
    };
    while let Some(c) = all.next() {
        if inside {
            out.push(c);
            inside = escaped || c != '"';
            escaped = c == '\\' && !escaped;
            continue;
        }
        match c {
            '"' => {
                inside = true;
                out.push(c);
            }
            '{' | '[' => {
                out.push(c);
                let rest = all.as_str().trim_start();
                match rest.chars().next().filter(|next| matches!(next, '}' | ']')) {
                    Some(end) => {
                        out.push(end);
                        all = rest[1..].chars();
                    }
                    None => {
                        depth += 1;
                        fresh(&mut out, depth);
                    }
                }
            }
            '}' | ']' => {
                depth = depth.saturating_sub(1);
                fresh(&mut out, depth);
                out.push(c);
            }
            ',' => {
                out.push(c);
                fresh(&mut out, depth);
            }
            ':' => out.push_str(": "),
            c if c.is_whitespace() => {}
            c => out.push(c),
        }
    }
    out
}
