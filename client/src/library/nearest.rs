//! Names that look like a mistyped one.

use strsim::osa_distance;

/// Most names worth offering.
const OFFERS: usize = 3;

/// Longer words are no typing mistakes, and comparing them costs the product of their lengths.
const MAX_LENGTH: usize = 64;

/// The known names closest to `wanted`, joined for people; none when nothing is close.
pub fn nearest(wanted: &str, known: &[String]) -> Option<String> {
    if wanted.len() > MAX_LENGTH {
        return None;
    }
    let limit = (wanted.chars().count() / 3).max(1);
    let mut close: Vec<_> = known
        .iter()
        .filter(|name| name.len() <= MAX_LENGTH)
        .filter_map(|name| {
            let distance = osa_distance(wanted, name);
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_close_names_are_offered_nearest_first() {
        let known = ["package", "packages", "puppet", "rpcutil"].map(String::from);
        assert_eq!(nearest("pakage", &known).as_deref(), Some("package or packages"));
        assert_eq!(nearest("rpc", &known).as_deref(), Some("rpcutil"));
        assert_eq!(nearest("nettest", &known), None);
        assert_eq!(nearest(&"x".repeat(1000), &known), None);
    }
}
