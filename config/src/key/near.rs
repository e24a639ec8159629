//! What somebody may have meant by a key that does not exist.

use super::all;

/// Longer names are nobody's typing mistake, and comparing them costs.
const LONGEST: usize = 128;

/// The declared key nearest to an unknown one, when it is near enough to be meant.
pub(crate) fn suggestion(unknown: &str) -> Option<&'static str> {
    if unknown.len() > LONGEST || !unknown.is_ascii() {
        return None;
    }
    let tail = format!(".{unknown}");
    let plain = || all().filter(|key| !key.is_pattern());
    let mut longer = plain().filter(|key| key.name.ends_with(&tail));
    if let (Some(key), None) = (longer.next(), longer.next()) {
        return Some(key.name);
    }
    let allowed = (unknown.len() / 6).clamp(1, 3);
    plain()
        .filter(|key| key.name.len().abs_diff(unknown.len()) <= allowed)
        .map(|key| (distance(key.name.as_bytes(), unknown.as_bytes()), key.name))
        .min()
        .filter(|(distance, _)| *distance <= allowed)
        .map(|(_, name)| name)
}

/// Letters to change, add, drop or swap with their neighbour to turn one word into the other.
fn distance(left: &[u8], right: &[u8]) -> usize {
    let mut before_last = vec![0; right.len() + 1];
    let mut last: Vec<usize> = (0..=right.len()).collect();
    for i in 1..=left.len() {
        let mut row = vec![i; right.len() + 1];
        for j in 1..=right.len() {
            let replaced = last[j - 1] + usize::from(left[i - 1] != right[j - 1]);
            row[j] = replaced.min(last[j] + 1).min(row[j - 1] + 1);
            let swapped = i > 1 && j > 1 && left[i - 1] == right[j - 2] && left[i - 2] == right[j - 1];
            if swapped {
                row[j] = row[j].min(before_last[j - 2] + 1);
            }
        }
        before_last = std::mem::replace(&mut last, row);
    }
    last[right.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn typing_mistakes_and_missing_prefixes_find_the_key_that_was_meant() {
        let cases = [
            ("identiy", Some("identity")),
            ("collectvies", Some("collectives")),
            ("plugin.chroia.use_srv", Some("plugin.choria.use_srv")),
            (
                "plugin.choria.middleware_host",
                Some("plugin.choria.middleware_hosts"),
            ),
            ("middleware_hosts", Some("plugin.choria.middleware_hosts")),
            ("choria.use_srv", Some("plugin.choria.use_srv")),
            ("tll", Some("ttl")),
            ("provider", None),
            ("colour_of_the_sky", None),
            ("x", None),
        ];
        for (written, meant) in cases {
            assert_eq!(suggestion(written), meant, "{written}");
        }
    }

    #[test]
    fn overlong_and_foreign_names_are_not_compared() {
        assert_eq!(suggestion(&"identity".repeat(100)), None);
        assert_eq!(suggestion("identität"), None);
    }
}
