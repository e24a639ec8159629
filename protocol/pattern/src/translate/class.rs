//! Bracketed classes: no nesting and no set operators, `[` and `]` literal where they can be.

use regex::Error;

use super::{escape, push_literal};

const POSIX: [&str; 14] = [
    "alnum", "alpha", "ascii", "blank", "cntrl", "digit", "graph", "lower", "print", "punct", "space",
    "upper", "word", "xdigit",
];

/// Translates the class `rest` starts with; returns what follows its closing bracket.
pub(super) fn translate<'a>(rest: &'a str, out: &mut String) -> Result<&'a str, Error> {
    let mut rest = &rest[1..];
    out.push('[');
    if let Some(negated) = rest.strip_prefix('^') {
        out.push('^');
        rest = negated;
    }
    let mut first = true;
    while first || !rest.starts_with(']') {
        first = false;
        rest = item(rest, out)?;
    }
    out.push(']');
    Ok(&rest[1..])
}

/// Translates one member: a named class, a character, or a range of characters.
fn item<'a>(rest: &'a str, out: &mut String) -> Result<&'a str, Error> {
    if let Some((name, following)) = rest.strip_prefix("[:").and_then(|named| named.split_once(":]")) {
        if !POSIX.contains(&name.strip_prefix('^').unwrap_or(name)) {
            return Err(Error::Syntax(format!("unknown class [:{name}:]")));
        }
        out.push_str(&rest[..rest.len() - following.len()]);
        return Ok(following);
    }
    if rest.starts_with('\\')
        && let Some(following) = escape::perl_class(rest, out, false).or_else(|| escape::property(rest, out))
    {
        return Ok(following);
    }
    let (low, following) = character(rest)?;
    push_literal(out, low);
    match following.strip_prefix('-') {
        Some(range) if !range.starts_with(']') => {
            let (high, following) = character(range)?;
            out.push('-');
            push_literal(out, high);
            Ok(following)
        }
        _ => Ok(following),
    }
}

/// One character of a class, written out or escaped, and what follows it.
fn character(rest: &str) -> Result<(char, &str), Error> {
    let Some(c) = rest.chars().next() else {
        return Err(Error::Syntax("missing ] at the end of a class".into()));
    };
    if c != '\\' {
        return Ok((c, &rest[c.len_utf8()..]));
    }
    escape::character(rest)
        .ok_or_else(|| Error::Syntax(format!("unknown escape in a class at {}", rest.escape_debug())))
}
