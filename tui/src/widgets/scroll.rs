//! Scrolling through lines without a cursor.

use crate::keymap::Verb;

/// Moves the first line that is shown, where there is room for `page` of so many lines. False when the verb moves nothing.
pub(crate) fn scroll(first: &mut usize, lines: usize, page: usize, verb: Verb) -> bool {
    let page = page.max(1);
    let most = lines.saturating_sub(page);
    let here = (*first).min(most);
    let next = match verb {
        Verb::Up => here.saturating_sub(1),
        Verb::Down => here + 1,
        Verb::First => 0,
        Verb::Last => most,
        Verb::HalfUp => here.saturating_sub(page / 2),
        Verb::HalfDown => here + page / 2,
        Verb::PageUp => here.saturating_sub(page),
        Verb::PageDown => here + page,
        _ => return false,
    };
    *first = next.min(most);
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_scroll_to_the_last_page_and_no_further() {
        let mut first = 900;
        assert!(scroll(&mut first, 100, 10, Verb::Up));
        assert_eq!(first, 89);
        assert!(scroll(&mut first, 100, 10, Verb::PageDown));
        assert_eq!(first, 90);
        assert!(scroll(&mut first, 5, 10, Verb::Down));
        assert_eq!(first, 0);
        assert!(!scroll(&mut first, 5, 10, Verb::Open));
    }
}
