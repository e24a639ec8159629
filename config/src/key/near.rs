//! What somebody may have meant by a key that does not exist.

use strsim::osa_distance;

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
        .map(|key| (osa_distance(key.name, unknown), key.name))
        .min()
        .filter(|(distance, _)| *distance <= allowed)
        .map(|(_, name)| name)
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
