//! Backslashes in quoted text.

/// The text with its escapes resolved; none when one stands for nothing.
pub(super) fn resolved(text: &str) -> Option<String> {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('\\') {
        plain.push_str(&rest[..at]);
        let (c, tail) = escape(&rest[at + 1..])?;
        plain.push(c);
        rest = tail;
    }
    plain.push_str(rest);
    Some(plain)
}

/// The character an escape stands for, and what follows it.
fn escape(text: &str) -> Option<(char, &str)> {
    let mut chars = text.chars();
    let c = match chars.next()? {
        'a' => '\x07',
        'b' => '\x08',
        'f' => '\x0c',
        'n' => '\n',
        'r' => '\r',
        't' => '\t',
        'v' => '\x0b',
        c @ ('\\' | '\'' | '"' | '`' | '?') => c,
        'u' if chars.as_str().starts_with('{') => return braced(&chars.as_str()[1..]),
        'x' | 'X' => return code(chars.as_str(), 2, 16),
        'u' => return code(chars.as_str(), 4, 16),
        'U' => return code(chars.as_str(), 8, 16),
        '0'..='3' => return code(text, 3, 8),
        _ => return None,
    };
    Some((c, chars.as_str()))
}

fn braced(text: &str) -> Option<(char, &str)> {
    let (digits, rest) = text.split_once('}')?;
    (1..=6).contains(&digits.len()).then_some(())?;
    Some((code(digits, digits.len(), 16)?.0, rest))
}

fn code(text: &str, length: usize, radix: u32) -> Option<(char, &str)> {
    let digits = text.get(..length)?;
    digits.chars().all(|c| c.is_digit(radix)).then_some(())?;
    let c = char::from_u32(u32::from_str_radix(digits, radix).ok()?)?;
    Some((c, &text[length..]))
}
