//! The declared name a mistyped one probably meant.

use strsim::osa_distance;

/// Longest word that is compared or repeated in an error, in characters.
pub(crate) const MAX_WORD: usize = 64;

/// The candidate with the fewest differing characters, if it is likely to be meant: at most a third may differ.
pub(crate) fn nearest<'a>(word: &str, candidates: impl Iterator<Item = &'a String>) -> Option<&'a String> {
    // Bytes bound characters, and spare counting those of a long word.
    if word.len() > MAX_WORD {
        return None;
    }
    let word = word.to_lowercase();
    let distance = |name: &str| {
        let name: String = name.to_lowercase().chars().take(MAX_WORD).collect();
        let length = word.chars().count().max(name.chars().count());
        (osa_distance(&word, &name), length)
    };
    candidates
        .map(|name| (distance(name), name))
        .filter(|((edits, length), _)| edits * 3 <= *length)
        .min_by_key(|((edits, _), _)| *edits)
        .map(|(_, name)| name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_finds_its_name_and_a_stranger_none() {
        let names = ["package".to_owned(), "version".to_owned()];
        assert_eq!(nearest("pakage", names.iter()), Some(&names[0]));
        assert_eq!(nearest("Versoin", names.iter()), Some(&names[1]));
        assert_eq!(nearest("mode", names.iter()), None);
        assert_eq!(nearest(&"p".repeat(1 << 20), names.iter()), None);
    }
}
