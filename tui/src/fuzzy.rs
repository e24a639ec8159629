//! The best of a list for a few letters.

use std::cmp::Reverse;

use nucleo_matcher::pattern::{CaseMatching, Normalization, Pattern};
use nucleo_matcher::{Config, Matcher, Utf32Str};
use ratatui::text::{Line, Span};

use crate::look::Look;
use crate::text;
use crate::theme::Role;

/// Something found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Hit {
    /// Where it is in the list that was searched.
    pub index: usize,
    score: u32,
}

/// What the letters are found in, best first; with no letters, everything in its own order. Lists of 50 000 take a few milliseconds.
pub fn rank<'a>(letters: &str, items: impl Iterator<Item = &'a str>) -> Vec<Hit> {
    let pattern = parse(letters);
    let mut matcher = Matcher::new(Config::DEFAULT);
    let mut chars = Vec::new();
    let scored = items.enumerate().filter_map(|(index, item)| {
        let score = pattern.score(Utf32Str::new(item, &mut chars), &mut matcher)?;
        Some(Hit { index, score })
    });
    let mut hits: Vec<Hit> = scored.collect();
    if !letters.trim().is_empty() {
        hits.sort_by_key(|hit| Reverse(hit.score));
    }
    hits
}

/// An item with the letters shown that were found in it.
pub(crate) fn highlight(look: &Look, letters: &str, item: &str, role: Role) -> Line<'static> {
    let item = text::line(item);
    let mut chars = Vec::new();
    let mut found = Vec::new();
    let haystack = Utf32Str::new(&item, &mut chars);
    parse(letters).indices(haystack, &mut Matcher::new(Config::DEFAULT), &mut found);
    found.sort_unstable();
    let style = look.style(role);
    let mut spans: Vec<Span> = Vec::new();
    for (index, c) in (0..).zip(item.chars()) {
        let style = match found.binary_search(&index) {
            Ok(_) => style.patch(look.style(Role::Match)),
            Err(_) => style,
        };
        match spans.last_mut().filter(|span| span.style == style) {
            Some(span) => span.content.to_mut().push(c),
            None => spans.push(Span::styled(c.to_string(), style)),
        }
    }
    Line::from(spans)
}

fn parse(letters: &str) -> Pattern {
    Pattern::new(
        letters,
        CaseMatching::Smart,
        Normalization::Smart,
        nucleo_matcher::pattern::AtomKind::Fuzzy,
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::theme::Theme;

    fn found(letters: &str) -> Vec<usize> {
        let agents = ["puppet", "package", "process", "rpcutil"];
        let hits = rank(letters, agents.into_iter());
        hits.into_iter().map(|hit| hit.index).collect()
    }

    #[test]
    fn the_best_comes_first() {
        assert_eq!(found("pk"), [1]);
        assert_eq!(found("p")[..3], [0, 1, 2]);
        assert_eq!(found(""), [0, 1, 2, 3]);
        assert_eq!(found("zz"), [0usize; 0]);
    }

    #[test]
    fn the_letters_found_are_shown() {
        let look = Look::new(Theme::Mono, false);
        let line = highlight(&look, "pk", "package\u{1b}", Role::Text);
        let parts: Vec<_> = line.spans.iter().map(|span| span.content.as_ref()).collect();
        assert_eq!(parts, ["p", "ac", "k", "age\\x1b"]);
    }
}
