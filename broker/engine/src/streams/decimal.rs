//! Whole numbers of any length, as counters write them: digits, after a sign if they are negative.

use std::cmp::Ordering;
use std::fmt;
use std::ops::{Add, Sub};

/// More digits than the headers of a message have room for, and what many such numbers add up to.
const MOST_DIGITS: usize = 128 * 1024;

/// A whole number. Sums take time for each digit, once.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Decimal {
    is_negative: bool,
    /// The lowest first, and no zeros at the end; none for zero.
    digits: Vec<u8>,
}

impl Decimal {
    /// The number a text means, which may begin with either sign; none for no number, and for one that is too long.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let digits = text.strip_prefix(['+', '-']).unwrap_or(text).as_bytes();
        let is_number = !digits.is_empty() && digits.iter().all(u8::is_ascii_digit);
        (is_number && digits.len() <= MOST_DIGITS).then(|| {
            let digits = digits.iter().rev().map(|digit| digit - b'0').collect();
            Self::of(text.starts_with('-'), digits)
        })
    }

    /// Whether it has no more digits than can be read again.
    pub(crate) fn is_readable(&self) -> bool {
        self.digits.len() <= MOST_DIGITS
    }

    fn of(is_negative: bool, mut digits: Vec<u8>) -> Self {
        let length = digits
            .iter()
            .rposition(|digit| *digit != 0)
            .map_or(0, |last| last + 1);
        digits.truncate(length);
        Self {
            is_negative: is_negative && length > 0,
            digits,
        }
    }

    /// The sum with another one that counts with this sign.
    fn with(&self, other: &Self, is_negative: bool) -> Self {
        if self.is_negative == is_negative {
            return Self::of(is_negative, sum(&self.digits, &other.digits));
        }
        match compare(&self.digits, &other.digits) {
            Ordering::Less => Self::of(is_negative, difference(&other.digits, &self.digits)),
            Ordering::Equal | Ordering::Greater => {
                Self::of(self.is_negative, difference(&self.digits, &other.digits))
            }
        }
    }
}

impl Add for &Decimal {
    type Output = Decimal;

    fn add(self, other: Self) -> Decimal {
        self.with(other, other.is_negative)
    }
}

impl Sub for &Decimal {
    type Output = Decimal;

    fn sub(self, other: Self) -> Decimal {
        self.with(other, !other.is_negative)
    }
}

impl fmt::Display for Decimal {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let digits: String = match &*self.digits {
            [] => "0".to_owned(),
            digits => digits
                .iter()
                .rev()
                .map(|digit| char::from(b'0' + digit))
                .collect(),
        };
        out.pad_integral(!self.is_negative, "", &digits)
    }
}

fn compare(one: &[u8], other: &[u8]) -> Ordering {
    let by_length = one.len().cmp(&other.len());
    by_length.then_with(|| one.iter().rev().cmp(other.iter().rev()))
}

fn sum(one: &[u8], other: &[u8]) -> Vec<u8> {
    let (long, short) = if one.len() < other.len() {
        (other, one)
    } else {
        (one, other)
    };
    let mut digits = Vec::with_capacity(long.len() + 1);
    let mut carry = 0;
    for (place, digit) in long.iter().enumerate() {
        let total = digit + short.get(place).unwrap_or(&0) + carry;
        digits.push(total % 10);
        carry = total / 10;
    }
    digits.push(carry);
    digits
}

/// `large` is not less than `small`.
fn difference(large: &[u8], small: &[u8]) -> Vec<u8> {
    let mut digits = Vec::with_capacity(large.len());
    let mut borrow = 0;
    for (place, digit) in large.iter().enumerate() {
        let taken = small.get(place).unwrap_or(&0) + borrow;
        borrow = u8::from(*digit < taken);
        digits.push(digit + 10 * borrow - taken);
    }
    digits
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn numbers_have_either_sign_and_no_leading_zeros() {
        for (text, written) in [("+1", "1"), ("-3", "-3"), ("007", "7"), ("-0", "0"), ("+00", "0")] {
            assert_eq!(Decimal::parse(text).unwrap().to_string(), written);
        }
        for bad in ["", "+", "-", "+-1", "1.5", "1e3", "0x1", "1_000", " 1", "one"] {
            assert_eq!(Decimal::parse(bad), None, "{bad}");
        }
    }

    #[test]
    fn numbers_may_be_longer_than_any_of_the_machine_but_not_endless() {
        let nines = "9".repeat(MOST_DIGITS);
        let longest = Decimal::parse(&nines).unwrap();
        let more = &longest + &Decimal::parse("1").unwrap();
        assert!(more.to_string().len() == MOST_DIGITS + 1 && !more.is_readable());
        assert_eq!(&more - &longest, Decimal::parse("1").unwrap());
        assert_eq!(Decimal::parse(&format!("{nines}9")), None);
    }

    proptest! {
        #[test]
        fn sums_are_those_of_the_machine(one in any::<i64>(), other in any::<i64>()) {
            let [one, other] = [one, other].map(i128::from);
            let [ours, theirs] = [one, other].map(|number| Decimal::parse(&number.to_string()).unwrap());
            prop_assert_eq!((&ours + &theirs).to_string(), (one + other).to_string());
            prop_assert_eq!((&ours - &theirs).to_string(), (one - other).to_string());
        }

        #[test]
        fn what_was_added_can_be_taken_away(one in "-?[0-9]{1,60}", other in "[+-]?[0-9]{1,60}") {
            let [one, other] = [one, other].map(|text| Decimal::parse(&text).unwrap());
            prop_assert_eq!(&(&one + &other) - &other, one);
        }
    }
}
