//! Subscription ids: any token a client likes, nearly always a small number.

/// A client's name for one of its subscriptions; numbers, which every known client uses, need no heap.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) enum Sid {
    /// Decimal without leading zeros.
    Number(u64),
    /// Anything else.
    Text(Box<str>),
}

impl Sid {
    pub(crate) fn new(text: &str) -> Self {
        let canonical = !text.starts_with('0') || text == "0";
        match text.parse::<u64>() {
            Ok(number) if canonical && !text.starts_with('+') => Self::Number(number),
            _ => Self::Text(text.into()),
        }
    }

    /// Appends the id as the client wrote it.
    pub(crate) fn write_to(&self, out: &mut Vec<u8>) {
        match self {
            Self::Number(number) => write_decimal(*number, out),
            Self::Text(text) => out.extend_from_slice(text.as_bytes()),
        }
    }
}

impl std::fmt::Display for Sid {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Number(number) => write!(f, "{number}"),
            Self::Text(text) => f.write_str(text),
        }
    }
}

/// Appends `number` in decimal; the formatting machinery would cost more than the rest of a delivery.
pub(crate) fn write_decimal(mut number: u64, out: &mut Vec<u8>) {
    let mut digits = [0_u8; 20];
    let mut at = digits.len();
    loop {
        at -= 1;
        digits[at] = b'0' + (number % 10) as u8;
        number /= 10;
        if number == 0 {
            break;
        }
    }
    out.extend_from_slice(&digits[at..]);
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn ids_come_back_as_they_were_written(text in "[!-~]{1,24}|[0-9]{1,21}|[+][0-9]{1,4}") {
            let mut out = Vec::new();
            Sid::new(&text).write_to(&mut out);
            prop_assert_eq!(out, text.as_bytes());
            prop_assert_eq!(Sid::new(&text).to_string(), text);
        }
    }
}
