//! One condition on a version.

use super::version::{Version, is_word};

/// Operators, longest first.
const OPERATORS: [(&str, Operator); 12] = [
    ("!=", Operator::NotEqual),
    (">=", Operator::AtLeast),
    ("=>", Operator::AtLeast),
    ("<=", Operator::AtMost),
    ("=<", Operator::AtMost),
    ("~>", Operator::Tilde),
    ("~", Operator::Tilde),
    ("^", Operator::Caret),
    (">", Operator::Over),
    ("<", Operator::Under),
    ("=", Operator::Equal),
    ("", Operator::Equal),
];

/// One condition.
#[derive(Debug, Clone)]
pub(super) struct Constraint {
    operator: Operator,
    version: Version,
    /// The first number that may be any.
    any: Option<Part>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Operator {
    Equal,
    NotEqual,
    Over,
    Under,
    AtLeast,
    AtMost,
    Tilde,
    Caret,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    Major,
    Minor,
    Patch,
}

/// Conditions beside each other, or the two ends of a range; none when one is no condition.
pub(super) fn all(text: &str) -> Option<Vec<Constraint>> {
    let mut constraints = Vec::new();
    let mut rest = text.trim_start_matches(is_blank);
    // A range stands first or behind a comma.
    let mut may_be_range = true;
    loop {
        let (operator, after) = operator(rest)?;
        let plain = may_be_range && after.len() == rest.len();
        let (first, after) = bound(after.trim_start_matches(is_blank))?;
        rest = after;
        let range = rest.trim_start_matches(is_blank).strip_prefix('-');
        let range = range.filter(|end| rest.starts_with(is_blank) && end.starts_with(is_blank));
        if let Some(end) = range.filter(|_| plain) {
            let (last, after) = bound(end.trim_start_matches(is_blank))?;
            constraints.push(Constraint::new(Operator::AtLeast, first)?);
            constraints.push(Constraint::new(Operator::AtMost, last)?);
            rest = after;
        } else {
            constraints.push(Constraint::new(operator, first)?);
        }
        let next = rest.trim_start_matches(is_blank);
        if next.is_empty() {
            return Some(constraints);
        }
        let comma = next.strip_prefix(',');
        if comma.is_none() && next.len() == rest.len() {
            return None;
        }
        may_be_range = comma.is_some();
        rest = comma.unwrap_or(next).trim_start_matches(is_blank);
    }
}

impl Constraint {
    fn new(operator: Operator, bound: Bound<'_>) -> Option<Self> {
        let [major, minor, patch] = bound.numbers;
        let (any, numbers) = if is_any(major) {
            (Some(Part::Major), "0.0.0".to_owned())
        } else if is_any(minor) {
            (Some(Part::Minor), format!("{major}.0.0"))
        } else if is_any(patch) {
            (Some(Part::Patch), format!("{major}.{minor}.0"))
        } else {
            (None, format!("{major}.{minor}.{patch}"))
        };
        let dash = if bound.before.is_empty() { "" } else { "-" };
        Some(Self {
            operator,
            version: Version::parse(&format!("{numbers}{dash}{}", bound.before))?,
            any,
        })
    }

    /// Whether it names a version before a release.
    pub(super) fn is_before_release(&self) -> bool {
        !self.version.is_release()
    }

    /// Whether a version satisfies it.
    pub(super) fn admits(&self, version: &Version) -> bool {
        let wanted = &self.version;
        match self.operator {
            Operator::Equal if self.any.is_some() => self.tilde(version),
            Operator::Equal => version == wanted,
            Operator::NotEqual => !self.is_like(version),
            Operator::Under => version < wanted,
            Operator::AtLeast => version >= wanted,
            Operator::Over => self.over(version),
            Operator::AtMost => self.at_most(version),
            Operator::Tilde => self.tilde(version),
            Operator::Caret => self.caret(version),
        }
    }

