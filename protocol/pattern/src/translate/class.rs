//! Bracketed classes: no nesting and no set operators, `[` and `]` literal where they can be.

use regex::Error;

use super::{escape, push_literal};

const POSIX: [&str; 14] = [
    "alnum", "alpha", "ascii", "blank", "cntrl", "digit", "graph", "lower", "print", "punct", "space",
    "upper", "word", "xdigit",
];

/// What a named member covers at most.
const ASCII: u32 = 0x80;

/// What a negated member covers, more or less: all characters there are.
const ALL: u32 = 0x11_0000;

/// Characters all classes of a pattern may cover together. Ignoring case takes the crate milliseconds for every class
/// that covers all there are, and a pattern has room for hundreds of them.
pub(super) const MAX_ROOM: u32 = 32 * ALL;

/// Translates the class `rest` starts with; returns what follows its closing bracket.
pub(super) fn translate<'a>(rest: &'a str, out: &mut String, room: &mut u32) -> Result<&'a str, Error> {
    let mut rest = &rest[1..];
    out.push('[');
    if let Some(negated) = rest.strip_prefix('^') {
        out.push('^');
        rest = negated;
    }
    let mut first = true;
    while first || !rest.starts_with(']') {
        first = false;
        let (covered, following) = item(rest, out)?;
        let left = room.checked_sub(covered);
        *room = left.ok_or_else(|| Error::Syntax("classes cover too many characters".into()))?;
        rest = following;
    }
    out.push(']');
    Ok(&rest[1..])
}

/// Translates one member: a named class, a character, or a range of characters; returns how many characters that can be
/// and what follows.
fn item<'a>(rest: &'a str, out: &mut String) -> Result<(u32, &'a str), Error> {
    if let Some((name, following)) = rest.strip_prefix("[:").and_then(|named| named.split_once(":]")) {
        if !POSIX.contains(&name.strip_prefix('^').unwrap_or(name)) {
            return Err(Error::Syntax(format!("unknown class [:{name}:]")));
        }
        out.push_str(&rest[..rest.len() - following.len()]);
        return Ok((if name.starts_with('^') { ALL } else { ASCII }, following));
    }
    if rest.starts_with('\\')
        && let Some(following) = escape::perl_class(rest, out, false).or_else(|| escape::property(rest, out))
    {
        let negated = rest[1..].starts_with(|letter: char| letter.is_ascii_uppercase());
        return Ok((if negated { ALL } else { ASCII }, following));
    }
    let (low, following) = character(rest)?;
    push_literal(out, low);
    match following.strip_prefix('-') {
        Some(range) if !range.starts_with(']') => {
            let (high, following) = character(range)?;
            out.push('-');
            push_literal(out, high);
            Ok((u32::from(high).saturating_sub(low.into()), following))
        }
        _ => Ok((1, following)),
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
