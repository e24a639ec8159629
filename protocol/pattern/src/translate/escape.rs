//! What follows a backslash.

use super::push_literal;

/// Members of `\d`, `\w` and `\s`: ASCII, and no vertical tab in the last.
fn members(letter: char) -> Option<&'static str> {
    match letter.to_ascii_lowercase() {
        'd' => Some("0-9"),
        'w' => Some("0-9A-Za-z_"),
        's' => Some(r"\t\n\f\r "),
        _ => None,
    }
}

/// Translates the escape `rest` starts with, outside a class; returns what follows.
pub(super) fn outside_class<'a>(rest: &'a str, out: &mut String) -> &'a str {
    let after = &rest[1..];
    if let Some(quoted) = after.strip_prefix('Q') {
        let (literal, following) = quoted.split_once(r"\E").unwrap_or((quoted, ""));
        literal.chars().for_each(|c| push_literal(out, c));
        return following;
    }
    if let Some(following) = perl_class(rest, out, true).or_else(|| property(rest, out)) {
        return following;
    }
    if let Some(boundary @ ('b' | 'B')) = after.chars().next() {
        out.push_str(r"(?-u:\");
        out.push(boundary);
        out.push(')');
        return &after[1..];
    }
    if let Some((c, following)) = character(rest) {
        push_literal(out, c);
        return following;
    }
    // An anchor both dialects share, or a mistake: the crate says which.
    let length = after.chars().next().map_or(0, char::len_utf8);
    out.push_str(&rest[..1 + length]);
    &after[length..]
}

/// Translates `\d \D \w \W \s \S`, `bracketed` or as members of the class around it.
pub(super) fn perl_class<'a>(rest: &'a str, out: &mut String, bracketed: bool) -> Option<&'a str> {
    let letter = rest[1..].chars().next()?;
    let members = members(letter)?;
    let negated = letter.is_ascii_uppercase();
    if bracketed || negated {
        out.push_str(if negated { "[^" } else { "[" });
        out.push_str(members);
        out.push(']');
    } else {
        out.push_str(members);
    }
    Some(&rest[2..])
}

/// Copies `\pL`, `\p{Name}` and their negations.
pub(super) fn property<'a>(rest: &'a str, out: &mut String) -> Option<&'a str> {
    let name = rest[1..].strip_prefix(['p', 'P'])?;
    let length = match name.strip_prefix('{') {
        Some(inside) => inside.find('}')? + 2,
        None => name.chars().next()?.len_utf8(),
    };
    out.push_str(&rest[..2 + length]);
    Some(&name[length..])
}

/// The one character an escape stands for, and what follows it.
pub(super) fn character(rest: &str) -> Option<(char, &str)> {
    let after = &rest[1..];
    let c = after.chars().next()?;
    let following = &after[c.len_utf8()..];
    match c {
        'a' => Some(('\x07', following)),
        'f' => Some(('\x0c', following)),
        'n' => Some(('\n', following)),
        'r' => Some(('\r', following)),
        't' => Some(('\t', following)),
        'v' => Some(('\x0b', following)),
        'x' => hexadecimal(following),
        '0'..='7' => octal(after),
        _ if c.is_ascii() && !c.is_ascii_alphanumeric() => Some((c, following)),
        _ => None,
    }
}

/// `\x41` or `\x{1F600}`.
fn hexadecimal(text: &str) -> Option<(char, &str)> {
    let (digits, following) = match text.strip_prefix('{') {
        Some(braced) => braced.split_once('}')?,
        None => text.split_at_checked(2)?,
    };
    // Checked by hand as the parser below would accept a sign.
    if !digits.bytes().all(|b| b.is_ascii_hexdigit()) {
        return None;
    }
    let code = u32::from_str_radix(digits, 16).ok()?;
    Some((char::from_u32(code)?, following))
}

/// Up to three octal digits; a single one other than zero would be a back reference, which no dialect here has.
fn octal(text: &str) -> Option<(char, &str)> {
    let length = text
        .bytes()
        .take(3)
        .take_while(|b| (b'0'..=b'7').contains(b))
        .count();
    if length == 1 && !text.starts_with('0') {
        return None;
    }
    let (digits, following) = text.split_at(length);
    let code = u32::from_str_radix(digits, 8).ok()?;
    Some((char::from_u32(code)?, following))
}
