//! From RE2 as Go reads it to what the `regex` crate reads.

mod class;
mod escape;

use regex::Error;

/// Rewrites `pattern`; whatever both dialects read alike, mistakes included, is passed on as it is.
pub(crate) fn translate(pattern: &str) -> Result<String, Error> {
    let mut out = String::with_capacity(2 * pattern.len());
    let mut rest = pattern;
    let mut room = class::MAX_ROOM;
    while let Some(c) = rest.chars().next() {
        rest = match c {
            '\\' => escape::outside_class(rest, &mut out),
            '[' => class::translate(rest, &mut out, &mut room)?,
            '{' => repetition(rest, &mut out),
            '(' => group(rest, &mut out)?,
            _ => {
                out.push(c);
                &rest[c.len_utf8()..]
            }
        };
    }
    Ok(out)
}

/// Writes one character so that it stands for itself, in a class and outside.
fn push_literal(out: &mut String, c: char) {
    if r"\.+*?()|[]{}^$#&-~".contains(c) {
        out.push('\\');
    }
    out.push(c);
}

/// Copies a repetition, or escapes the brace that begins none; returns what follows.
fn repetition<'a>(rest: &'a str, out: &mut String) -> &'a str {
    let length = repetition_len(rest).unwrap_or(0);
    if length == 0 {
        out.push_str(r"\{");
        return &rest[1..];
    }
    out.push_str(&rest[..length]);
    &rest[length..]
}

/// Bytes of the `{n}`, `{n,}` or `{n,m}` that `text` starts with.
fn repetition_len(text: &str) -> Option<usize> {
    let inside = &text[1..text.find('}')?];
    let (low, high) = match inside.split_once(',') {
        Some((low, high)) => (low, Some(high).filter(|high| !high.is_empty())),
        None => (inside, None),
    };
    (is_count(low) && high.is_none_or(is_count)).then_some(inside.len() + 2)
}

/// A count has no leading zero, else the whole brace is literal.
fn is_count(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit()) && (text == "0" || !text.starts_with('0'))
}

/// Copies the opening parenthesis, refusing flags only the crate knows: they would change how the rest is read.
fn group<'a>(rest: &'a str, out: &mut String) -> Result<&'a str, Error> {
    if let Some(body) = rest.strip_prefix("(?") {
        let end = body
            .find(|c: char| !c.is_ascii_alphabetic() && c != '-')
            .unwrap_or(body.len());
        let flags = &body[..end];
        if body[end..].starts_with([':', ')']) && flags.contains(|c| !"imsU-".contains(c)) {
            return Err(Error::Syntax(format!("unknown group flags (?{flags}")));
        }
    }
    out.push('(');
    Ok(&rest[1..])
}