    /// Whether the numbers that are given are the same.
    fn is_like(&self, version: &Version) -> bool {
        let wanted = &self.version;
        match self.any {
            // The reference takes `*` for 0.0.0 here.
            None | Some(Part::Major) => version == wanted,
            Some(Part::Minor) => version.major == wanted.major,
            Some(Part::Patch) => {
                (version.major, version.minor, &version.before)
                    == (wanted.major, wanted.minor, &wanted.before)
            }
        }
    }

    fn over(&self, version: &Version) -> bool {
        let wanted = &self.version;
        match self.any {
            Some(Part::Minor) => version.major > wanted.major,
            Some(Part::Patch) => (version.major, version.minor) > (wanted.major, wanted.minor),
            Some(Part::Major) | None => version > wanted,
        }
    }

    fn at_most(&self, version: &Version) -> bool {
        let wanted = &self.version;
        match self.any {
            None => version <= wanted,
            Some(Part::Minor) => version.major <= wanted.major,
            Some(Part::Major | Part::Patch) => (version.major, version.minor) <= (wanted.major, wanted.minor),
        }
    }

    /// Patches may differ, and what is given as any.
    fn tilde(&self, version: &Version) -> bool {
        let wanted = &self.version;
        let all_zero = (wanted.major, wanted.minor, wanted.patch) == (0, 0, 0);
        if version < wanted {
            return false;
        }
        if all_zero && matches!(self.any, None | Some(Part::Major)) {
            return true;
        }
        version.major == wanted.major && (self.any == Some(Part::Minor) || version.minor == wanted.minor)
    }

    /// The first number that is not 0 must be the same.
    fn caret(&self, version: &Version) -> bool {
        let wanted = &self.version;
        if version < wanted {
            return false;
        }
        if wanted.major > 0 || self.any == Some(Part::Minor) {
            return version.major == wanted.major;
        }
        if version.major > 0 {
            return false;
        }
        if wanted.minor > 0 || self.any == Some(Part::Patch) {
            return version.minor == wanted.minor;
        }
        version.minor == 0 && version.patch == wanted.patch
    }
}

/// A version as a condition has it: three numbers, or words for any.
struct Bound<'a> {
    numbers: [&'a str; 3],
    before: &'a str,
}

fn operator(text: &str) -> Option<(Operator, &str)> {
    OPERATORS
        .iter()
        .find_map(|(sign, operator)| Some((*operator, text.strip_prefix(sign)?)))
}

/// Reads `v1.x-before+build`, and gives what follows.
fn bound(text: &str) -> Option<(Bound<'_>, &str)> {
    let mut rest = text.strip_prefix('v').unwrap_or(text);
    let mut numbers = [""; 3];
    for (at, number) in numbers.iter_mut().enumerate() {
        let tail = if at == 0 {
            Some(rest)
        } else {
            rest.strip_prefix('.')
        };
        let Some(tail) = tail.filter(|tail| tail.starts_with(is_digit_or_any)) else {
            break;
        };
        let end = tail.find(|c| !is_digit_or_any(c)).unwrap_or(tail.len());
        (*number, rest) = tail.split_at(end);
    }
    if numbers[0].is_empty() {
        return None;
    }
    let (before, rest) = words(rest, '-')?;
    let (_, rest) = words(rest, '+')?;
    Some((Bound { numbers, before }, rest))
}

/// Words with dots between them behind a mark, and what follows; empty without the mark.
fn words(text: &str, mark: char) -> Option<(&str, &str)> {
    let Some(tail) = text.strip_prefix(mark) else {
        return Some(("", text));
    };
    let end = tail.find(|c: char| !(c.is_ascii_alphanumeric() || c == '-' || c == '.'));
    let (words, rest) = tail.split_at(end.unwrap_or(tail.len()));
    words.split('.').all(is_word).then_some((words, rest))
}

fn is_digit_or_any(c: char) -> bool {
    c.is_ascii_digit() || matches!(c, 'x' | 'X' | '*')
}

fn is_any(number: &str) -> bool {
    matches!(number, "" | "x" | "X" | "*")
}

fn is_blank(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\n' | '\r' | '\x0c')
}
