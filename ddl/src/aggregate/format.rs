//! The printf formats of aggregates.

/// Widest field, as a format may come from anywhere.
const MAX_WIDTH: usize = 200;

/// Most digits after the point; more say nothing.
const MAX_PRECISION: usize = 30;

/// One value to format.
#[derive(Debug, Clone, Copy)]
pub(super) enum Arg<'a> {
    /// A label.
    Text(&'a str),
    /// A count.
    Int(u64),
    /// A measured number.
    Float(f64),
}

/// What stands between `%` and the verb.
#[derive(Debug, Default)]
struct Spec {
    left: bool,
    zeros: bool,
    width: usize,
    precision: Option<usize>,
}

/// Fills `template`: verbs `%s %d %v %f %%` with `-`, `0`, width and precision.
///
/// A verb that does not suit its value shows it the way the verb asks for, so `%d` of a mean is a rounded number. Verbs
/// without a value and unknown ones stay as they are.
pub(super) fn format(template: &str, args: &[Arg<'_>]) -> String {
    let mut out = String::with_capacity(template.len() + 16);
    let mut args = args.iter();
    let mut rest = template;
    while let Some((before, after)) = rest.split_once('%') {
        out.push_str(before);
        let (spec, tail) = Spec::read(after);
        let verb = tail.chars().next();
        rest = &tail[verb.map_or(0, char::len_utf8)..];
        let filled = match verb {
            Some('%') => Some("%".into()),
            Some(verb @ ('s' | 'd' | 'v' | 'f')) => args.next().map(|arg| spec.filled(*arg, verb)),
            _ => None,
        };
        match filled {
            Some(text) => out.push_str(&text),
            None => out.extend(["%", &after[..after.len() - rest.len()]]),
        }
    }
    out.push_str(rest);
    out
}

/// The text with control characters written out, so that a value cannot steer the terminal or break a line.
pub(super) fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if c.is_control() {
            out.extend(c.escape_default());
        } else {
            out.push(c);
        }
    }
    out
}

impl Spec {
    /// Reads flags, width and precision; what follows them is the verb.
    fn read(text: &str) -> (Self, &str) {
        let mut spec = Self::default();
        let flags = text.len() - text.trim_start_matches(['-', '0', '+', ' ', '#']).len();
        spec.left = text[..flags].contains('-');
        spec.zeros = text[..flags].contains('0');
        let (width, mut rest) = digits(&text[flags..]);
        spec.width = width.min(MAX_WIDTH);
        if let Some(precision) = rest.strip_prefix('.') {
            let (precision, after) = digits(precision);
            spec.precision = Some(precision.min(MAX_PRECISION));
            rest = after;
        }
        (spec, rest)
    }

    fn filled(&self, arg: Arg<'_>, verb: char) -> String {
        let text = arg.text(verb, self.precision);
        let width = self.width;
        if self.left {
            return format!("{text:<width$}");
        }
        if !self.zeros || matches!(arg, Arg::Text(_)) {
            return format!("{text:>width$}");
        }
        let (sign, digits) = text.split_at(usize::from(text.starts_with('-')));
        let width = width.saturating_sub(sign.len());
        format!("{sign}{digits:0>width$}")
    }
}

impl Arg<'_> {
    fn text(self, verb: char, precision: Option<usize>) -> String {
        match (self, verb) {
            (Self::Text(text), _) => match precision {
                Some(most) => text.chars().take(most).collect(),
                None => text.into(),
            },
            (Self::Int(count), 'f') => fixed(count as f64, precision.unwrap_or(6)),
            (Self::Int(count), _) => count.to_string(),
            (Self::Float(number), 'f') => fixed(number, precision.unwrap_or(6)),
            (Self::Float(number), 'd') => fixed(number, 0),
            (Self::Float(number), _) => match precision {
                Some(precision) => fixed(number, precision),
                None => crate::input::integral(number).to_string(),
            },
        }
    }
}

/// Decimal digits, without the sign of a zero that rounding made.
fn fixed(number: f64, precision: usize) -> String {
    let text = format!("{number:.precision$}");
    match text.strip_prefix('-') {
        Some(digits) if digits.bytes().all(|b| b == b'0' || b == b'.') => digits.into(),
        _ => text,
    }
}

/// The number `text` begins with, 0 when it begins with none, and what follows it.
fn digits(text: &str) -> (usize, &str) {
    let rest = text.trim_start_matches(|c: char| c.is_ascii_digit());
    let digits = &text[..text.len() - rest.len()];
    let number = if digits.is_empty() {
        0
    } else {
        digits.parse().unwrap_or(usize::MAX)
    };
    (number, rest)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn verbs_with_width_and_precision_are_filled() {
        let label = [Arg::Text("up"), Arg::Int(7)];
        assert_eq!(format("%s = %d", &label), "up = 7");
        assert_eq!(format("[%5s] [%-5d]", &label), "[   up] [7    ]");
        assert_eq!(format("%-5v|%03d%%", &label), "up   |007%");
        assert_eq!(format("%.1s", &label), "u");
        let mean = [Arg::Float(2.5)];
        assert_eq!(format("mean %.1f", &mean), "mean 2.5");
        assert_eq!(format("%0.2f", &mean), "2.50");
        assert_eq!(format("%f", &mean), "2.500000");
        assert_eq!(format("%v", &mean), "2.5");
        assert_eq!(
            format("%8.2f|%-8.2f", &[Arg::Float(-1.0), Arg::Float(1.0)]),
            "   -1.00|1.00    "
        );
        assert_eq!(format("%06.1f", &[Arg::Float(-1.0)]), "-001.0");
    }

    #[test]
    fn a_verb_that_does_not_suit_still_shows_its_value() {
        assert_eq!(format("%d", &[Arg::Float(12.7)]), "13");
        assert_eq!(format("%s", &[Arg::Float(3.0)]), "3");
        assert_eq!(format("%f", &[Arg::Int(3)]), "3.000000");
        assert_eq!(format("%d", &[Arg::Text("up")]), "up");
    }

    #[test]
    fn what_is_no_verb_stays_as_it_is() {
        assert_eq!(format("100%", &[]), "100%");
        assert_eq!(format("%d %d", &[Arg::Int(1)]), "1 %d");
        assert_eq!(format("%q %-3y", &[Arg::Int(1)]), "%q %-3y");
        assert_eq!(format("%é", &[]), "%é");
    }

    #[test]
    fn hostile_widths_are_bounded() {
        assert!(
            format(
                "%99999999999999999999d %.99999999f",
                &[Arg::Int(1), Arg::Float(1.0)]
            )
            .len()
                < 300
        );
    }

    #[test]
    fn control_characters_are_written_out() {
        assert_eq!(plain("a\x1b[2Jb\nc é"), r"a\u{1b}[2Jb\nc é");
    }

    proptest! {
        #[test]
        fn formatting_never_panics(template in any::<String>(), number in any::<f64>(), text in any::<String>()) {
            format(&template, &[Arg::Float(number), Arg::Text(&text), Arg::Int(1)]);
        }

        #[test]
        fn formats_that_look_like_ones_never_panic(template in "[%a-z0-9.é +-]{0,20}", number in any::<f64>()) {
            format(&template, &[Arg::Float(number), Arg::Int(1)]);
        }
    }
}
