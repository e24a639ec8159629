//! One version.

use std::cmp::Ordering;

use super::MAX_VERSION;

/// A version; missing parts are 0.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Version {
    pub(super) major: u64,
    pub(super) minor: u64,
    pub(super) patch: u64,
    /// What comes before the release, without its dash; empty for a release.
    pub(super) before: String,
}

impl Version {
    /// Reads `v1.2.3-before+build`, where all but the first number may be missing.
    pub(super) fn parse(text: &str) -> Option<Self> {
        if text.len() > MAX_VERSION {
            return None;
        }
        let text = text.strip_prefix('v').unwrap_or(text);
        let (text, build) = cut(text, '+');
        let (numbers, before) = cut(text, '-');
        build
            .is_none_or(|build| build.split('.').all(is_word))
            .then_some(())?;
        let before = before.unwrap_or_default();
        (before.is_empty() && !text.ends_with('-') || before.split('.').all(is_rank)).then_some(())?;
        let mut parts = [0; 3];
        for (at, part) in numbers.split('.').enumerate() {
            is_digits(part).then_some(())?;
            *parts.get_mut(at)? = part.parse().ok()?;
        }
        let [major, minor, patch] = parts;
        Some(Self {
            major,
            minor,
            patch,
            before: before.to_owned(),
        })
    }

    pub(super) fn is_release(&self) -> bool {
        self.before.is_empty()
    }
}

impl PartialOrd for Version {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Version {
    fn cmp(&self, other: &Self) -> Ordering {
        let numbers = |it: &Self| (it.major, it.minor, it.patch);
        numbers(self)
            .cmp(&numbers(other))
            .then_with(|| match (self.is_release(), other.is_release()) {
                (false, false) => ranks(&self.before, &other.before),
                (left, right) => left.cmp(&right),
            })
    }
}

/// The text before a mark, and what is behind it.
fn cut(text: &str, mark: char) -> (&str, Option<&str>) {
    match text.split_once(mark) {
        Some((text, rest)) => (text, Some(rest)),
        None => (text, None),
    }
}

pub(super) fn is_word(part: &str) -> bool {
    !part.is_empty() && part.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
}

/// Here numbers have no leading zeros.
fn is_rank(part: &str) -> bool {
    is_word(part) && (part == "0" || !part.starts_with('0') || !is_digits(part))
}

fn is_digits(part: &str) -> bool {
    !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit())
}

/// Part by part: numbers as numbers and before words, less parts before more.
fn ranks(left: &str, right: &str) -> Ordering {
    let (mut lefts, mut rights) = (left.split('.'), right.split('.'));
    loop {
        let (left, right) = match (lefts.next(), rights.next()) {
            (Some(left), Some(right)) => (left, right),
            (left, right) => return left.is_some().cmp(&right.is_some()),
        };
        let order = match (left.parse::<u64>(), right.parse::<u64>()) {
            (Ok(left), Ok(right)) => left.cmp(&right),
            (Ok(_), Err(_)) => Ordering::Less,
            (Err(_), Ok(_)) => Ordering::Greater,
            (Err(_), Err(_)) => left.cmp(right),
        };
        if order.is_ne() {
            return order;
        }
    }
}
