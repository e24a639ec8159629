//! KSUIDs: ids of 27 letters and digits that hold the second they were made in and 16 random bytes.

use std::fmt;

use aws_lc_rs::rand;

/// The second, since 1970, that KSUIDs count from.
const EPOCH: i64 = 1_400_000_000;

const DIGITS: &[u8; 62] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

const LENGTH: usize = 27;

/// A KSUID.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Ksuid([u8; 20]);

impl Ksuid {
    /// A fresh id that holds no time, for whoever has none: all of it is random.
    pub(crate) fn random() -> Self {
        let mut bytes = [0; 20];
        rand::fill(&mut bytes).expect("the system's random numbers, once seeded, do not fail");
        Self(bytes)
    }

    /// A fresh id of a second since 1970, from 2014 to 2150.
    pub(crate) fn at(seconds: i64) -> Option<Self> {
        let since = u32::try_from(seconds.checked_sub(EPOCH)?).ok()?;
        let Self(mut bytes) = Self::random();
        bytes[..4].copy_from_slice(&since.to_be_bytes());
        Some(Self(bytes))
    }

    /// Reads 27 letters and digits that are not above the greatest id.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        if text.len() != LENGTH {
            return None;
        }
        let mut bytes = [0_u8; 20];
        for digit in text.bytes() {
            let mut carry = DIGITS.iter().position(|known| *known == digit)?;
            for byte in bytes.iter_mut().rev() {
                carry += usize::from(*byte) * DIGITS.len();
                *byte = carry as u8;
                carry >>= 8;
            }
            if carry != 0 {
                return None;
            }
        }
        Some(Self(bytes))
    }

    /// The second it was made in, since 1970.
    pub(crate) fn seconds(self) -> i64 {
        let [a, b, c, d, ..] = self.0;
        EPOCH + i64::from(u32::from_be_bytes([a, b, c, d]))
    }
}

impl fmt::Display for Ksuid {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut bytes = self.0;
        let mut text = [char::from(DIGITS[0]); LENGTH];
        for place in text.iter_mut().rev() {
            let mut rest = 0;
            for byte in &mut bytes {
                rest = rest << 8 | usize::from(*byte);
                *byte = (rest / DIGITS.len()) as u8;
                rest %= DIGITS.len();
            }
            *place = char::from(DIGITS[rest]);
        }
        text.iter().try_for_each(|digit| write!(f, "{digit}"))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn ids_are_those_of_the_specification() {
        for (first, text) in [
            (0, "37dGalnvxoLQhb6fzRwhDhn3R1D"),
            (16, "37dGamIFBK3UWGqKfja0UdE0lzT"),
        ] {
            let id = Ksuid::parse(text).unwrap();
            assert_eq!(id.seconds(), 1_767_225_600);
            let payload: Vec<u8> = (first..first + 16).collect();
            assert_eq!(id.0[4..], payload);
            assert_eq!(id.to_string(), text);
        }
    }

    #[test]
    fn other_text_is_no_id() {
        let greatest = "aWgEPTl1tmebfsQzFP4bxwgy80V";
        assert_eq!(Ksuid::parse(greatest), Some(Ksuid([0xff; 20])));
        let above = "aWgEPTl1tmebfsQzFP4bxwgy80W";
        for odd in [
            "",
            above,
            "37dGalnvxoLQhb6fzRwhDhn3R1",
            "37dGalnvxoLQhb6fzRwhDhn3R1DD",
            "37dGalnvxoLQhb6fzRwhDhn3R1-",
        ] {
            assert_eq!(Ksuid::parse(odd), None, "{odd}");
        }
    }

    #[test]
    fn times_that_no_id_can_hold_make_none() {
        assert_eq!(Ksuid::at(EPOCH - 1), None);
        assert_eq!(Ksuid::at(EPOCH + (1 << 32)), None);
        assert_eq!(Ksuid::at(EPOCH + 7).map(Ksuid::seconds), Some(EPOCH + 7));
    }

    proptest! {
        #[test]
        fn ids_survive_the_journey(bytes: [u8; 20]) {
            prop_assert_eq!(Ksuid::parse(&Ksuid(bytes).to_string()), Some(Ksuid(bytes)));
        }
    }
}
