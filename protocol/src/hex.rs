//! Bytes as hexadecimal digits.

use std::fmt::Write;

/// Lower-case digits of bytes.
pub(crate) fn encode(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(2 * bytes.len());
    for byte in bytes {
        write!(text, "{byte:02x}").expect("text grows");
    }
    text
}

/// Fills `bytes` from exactly as many digits as it takes, in either case; false where the text is anything else.
pub(crate) fn decode(text: &str, bytes: &mut [u8]) -> bool {
    let (pairs, rest) = text.as_bytes().as_chunks::<2>();
    if !rest.is_empty() || pairs.len() != bytes.len() {
        return false;
    }
    let digit = |byte: u8| char::from(byte).to_digit(16);
    for (byte, [high, low]) in bytes.iter_mut().zip(pairs) {
        let (Some(high), Some(low)) = (digit(*high), digit(*low)) else {
            return false;
        };
        *byte = (high << 4 | low) as u8;
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_in_either_case_are_read_and_nothing_else() {
        let mut bytes = [0; 3];
        assert!(decode("00fFA1", &mut bytes));
        assert_eq!(bytes, [0x00, 0xff, 0xa1]);
        assert_eq!(encode(&bytes), "00ffa1");
        for odd in [
            "",
            "00ffa",
            "00ffa12",
            "00ffa1b2",
            "00 fa1",
            "+0ffa1",
            "00ffg1",
            "00f\u{e9}1",
        ] {
            assert!(!decode(odd, &mut bytes), "{odd}");
        }
    }
}
