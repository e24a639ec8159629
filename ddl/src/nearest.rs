//! The declared name a mistyped one probably meant.

/// Longest word that is compared or repeated in an error, in characters.
pub(crate) const MAX_WORD: usize = 64;

/// The candidate with the fewest differing characters, if it is likely to be meant: at most a third may differ.
pub(crate) fn nearest<'a>(word: &str, candidates: impl Iterator<Item = &'a String>) -> Option<&'a String> {
    // Bytes bound characters, and spare counting those of a long word.
    if word.len() > MAX_WORD {
        return None;
    }
    let word: Vec<char> = word.to_lowercase().chars().collect();
    let distance = |name: &str| {
        let name: Vec<char> = name.to_lowercase().chars().take(MAX_WORD).collect();
        (edits(&word, &name), word.len().max(name.len()))
    };
    candidates
        .map(|name| (distance(name), name))
        .filter(|((edits, length), _)| edits * 3 <= *length)
        .min_by_key(|((edits, _), _)| *edits)
        .map(|(_, name)| name)
}

/// Characters to insert, remove or replace to get from `a` to `b` (Levenshtein).
fn edits(a: &[char], b: &[char]) -> usize {
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, from) in a.iter().enumerate() {
        let mut diagonal = row[0];
        row[0] = i + 1;
        for (j, to) in b.iter().enumerate() {
            let replaced = diagonal + usize::from(from != to);
            diagonal = row[j + 1];
            row[j + 1] = replaced.min(diagonal + 1).min(row[j] + 1);
        }
    }
    row[b.len()]
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
