//! Which candidates fit what was typed, best first.

use tui::fuzzy;

use super::offer::{Found, MAX_OFFERS, Offer};

/// How candidates must fit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Matching {
    /// They begin with what was typed.
    Prefix,
    /// As before; when none does, all of them, for shells that match in ways of their own.
    PrefixElseAll,
    /// Those that begin with it, then those that have its letters in that order.
    Fuzzy,
}

/// The offers that fit, best first, at most a thousand.
pub(crate) fn ranked(found: Found, word: &str, matching: Matching) -> Vec<Offer> {
    let keep = found.keep;
    let typed = word.get(keep..).unwrap_or_default();
    let safe = found.offers.into_iter().filter(Offer::is_safe);
    let rest = |offer: &Offer| offer.text.get(keep..).unwrap_or_default().to_owned();
    let (mut fit, others): (Vec<_>, Vec<_>) = safe.partition(|offer| rest(offer).starts_with(typed));
    match matching {
        Matching::Prefix => {}
        Matching::PrefixElseAll if fit.is_empty() => fit = others,
        Matching::PrefixElseAll => {}
        Matching::Fuzzy => fit.extend(best(others, typed, rest)),
    }
    fit.truncate(MAX_OFFERS);
    fit
}

fn best(offers: Vec<Offer>, typed: &str, rest: impl Fn(&Offer) -> String) -> Vec<Offer> {
    let texts: Vec<String> = offers.iter().map(rest).collect();
    let hits = fuzzy::rank(&literal(typed), texts.iter().map(String::as_str));
    hits.into_iter().map(|hit| offers[hit.index].clone()).collect()
}

/// Signs with which a pattern would begin or end mean nothing here.
fn literal(typed: &str) -> String {
    typed.chars().filter(|c| !"!^'$ \\".contains(*c)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(typed: &str, matching: Matching) -> Vec<String> {
        let offers = ["restart", "start", "status", "stop", "st\u{1b}x"].map(|text| Offer::new(text, ""));
        let found = Found::from(offers.to_vec());
        let offers = ranked(found, typed, matching).into_iter();
        offers.map(|offer| offer.text).collect()
    }

    #[test]
    fn what_begins_as_typed_comes_before_what_only_has_the_letters() {
        assert_eq!(texts("sta", Matching::Prefix), ["start", "status"]);
        assert_eq!(texts("sta", Matching::Fuzzy), ["start", "status", "restart"]);
        assert_eq!(texts("sp", Matching::Fuzzy), ["stop"]);
        assert!(texts("sp", Matching::Prefix).is_empty());
    }

    #[test]
    fn shells_that_match_for_themselves_get_everything_when_nothing_fits() {
        assert_eq!(texts("sto", Matching::PrefixElseAll), ["stop"]);
        assert_eq!(texts("xx", Matching::PrefixElseAll).len(), 4);
    }

    #[test]
    fn signs_of_patterns_are_only_letters() {
        assert!(texts("!start", Matching::Fuzzy).contains(&"start".to_owned()));
    }
}
