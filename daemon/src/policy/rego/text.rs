//! What is refused before the interpreter reads it, as it would never come back: nesting that its parser tries in exponentially
//! many ways, and numbers of billions of digits.

use std::iter::Peekable;
use std::str::Bytes;

use super::guard::refuse;
use super::{MAX_SOURCE, RegoError};

/// Most levels of `[` and `{`: the parser doubles its work with each.
const MAX_BRACKETS: u32 = 12;

/// Most work for the parser: each word and sign counts twice as much one level deeper.
const MAX_WORK: u64 = 200_000;

/// Most digits of an exponent. Numbers with one are written out digit by digit.
const MAX_EXPONENT: usize = 3;

/// Checks the length and nesting of a text.
pub(super) fn check(source: &str) -> Result<(), RegoError> {
    if source.len() > MAX_SOURCE {
        return refuse(format!("it is longer than {MAX_SOURCE} bytes"));
    }
    let (mut depth, mut work) = (0, 0);
    let mut bytes = source.bytes().peekable();
    while let Some(byte) = bytes.next() {
        match byte {
            byte if byte.is_ascii_whitespace() => continue,
            b'#' => {
                while bytes.next_if(|byte| *byte != b'\n').is_some() {}
                continue;
            }
            b'"' => while bytes.next().is_some_and(|byte| byte != b'"') {},
            b'`' => while bytes.next().is_some_and(|byte| byte != b'`') {},
            b'[' | b'{' => depth += 1,
            b']' | b'}' => depth = u32::saturating_sub(depth, 1),
            byte if is_word(byte) && exponent(byte, &mut bytes) > MAX_EXPONENT => {
                return refuse("a number in it is too large".to_owned());
            }
            _ => {}
        }
        work += 1 << depth;
        if depth > MAX_BRACKETS || work > MAX_WORK {
            return refuse("its brackets nest too deeply".to_owned());
        }
    }
    Ok(())
}

/// Takes the rest of a word, and tells how many digits its exponent has if it is a number.
fn exponent(first: u8, bytes: &mut Peekable<Bytes<'_>>) -> usize {
    let is_number = first.is_ascii_digit();
    let (mut last, mut digits) = (first, None);
    while let Some(next) = bytes
        .next_if(|next| is_word(*next) || is_number && matches!((last, next), (b'e' | b'E', b'+' | b'-')))
    {
        digits = match next {
            b'e' | b'E' => Some(0),
            b'0'..=b'9' => digits.map(|digits| digits + 1),
            _ => digits,
        };
        last = next;
    }
    digits.filter(|_| is_number).unwrap_or_default()
}

fn is_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_' || !byte.is_ascii()
}
