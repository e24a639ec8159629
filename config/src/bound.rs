//! How much of something may be taken: a size, or a part of what there is.

use std::fmt::{self, Display, Formatter};

const UNITS: &[(char, u64)] = &[('k', 1 << 10), ('m', 1 << 20), ('g', 1 << 30), ('t', 1 << 40)];

/// How much may be taken. It is written as it is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Bound {
    /// As much as there is.
    None,
    /// So many bytes.
    Bytes(u64),
    /// This part of what there is, 1 to 100.
    Percent(u8),
}

impl Bound {
    /// What NATS servers take when they are not told anything.
    pub const USUAL: Self = Self::Percent(75);

    /// Parses `none` (or `0`), `75%`, or a number of bytes, such as `1048576`, `512KB` or `10GiB`; units are of 1024.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let lower = text.trim().to_ascii_lowercase();
        if lower == "none" {
            return Some(Self::None);
        }
        if let Some(percent) = lower.strip_suffix('%') {
            let percent = percent.trim_end().parse().ok()?;
            return (1..=100).contains(&percent).then_some(Self::Percent(percent));
        }
        let digits = lower.find(|char: char| !char.is_ascii_digit());
        let (number, unit) = lower.split_at(digits.unwrap_or(lower.len()));
        let factor = match unit.trim_start() {
            "" | "b" => 1,
            unit => {
                let letter = unit.chars().next()?;
                let known = matches!(&unit[letter.len_utf8()..], "" | "b" | "ib");
                let (_, factor) = UNITS.iter().find(|(name, _)| known && *name == letter)?;
                *factor
            }
        };
        let bytes = number.parse::<u64>().ok()?.checked_mul(factor)?;
        match bytes {
            0 => Some(Self::None),
            // The API and nats-server count with signs.
            bytes => i64::try_from(bytes).is_ok().then_some(Self::Bytes(bytes)),
        }
    }

    /// The bytes of it where there are so many; none for no limit.
    pub fn of(self, all: u64) -> Option<u64> {
        match self {
            Self::None => None,
            Self::Bytes(bytes) => Some(bytes),
            // What is divided first cannot be too much, and loses less than a hundred bytes.
            Self::Percent(percent) => Some(all / 100 * u64::from(percent)),
        }
    }
}

impl Display for Bound {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Self::None => f.write_str("none"),
            Self::Bytes(bytes) => bytes.fmt(f),
            Self::Percent(percent) => write!(f, "{percent}%"),
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn bounds_read_as_people_write_them() {
        let cases = [
            ("none", Bound::None),
            ("0", Bound::None),
            ("1048576", Bound::Bytes(1 << 20)),
            ("512KB", Bound::Bytes(512 << 10)),
            ("10 GiB", Bound::Bytes(10 << 30)),
            ("2t", Bound::Bytes(2 << 40)),
            ("75%", Bound::Percent(75)),
            ("100 %", Bound::Percent(100)),
        ];
        for (text, bound) in cases {
            assert_eq!(Bound::parse(text), Some(bound), "{text}");
        }
        for text in [
            "",
            "-1",
            "%",
            "0%",
            "101%",
            "1.5G",
            "1x",
            "GB",
            "1kx",
            "1é",
            "9223372036854775808",
            "9999999999T",
        ] {
            assert_eq!(Bound::parse(text), None, "{text}");
        }
    }

    #[test]
    fn a_part_is_of_what_there_is_and_a_size_is_what_it_is() {
        assert_eq!(Bound::USUAL.of(1_000_000), Some(750_000));
        assert_eq!(Bound::Percent(100).of(u64::MAX), Some(u64::MAX / 100 * 100));
        assert_eq!(Bound::Bytes(7).of(5), Some(7));
        assert_eq!(Bound::None.of(5), None);
    }

    proptest! {
        #[test]
        fn what_is_read_is_written_the_same(text in "[0-9]{1,20}[ ]?[kmgtib%]{0,3}|none|.*") {
            if let Some(bound) = Bound::parse(&text) {
                prop_assert_eq!(Bound::parse(&bound.to_string()), Some(bound));
            }
        }
    }
}
