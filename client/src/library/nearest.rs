//! Names that look like a mistyped one.

/// Most names worth offering.
const OFFERS: usize = 3;

/// Longer words are no typing mistakes, and comparing them costs the product of their lengths.
const MAX_LENGTH: usize = 64;

/// The known names closest to `wanted`, joined for people; none when nothing is close.
pub(super) fn nearest(wanted: &str, known: &[String]) -> Option<String> {
    if wanted.len() > MAX_LENGTH {
        return None;
    }
    let limit = (wanted.chars().count() / 3).max(1);
    let mut close: Vec<_> = known
        .iter()
        .filter(|name| name.len() <= MAX_LENGTH)
        .filter_map(|name| {
            let distance = distance(wanted, name);
            let begun = wanted.len() > 2 && name.starts_with(wanted);
            (distance <= limit || begun).then_some((distance, name.as_str()))
        })
        .collect();
    close.sort_unstable();
    let offers: Vec<_> = close.into_iter().take(OFFERS).map(|(_, name)| name).collect();
    let (last, others) = offers.split_last()?;
    Some(match others {
        [] => (*last).to_owned(),
        others => format!("{} or {last}", others.join(", ")),
    })
}

/// How many letters must be added, removed or replaced to make `a` into `b`.
fn distance(a: &str, b: &str) -> usize {
    let b: Vec<_> = b.chars().collect();
    let mut row: Vec<_> = (0..=b.len()).collect();
    for (line, left) in a.chars().enumerate() {
        let mut diagonal = row[0];
        row[0] = line + 1;
        for (column, right) in b.iter().enumerate() {
            let replaced = diagonal + usize::from(left != *right);
            diagonal = row[column + 1];
            row[column + 1] = replaced.min(diagonal + 1).min(row[column] + 1);
        }
    }
    row[b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn distance_counts_letters() {
        for (a, b, letters) in [
            ("", "", 0),
            ("", "abc", 3),
            ("kitten", "sitting", 3),
            ("pakage", "package", 1),
        ] {
            assert_eq!((distance(a, b), distance(b, a)), (letters, letters), "{a} {b}");
        }
    }

    #[test]
    fn only_close_names_are_offered_nearest_first() {
        let known = ["package", "packages", "puppet", "rpcutil"].map(String::from);
        assert_eq!(nearest("pakage", &known).as_deref(), Some("package or packages"));
        assert_eq!(nearest("rpc", &known).as_deref(), Some("rpcutil"));
        assert_eq!(nearest("nettest", &known), None);
        assert_eq!(nearest(&"x".repeat(1000), &known), None);
    }
}
