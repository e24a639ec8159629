//! Keys by name, and the bytes a terminal sends for them.

/// What is sent for text with keys in angle brackets.
pub(super) fn bytes(keys: &str) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut rest = keys;
    while let Some((text, key)) = rest.split_once('<') {
        bytes.extend_from_slice(text.as_bytes());
        let (name, after) = key
            .split_once('>')
            .unwrap_or_else(|| panic!("a key has no end in {keys:?}; `<lt>` is `<`"));
        bytes.extend(key_bytes(name));
        rest = after;
    }
    bytes.extend_from_slice(rest.as_bytes());
    bytes
}

fn key_bytes(name: &str) -> Vec<u8> {
    let known = match name {
        "enter" => "\r",
        "esc" => "\x1b",
        "tab" => "\t",
        "s-tab" => "\x1b[Z",
        "up" => "\x1b[A",
        "down" => "\x1b[B",
        "right" => "\x1b[C",
        "left" => "\x1b[D",
        "home" => "\x1b[H",
        "end" => "\x1b[F",
        "pgup" => "\x1b[5~",
        "pgdn" => "\x1b[6~",
        "ins" => "\x1b[2~",
        "del" => "\x1b[3~",
        "backspace" => "\x7f",
        "space" => " ",
        "lt" => "<",
        "f1" => "\x1bOP",
        "f2" => "\x1bOQ",
        "f3" => "\x1bOR",
        "f4" => "\x1bOS",
        "f5" => "\x1b[15~",
        "f6" => "\x1b[17~",
        "f7" => "\x1b[18~",
        "f8" => "\x1b[19~",
        "f9" => "\x1b[20~",
        "f10" => "\x1b[21~",
        "f11" => "\x1b[23~",
        "f12" => "\x1b[24~",
        _ => return chord(name),
    };
    known.as_bytes().to_vec()
}

/// `c-x` and `a-x`.
fn chord(name: &str) -> Vec<u8> {
    match name.as_bytes() {
        [
            b'c',
            b'-',
            key @ (b'a'..=b'z' | b'@' | b'[' | b'\\' | b']' | b'^' | b'_'),
        ] => vec![key & 0x1f],
        [b'c', b'-', b'/'] => vec![0x1f],
        [b'a', b'-', key] => vec![0x1b, *key],
        _ => panic!("no key is called <{name}>"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_and_keys_mix() {
        assert_eq!(bytes("ls<enter>"), b"ls\r");
        assert_eq!(bytes("<c-c><a-b>ü<lt><up>"), "\x03\x1bbü<\x1b[A".as_bytes());
        assert_eq!(bytes("<c-z>"), [0x1a]);
    }

    #[test]
    #[should_panic(expected = "no key is called <entr>")]
    fn an_unknown_key_is_an_error() {
        bytes("<entr>");
    }
}
